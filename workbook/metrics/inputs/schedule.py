"""The schedule's answers as what the calculations take: jobs with the ids of what comes before, a calendar, people by name."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook import lessons
from workbook.answers import schedule as asked
from workbook.answers import strategy
from workbook.answers.competitors import Swot
from workbook.answers.plan import Milestone, People
from workbook.answers.plan_type import PlanType
from workbook.answers.promotion import Fit, MediaPlan
from workbook.lessons.schedule import stages
from workbook.metrics.schedule import Job, Timetable, timetable
from workbook.metrics.schedule_conflicts import Due
from workbook.metrics.schedule_proposal import Aim
from workbook.metrics.workdays import Calendar

YEARS = range(2000, 2200)
"""Days outside of these are slips of the pen and are not calculated with."""


@dataclass(frozen=True)
class Planned:
    """Everything the schedule's calculations need, from the answers."""

    jobs: tuple[Job, ...]
    calendar: Calendar
    start: datetime.date | None
    free: Mapping[str, float | None] = field(default_factory=dict)
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def people(self) -> tuple[str, ...]:
        """Who takes part, in the order of the list."""
        return tuple(self.free)

    def timetable(self) -> Timetable:
        """The tasks on the calendar; empty until the first day is known."""
        return timetable(self.jobs, self.start, self.calendar) if self.start else Timetable()


@dataclass(frozen=True)
class Stone:
    """A milestone: what is finished by a day that others can see, and who answers for it."""

    what: str
    owner: str = ""
    due: datetime.date | None = None


def milestones(answers: asked.Schedule, people: People) -> tuple[Stone, ...]:
    """The milestones by their days, those without one last."""
    placed = {p.job.id: p.last for p in planned(answers, people).timetable().placed}
    own = [
        Stone(task.what, task.accountable or ", ".join(asked.names(task.responsible)), placed.get(task.id))
        for task in answers.tasks
        if task.milestone and task.what
    ]
    found = own or [Stone(m.what, m.owner or "", m.due) for m in earlier(answers, people) if m.what]
    return tuple(sorted(found, key=lambda m: (m.due is None, m.due or datetime.date.max)))


def earlier(answers: asked.Schedule, people: People) -> tuple[Milestone, ...]:
    """The milestones of an older workbook, which count until the schedule has one of its own."""
    return () if any(task.milestone for task in answers.tasks) else people.milestones


def begins(answers: asked.Schedule, people: People) -> datetime.date | None:
    """The day on which the work begins."""
    return planned(answers, people).start


def planned(answers: asked.Schedule, people: People | None = None) -> Planned:
    """The schedule as it is answered. Without a first day it begins on the one that an older workbook names elsewhere, or with its earliest task."""
    free = {person.name: person.hours_week for person in answers.people if person.name}
    named = {task.id: _called(task, n) for n, task in enumerate(answers.tasks, 1)}
    before = {task.id: _before(task, named) for task in answers.tasks}
    jobs = tuple(_job(task, named[task.id], before[task.id][0], tuple(free)) for task in answers.tasks)
    unknown = {named[id]: missing for id, (_, missing) in before.items() if missing}
    first = min((day for job in jobs for day in (job.starts, job.ends) if day), default=None)
    start = _sound(answers.start) or _sound(people.start if people else None) or first
    return Planned(jobs, calendar(answers), start, free, unknown)


def calendar(answers: asked.Schedule) -> Calendar:
    """The working days: five a week unless said otherwise, without the days that are closed."""
    spans = tuple((first, max(first, _sound(c.last) or first)) for c in answers.closed if (first := _sound(c.first)))
    return Calendar(int(answers.working_week or 5), spans)


def due(goals: strategy.Goals) -> tuple[Due, ...]:
    """The goals that have a day."""
    return tuple(Due(goal.statement or f"Goal {n}", goal.due) for n, goal in enumerate(goals.goals, 1) if goal.due)


def aims(goals: strategy.Goals) -> tuple[Aim, ...]:
    """The goals as the proposal takes them."""
    return tuple(Aim(g.statement or f"Goal {n}", _sound(g.due), g.owner or "", g.source or "") for n, g in enumerate(goals.goals, 1))


