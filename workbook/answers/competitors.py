"""Competitors: their sites on five axes, what they did, do and plan; strengths and chances; where each one stands."""

from __future__ import annotations

from typing import Any, ClassVar

from workbook.answers.fields import Answers, Item, Row, count, grid, group, number, one_of, text

AXES = (
    Row("functions", "Functions", "What visitors can do there: search, compare, configure, order, ask.", why="A missing function ends the visit."),
    Row(
        "interface", "Interface", "How clear and quick it is to use, on a telephone too.", why="What visitors do not find might as well not be there."
    ),
    Row("content", "Content", "What visitors learn: facts, prices, advice, proof.", why="A good page answers before anybody has to ask."),
    Row("experience", "User experience", "How the visit feels from first look to thank-you page.", why="People come back to what was easy."),
    Row("processes", "Processes", "What happens after the click: answers, delivery, returns, service.", why="A promise is kept or broken here."),
)
KINDS = {"strength": "Strength, inside", "weakness": "Weakness, inside", "opportunity": "Opportunity, outside", "threat": "Threat, outside"}


class Matrix(Answers):
    """Own site and rivals on five axes, weighted by what customers care about."""

    FORM: ClassVar[str] = "strategy.competitors"
    TITLE: ClassVar[str] = "Competitors"

    rival_a: str | None = text("First competitor", dont_know=False, hint="The one your customers name most often.")
    rival_b: str | None = text("Second competitor", optional=True, dont_know=False)
    rival_c: str | None = text("Third competitor", optional=True, dont_know=False)
    axes: dict[str, dict[str, Any]] = grid(
        "Score each site from 0 to 5",
        hint="Look at all sites on the same day with the same task. The weight says how much your customers care, 1 to 5.",
        rows=AXES,
        columns={
            "weight": number("Weight", ge=1, le=5, width="xs", dont_know=False),
            "own": count("Own", le=5, width="xs"),
            "a": count("First", le=5, width="xs"),
            "b": count("Second", le=5, width="xs", optional=True),
            "c": count("Third", le=5, width="xs", optional=True),
        },
    )
    moves: dict[str, dict[str, Any]] = grid(
        "What did they do, what do they do, what do they plan?",
        hint="Look at their job advertisements, news, new pages and reviews.",
        rows=(Row("did", "Did in the last year"), Row("does", "Do now"), Row("plans", "Seem to plan"), Row("gain", "Gain from being online")),
        columns={name: text(label, optional=True, width="m", max_length=400) for name, label in (("a", "First"), ("b", "Second"), ("c", "Third"))},
        optional=True,
    )


class Point(Item):
    """One point of the analysis."""

    kind: str | None = one_of("What is it?", KINDS, dont_know=False)
    what: str | None = text("In one sentence", width="full", dont_know=False)
    weight: int | None = count("How much does it matter?", unit="of 3", ge=1, le=3, width="xs", hint="1 little, 3 much.", dont_know=False)


class Swot(Answers):
    """Strengths and weaknesses inside, opportunities and threats outside."""

    FORM: ClassVar[str] = "strategy.swot"
    TITLE: ClassVar[str] = "Strengths, weaknesses, opportunities, threats"

    points: tuple[Point, ...] = group(
        "Points",
        Point,
        item_label="Point",
        layout="table",
        hint="Two or three of each kind, the most important first. Write facts, not adjectives.",
        min_items=4,
        max_items=20,
    )


class Player(Item):
    """A competitor on the map."""

    name: str | None = text("Name", dont_know=False)
    x: float | None = number("Left to right", unit="of 10", ge=0, le=10, width="xs", dont_know=False)
    y: float | None = number("Bottom to top", unit="of 10", ge=0, le=10, width="xs", dont_know=False)


class Positioning(Answers):
    """Two things that customers decide by, and where everybody stands on them."""

    FORM: ClassVar[str] = "strategy.positioning"
    TITLE: ClassVar[str] = "Positioning map"

    x_low: str | None = text("Left end", hint="Such as: cheap.", width="s", dont_know=False)
    x_high: str | None = text("Right end", hint="Such as: exclusive.", width="s", dont_know=False)
    y_low: str | None = text("Lower end", hint="Such as: no advice.", width="s", dont_know=False)
    y_high: str | None = text("Upper end", hint="Such as: advice by people.", width="s", dont_know=False)
    own_x: float | None = number("Where you stand, left to right", unit="of 10", ge=0, le=10, width="xs", dont_know=False)
    own_y: float | None = number("Where you stand, bottom to top", unit="of 10", ge=0, le=10, width="xs", dont_know=False)
    players: tuple[Player, ...] = group("Competitors", Player, item_label="Competitor", layout="table", min_items=1, max_items=8)


AXIS_NAMES = {row.name: row.label for row in AXES}
