"""Execution: the plan's measures as answers have them, what the plan names already, and everything with a day and a name."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbook import lessons
from workbook.answers import schedule as asked
from workbook.answers.analysis import Decisions
from workbook.answers.execution import Execution, Issues, Measure
from workbook.answers.plan import People
from workbook.answers.promotion import Fit, MediaPlan
from workbook.answers.schedule import Schedule, names
from workbook.metrics.day_list import Entry
from workbook.metrics.inputs.schedule import begins, earlier, team
from workbook.metrics.inputs.schedule import planned as laid_out
from workbook.metrics.progress import Task
from workbook.metrics.schedule import Placed
from workbook.metrics.workdays import Calendar

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_OWN, _EARLIER = "s-", "m-"
"""What the id of a measure begins with that comes from a task of the schedule, or from a milestone of an older workbook."""
LONGEST = 80
"""Characters of a name in a measure."""


@dataclass(frozen=True)
class Planned:
    """A measure that the plan names somewhere else. `id` stays with it, so that it is taken over once and followed afterwards."""

    id: str
    what: str
    owner: str = ""
    start: datetime.date | None = None
    due: datetime.date | None = None
    hours: float | None = None


def planned(schedule: Schedule, people: People, media: MediaPlan, fit: Fit) -> tuple[Planned, ...]:
    """What the plan has to be carried out: the schedule's tasks; without one, the milestones and a start for each channel of the media plan."""
    found = (*_tasks(schedule, people), *_milestones(schedule, people))
    who = _as_many_as_fit(team(schedule, people)["executes"])
    return found if schedule.tasks else (*found, *_channels(media, fit, who, begins(schedule, people)))


def tasks(execution: Execution, today: datetime.date, marks: frozenset[str] = frozenset()) -> tuple[Task, ...]:
    """The measures with a name and a last day that were not dropped; one without hours weighs as much as the mean of those that have some.

    What only marks a day, a milestone or a goal, weighs nothing: nobody works on it. `marks` are the ids of those (see `marks`); 0 hours say it, too.
    """
    known = [m for m in execution.measures if m.what and m.due and m.status != "dropped"]
    given = [0.0 if m.weight is None and m.id in marks else m.weight for m in known]
    hours = [weight for weight in given if weight]
    mean = sum(hours) / len(hours) if hours else 1.0
    weights = [mean if weight is None else weight for weight in given]
    return tuple(_task(m, weight if any(weights) else mean, today) for m, weight in zip(known, weights, strict=True))


def marks(schedule: Schedule, people: People) -> frozenset[str]:
    """The ids of the measures that only mark a day in the schedule: its milestones without work of their own, and the days of the goals."""
    own = (f"{_OWN}{job.id}" for job in laid_out(schedule, people).jobs if job.moment and not job.hours)
    return frozenset((*own, *(f"{_EARLIER}{stone.id}" for stone in earlier(schedule, people))))


def undated(execution: Execution) -> tuple[str, ...]:
    """The measures that have a name and no last day: they can be neither late nor in time."""
    return tuple(m.what for m in execution.measures if m.what and m.due is None and m.status != "dropped")


def entries(execution: Execution, issues: Issues, decisions: Decisions, today: datetime.date) -> tuple[Entry, ...]:
    """Everything that is still to be done by a day: measures to begin and to finish, issues, second looks at decisions."""
    return (*_measures(execution, today), *_issues(issues), *_looks(decisions))


def moved(execution: Execution, wanted: tuple[Planned, ...], locale: Locale) -> tuple[str, ...]:
    """Where a measure that is still to be done has another day than the plan has now."""
    now = {p.id: p for p in wanted}
    return tuple(
        f"{m.what or p.what}: {locale.date(m.due) if m.due else 'no day'} here, {locale.date(p.due)} in the plan."
        for m in execution.measures
        if m.status not in ("done", "dropped") and (p := now.get(m.id)) and p.due and m.due != p.due
    )


def _tasks(schedule: Schedule, people: People) -> Iterator[Planned]:
    plan = laid_out(schedule, people)
    placed = {p.job.id: p for p in plan.timetable().placed}
    for task in schedule.tasks:
        if task.what:
            at = placed.get(task.id)
            hours = _hours(at, plan.calendar) if at else None
            yield Planned(f"{_OWN}{task.id}", task.what, _who(task), at.first if at else task.starts, at.last if at else task.ends, hours)


def _who(task: asked.Task) -> str:
    """Who does it, as many as find room; who answers for it only where nobody is named to do it."""
    return _as_many_as_fit(names(task.responsible) or names(task.accountable))


def _as_many_as_fit(people: tuple[str, ...]) -> str:
    found = ""
    for name in people:
        longer = f"{found}, {name}" if found else name
        if len(longer) <= LONGEST:
            found = longer
    return found


def _hours(placed: Placed, calendar: Calendar) -> float | None:
    """All hours of a task: what comes back each week is counted for all its weeks. What only marks a day has none."""
    job = placed.job
    if not job.hours:
        return 0.0 if job.moment else None
    if not job.weekly:
        return job.hours
    return round(job.hours * len(calendar.within(placed.first, placed.last)) / calendar.week, 1)


def _milestones(schedule: Schedule, people: People) -> Iterator[Planned]:
    for stone in earlier(schedule, people):
        if stone.what:
            yield Planned(f"{_EARLIER}{stone.id}", stone.what, stone.owner or "", None, stone.due, 0.0)


def _channels(media: MediaPlan, fit: Fit, who: str, start: datetime.date | None) -> Iterator[Planned]:
    known = {c.id: c for c in lessons.channels()}
    for line in media.lines:
        if line.channel in known and (line.budget or 0) > 0:
            yield Planned(f"c-{line.channel}", f"Start the channel: {known[line.channel].name}", who, start, fit.needed_by)


def _task(m: Measure, weight: float, today: datetime.date) -> Task:
    done_on = m.done_on or (today if m.status == "done" else None)
    begun = m.status == "begun" or done_on is not None
    return Task(m.id, m.what or "", m.owner or "", m.due or today, m.start, weight, begun, done_on)


def _measures(execution: Execution, today: datetime.date) -> Iterator[Entry]:
    for task in tasks(execution, today):
        if task.done_on is not None and task.done_on <= today:
            continue
        finish = Entry(task.what, task.owner, task.due, "Finish")
        if task.start and not task.begun and task.start < task.due and today < task.due:
            yield replace(finish, due=task.start, kind="Begin")
        yield finish


def _issues(issues: Issues) -> Iterator[Entry]:
    for issue in issues.issues:
        if issue.what and issue.until and issue.state != "solved":
            yield Entry(issue.what, issue.owner or "", issue.until, "Issue")


def _looks(decisions: Decisions) -> Iterator[Entry]:
    for decision in decisions.decisions:
        if decision.review and decision.channel:
            yield Entry(f"Look again at the decision: {decision.channel}", decision.owner or "", decision.review, "Second look")


__all__ = ["Planned", "entries", "marks", "moved", "planned", "tasks", "undated"]