def channel_names(plan: MediaPlan, fit: Fit) -> tuple[str, ...]:
    """The channels of the media plan; before there is one, those of the short list."""
    names = {c.id: c.name for c in lessons.channels()}
    chosen = [line.channel for line in plan.lines if line.channel] or list(fit.shortlist)
    return tuple(names[c] for c in dict.fromkeys(chosen) if c in names)


def contradicts(plan: PlanType) -> bool:
    """Whether the plan contradicts something that is decided already."""
    return any(cells.get("fit") == "contradicts" for cells in plan.consistency.values())


def weaknesses(lists: Swot) -> tuple[str, ...]:
    """The weaknesses that matter more than little, the weightiest first."""
    found = [point for point in lists.points if point.kind == "weakness" and point.what and (point.weight or 0) > 1]
    return tuple(str(point.what) for point in sorted(found, key=lambda point: -(point.weight or 0)))


def parts(answers: asked.Schedule) -> dict[str, str]:
    """The first person of each part, by name."""
    return {person.part: person.name for person in reversed(answers.people) if person.part and person.name}


def team(answers: asked.Schedule, people: People) -> dict[str, tuple[str, ...]]:
    """Who decides, who creates and who executes: the schedule's people by their part, or what an older workbook says elsewhere.

    >>> team(asked.Schedule(people=(asked.Person(name="Ida", part="decides"),)), People(creates="Vera"))
    {'decides': ('Ida',), 'creates': ('Vera',), 'executes': ()}
    """
    older = {"decides": people.responsible, "creates": people.creates, "executes": people.executes}
    named = {part: tuple(person.name for person in answers.people if person.part == part and person.name) for part in older}
    return {part: named[part] or ((before,) if before else ()) for part, before in older.items()}


def company_people(company: str) -> list[dict[str, str]]:
    """The people of a sample company, as the form wants them."""
    people, usual = lessons.company(company).people, stages().parts.get(company, ())
    return [
        {"_id": f"c{n}", "name": person.role, "part": part, "hours_week": f"{person.hours_a_week:g}"}
        for n, (person, part) in enumerate(zip(people, usual, strict=False), 1)
    ]


def _called(task: asked.Task, number: int) -> str:
    return task.what or f"Task {number}"


def _job(task: asked.Task, name: str, after: tuple[str, ...], people: tuple[str, ...]) -> Job:
    roles = {role: tuple(dict.fromkeys(_known(typed, people) for typed in asked.names(getattr(task, role)))) for role in asked.ROLES}
    return Job(
        id=task.id,
        name=name,
        stage=task.stage or "",
        after=after,
        starts=_sound(task.starts),
        ends=_sound(task.ends),
        days=task.days,
        milestone=bool(task.milestone),
        hours=task.hours,
        weekly=task.hours_per == "week",
        **roles,
    )


def _known(typed: str, people: tuple[str, ...]) -> str:
    """The person meant: the whole name however it was typed, or one word of it that only one person has."""
    wanted = asked.plain(typed).removeprefix("the ")
    exact = [name for name in people if asked.plain(name).removeprefix("the ") == wanted]
    part = [name for name in people if wanted in asked.plain(name).split()]
    return (exact or (part if len(part) == 1 else []) or [typed])[0]


def _before(task: asked.Task, named: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the tasks before it, and what was written and is no task. A name may contain a comma, so it is tried whole first."""
    by_name = {asked.plain(name): id for id, name in reversed(list(named.items()))}
    by_number = {str(n): id for n, id in enumerate(named, 1)}
    found, unknown = [], []
    for part in (task.after or "").replace("\n", ";").split(";"):
        whole = asked.plain(part)
        for one in [whole] if whole in by_name else map(asked.plain, part.split(",")):
            id = by_name.get(one) or by_number.get(one.removeprefix("task ").strip())
            if id is not None:
                found.append(id)
            elif one:
                unknown.append(one)
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(unknown))


def _sound(day: datetime.date | None) -> datetime.date | None:
    return day if day is not None and day.year in YEARS else None


__all__ = [
    "Planned", "Stone", "aims", "begins", "calendar", "channel_names", "company_people", "contradicts", "due", "earlier", "milestones",
    "parts", "planned", "team", "weaknesses",
]  # fmt: skip
