"""The plan's charts: the same as on the pages, from the same calculations, made ready for paper."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from workbook import lessons
from workbook.answers import promotion, strategy
from workbook.answers.locale import Locale
from workbook.answers.schedule import STAGE_NAMES
from workbook.charts.picture import Heading
from workbook.charts.picture import Picture as Chart
from workbook.metrics.inputs import promotion as lines
from workbook.metrics.inputs import schedule as planned
from workbook.metrics.inputs import strategy as given
from workbook.metrics.schedule import Timetable
from workbook.report.cells import Cells
from workbook.report.document import Block, Cell, Later, Paragraph, Picture, Table, table
from workbook.report.source import Source

WIDTH = 560
"""Units; about 16 cm on paper."""
BARS = "A dark bar cannot be late without moving what comes after it; a light one has room. A diamond is a milestone or the day of a goal."
"""What the colours of the schedule say, on paper, where nobody can ask a bar."""
KEPT = 12
"""Places whose charts are remembered."""


def outlook(source: Source) -> Later:
    """How often each profit came out in the simulation, and which assumption moves it most."""
    answers, locale = source.answers(strategy.Budget), source.locale

    def make() -> list[Block]:
        from workbook.charts import forecast as drawing
        from workbook.metrics.forecast import tornado

        ranges = given.assumptions(answers)
        if ranges is None:
            return []
        spread = drawing.profit_distribution(given.simulation(ranges), locale, **given.horizon(answers))
        return [*drawn(spread, locale, "Profit"), *drawn(drawing.tornado(tornado(ranges), locale), locale, "What moves the profit")]

    return Later(f"outlook {locale!r} {answers!r}", make)


def media(source: Source) -> Later:
    """What each channel costs, and what it brings."""
    listed, budget, locale = source.answers(promotion.MediaPlan), source.answers(strategy.Budget), source.locale
    monthly = source.answers(promotion.Fit).budget_monthly

    def make() -> list[Block]:
        from workbook.charts import media_plan as drawing

        plan = lines.media_plan(listed, budget, monthly)
        return drawn(drawing.media_plan(plan, locale, {c.id: c.name for c in lessons.channels()}), locale, "Channels") if plan else []

    return Later(f"media {locale!r} {listed!r} {budget!r} {monthly}", make)


def timetable(found: Timetable, source: Source) -> Later:
    """The tasks on the calendar, by stage, with the days on which goals are to be reached."""
    goals, locale = {goal.name: goal.day for goal in planned.due(source.answers(strategy.Goals))}, source.locale

    def make() -> list[Block]:
        from workbook.charts import schedule as drawing

        chart = drawn(drawing.gantt(found, STAGE_NAMES, locale, goals=goals), locale, "Schedule")
        return [*chart, Paragraph(BARS, "note")] if chart else []

    return Later(f"timetable {locale!r} {found!r} {goals}", make)


def made(later: Later) -> tuple[Block, ...]:
    """The charts of a place; those made from the same answers before are not made again."""
    kept = _kept()
    if later.known not in kept:
        kept[later.known] = tuple(later.make())
        for known in list(kept)[: max(0, len(kept) - KEPT)]:
            del kept[known]
    return kept[later.known]


@lru_cache(maxsize=1)
def _kept() -> dict[str, tuple[Block, ...]]:
    return {}


def drawn(chart: Chart, locale: Locale, name: str) -> list[Block]:
    """A chart as a block: its message as the caption, its summary for whoever cannot see it, its data for the spreadsheet."""
    if chart.chart is None:
        return []
    spec = {**chart.chart.to_dict(validate=False), "width": WIDTH}
    return [Picture(json.dumps(spec, ensure_ascii=False, sort_keys=True), chart.title, f"{chart.title}. {chart.summary}", _data(chart, locale, name))]


def _data(chart: Chart, locale: Locale, name: str) -> Table | None:
    headings = chart.headings
    if not headings or chart.table.empty:
        return None
    rows = [[_cell(row[column], heading, locale) for column, heading in headings.items()] for row in chart.table.to_dict("records")]
    right = [n for n, heading in enumerate(headings.values()) if heading.kind not in ("text", "date")]
    return table([heading.label for heading in headings.values()], rows, right=right, name=name)


def _cell(value: Any, heading: Heading, locale: Locale) -> Cell | str:
    cells = Cells(locale, otherwise="")
    if heading.kind == "text":
        return str(value)
    if heading.kind == "date":
        return cells.date(value)
    if heading.kind == "count":
        return cells.count(value)
    write = {"money": cells.money, "rate": cells.rate, "number": cells.number}[heading.kind]
    return write(value, heading.digits)
