"""The plan carried out: how far it is, what is late, what went otherwise, and the list for the day."""

from __future__ import annotations

import datetime

import pandas as pd

from workbook.answers.execution import ISSUE_STATES, STATES, Execution, Issue, Issues, Measure
from workbook.answers.plan import People
from workbook.answers.schedule import Schedule
from workbook.metrics import progress
from workbook.metrics.day_list import WHEN, day_list
from workbook.metrics.inputs import execution as given
from workbook.report import sample
from workbook.report.cells import OPEN, Cells
from workbook.report.document import Block, Document, Heading, Paragraph, table
from workbook.report.source import Source, missing, said


def execution(source: Source, today: datetime.date | None = None) -> list[Block]:
    """The part of the plan about its own execution: standing, measures, issues, training."""
    asked, day = source.answers(Execution), today or datetime.date.today()
    blocks: list[Block] = []
    marks = given.marks(source.answers(Schedule), source.answers(People))
    if found := progress.standing(given.tasks(asked, day, marks), day):
        told, shares = progress.finding(found, source.locale), [source.locale.rate(share, 0) for share in (found.done, found.planned)]
        far = f" ({source.locale.date(day)}): {shares[0]} done, {shares[1]} planned." if found.planned or found.done else "."
        blocks += [Paragraph(f"{told.headline.replace('today', source.locale.date(day))}{far}")]
    blocks += (
        [_measures(asked, source)] if asked.measures else [missing("Take the measures over and say who does each by when.", Execution, "measures")]
    )
    blocks += [Heading("Training", 2), said(asked.training, "Say who must learn what, by when.", Execution, "training")]
    return [*blocks, *_issues(source)]


def day_sheet(source: Source, today: datetime.date) -> Document:
    """The day list as a document to print: a table for each person."""
    from workbook.report.plan import company

    listed = entries(source, today)
    blocks: list[Block] = []
    for who, rows in listed.groupby("who", sort=True):
        lines = [(when(row, source), str(row["kind"]), str(row["what"]), "☐") for row in rows.to_dict("records")]
        blocks += [Heading(str(who), 2), table(("When", "To do", "What", "Done"), lines)]
    empty = Paragraph("Nothing is late, due today, or due within seven days.")
    return Document(f"Day list, {source.locale.weekday(today)}", company(source), tuple(blocks or [empty]), source.locale.language)


def entries(source: Source, today: datetime.date) -> pd.DataFrame:
    """What is late, due today and within a week (see `metrics.day_list`)."""
    found = given.entries(source.answers(Execution), source.answers(Issues), sample.decisions(source), today)
    return day_list(found, today)


def when(row: dict[str, object] | dict[object, object], source: Source) -> str:
    """How a line's day is told: today, a day of the week, or how late it is."""
    late, due = int(str(row["late"])), row["due"]
    if late:
        return f"{source.locale.things(late, 'day')} late"
    return WHEN["today"] if row["when"] == "today" else source.locale.weekday(due).rsplit(" ", 1)[0] if isinstance(due, datetime.date) else ""


def _measures(asked: Execution, source: Source) -> Block:
    ordered = sorted(asked.measures, key=lambda m: (m.due is None, m.due, m.what or ""))
    rows = [(Cells(source.locale).date(m.due), m.what or OPEN, m.owner or OPEN, _state(m, source)) for m in ordered]
    return table(("By when", "What is done", "Who", "How far"), rows, name="Measures")


def _state(m: Measure, source: Source) -> str:
    told = STATES.get(m.status or ("done" if m.done_on else "open"), "")
    return f"{told}, {source.locale.date(m.done_on)}" if m.done_on else told


def _issues(source: Source) -> list[Block]:
    logged = sorted(source.answers(Issues).issues, key=lambda i: (i.state == "solved", i.until is None, i.until))
    if not logged:
        return []
    rows = [
        (_noticed(i, source), i.effect or OPEN, f"{i.owner or OPEN}, {_until(i, source)}", ISSUE_STATES.get(i.state or "open", "")) for i in logged
    ]
    return [Heading("Issues met", 2), table(("What happened", "What it does to the plan", "Who, until when", "State"), rows, name="Issues")]


def _noticed(issue: Issue, source: Source) -> str:
    return f"{source.locale.date(issue.noticed)}: {issue.what or OPEN}" if issue.noticed else issue.what or OPEN


def _until(issue: Issue, source: Source) -> str:
    return source.locale.date(issue.until) if issue.until else OPEN


__all__ = ["day_sheet", "entries", "execution", "when"]
