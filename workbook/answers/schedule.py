"""Schedule: what is done in which order, by when, and by whom.

A plan fails less often for want of ideas than because two things were to happen before a third, or because one person was to do three things
in the same week. Tasks with days, predecessors and hours show both before the first week has begun.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from workbook.answers.fields import Answers, Item, Remark, count, date, group, number, one_of, text, yes_no

STAGES = {
    "prepare": "Prepare: decide, research, agree",
    "build": "Build: pages, texts, tools, data",
    "launch": "Launch: test, switch on, announce",
    "run": "Run: channels, answers, care",
    "evaluate": "Evaluate: measure, decide, adjust",
}
STAGE_NAMES = {name: label.partition(":")[0] for name, label in STAGES.items()}
"""The stages in one word each, in their order."""

PARTS = {
    "decides": "Decides and answers for it",
    "creates": "Creates: texts, pictures, pages",
    "executes": "Executes: channels, answers, parcels",
    "advises": "Advises and checks",
}
WORKING_WEEKS = {"5": "Monday to Friday", "6": "Monday to Saturday", "7": "Every day"}
ROLES = {"responsible": "R", "accountable": "A", "consulted": "C", "informed": "I"}
"""The four roles of a task, and their letters in the matrix."""


class Person(Item):
    """Somebody who takes part: one's own people or a partner."""

    name: str | None = text("Name", dont_know=False, width="m", max_length=80)
    part: str | None = one_of("Main part", PARTS, dont_know=False)
    hours_week: float | None = number("Free hours a week", unit="h", ge=0, le=80, unusual=(None, 45), width="xs")
    place: str | None = text("Firm or place", optional=True, dont_know=False, width="m", max_length=80)


class Closed(Item):
    """Days on which nobody works."""

    first: datetime.date | None = date("First day", dont_know=False)
    last: datetime.date | None = date("Last day", optional=True, dont_know=False)
    why: str | None = text("Why", optional=True, dont_know=False, width="m", max_length=80)


class Task(Item):
    """One piece of work. Its first day may follow from the tasks before it, its last day from the number of working days.

    What every task needs a look at stands in its row: what, who, when. The rest is behind "More".
    """

    what: str | None = text("Task", hint="A verb and a thing.", dont_know=False, width="m", max_length=120)
    responsible: str | None = text("Responsible", hint="Who does it.", dont_know=False, width="s", max_length=200)
    starts: datetime.date | None = date("First day", hint="Blank: when the tasks before it are done.", optional=True, dont_know=False)
    days: int | None = count("Working days", le=1000, unusual=(None, 250), optional=True, dont_know=False, width="xs")
    ends: datetime.date | None = date("Last day", hint="Or the working days.", optional=True, dont_know=False)
    after: str | None = text(
        "After", hint="Numbers or names, with “;” between.", optional=True, dont_know=False, width="s", max_length=900, folded=True
    )
    stage: str | None = one_of("Stage", STAGES, dont_know=False, width="s", folded=True)
    milestone: bool | None = yes_no("Milestone?", optional=True, dont_know=False, width="xs", folded=True)
    hours: float | None = number("Hours", hint="Of all who do it, together.", unit="h", ge=0, le=5000, width="xs", folded=True)
    hours_per: str | None = one_of(
        "Hours are", {"total": "In total", "week": "Each week"}, hint="Blank: in total.", optional=True, dont_know=False, width="s", folded=True
    )
    accountable: str | None = text("Accountable", hint="The one who answers for it.", dont_know=False, width="s", max_length=200, folded=True)
    consulted: str | None = text("Consulted", hint="Asked before.", optional=True, dont_know=False, width="s", max_length=200, folded=True)
    informed: str | None = text("Informed", hint="Told after.", optional=True, dont_know=False, width="s", max_length=200, folded=True)


class Schedule(Answers):
    """Stages, tasks and milestones, and who does, answers for, is asked about and hears of each."""

    FORM: ClassVar[str] = "strategy.schedule"
    TITLE: ClassVar[str] = "Stages, schedule and people"

    start: datetime.date | None = date(
        "The work begins on", hint="Tasks with no day of their own and no task before them begin here.", dont_know=False
    )
    working_week: str | None = one_of("On which days is work done?", WORKING_WEEKS, dont_know=False)
    people: tuple[Person, ...] = group(
        "Who takes part", Person, item_label="Person", item_plural="People", layout="table", min_items=1, max_items=20,
        hint="Your people, agencies, dealers. Free hours: those left for this plan beside all other work.",
    )  # fmt: skip
    closed: tuple[Closed, ...] = group(
        "Days on which nobody works", Closed, item_label="Closure", layout="table", max_items=20, optional=True,
        hint="Public holidays, company holidays, the fair.",
    )  # fmt: skip
    tasks: tuple[Task, ...] = group(
        "Tasks and milestones", Task, item_label="Task", layout="table", min_items=3, max_items=60,
        hint="Six to twenty. A milestone is a day on which something is finished that others can see. You can paste a table.",
    )  # fmt: skip

    def review(self) -> list[Remark]:
        """Days in their order, tasks that can be told apart, an end for each, somebody who answers for the result."""
        return [*_dates(self), *_ends(self), *_names(self), *_parts(self)]


def _dates(answers: Schedule) -> Iterator[Remark]:
    for task in answers.tasks:
        if task.starts and task.ends and task.ends < task.starts:
            yield Remark(f"tasks/{task.id}/ends", "The last day must not be before the first day.", "error")
    for closed in answers.closed:
        if closed.first and closed.last and closed.last < closed.first:
            yield Remark(f"closed/{closed.id}/last", "The last day must not be before the first day.", "error")


def _ends(answers: Schedule) -> Iterator[Remark]:
    for task in answers.tasks:
        if task.what and task.days is None and task.ends is None and not task.milestone:
            yield Remark(f"tasks/{task.id}/days", f"Enter the working days or the last day of “{task.what}”.", "error")
        if task.days is not None and task.ends is not None and task.starts is not None:
            yield Remark(f"tasks/{task.id}/days", f"“{task.what or 'This task'}” has a last day and a number of days; the last day counts.")


def _names(answers: Schedule) -> Iterator[Remark]:
    seen = Counter(plain(task.what) for task in answers.tasks if task.what)
    for task in answers.tasks:
        if task.what and seen[plain(task.what)] > 1:
            yield Remark(f"tasks/{task.id}/what", f"“{task.what}” stands here more than once. Name the tasks so that they can be told apart.")


def _parts(answers: Schedule) -> Iterator[Remark]:
    parts = [person.part for person in answers.people if person.name]
    if parts and all(parts) and "decides" not in parts:
        yield Remark("people", f"Choose “{PARTS['decides']}” as the main part of one person: nobody answers for the result yet.", "error")


def plain(name: str | None) -> str:
    """A name however it was typed, for comparing.

    >>> plain("  Write  the Pages ")
    'write the pages'
    """
    return " ".join((name or "").casefold().split()).rstrip(".")


def names(typed: str | None) -> tuple[str, ...]:
    """The people named in a field, each once, in their order.

    >>> names("Ida, Vera; ida and Jonas")
    ('Ida', 'Vera', 'Jonas')
    """
    found: dict[str, str] = {}
    for part in (typed or "").replace(";", ",").replace("\n", ",").replace(" and ", ",").replace(" & ", ",").split(","):
        if plain(part):
            found.setdefault(plain(part), " ".join(part.split()))
    return tuple(found.values())


__all__ = ["PARTS", "ROLES", "STAGES", "STAGE_NAMES", "WORKING_WEEKS", "Closed", "Person", "Schedule", "Task", "names", "plain"]
