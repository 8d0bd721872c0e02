"""Chapter 2 on the page: a fixed fee or a fee per result, and who bears the risk."""

from __future__ import annotations

from workbook.answers.fees import Fees
from workbook.answers.start import Setup
from workbook.answers.strategy import Budget
from workbook.charts import fees as drawing
from workbook.metrics import fees_risk
from workbook.metrics.inputs import fees as given
from workbook.pages.here import desk, facts, whenever
from workbook.pages.worked import compared
from workbook.widgets import ChartView, Column, Form, Panel, Result, TableView

_COLUMNS = {
    "offer": Column("Offer"), "fee_low": Column("Fee in a bad case", "money", 0), "fee_middle": Column("Fee, middle", "money", 0),
    "fee_high": Column("Fee in a good case", "money", 0), "profit_low": Column("Profit in a bad case", "money", 0),
    "profit_middle": Column("Profit, middle", "money", 0), "profit_high": Column("Profit in a good case", "money", 0),
    "loss": Column("Cases with a loss", "rate", 0),
}  # fmt: skip
_NOTE = "A normal month of the forecast, after the fee. Bad: one of ten cases is worse; good: one of ten is better."


def fees() -> Panel:
    """Two offers for the same work; where they cost the same, which is cheaper how often, who bears what."""
    form, verdict, lines, table = Form(Fees, desk()), Result(), ChartView(), TableView()

    def show() -> None:
        answers, budget, locale = desk().answers(Fees), desk().answers(Budget), desk().locale
        found = given.offers(answers, budget)
        if found is None:
            verdict.show(given.missing(answers, budget))
            lines.clear()
            table.clear()
            return
        both = (found.fixed, found.performance)
        verdict.show(fees_risk.finding(*both, found.results, found.profit, locale, found.noun))
        lines.show(drawing.crossing(*both, found.results, locale, found.noun), locale=locale)
        rows = fees_risk.risks(both, found.results, found.profit)
        table.show(rows, title="A month under each offer", columns=_COLUMNS, note=_NOTE, locale=locale)

    whenever(show, Fees, Budget, Setup, views=(verdict, lines, table))
    return Panel(facts("budget", "fees"), form, verdict, lines, table, compared(Fees))


__all__ = ["fees"]
