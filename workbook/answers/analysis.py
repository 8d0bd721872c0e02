"""Data analysis: how the own figures are to be read, and what is decided because of them."""

from __future__ import annotations

import datetime
from typing import ClassVar

from workbook.answers.fields import Answers, Item, Remark, date, group, long_text, money, one_of, rate, text

DECISIONS = {"increase": "Increase", "continue": "Continue", "stop": "Stop", "wait": "Wait for more data"}
"""What the figures of a channel can speak for."""

CHANGES = {
    "increase": "Channel: more budget", "reduce": "Channel: less budget", "stop": "Channel: stop", "continue": "Channel: go on as planned",
    "wait": "Channel: wait for more data", "site": "Site", "offer": "Offer", "price": "Price", "measurement": "Measurement",
    "other": "Something else",
}  # fmt: skip
"""What a decision changes in the plan."""


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
    """One change of the plan, with the figure behind it, who carries it out, and when it is looked at again."""

    channel: str | None = text("Channel or topic", dont_know=False)
    decision: str | None = one_of("What changes", CHANGES, dont_know=False)
    reason: str | None = long_text("Because", hint="Why this follows, and what would change your mind.", max_length=1000)
    figure: str | None = long_text(
        "Figure behind it",
        hint="The number as it stood on the day.",
        why="The data will change. The plan has to say what was known then.",
        max_length=1000,
    )
    decided_on: datetime.date | None = date("Decided on", dont_know=False)
    owner: str | None = text("Who carries it out", width="m")
    review: datetime.date | None = date("Looked at again on", why="A decision without a second look is a habit.")


class Decisions(Answers):
    """What changes because of the data."""

    FORM: ClassVar[str] = "analysis.decisions"
    TITLE: ClassVar[str] = "Decisions"

    decisions: tuple[Decision, ...] = group("Your decisions", Decision, item_label="Decision", min_items=1, max_items=40)

    def review(self) -> list[Remark]:
        """The second look comes after the first."""
        return [
            Remark(f"decisions/{d.id}/review", f"“{d.channel or 'This decision'}” is to be looked at again before it was decided.")
            for d in self.decisions
            if d.review and d.decided_on and d.review <= d.decided_on
        ]
