"""The measured page."""

from __future__ import annotations

from benchmarks.ours.offer import Offer
from benchmarks.peers import offer as page
from workbook.answers.finding import Finding
from workbook.pages.here import desk, status
from workbook.widgets import ChartView, Form, Panel, Result


def offer() -> Panel:
    """Ask, calculate, draw."""
    form, result, first, second = Form(Offer, desk()), Result(), ChartView(), ChartView()

    def show(answers: object) -> None:
        values = dict(answers)  # type: ignore[call-overload]
        if None in values.values():
            return
        result.show(Finding(page.headline(values)))
        first.show(page.stages(values), title="From visits to profit")
        second.show(page.cash(values), title="Money in hand")

    form.on_change(show)
    return Panel(form, result, first, second)


__all__ = ["offer", "status"]
