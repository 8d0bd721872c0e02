"""Evaluation: which period of the plan is held against what really happened, and what the next plan must know."""

from __future__ import annotations

import datetime
from typing import ClassVar

from workbook.answers.fields import Answers, Item, Option, Remark, count, date, group, long_text, money, one_of


def _channels() -> list[Option]:
    from workbook import lessons

    return [Option(channel.id, channel.name) for channel in lessons.channels()]


class Counted(Item):
    """What one channel cost and brought in the whole period, counted by hand."""

    channel: str | None = one_of("Channel", _channels, dont_know=False)
    cost: float | None = money("Cost", optional=True, dont_know=False)
    visits: int | None = count("Visits", optional=True, dont_know=False)
    enquiries: int | None = count("Enquiries", optional=True, dont_know=False)
    orders: int | None = count("Orders", optional=True, dont_know=False)
    revenue: float | None = money("Revenue", optional=True, dont_know=False)


class Evaluation(Answers):
    """The period that is looked at, and figures that stand in no file."""

    FORM: ClassVar[str] = "plan.evaluation"
    TITLE: ClassVar[str] = "What is compared"

    first: datetime.date | None = date("From", hint="Blank: the first day that the files cover.", optional=True, dont_know=False)
    last: datetime.date | None = date("To", hint="Blank: the last day that they cover.", optional=True, dont_know=False)
    by_hand: tuple[Counted, ...] = group(
        "Channels that stand in no file", Counted, item_label="Channel", layout="table", max_items=25, optional=True,
        hint="Sums of the whole period. Leave blank what nobody counted: it is shown as not measured, not as 0.",
    )  # fmt: skip

    def review(self) -> list[Remark]:
        """The period ends after it begins."""
        if self.first and self.last and self.last < self.first:
            return [Remark("last", "The last day must not be before the first day.", "error")]
        return []


class Conclusion(Answers):
    """What follows from the comparison."""

    FORM: ClassVar[str] = "plan.conclusion"
    TITLE: ClassVar[str] = "Conclusion"

    learned: str | None = long_text(
        "What must the next plan know?",
        hint="Example: customers ask more and order less than planned, so the offer is mended before more visitors are bought.",
        why="A variance without a conclusion is repeated.",
        max_length=1500,
    )


__all__ = ["Conclusion", "Counted", "Evaluation"]
