"""Data analysis, attribution: what counts as a conversion, how far back a touch still counts, and how much of a journey the chain remembers."""

from __future__ import annotations

from typing import ClassVar

from workbook.answers.fields import Answers, Remark, count, one_of

COUNTED = {"customers": "New customers: the first order of each", "orders": "Every order", "enquiries": "Every enquiry"}
ORDERS = {"1": "The last channel", "2": "The last two channels", "3": "The last three channels"}


class Attribution(Answers):
    """How the orders are divided. Blank: new customers, 30 days, the last channel."""

    FORM: ClassVar[str] = "analysis.attribution"
    TITLE: ClassVar[str] = "How to divide the orders"

    counted: str | None = one_of("What counts", COUNTED, optional=True, dont_know=False)
    days: int | None = count(
        "Look-back window",
        unit="days",
        hint="Older visits count for nothing. Blank: 30 days.",
        why="A tea is bought within days, a pump after months. A window that is too short cuts off the channels that begin journeys.",
        optional=True,
        dont_know=False,
        unusual=(3, 180),
        le=730,
    )
    half_life: int | None = count(
        "Half-life of the time decay",
        unit="days",
        hint="A visit so many days before counts half. Blank: 7 days.",
        optional=True,
        dont_know=False,
        le=365,
    )
    memory: str | None = one_of(
        "What the Markov chain remembers",
        ORDERS,
        hint="More memory is closer to real journeys, and needs more of them.",
        optional=True,
        dont_know=False,
    )

    def review(self) -> list[Remark]:
        """A window or half-life of 0 days holds nothing."""
        named = (("days", "The look-back window", self.days), ("half_life", "The half-life", self.half_life))
        return [Remark(path, f"{name} must be at least 1 day (got 0). Enter 1 or more.", "error") for path, name, days in named if days == 0]
