"""Chapter 7 on the page: the hand-over map to customer service and offline sales."""

from __future__ import annotations

from workbook.answers.enquiries import EnquiryReading
from workbook.answers.handover import Handover
from workbook.answers.start import Setup
from workbook.charts.handover import handover as draw
from workbook.metrics import handover as mapping
from workbook.metrics.inputs.handover import handed
from workbook.pages.here import desk, whenever
from workbook.pages.worked import compared
from workbook.widgets import ChartView, Column, Form, Panel, Result, TableView

_COLUMNS = {
    "event": Column("What happens"), "who": Column("Goes to"), "hours": Column("Within hours", "number"), "knows": Column("With"),
    "back": Column("Comes back as"), "missing": Column("Gap"),
}  # fmt: skip


def handover() -> Panel:
    """Say who takes up what happens on the site; see where a customer or a result would get lost."""
    form, verdict, picture, table = Form(Handover, desk()), Result(), ChartView(), TableView()

    def show() -> None:
        events, locale = handed(desk().answers(Handover)), desk().locale
        verdict.show(mapping.finding(events, locale, desk().answers(EnquiryReading).promise))
        found = mapping.table(events)
        picture.show(draw(found, locale), locale=locale)
        note = "To hang beside the telephone: every desk needs its own lines."
        table.show(found, title="The hand-over map", columns=_COLUMNS, note=note, locale=locale) if len(found) else table.clear()

    whenever(show, Handover, EnquiryReading, Setup, views=(verdict, picture, table))
    return Panel(form, verdict, picture, table, compared(Handover))


__all__ = ["handover"]
