"""Data analysis, customers and baskets: what is looked at, over which horizon customers are valued, and when a pair counts."""

from __future__ import annotations

from typing import ClassVar

from workbook.answers.fields import Answers, Option, count, number, one_of, rate, text

EVERY = {"month": "Month", "week": "Week"}
FIGURES = {
    "retention": "Share that bought again",
    "worth": "Revenue or margin per customer, in each period",
    "cumulative": "Revenue or margin per customer, added up",
}
SEGMENTS = {
    "best": "Best", "loyal": "Loyal", "new": "New", "promising": "Promising", "cooling": "Cooling", "leaving": "Leaving", "asleep": "Asleep",
    "once": "Once, long ago",
}  # fmt: skip


class Cohorts(Answers):
    """How customers are grouped. Blank: by month from four months on, else by week; the share that bought again."""

    FORM: ClassVar[str] = "analysis.cohorts"
    TITLE: ClassVar[str] = "How to group customers"

    every: str | None = one_of("By the first order's", EVERY, hint="Blank: month, or week under four months of data.", optional=True, dont_know=False)
    figure: str | None = one_of("Shown in the grid", FIGURES, optional=True, dont_know=False)


class Segments(Answers):
    """The list to download, and the horizon of customer value. Blank: all customers, 12 months, 10 % a year."""

    FORM: ClassVar[str] = "analysis.segments"
    TITLE: ClassVar[str] = "What to list, and how far to look"

    segment: str | None = one_of(
        "List only", tuple(Option(name, label) for name, label in SEGMENTS.items()), hint="Blank: everybody.", optional=True, dont_know=False
    )
    months: int | None = count(
        "Value over", unit="months", hint="Blank: 12.", gt=0, le=60, unusual=(3, 36), optional=True, dont_know=False,
        why="The further one looks, the more of the value is assumption.",
    )  # fmt: skip
    discount: float | None = rate(
        "Discount rate a year", hint="Blank: 10 %.", optional=True, dont_know=False, unusual=(0.0, 0.4),
        why="Money that comes in a year is worth less than money today.",
    )  # fmt: skip


class Baskets(Answers):
    """When a pair of products counts. Blank: 5 baskets, more where there are very many products."""

    FORM: ClassVar[str] = "analysis.baskets"
    TITLE: ClassVar[str] = "Which pairs to show"

    least: int | None = count("At least in", unit="baskets", hint="Blank: chosen from the number of products.", ge=2, optional=True, dont_know=False)
    lift: float | None = number("Lift of at least", hint="Blank: any.", ge=0, optional=True, dont_know=False)
    product: str | None = text("Only with this product", hint="Part of its name is enough.", optional=True, dont_know=False, width="m")
