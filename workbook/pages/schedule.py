"""Chapter 2 on the page, its end: stages and milestones on real working days, who does what, and whether everybody has the time."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from workbook.answers import schedule as asked
from workbook.answers.competitors import Swot
from workbook.answers.locale import Locale
from workbook.answers.plan import People
from workbook.answers.plan_type import PlanType
from workbook.answers.promotion import Fit, MediaPlan
from workbook.answers.sales_force import Checklist
from workbook.answers.start import Setup
from workbook.answers.strategy import Budget, Goals
from workbook.charts import schedule as drawing
from workbook.lessons.schedule import stages
from workbook.metrics import sales_force, schedule_conflicts, schedule_finding, schedule_proposal, schedule_roles, workload, workload_finding
from workbook.metrics.inputs import schedule as given
from workbook.metrics.inputs import site
from workbook.metrics.schedule import Timetable
from workbook.pages.here import desk, facts, model, whenever
from workbook.pages.worked import compared
from workbook.widgets import Actions, ChartView, Column, Form, Notice, Panel, Result, TableView

HINT = "A first list of tasks from your goals, channels, weaknesses and the weak points of your site. What stands in the form already is kept."
UNSCORED = " Your site is not scored yet: do it in Site sales force, then take over once more, and its weak points become tasks."
SCORED = "Your site is scored: of its {points} none is a task here. Take over the proposal again: they are added, and what stands here is kept."
LONG, LONGEST = 120, 1100
"""Days from the beginning to the last goal's day between which what runs is proposed until that day."""
ROLES = "R responsible, does it · A accountable, answers for it · C consulted before · I informed after."
_LOAD = {
    "person": Column("Person"), "week": Column("ISO week"), "monday": Column("From", "date"), "hours": Column("Hours of work", "number", 1),
    "free": Column("Free hours", "number", 1), "over": Column("Too many", "number", 1), "told": Column("Tasks"),
}  # fmt: skip


def schedule() -> Panel:
    """Tasks and people; when all is done, what holds that day, who answers for what, who has too much."""
    form, order, bars = Form(asked.Schedule, desk()), Result(), ChartView()
    roles, matrix = Result(), TableView()
    hours, weeks, listed = Result(), ChartView(), TableView()
    since = Notice()

    def show() -> None:
        planned = given.planned(desk().answers(asked.Schedule), desk().answers(People))
        found = planned.timetable()
        later = _of_the_site_since(planned)
        since.show(later, tone="warn") if later else since.clear()
        _order(planned, found, order, bars)
        roles.show(schedule_roles.finding(planned.jobs, planned.people, desk().locale))
        _matrix(planned, matrix)
        _hours(planned, found, hours, weeks, listed)

    whenever(show, asked.Schedule, Goals, People, Checklist, Setup, views=(order, bars, roles, matrix, hours, weeks, listed))
    proposal = Actions({"Take over the proposal": take_over}, hint=HINT)
    return Panel(facts("schedule", "schedule"), since, proposal, form, order, bars, roles, matrix, hours, weeks, listed, compared(asked.Schedule))


def _order(planned: given.Planned, found: Timetable, order: Result, bars: ChartView) -> None:
    goals = given.due(desk().answers(Goals))
    against = schedule_conflicts.conflicts(found, planned.calendar, desk().locale, unknown=planned.unknown, goals=goals)
    order.show(schedule_finding.finding(found, against, desk().locale, schedule_finding.idle(found, goals, desk().locale)))
    bars.show(drawing.gantt(found, asked.STAGE_NAMES, desk().locale, goals={goal.name: goal.day for goal in goals}), locale=desk().locale)


def _matrix(planned: given.Planned, matrix: TableView) -> None:
    if not planned.jobs or not planned.people:
        matrix.clear()
        return
    columns = {"task": Column("Task"), **{name: Column(name) for name in planned.people if name != "task"}}
    found = schedule_roles.matrix(planned.jobs, [name for name in planned.people if name != "task"])
    matrix.show(found, title="Who does what", columns=columns, note=ROLES, locale=desk().locale, rows=30)


def _hours(planned: given.Planned, found: Timetable, hours: Result, weeks: ChartView, listed: TableView) -> None:
    load = workload.workload(found.placed, planned.free, planned.calendar)
    hours.show(workload_finding.finding(load, found.placed, desk().locale))
    weeks.show(drawing.workload(load, desk().locale), locale=desk().locale)
    if load.empty:
        listed.clear()
        return
    shown = load.assign(
        told=[_told(tasks, desk().locale) for tasks in load.tasks],
        week=load.week.str.replace("-", ""),  # the short form of ISO 8601, which is not broken over two lines
        share=load.hours / load.free,
    ).sort_values(["over", "share", "monday"], ascending=[False, False, True])
    note = "Weeks by ISO 8601, from Monday. A week with a holiday has fewer free hours."
    listed.show(pd.DataFrame(shown), title="Work and free hours, the fullest weeks first", columns=_LOAD, note=note, locale=desk().locale, rows=8)


def _told(tasks: Any, locale: Locale) -> str:
    return "; ".join(f"{name} {locale.number(hours, 1)}\u00a0h" for name, hours in tasks)


