"""Data analysis: how the own figures are to be read, and what is decided because of them."""

from __future__ import annotations

from typing import ClassVar

from workbook.answers.fields import Answers, Item, group, long_text, money, one_of, rate, text

DECISIONS = {"increase": "Increase", "continue": "Continue", "stop": "Stop", "wait": "Wait for more data"}


class Reading(Answers):
    """What the files do not say themselves."""

    FORM: ClassVar[str] = "analysis.reading"
    TITLE: ClassVar[str] = "How to read the figures"

    margin_rate: float | None = rate(
        "Margin rate of an order",
        hint="Used where the order file has no margin column. Blank: as in your forecast.",
        optional=True,
        unusual=(0.02, 0.9),
    )
    planned_cost: float | None = money(
        "Planned test budget per channel",
        hint="A channel is proposed for stopping only after this much was spent on it. Blank: as soon as its figures speak for it.",
        why="Who stops a test before the planned sample is reached mostly stops it in a run of bad luck.",
        optional=True,
    )


class Decision(Item):
    """One decision about a channel, with the figure behind it."""

    channel: str | None = text("Channel", dont_know=False)
    decision: str | None = one_of("Decision", DECISIONS, dont_know=False)
    reason: str | None = long_text("Because", hint="The figure that decided it, and what would change your mind.", max_length=1000)


class Decisions(Answers):
    """What changes because of the data."""

    FORM: ClassVar[str] = "analysis.decisions"
    TITLE: ClassVar[str] = "Decisions"

    decisions: tuple[Decision, ...] = group("Your decisions", Decision, item_label="Decision", min_items=1, max_items=25)
