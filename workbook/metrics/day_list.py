"""What is due today, this week, and late: one list a person, from measures, issues and second looks at decisions.

A plan of forty pages is not read on a Monday morning; a list of five lines is. Everything with a day and a name goes into it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

WEEK = 7
NOBODY = "Nobody named"
WHEN = {"late": "Late", "today": "Today", "week": "Within 7 days"}


@dataclass(frozen=True)
class Entry:
    """Something that somebody has to do by a day. `kind` says what: "Finish", "Begin", "Issue", "Second look"."""

    what: str
    who: str
    due: datetime.date
    kind: str


def day_list(entries: Iterable[Entry], today: datetime.date, days: int = WEEK) -> pd.DataFrame:
    """Columns who, when (`WHEN`), due, kind, what, late (days): what is late, due today, or within so many days; by person, the oldest first.

    >>> d = datetime.date
    >>> list = day_list([Entry("Texts", "Jo", d(2026, 3, 2), "Finish"), Entry("Launch", "Ida", d(2026, 3, 5), "Finish"),
    ...                  Entry("Later", "Ida", d(2026, 4, 5), "Finish")], d(2026, 3, 5))
    >>> list[["who", "when", "late"]].values.tolist()
    [['Ida', 'today', 0], ['Jo', 'late', 3]]
    """
    last = today + datetime.timedelta(days=days - 1)
    due = sorted((e for e in entries if e.due <= last), key=lambda e: (e.who or NOBODY, e.due, e.what))
    rows = [(e.who or NOBODY, _when(e.due, today), e.due, e.kind, e.what, max(0, (today - e.due).days)) for e in due]
    return pd.DataFrame(rows, columns=["who", "when", "due", "kind", "what", "late"])


def _when(due: datetime.date, today: datetime.date) -> str:
    return "late" if due < today else "today" if due == today else "week"


__all__ = ["NOBODY", "WEEK", "WHEN", "Entry", "day_list"]
