"""Plan against actual in the plan document: what was compared, what it said on that day, what follows."""

from __future__ import annotations

from workbook.answers.evaluation import Conclusion
from workbook.report import sample
from workbook.report.cells import Cells
from workbook.report.document import Block, Bullets, Heading, Paragraph, table
from workbook.report.source import Source, said

KEPT = "evaluation"
"""Under which the comparison is kept as it was last worked out: headline, period, rows (already written), channels."""
NOT_MEASURED = "not measured"
HEAD = ("Channel", "Figure", "Planned", "Actual", "Difference", "Verdict")


def evaluation(source: Source) -> list[Block]:
    """The part of the plan about plan against actual; nothing but the open question while nothing was compared."""
    concluded = said(source.answers(Conclusion).learned, "Say what the next plan must know.", Conclusion, "learned")
    found = source.kept(KEPT).get("last")
    if not found or sample.foreign(source, found.get("sample")):
        return [Paragraph("Plan and actual have not been compared yet."), Heading("What the next plan must know", 2), concluded]
    cells = Cells(source.locale)
    rows = [(channel, figure, *map(cells.read, figures), verdict) for channel, figure, *figures, verdict in found["rows"]]
    return [
        Paragraph(f"{found['headline']}. {found['period']}"),
        table(HEAD, rows, right=(2, 3, 4), name="Plan and actual", widths=(2.4, 0, 0, 0, 0, 1)),
        *_whole(found["rows"]),
        *([Bullets(tuple(found["channels"]))] if found["channels"] else []),
        Heading("What the next plan must know", 2),
        concluded,
    ]


def _whole(rows: list[list[str]]) -> list[Block]:
    """Where something was not measured, the whole is less than the lines above it, and says so."""
    if not any(NOT_MEASURED in row for row in rows):
        return []
    return [Paragraph("The whole plan adds up, figure by figure, the channels of which both plan and actual are known.", "note")]


__all__ = ["HEAD", "KEPT", "evaluation"]
