"""How the partner is paid: both offers, where they cost the same, who bears the risk, and what was agreed about counting."""

from __future__ import annotations

from workbook.answers.fees import Fees
from workbook.answers.strategy import Budget
from workbook.metrics import fees_risk
from workbook.metrics.forecast import loss_digits
from workbook.metrics.inputs import fees as given
from workbook.report.cells import Cells
from workbook.report.document import Block, Heading, Paragraph, table
from workbook.report.source import Source, ended


def paying(source: Source) -> list[Block]:
    """The comparison of both offers; nothing where no partner is asked."""
    answers, budget, locale = source.answers(Fees), source.answers(Budget), source.locale
    found = given.offers(answers, budget)
    if found is None:
        return []
    both = (found.fixed, found.performance)
    said = fees_risk.finding(*both, found.results, found.profit, locale, found.noun)
    cells = Cells(locale)
    rows = [
        (
            r.offer,
            cells.money(r.fee_low, 0),
            cells.money(r.fee_middle, 0),
            cells.money(r.fee_high, 0),
            cells.money(r.profit_middle, 0),
            cells.rate(r.loss, loss_digits(float(r.loss))),  # type: ignore[arg-type]
        )
        for r in fees_risk.risks(both, found.results, found.profit).itertuples()
    ]
    head = ("Offer", "Fee in a bad case", "Fee, middle", "Fee in a good case", "Profit, middle", "Cases with a loss")
    counted: list[Block] = [Paragraph(f"What counts as a result: {ended(answers.counted)}")] if answers.counted else []
    told = [Paragraph(f"{said.headline}. {said.means}"), Paragraph(said.points[-1])]
    return [Heading("How the partner is paid", 2), *told, table(head, rows, right=(1, 2, 3, 4, 5), name="Fees"), *counted]
