"""The measures that a decider should know: real work on the site and in the channels, not the days on which something is reached.

A plan's list has goals, milestones, meetings and routine beside the work that changes something. On one page there is room for three lines:
they say what is built, mended and run. Where the list names too little of it, the site's weak points and the channels with money tell it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook import lessons
from workbook.answers import promotion
from workbook.answers.execution import Execution
from workbook.answers.plan import People
from workbook.answers.sales_force import Checklist
from workbook.answers.schedule import Schedule, plain
from workbook.answers.sentences import listed
from workbook.metrics.inputs import execution as carried_out
from workbook.metrics.inputs import schedule as planned
from workbook.metrics.progress import Task
from workbook.report import site
from workbook.report.source import Source, inner, many

FEW = 3
WORK = ("build",)
"""The stages of the schedule in which something is made; the others agree, test, look after and read."""


@dataclass(frozen=True)
class Work:
    """One measure: what, who, by when; blank where the plan does not say it."""

    what: str
    who: str = ""
    due: datetime.date | None = None


def largest(source: Source, day: datetime.date) -> list[Work]:
    """The largest measures that are still to be done, in the order of their days."""
    left = [t for t in _left(source, day) if t.weight]
    made = {f"s-{task.id}": task.stage in WORK and task.hours_per != "week" for task in source.answers(Schedule).tasks}
    real = _heaviest([t for t in left if made.get(t.id, True)])
    more = [] if len(real) >= FEW else list(_known_elsewhere(source, real))
    rest = [] if len(real) + len(more) >= FEW else _heaviest([t for t in left if not made.get(t.id, True)])
    chosen = [*more, *(Work(t.what, t.owner, t.due) for t in (*real, *rest))][:FEW]
    return sorted(chosen, key=lambda one: (one.due is None, one.due or datetime.date.max))


def _left(source: Source, day: datetime.date) -> list[Task]:
    marks = carried_out.marks(source.answers(Schedule), source.answers(People))
    return [t for t in carried_out.tasks(source.answers(Execution), day, marks) if t.done_on is None or t.done_on > day]


def _heaviest(tasks: Sequence[Task]) -> list[Task]:
    return sorted(tasks, key=lambda t: (-t.weight, t.due))[:FEW]


def _known_elsewhere(source: Source, real: Sequence[Task]) -> Iterator[Work]:
    """The site's weak points and the channels with money, as far as no measure names them."""
    told = " ".join(plain(t.what) for t in real)
    team = planned.team(source.answers(Schedule), source.answers(People))
    weak = site.first(source, source.answers(Checklist))
    if weak and not any(plain(point) in told for point in weak):
        first = f"Mend {many(source.locale, len(weak), 'point')} of the site, the first: “{weak[0]}”"
        yield Work(first, ", ".join(team["creates"]), _opening(source))
    channels = [text for name, text in _paid(source).items() if plain(name) not in told]
    if channels:
        yield Work(f"Run {listed(channels)} a month", ", ".join(team["executes"]), source.answers(promotion.Fit).needed_by)


def _opening(source: Source) -> datetime.date | None:
    """The day of the first milestone: the site is mended before people are brought to it."""
    stones = planned.milestones(source.answers(Schedule), source.answers(People))
    return stones[0].due if stones else None


def _paid(source: Source) -> dict[str, str]:
    """The channels with money in the media plan, by name, each with its money."""
    names, locale = {c.id: c.name for c in lessons.channels()}, source.locale
    lines = [line for line in source.answers(promotion.MediaPlan).lines if line.channel in names and (line.budget or 0) > 0]
    return {names[str(line.channel)]: f"{inner(names[str(line.channel)])} for {locale.money(line.budget)}" for line in lines}


__all__ = ["Work", "largest"]
