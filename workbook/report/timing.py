"""The plan's time and people: the tasks on the calendar, the milestones, who answers for what, and whether there are hours for it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from workbook.answers.plan import People
from workbook.answers.schedule import STAGE_NAMES, Schedule
from workbook.answers.sentences import listed
from workbook.metrics import schedule as laying_out
from workbook.metrics import schedule_finding, schedule_roles, workload, workload_finding
from workbook.metrics.inputs import schedule as given
from workbook.metrics.schedule import Timetable
from workbook.report import pictures
from workbook.report.cells import OPEN, Cells
from workbook.report.document import Block, Content, Heading, Paragraph, table
from workbook.report.source import Source, missing

NAMES = {"creates": "Creates", "executes": "Executes", "decides": "Responsible for the result"}
DOES = {
    "decides": ("answers for the result", "answer for the result"),
    "creates": ("creates texts, pictures and pages", "create texts, pictures and pages"),
    "executes": ("runs the channels and answers enquiries", "run the channels and answer enquiries"),
}
"""What one person does, and what several do."""

MOST = 9
"""People beside each other in the matrix of roles; more do not fit on a page."""


def schedule(source: Source) -> list[Content]:
    """When it begins, the tasks as they lie on the calendar, and the milestones."""
    planned = _planned(source)
    found, stones = planned.timetable(), given.milestones(source.answers(Schedule), source.answers(People))
    begins: list[Content] = [
        _begins(planned.start, stones, source) if planned.start else missing("Say on which day the work begins.", Schedule, "start")
    ]
    if not stones and found.end is None:
        return [*begins, missing("Add the first task to the schedule: what is done, by whom, by when.", Schedule, "tasks")]
    return [*begins, *_tasks(found, source), *_milestones(stones, source)]


def people(source: Source) -> list[Block]:
    """Who creates, executes and answers for it; who does which task, and whether there are hours for it."""
    team, sentence = _team(source), who_does_it(source)
    rows = [(name, ", ".join(team[part]) or OPEN) for part, name in NAMES.items()]
    opens: Block = Paragraph(sentence) if sentence else missing("Say in the schedule who takes part and who answers for it.", Schedule, "people")
    named = [table(("Part", "Who"), rows, name="People")] if sentence else []
    return [opens, *named, *_roles(source), *_hours(source)]


def who_does_it(source: Source) -> str:
    """Who answers for the result, who creates and who executes, in one sentence; blank while nobody is named."""
    told: dict[tuple[str, ...], list[str]] = {}
    for part, who in _team(source).items():
        if who:
            told.setdefault(who, []).append(part)
    ordered = sorted(((who, [p for p in DOES if p in parts]) for who, parts in told.items()), key=lambda one: list(DOES).index(one[1][0]))
    said = [f"{listed(who)} {listed([DOES[part][len(who) > 1] for part in parts])}" for who, parts in ordered]
    return f"{'; '.join(said)}." if said else ""


def _team(source: Source) -> dict[str, tuple[str, ...]]:
    return given.team(source.answers(Schedule), source.answers(People))


def _planned(source: Source) -> given.Planned:
    return given.planned(source.answers(Schedule), source.answers(People))


def _begins(start: datetime.date, stones: Sequence[given.Stone], source: Source) -> Paragraph:
    begin = f"The work begins on {source.locale.date(start)}."
    dated = [m for m in stones if m.due]
    if not dated:
        return Paragraph(begin)
    first, last = dated[0], dated[-1]
    told = f" The first milestone is {_named(first, source)}"
    end = f"; the last is {_named(last, source)}." if len(dated) > 1 else "."
    return Paragraph(begin + told + end)


def _named(stone: given.Stone, source: Source) -> str:
    """A milestone with its day, once."""
    when = source.locale.date(stone.due) if stone.due else ""
    return f"“{stone.what}”" if when in stone.what else f"“{stone.what}”, on {when}"


def _tasks(found: Timetable, source: Source) -> list[Content]:
    if found.end is None:
        return []
    cells, listed = Cells(source.locale), laying_out.table(found)
    place = {name: n for n, name in enumerate(STAGE_NAMES)}
    ordered = listed.assign(at=listed.stage.map(place).fillna(len(place))).sort_values(["at", "first", "last"], kind="stable")
    rows = [
        (r["task"], STAGE_NAMES.get(r["stage"], "–"), cells.date(r["first"]), cells.date(r["last"]), r["who"] or OPEN, r["accountable"] or OPEN)
        for r in ordered.to_dict("records")
    ]
    head = ("Task", "Stage", "From", "To", "Responsible", "Accountable")
    said = [Paragraph(words) for words in schedule_finding.path_words(found)]
    ends = Paragraph(f"{schedule_finding.counted(found, source.locale)}.")
    return [ends, *said, table(head, rows, name="Tasks"), pictures.timetable(found, source)]


def _milestones(stones: Sequence[given.Stone], source: Source) -> list[Block]:
    if not stones:
        return []
    cells = Cells(source.locale)
    rows = [(cells.date(m.due), m.what, m.owner or OPEN) for m in stones]
    return [Heading("Milestones", 2), table(("By when", "What is done", "Who answers for it"), rows, name="Milestones")]


def _roles(source: Source) -> list[Block]:
    planned = _planned(source)
    if not planned.jobs or not planned.people:
        return []
    listed = [name for name in planned.people if name != "task"][:MOST]
    found = schedule_roles.matrix(planned.jobs, listed)
    rows = [[str(row[column]) for column in ("task", *listed)] for row in found.to_dict("records")]
    letters = "R does it, A answers for it, C is asked before, I is told after."
    return [Heading("Who does what", 2), table(("Task", *listed), rows, name="Who does what"), Paragraph(letters, "note")]


def _hours(source: Source) -> list[Block]:
    planned = _planned(source)
    placed = planned.timetable().placed
    load = workload.workload(placed, planned.free, planned.calendar)
    if load.empty:
        return []
    return [Paragraph(f"{workload_finding.finding(load, placed, source.locale).headline}.")]
