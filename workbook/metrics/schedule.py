"""When is what done? Tasks with what comes before them, laid out on real working days.

A task begins when the last of those before it has ended, unless a day is given for it; it ends after its working days. From the end one
counts back: a task that may end later without moving the end has slack, and the tasks without any hold the date. They are the critical path.
Source: Kelley & Walker (1959), *Critical-path planning and scheduling*.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

import pandas as pd

from workbook.metrics.workdays import Calendar


@dataclass(frozen=True)
class Job:
    """One task. `after` are ids; `days` are working days; `hours` are those of all who do it, in total or, when `weekly`, each week."""

    id: str
    name: str
    stage: str = ""
    after: tuple[str, ...] = ()
    starts: datetime.date | None = None
    ends: datetime.date | None = None
    days: int | None = None
    milestone: bool = False
    responsible: tuple[str, ...] = ()
    accountable: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    hours: float | None = None
    weekly: bool = False

    @property
    def moment(self) -> bool:
        """Whether it takes no time: a milestone without days of its own."""
        return self.milestone and not self.days and (None in (self.starts, self.ends) or self.starts == self.ends)

    @property
    def mark(self) -> bool:
        """Whether it only marks a day, such as a goal's: nothing comes before it, so it holds nothing up."""
        return self.moment and not self.after and (self.starts or self.ends) is not None


@dataclass(frozen=True)
class Placed:
    """A task on the calendar. `ready` is the first day that the tasks before it allow; `slack` the working days it may still be late."""

    job: Job
    first: datetime.date
    last: datetime.date
    ready: datetime.date | None = None
    slack: int = 0


@dataclass(frozen=True)
class Timetable:
    """All tasks placed, in the order in which they can be done, and the circles that had to be cut for it (names in their order)."""

    placed: tuple[Placed, ...] = ()
    cycles: tuple[tuple[str, ...], ...] = ()
    path: tuple[str, ...] = ()

    @property
    def end(self) -> datetime.date | None:
        """The day on which all work is done; days that are only marked do not count."""
        return max((p.last for p in self.placed if not p.job.mark), default=max((p.last for p in self.placed), default=None))

    def __getitem__(self, id: str) -> Placed:
        return next(p for p in self.placed if p.job.id == id)


def timetable(jobs: Sequence[Job], start: datetime.date, calendar: Calendar) -> Timetable:
    """Place every task.

    >>> jobs = [Job("a", "Write", days=5), Job("b", "Photograph", days=2), Job("c", "Launch", after=("a", "b"), milestone=True)]
    >>> found = timetable(jobs, datetime.date(2027, 3, 1), Calendar())
    >>> found.end.isoformat(), found["b"].slack, [found[n].job.name for n in found.path]
    ('2027-03-05', 3, ['Write', 'Launch'])
    """
    after, cycles = without_circles({job.id: tuple(a for a in job.after if a != job.id) for job in jobs})
    own = tuple((job.id,) for job in jobs if job.id in job.after)
    known = {job.id: job for job in jobs}
    order = [id for id in TopologicalSorter(after).static_order() if id in known]
    placed: dict[str, Placed] = {}
    for id in order:
        placed[id] = _place(known[id], [placed[a] for a in after[id] if a in placed], start, calendar)
    listed = _with_slack(placed, after, calendar)
    names = tuple(tuple(known[id].name for id in circle) for circle in (*own, *cycles))
    return Timetable(listed, names, _path(listed, after, calendar))


def without_circles(after: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, ...]]]:
    """The order without the waits that go round in a circle, and those circles: in each, every task waits for the one before it.

    >>> without_circles({"a": ("b",), "b": ("a",)})[1]
    [('a', 'b')]
    """
    left, circles = {id: tuple(a for a in before if a in after) for id, before in after.items()}, []
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as found:
            circle = tuple(dict.fromkeys(found.args[1]))
            first = circle.index(min(circle, key=list(after).index))
            circle = circle[first:] + circle[:first]
            circles.append(circle)
            left = {**left, circle[0]: tuple(a for a in left[circle[0]] if a != circle[-1])}
        else:
            return left, circles


def _place(job: Job, before: Sequence[Placed], start: datetime.date, calendar: Calendar) -> Placed:
    done = max((p.last for p in before), default=None)
    ready = None if done is None else (done if job.moment else calendar.after(done))
    if job.starts is not None:
        first = job.starts if job.moment else calendar.from_day(job.starts)
    elif job.ends is not None and job.days and ready is None:
        first = calendar.first_day(job.ends, job.days)
    elif job.ends is not None and job.moment:
        first = job.ends
    else:
        first = ready or calendar.from_day(start)
    last = job.ends or (first if job.moment else calendar.last_day(first, job.days or 1))
    if last < first:  # told by `conflicts`; a bar cannot run backwards
        first, last = (first, first) if job.starts else (last, last)
    return Placed(job, first, last, ready)


def _with_slack(placed: Mapping[str, Placed], after: Mapping[str, Sequence[str]], calendar: Calendar) -> tuple[Placed, ...]:
    """Count back from the end: how late each task may end before another, or the end, has to move."""
    end = Timetable(tuple(placed.values())).end
    if end is None:
        return ()
    latest: dict[str, datetime.date] = dict.fromkeys(placed, end)
    for id in reversed(list(placed)):
        job, own = placed[id].job, placed[id]
        length = max(calendar.between(own.first, own.last), 1)
        begin = latest[id] if job.moment else calendar.first_day(latest[id], length)
        must = begin if job.moment else calendar.until_day(begin - datetime.timedelta(days=1))
        for a in after[id]:
            if a in latest:
                latest[a] = min(latest[a], must)
    return tuple(Placed(p.job, p.first, p.last, p.ready, _slack(p.last, latest[id], calendar)) for id, p in placed.items())


def _slack(last: datetime.date, latest: datetime.date, calendar: Calendar) -> int:
    return 0 if latest <= last else calendar.between(last + datetime.timedelta(days=1), latest)


def _path(placed: Iterable[Placed], after: Mapping[str, Sequence[str]], calendar: Calendar) -> tuple[str, ...]:
    """Back from what ends last, each time to the task that it had to wait for."""
    by_id = {p.job.id: p for p in placed if not p.job.mark}
    if not by_id:
        return ()
    here = max(by_id.values(), key=lambda p: (p.last, p.job.milestone))
    path = [here.job.id]
    while True:
        before = [by_id[a] for a in after[here.job.id] if a in by_id]
        holding = max(before, key=lambda p: p.last, default=None)
        if holding is None or here.ready is None or here.first > here.ready:
            return tuple(reversed(path))
        path.append(holding.job.id)
        here = holding


def table(found: Timetable) -> pd.DataFrame:
    """One row a task, in the order of its days.

    Columns: id, task, stage, first, last, milestone, slack (working days), critical (no slack), who, accountable.
    """
    columns = ["id", "task", "stage", "first", "last", "milestone", "slack", "critical", "who", "accountable"]
    rows = [
        (p.job.id, p.job.name, p.job.stage, p.first, p.last, p.job.milestone, p.slack, not p.slack and not p.job.mark,
         ", ".join(p.job.responsible), ", ".join(p.job.accountable))
        for p in sorted(found.placed, key=lambda p: (p.first, p.last))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)
