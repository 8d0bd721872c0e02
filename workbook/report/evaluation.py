"""Plan against actual in the plan document: what was compared, what it said on that day, what follows."""

from __future__ import annotations

from workbook.answers.evaluation import Conclusion
from workbook.report.document import Block, Bullets, Heading, Paragraph, table
from workbook.report.source import Source

KEPT = "evaluation"
"""Under which the comparison is kept as it was last worked out: headline, period, rows (already written), channels."""
HEAD = ("Channel", "Figure", "Planned", "Actual", "Difference", "Verdict")


def evaluation(source: Source) -> list[Block]:
    """The part of the plan about plan against actual; nothing but the open question while nothing was compared."""
    learned = source.answers(Conclusion).learned
    concluded: Block = Paragraph(learned) if learned else Paragraph("What must the next plan know?", "missing")
    found = source.kept(KEPT).get("last")
    if not found:
        return [Paragraph("Plan and actual have not been compared yet.", "note"), concluded]
    return [
        Paragraph(f"{found['headline']}. {found['period']}"),
        table(HEAD, found["rows"], right=(2, 3, 4)),
        *([Bullets(tuple(found["channels"]))] if found["channels"] else []),
        Heading("What follows", 2),
        concluded,
    ]


__all__ = ["HEAD", "KEPT", "evaluation"]
