"""Has everybody the time? Hours of work a week beside the hours that are free for it.

Each task's hours lie evenly on its working days and are shared evenly by those who do it. A week with a holiday has fewer free hours. The
sum over the plan says nothing: somebody with 40 free hours in a quarter can still have 25 too many in the second week of March.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from workbook.metrics.schedule import Placed
from workbook.metrics.workdays import Calendar, monday

COLUMNS = ["person", "week", "monday", "hours", "free", "over", "tasks"]
ROUNDING = 0.05
"""Hours that are lost in rounding: no overload."""


@dataclass(frozen=True)
class Share:
    """One person's hours for one task in one week."""

    person: str
    monday: date
    task: str
    hours: float


def shares(placed: Sequence[Placed], calendar: Calendar) -> Iterator[Share]:
    """Every person's hours, task by task and week by week.

    >>> from workbook.metrics.schedule import Job
    >>> job = Job("a", "Write", days=10, hours=30, responsible=("Ida", "Vera"))
    >>> [(s.person, s.hours) for s in shares([Placed(job, date(2027, 3, 1), date(2027, 3, 12))], Calendar())]
    [('Ida', 7.5), ('Vera', 7.5), ('Ida', 7.5), ('Vera', 7.5)]
    """
    for one in placed:
        if not one.job.hours or not one.job.responsible or one.last < one.first:
            continue
        days = calendar.within(one.first, one.last) or [one.first]
        each = one.job.hours / (calendar.week if one.job.weekly else len(days)) / len(one.job.responsible)
        weeks: dict[date, int] = defaultdict(int)
        for day in days:
            weeks[monday(day)] += 1
        yield from (Share(who, week, one.job.name, n * each) for week, n in weeks.items() for who in one.job.responsible)


def workload(placed: Sequence[Placed], free: Mapping[str, float | None], calendar: Calendar) -> pd.DataFrame:
    """One row per person and week with work. `free` are the hours a week by name; unknown where somebody is not in it.

    Columns: person, week (ISO, "2027-W09"), monday, hours, free (less in a week with holidays), over (hours too many, 0 or more),
    tasks (name and hours).
    """
    found: dict[tuple[str, date], list[Share]] = defaultdict(list)
    for share in shares(placed, calendar):
        found[share.person, share.monday].append(share)
    rows = [(person, iso_week(week), week, *_load(person, week, listed, free, calendar)) for (person, week), listed in sorted(found.items())]
    return pd.DataFrame(rows, columns=COLUMNS)


def _load(person: str, week: date, listed: Sequence[Share], free: Mapping[str, float | None], calendar: Calendar) -> tuple[object, ...]:
    hours, usual = sum(s.hours for s in listed), free.get(person)
    own = float("nan") if usual is None else usual * len(calendar.within(week, week + timedelta(days=6))) / calendar.week
    over = max(0.0, hours - own) if own == own and hours - own > ROUNDING else 0.0
    return hours, own, over, tuple((s.task, s.hours) for s in sorted(listed, key=lambda s: -s.hours))


def iso_week(day: date) -> str:
    """The week of a day as ISO 8601 writes it.

    >>> iso_week(date(2027, 1, 1))
    '2026-W53'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
