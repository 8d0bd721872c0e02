"""Data analysis, enquiries: within how long an enquiry is to be answered."""

from __future__ import annotations

from typing import ClassVar

from workbook.answers.fields import Answers, money, number


class EnquiryReading(Answers):
    """What the enquiry list does not say itself."""

    FORM: ClassVar[str] = "analysis.enquiries"
    TITLE: ClassVar[str] = "How to read the enquiries"

    promise: float | None = number(
        "Answered in time means within",
        unit="hours",
        hint="The promise to those who ask. Blank: the shortest time within which ten were.",
        gt=0,
        le=240,
        optional=True,
        dont_know=False,
    )
    margin: float | None = money(
        "Margin of an order won by an enquiry", hint="Blank: the mean margin of your orders.", optional=True, dont_know=False
    )  # fmt: skip
