"""What cannot be as it is planned: begun before its time, waiting in a circle, done after the day for which it was needed.

Each conflict is a sentence that names both sides, so that somebody can decide which of them gives way.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbook.metrics.schedule import Placed, Timetable
from workbook.metrics.workdays import Calendar

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

Kind = Literal["circle", "unknown", "too_early", "too_late", "goal", "closed"]
BEFORE_RESULTS = frozenset({"prepare", "build", "launch"})
"""Stages that must be over before a goal can be reached."""


@dataclass(frozen=True)
class Conflict:
    """One thing that does not fit; `tasks` are the names concerned. A note is worth a look, everything else must be mended."""

    kind: Kind
    text: str
    tasks: tuple[str, ...] = ()

    @property
    def serious(self) -> bool:
        """Whether the plan cannot be carried out with it."""
        return self.kind != "closed"


@dataclass(frozen=True)
class Due:
    """A goal that is to be reached by a day."""

    name: str
    day: datetime.date


def conflicts(
    found: Timetable, calendar: Calendar, locale: Locale, *, unknown: Mapping[str, Sequence[str]] | None = None, goals: Sequence[Due] = ()
) -> tuple[Conflict, ...]:
    """Everything that does not fit, the gravest first. `unknown` maps a task's name to the predecessors that are not in the list.

    >>> from workbook.answers.locale import Locale
    >>> from workbook.metrics.schedule import Job, timetable
    >>> monday, friday = datetime.date(2027, 3, 1), datetime.date(2027, 3, 5)
    >>> jobs = [Job("a", "Write", days=5), Job("b", "Print", after=("a",), starts=friday, days=1)]
    >>> conflicts(timetable(jobs, monday, Calendar()), Calendar(), Locale())[0].text
    '“Print” begins on 5 March 2027, but “Write”, which comes before it, ends on 5 March 2027: 1 working day too early.'
    """
    order = {p.job.id: p for p in found.placed}
    return (
        *(_circle(names) for names in found.cycles),
        *(_unknown(task, name) for task, names in (unknown or {}).items() for name in names),
        *(c for p in found.placed for c in _order(p, order, calendar, locale)),
        *_goals(found, goals, locale),
        *(c for p in found.placed for c in _closed(p, calendar, locale)),
    )


def _circle(names: Sequence[str]) -> Conflict:
    if len(names) == 1:
        return Conflict("circle", f"“{names[0]}” waits for itself: take its own name out of what comes before it.", tuple(names))
    waits = ", which waits for ".join(f"“{name}”" for name in (*names[:1], *reversed(names[1:]), names[0]))
    return Conflict("circle", f"{waits.replace(', which waits for', ' waits for', 1)}. Nobody can begin: take one of these waits out.", tuple(names))


def _unknown(task: str, name: str) -> Conflict:
    return Conflict("unknown", f"“{task}” is to come after “{name}”, which is not in the list: write a task's name as it stands there.", (task,))


def _order(p: Placed, order: Mapping[str, Placed], calendar: Calendar, locale: Locale) -> Iterator[Conflict]:
    """A task begun, or to be done, before what it waits for has ended."""
    if p.ready is None or p.ready <= p.first:
        return
    before = max((order[a] for a in p.job.after if a in order), key=lambda b: b.last)
    late = calendar.between(p.first, before.last) if not p.job.moment else calendar.between(p.first, before.last) - 1
    days = locale.things(max(late, 1), "working day")
    if p.job.starts is not None:
        text = f"“{p.job.name}” begins on {locale.date(p.first)}, but “{before.job.name}”, which comes before it, ends on {locale.date(before.last)}"
        yield Conflict("too_early", f"{text}: {days} too early.", (p.job.name, before.job.name))
    else:
        text = f"“{p.job.name}” is to be done by {locale.date(p.last)}, but “{before.job.name}”, which comes before it, ends on"
        yield Conflict("too_late", f"{text} {locale.date(before.last)}: {days} too late.", (p.job.name, before.job.name))


def _goals(found: Timetable, goals: Sequence[Due], locale: Locale) -> Iterator[Conflict]:
    """Milestones that come after a goal's day: of the stages before any result against each goal, of all stages against the last goal."""
    if not goals:
        return
    last = max(goals, key=lambda g: g.day)
    for p in (p for p in found.placed if p.job.milestone):
        missed = [g for g in goals if g.day < p.last and (p.job.stage in BEFORE_RESULTS or last.day < p.last)]
        if missed:
            first = min(missed, key=lambda g: g.day)
            text = f"The milestone “{p.job.name}” is reached on {locale.date(p.last)}, after the day of the goal “{first.name}”"
            yield Conflict("goal", f"{text}, {locale.date(first.day)}.", (p.job.name,))


def _closed(p: Placed, calendar: Calendar, locale: Locale) -> Iterator[Conflict]:
    """A day typed on which nobody works; a day that is only marked, such as a goal's, may be any."""
    for what, day in () if p.job.mark else (("begin", p.job.starts), ("end", p.job.ends)):
        if day is not None and not calendar.works(day):
            yield Conflict("closed", f"“{p.job.name}” is to {what} on {locale.weekday(day)}, when nobody works.", (p.job.name,))
