"""Data analysis, channels: which days and channel are counted, how the figures are split, and by how many days orders follow the money."""

from __future__ import annotations

import datetime
from typing import ClassVar

from workbook.answers.fields import Answers, Remark, count, date, one_of, text

SPLITS = {"channel": "By channel", "campaign": "By campaign", "day": "By day"}


class Channels(Answers):
    """What is counted. Blank: every day and channel, by channel, orders of the same days."""

    FORM: ClassVar[str] = "analysis.channels"
    TITLE: ClassVar[str] = "What to count"

    split: str | None = one_of("Rows", SPLITS, optional=True, dont_know=False)
    start: datetime.date | None = date("From", hint="Blank: the first day of the files.", optional=True, dont_know=False)
    end: datetime.date | None = date("To", hint="Blank: the last day.", optional=True, dont_know=False)
    channel: str | None = text("Only this channel", hint="As in your files. Blank: all.", optional=True, dont_know=False, width="m")
    lag: int | None = count(
        "Orders follow by",
        unit="days",
        hint="Orders and enquiries are counted so many days later than cost and visits. Blank: 0.",
        why="Where people take weeks to decide, this month's cost brings next month's orders.",
        le=365,
        optional=True,
        dont_know=False,
    )

    def review(self) -> list[Remark]:
        """The last day is not before the first."""
        if self.start and self.end and self.end < self.start:
            return [Remark("end", "Enter a day that is not before the first one", "error")]
        return []