def known() -> schedule_proposal.Known:
    """What the other chapters say that a schedule can begin with."""
    answers, company = desk().answers, desk().answers(Setup).company
    people = given.parts(answers(asked.Schedule))
    if not people and company:
        people = {person["part"]: person["name"] for person in reversed(given.company_people(company))}
    aims = given.aims(answers(Goals))
    return schedule_proposal.Known(
        aims=aims,
        channels=given.channel_names(answers(MediaPlan), answers(Fit)),
        points=_weak_points(),
        weaknesses=given.weaknesses(answers(Swot)),
        contradicts=given.contradicts(answers(PlanType)),
        people=people,
        until=_until([aim.due for aim in aims if aim.due]),
        asked=answers(Budget).via_enquiry is not False,
    )


def _weak_points() -> tuple[tuple[str, float], ...]:
    """The site's weak points with their effort, the most rewarding first; none while it is not scored."""
    if not desk().answers(Checklist).items:
        return ()
    weak = sales_force.priorities(site.items(model()), site.own(desk().answers(Checklist)))
    return tuple((str(label).rstrip("?"), float(effort)) for label, effort in zip(weak.label, weak.effort, strict=True))


def _until(due: Sequence[datetime.date]) -> datetime.date | None:
    """The last working day until the last goal's day, where that is long after the beginning; what runs then runs until it."""
    schedule = desk().answers(asked.Schedule)
    begin, last = given.begins(schedule, desk().answers(People)) or next_monday(datetime.date.today()), max(due, default=None)
    if last is None or not LONG <= (last - begin).days <= LONGEST:
        return None
    return given.calendar(schedule).until_day(last)


def _of_the_site_since(planned: given.Planned) -> str:
    """A sentence where the site was scored after the tasks were written: none of its weak points is a task."""
    points = _weak_points() if planned.jobs else ()
    of_points = {asked.plain(name) for name in schedule_proposal.mending(schedule_proposal.Known(points=points), stages())}
    if not of_points or of_points & {asked.plain(job.name) for job in planned.jobs}:
        return ""
    return SCORED.format(points=desk().locale.things(len(points), "weak point"))


def take_over() -> str:
    """Put the proposal below what is in the form; nothing that stands there is changed."""
    stored = desk().fresh(asked.Schedule)
    basis = known()
    proposed = [*_earlier(), *schedule_proposal.proposal(basis, stages())]
    there = _written(stored["tasks"].raw if "tasks" in stored else [])
    named = {asked.plain(task.get("what")) for task in there}
    ids = {str(task.get("_id")) for task in there}
    added = [task | {"_id": _free(task["_id"], ids)} for task in proposed if asked.plain(task["what"]) not in named]
    if not added:
        return "Every task of the proposal stands in the form already: nothing was changed."
    changes: dict[str, Any] = {"tasks": [*there, *added]} | _beginnings()
    desk().put(asked.Schedule, changes, "proposal")
    usual = "Days and hours are usual values: ask those who will do the work, and change them."
    return f"{desk().locale.things(len(added), 'task')} added. {usual}{_of_the_site(len(basis.points))}"


def _of_the_site(weak: int) -> str:
    """How many of the site's weak points became tasks, where it is not all of them."""
    most = schedule_proposal.MOST_POINTS
    left = f" Of your site's {desk().locale.count(weak)} weak points the {desk().locale.count(most)} that bring most for their effort are tasks."
    return UNSCORED if not desk().answers(Checklist).items else left if weak > most else ""


def _beginnings() -> dict[str, Any]:
    """First day, working week and the sample company's people, where nothing stands yet."""
    answers, plan, company = desk().answers(asked.Schedule), desk().answers(People), desk().answers(Setup).company
    found: dict[str, Any] = {}
    if answers.start is None and not _raw("start"):
        found["start"] = (plan.start or next_monday(datetime.date.today())).isoformat()
    if not _raw("working_week"):
        found["working_week"] = "5"
    if company and not answers.people and (people := given.company_people(company)):
        found["people"] = people
    return found


def _earlier() -> list[dict[str, str]]:
    """The milestones of an older workbook as tasks."""
    return [
        {"_id": f"m{m.id}", "what": m.what, "milestone": "yes", "starts": m.due.isoformat() if m.due else "", "hours": "0"}
        | {"responsible": m.owner or "", "accountable": m.owner or ""}
        for m in given.earlier(desk().answers(asked.Schedule), desk().answers(People))
        if m.what
    ]


def next_monday(day: datetime.date) -> datetime.date:
    """The Monday after a day.

    >>> next_monday(datetime.date(2027, 3, 1))
    datetime.date(2027, 3, 8)
    """
    return day + datetime.timedelta(days=7 - day.weekday())


def _raw(name: str) -> Any:
    stored = desk().stored(asked.Schedule)
    return stored[name].raw if name in stored else ""


def _written(raw: Any) -> list[Mapping[str, Any]]:
    """The tasks about which something was written."""
    items = [item for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []
    return [item for item in items if any(value not in (None, "") for name, value in item.items() if name != "_id")]


def _free(id: str, taken: set[str]) -> str:
    while id in taken:
        id += "x"
    taken.add(id)
    return id


__all__ = ["known", "next_monday", "schedule", "take_over"]
