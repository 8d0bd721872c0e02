"""Chapter 7 on the page: the measures and how far they are, the day list, the issues."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd

from workbook.answers.analysis import Decisions
from workbook.answers.execution import Execution, Issues
from workbook.answers.plan import People
from workbook.answers.promotion import Fit, MediaPlan
from workbook.answers.schedule import Schedule
from workbook.answers.start import Setup
from workbook.charts.progress import progress as draw
from workbook.metrics import progress
from workbook.metrics.day_list import WHEN
from workbook.metrics.inputs import execution as given
from workbook.pages.findings import written as filled
from workbook.pages.here import desk, whenever
from workbook.pages.worked import compared
from workbook.report import execution as written
from workbook.report.docx import to_docx
from workbook.widgets import Actions, ChartView, Column, Download, Form, Notice, Panel, Result, TableView

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITER = "plan"
TAKE, FOLLOW = "Take over what the plan has", "Follow the plan's days"
_LATE = {
    "what": Column("Measure"),
    "who": Column("Who"),
    "due": Column("Last day", "date"),
    "days": Column("Days late", "count"),
    "state": Column("Now"),
}
_LIST = {"who": Column("Who"), "when": Column("When"), "due": Column("Day", "date"), "kind": Column("To do"), "what": Column("What")}


def execution(today: datetime.date | None = None) -> Panel:
    """Say how far each measure is; see whether the work is on schedule, and what is late by how much."""
    form, changed, verdict, line, late = Form(Execution, desk()), Notice(), Result(), ChartView(), TableView()
    take = Actions({TAKE: take_over, FOLLOW: follow}, hint="The schedule or the media plan has named the work already.")

    def show() -> None:
        day, asked, locale = today or datetime.date.today(), desk().answers(Execution), desk().locale
        said = given.moved(asked, _planned(), locale)
        changed.show(_some(said), title="The plan has other days now", tone="warn") if said else changed.clear()
        marks = given.marks(desk().answers(Schedule), desk().answers(People))
        found = progress.standing(given.tasks(asked, day, marks), day)
        if found is None:
            verdict.clear("Enter the first measure with its last day, or take over what the plan has.")
            line.clear()
            late.clear()
            return
        verdict.show(progress.finding(found, locale))
        line.show(draw(found, locale), locale=locale)
        _late(late, found)

    whenever(show, Execution, Schedule, People, MediaPlan, Fit, Setup, views=(changed, verdict, line, late))
    return Panel(verdict, line, late, changed, take, form, compared(Execution))


def day_list(today: datetime.date | None = None) -> Panel:
    """See what is late, due today and within a week, person by person; log what went otherwise than planned."""
    listed, missing, form = TableView(), Notice(), Form(Issues, desk())

    def day() -> datetime.date:
        return today or datetime.date.today()

    def show() -> None:
        found, locale = written.entries(desk(), day()), desk().locale
        undated = given.undated(desk().answers(Execution))
        if undated:
            missing.show(f"Without a last day, and so on no list: {', '.join(f'“{what}”' for what in undated)}.", tone="warn")
        elif found.empty:
            missing.show(f"Nothing is late, due today, or due within seven days of {locale.date(day())}.", tone="good")
        else:
            missing.clear()
        rows = found.assign(
            when=[f"{WHEN['late']} by {locale.things(n, 'day')}" if n else WHEN[w] for w, n in zip(found.when, found.late, strict=True)]
        )
        note = "From the measures, the issues below and the second looks at decisions. The file has a part for each person."
        listed.show(rows, title=f"Day list, {locale.weekday(day())}", columns=_LIST, note=note, locale=locale, rows=40) if len(
            rows
        ) else listed.clear()

    whenever(show, Execution, Issues, Decisions, Setup, views=(listed, missing))
    paper = Download("Download to print (Word)", lambda: ("day-list.docx", DOCX, to_docx(written.day_sheet(desk(), day()))))
    return Panel(missing, listed, paper, form, compared(Issues))


def take_over() -> str:
    """Put what the plan names into the measures: what stands there already stays as it is."""
    wanted = _planned()
    if not wanted:
        return "The plan names nothing yet: add tasks and milestones to the schedule, or channels to the media plan."
    new = len(_new(wanted, _there()))
    if not new:
        return "Everything that the plan names stands here already."
    desk().edit(Execution, "measures", lambda there: [*filled(there), *map(_item, _new(wanted, filled(there)))], WRITER)
    return f"Added: {desk().locale.things(new, 'measure')}. Add hours where they are missing, and say how far each is."


def follow() -> str:
    """Give every measure that was taken over the days that the plan has now; what is done or dropped keeps its own."""
    now, there = {p.id: p for p in _planned()}, _there()
    moved = sum(item != _followed(item, now) for item in there)
    if not moved:
        return "Every measure has the days of the plan already."
    desk().edit(Execution, "measures", lambda items: [_followed(item, now) for item in filled(items)], WRITER)
    return f"{desk().locale.things(moved, 'measure')} moved to the days of the plan."


def _some(said: tuple[str, ...], most: int = 4) -> str:
    """The first of several sentences, and how many more there are."""
    rest = f" {desk().locale.things(len(said) - most, 'more measure')} with other days." if len(said) > most else ""
    return " ".join(said[:most]) + rest


def _late(view: TableView, found: progress.Standing) -> None:
    rows = [(t.what, t.owner, t.due, progress.days_late(t, found.today), "begun" if t.begun else "not begun") for t in found.late]
    rows += [(t.what, t.owner, t.due, progress.days_late(t, found.today), "done") for t in found.finished_late]
    if not rows:
        view.clear()
        return
    frame = pd.DataFrame(rows, columns=list(_LATE)).sort_values("days", ascending=False, ignore_index=True)
    view.show(frame, title="What is late, or was", columns=_LATE, note=f"On {desk().locale.date(found.today)}.", locale=desk().locale)


def _planned() -> tuple[given.Planned, ...]:
    return given.planned(desk().answers(Schedule), desk().answers(People), desk().answers(MediaPlan), desk().answers(Fit))


def _there() -> list[dict[str, Any]]:
    """The measures in the form about which something is written, in whatever tab; a blank line is none."""
    base = desk().fresh(Execution).get("measures")
    return filled(base.raw if base else [])


def _new(wanted: tuple[given.Planned, ...], there: list[dict[str, Any]]) -> list[given.Planned]:
    """What the plan names and the list does not, neither as taken over nor by its name."""
    known = {item.get("_id") for item in there}
    named = {str(item.get("what", "")).strip().casefold() for item in there}
    return [p for p in wanted if p.id not in known and p.what.casefold() not in named]


def _followed(item: dict[str, Any], now: dict[str, given.Planned]) -> dict[str, Any]:
    """A measure with the days of the plan; what is done or dropped keeps its own."""
    wanted = now.get(str(item.get("_id")))
    return {**item, **_days(wanted)} if wanted and wanted.due and item.get("status") not in ("done", "dropped") else item


def _item(p: given.Planned) -> dict[str, str]:
    hours = {} if p.hours is None else {"weight": desk().locale.spell(p.hours)}
    return {"_id": p.id, "what": p.what, "owner": p.owner, **_days(p), **hours}


def _days(p: given.Planned) -> dict[str, str]:
    return {name: day.isoformat() for name, day in (("start", p.start), ("due", p.due)) if day}


__all__ = ["day_list", "execution", "follow", "take_over"]
