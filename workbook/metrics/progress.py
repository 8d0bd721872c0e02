"""Is the work on schedule? What is done against what should be done by now, each measure with its weight.

A measure counts when it is finished, and not before: whoever counts halves is at 90 % for half of the time. So the share done and the share
planned are told by one rule, and can be compared:

    planned = weight of the measures whose last day has passed / weight of all      done = weight of the finished ones / weight of all

How far behind is told in days: the work stands where the plan stood when the first thing that is still open was due (the *earned schedule*).

Source: Lipke (2003), *Schedule is different*; the 0/100 rule of earned value, ANSI/EIA-748.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

HOURS, ALIKE, MARKS = "with its hours", "each measure as much as any other", "; milestones and goals weigh nothing"
SHOWN = 6
"""Late measures that are told one by one; a table has the others."""


@dataclass(frozen=True)
class Task:
    """One measure. `weight` in hours, or in anything that all have, 0 for a milestone or a goal; `due` is the last day on which it is in time."""

    id: str
    what: str
    owner: str
    due: datetime.date
    start: datetime.date | None = None
    weight: float = 1.0
    begun: bool = False
    done_on: datetime.date | None = None


@dataclass(frozen=True)
class Standing:
    """Shares of the whole weight; `late` and `begins_late` are open, `finished_late` are done; `behind` is in days, 0 where nothing is late."""

    today: datetime.date
    tasks: tuple[Task, ...]
    planned: float
    done: float
    late: tuple[Task, ...]
    begins_late: tuple[Task, ...]
    finished_late: tuple[Task, ...]
    behind: int
    ends: datetime.date

    @property
    def by_hours(self) -> bool:
        """Whether the measures weigh by their hours; where none are given, or all have the same, each weighs as much as any other."""
        return len({t.weight for t in self.tasks if t.weight}) > 1

    @property
    def marks(self) -> bool:
        """Whether some only mark a day, and weigh nothing beside those that are work."""
        return any(t.weight == 0 for t in self.tasks)

    @property
    def complete(self) -> bool:
        """Whether nothing is open any more, neither work nor a milestone."""
        return not any(_open(t, self.today) for t in self.tasks)


def days_late(task: Task, today: datetime.date) -> int:
    """Days between the last day and the day on which it was done, or today; 0 when it is in time.

    >>> d = datetime.date
    >>> days_late(Task("a", "Photographs", "Ida", d(2026, 3, 2)), d(2026, 3, 5))
    3
    """
    return max(0, ((task.done_on or today) - task.due).days)


def standing(tasks: Sequence[Task], today: datetime.date) -> Standing | None:
    """How far the work is on a day; `None` without a measure. What is due today is in time the whole day.

    >>> d = datetime.date
    >>> s = standing([Task("a", "Photos", "Ida", d(2026, 3, 2), weight=1, done_on=d(2026, 3, 4)), Task("b", "Texts", "Jo", d(2026, 3, 5), weight=2),
    ...               Task("c", "Launch", "Ida", d(2026, 3, 20), weight=1)], d(2026, 3, 9))
    >>> s.planned, s.done, s.behind, [t.what for t in s.late], [t.what for t in s.finished_late]
    (0.75, 0.25, 4, ['Texts'], ['Photos'])
    """
    if not tasks:
        return None
    ordered = sorted(tasks, key=lambda t: (t.due, t.what))
    whole = sum(t.weight for t in ordered)
    late = tuple(t for t in ordered if _open(t, today) and t.due < today)
    return Standing(
        today=today,
        tasks=tuple(ordered),
        planned=sum(t.weight for t in ordered if t.due < today) / whole,
        done=sum(t.weight for t in ordered if not _open(t, today)) / whole,
        late=late,
        begins_late=tuple(t for t in ordered if _open(t, today) and not t.begun and t.start and t.start < today <= t.due),
        finished_late=tuple(t for t in ordered if not _open(t, today) and days_late(t, today)),
        behind=_behind(ordered, today) if late else 0,
        ends=max(t.due for t in ordered),
    )


def curve(tasks: Sequence[Task], today: datetime.date) -> pd.DataFrame:
    """Columns day, planned, done: the shares at the end of each day on which one of them changes; `done` is blank after today.

    >>> d = datetime.date
    >>> tasks = [Task("a", "Photos", "", d(2026, 3, 2), done_on=d(2026, 3, 4)), Task("b", "Texts", "", d(2026, 3, 5))]
    >>> curve(tasks, d(2026, 3, 4)).done.tolist()
    [0.0, 0.0, 0.5, nan]
    """
    whole = sum(t.weight for t in tasks)
    tasks = [t for t in tasks if t.weight]
    first = min([*(t.start for t in tasks if t.start), *(t.due for t in tasks), *(t.done_on for t in tasks if t.done_on)])
    days = {first - datetime.timedelta(days=1), today, *(t.due for t in tasks), *(t.done_on for t in tasks if t.done_on and t.done_on <= today)}
    rows = [
        (
            day,
            sum(t.weight for t in tasks if t.due <= day) / whole,
            sum(t.weight for t in tasks if not _open(t, day)) / whole if day <= today else float("nan"),
        )
        for day in sorted(days)
    ]
    return pd.DataFrame(rows, columns=["day", "planned", "done"])


def finding(found: Standing, locale: Locale) -> Finding:
    """The standing in sentences."""
    n, late = len(found.tasks), len(found.late)
    finished = sum(not _open(t, found.today) for t in found.tasks)
    return Finding(
        headline=_headline(found, locale),
        tone="bad" if found.behind > 14 else "warn" if late or found.begins_late else "good",
        figures=(
            Figure(
                "Done",
                locale.rate(found.done, 0),
                f"{locale.count(finished)} of {locale.things(n, 'measure')}{', by hours' if found.by_hours else ''}",
            ),
            Figure("Planned by now", locale.rate(found.planned, 0), "what was due before today"),
            Figure("Late", locale.count(late), _latest(found, locale) if late else _was_late(found, locale)),
        ),
        points=_points(found, locale),
        means=f"Only what is finished counts, {_weighing(found)}. Begun work counts as nothing until it is done.",
        means_not="It does not say whether the measures work. That is seen in the figures, in the step “Hold the plan against the figures”.",
        next_step=_next(found),
    )


def _open(task: Task, day: datetime.date) -> bool:
    return task.done_on is None or task.done_on > day


def _behind(ordered: Sequence[Task], today: datetime.date) -> int:
    """Days since the plan was where the work is now: the due day of the weight that comes after what is done."""
    done, reached = sum(t.weight for t in ordered if not _open(t, today)), 0.0
    for task in ordered:
        reached += task.weight
        if reached > done + 1e-9:
            return max(0, (today - task.due).days)
    return 0


def _headline(found: Standing, locale: Locale) -> str:
    if found.complete:
        return "Everything is done"
    if found.behind:
        return f"The work is {locale.things(found.behind, 'day')} behind the plan"
    if found.late:
        return f"{locale.things(len(found.late), 'measure')} late, while as much is done as was planned"
    return "The work is on schedule" if found.planned or found.done else "Nothing was due before today"


def _latest(found: Standing, locale: Locale) -> str:
    worst = max(found.late, key=lambda t: days_late(t, found.today))
    return f"at most by {locale.things(days_late(worst, found.today), 'day')}"


def _weighing(found: Standing) -> str:
    return (HOURS if found.by_hours else ALIKE) + (MARKS if found.marks else "")


def _was_late(found: Standing, locale: Locale) -> str:
    """How many were done, but not in time; blank where all were."""
    return f"{locale.things(len(found.finished_late), 'measure')} done after the last day" if found.finished_late else ""


def _points(found: Standing, locale: Locale) -> tuple[str, ...]:
    late = sorted(found.late, key=lambda t: -days_late(t, found.today))
    told = [f"{t.what}: {locale.things(days_late(t, found.today), 'day')} late, {t.owner or 'nobody named'}." for t in late[:SHOWN]]
    rest = [f"{locale.things(len(late) - SHOWN, 'more measure')} late: see the list below."] if len(late) > SHOWN else []
    waiting = [f"{t.what}: should have begun on {locale.date(t.start)}." for t in found.begins_late[:SHOWN]]
    return (*told, *rest, *waiting)


def _next(found: Standing) -> str:
    if found.late:
        owner = found.late[0].owner
        return f"Ask {owner or 'whoever does it'} what stands in the way of “{found.late[0].what}”, and write a new last day or an issue."
    return "Read the day list on Monday morning, and write down here what was finished."


__all__ = ["Standing", "Task", "curve", "days_late", "finding", "standing"]
