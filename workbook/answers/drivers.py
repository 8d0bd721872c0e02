"""Data analysis, drivers: which two periods are compared, and by which result."""

from __future__ import annotations

import datetime
from typing import ClassVar

from workbook.answers.fields import Answers, Remark, date, one_of

GOALS = {"revenue": "Revenue", "contribution": "What is left: margin less advertising cost"}
WAYS = {"enquiry": "They ask first, then order", "direct": "They order directly"}


class Drivers(Answers):
    """The two periods. Blank: the last two equal periods of whole weeks that all files cover."""

    FORM: ClassVar[str] = "analysis.drivers"
    TITLE: ClassVar[str] = "What to compare"
    INTRO: ClassVar[str] = "Blank: the last two equal periods of whole weeks that all your files cover."

    goal: str | None = one_of("Result", GOALS, optional=True, dont_know=False)
    way: str | None = one_of("How do people order?", WAYS, hint="Blank: judged from the figures.", optional=True, dont_know=False)
    before_from: datetime.date | None = date("Earlier period from", optional=True, dont_know=False)
    before_to: datetime.date | None = date("Earlier period to", optional=True, dont_know=False)
    after_from: datetime.date | None = date("Later period from", optional=True, dont_know=False)
    after_to: datetime.date | None = date("Later period to", optional=True, dont_know=False)

    @property
    def periods(self) -> tuple[tuple[datetime.date, datetime.date], tuple[datetime.date, datetime.date]] | None:
        """The two periods; None unless all four days are there and in order."""
        days = (self.before_from, self.before_to, self.after_from, self.after_to)
        if None in days or self.review_errors():
            return None
        return (days[0], days[1]), (days[2], days[3])  # type: ignore[return-value]

    def review_errors(self) -> list[Remark]:
        """Days that are not in order."""
        found = []
        for name, start, end in (("before_to", self.before_from, self.before_to), ("after_to", self.after_from, self.after_to)):
            if start and end and end < start:
                found.append(Remark(name, "Enter a day that is not before the period's first day", "error"))
        if self.before_to and self.after_from and self.after_from <= self.before_to:
            found.append(Remark("after_from", "Enter a day after the earlier period's last day, so that no day counts twice", "error"))
        return found

    def review(self) -> list[Remark]:
        """Remarks on periods that are not in order, half filled in, or of unlike length."""
        days = (self.before_from, self.before_to, self.after_from, self.after_to)
        found = self.review_errors()
        if any(days) and not all(days):
            empty = next(name for name in ("before_from", "before_to", "after_from", "after_to") if getattr(self, name) is None)
            found.append(Remark(empty, "All four days are needed; until then the last two equal periods are compared"))
        periods = self.periods
        if periods and (periods[0][1] - periods[0][0]) != (periods[1][1] - periods[1][0]):
            found.append(Remark("after_to", "The periods are of unlike length: sums cannot be compared, rates can"))
        return found
