"""The hand-over map in the plan: to whom what happens on the site goes, and what is still open about it."""

from __future__ import annotations

from workbook.answers.enquiries import EnquiryReading
from workbook.answers.handover import Handover
from workbook.metrics import handover as mapping
from workbook.metrics.inputs.handover import handed
from workbook.report.cells import OPEN, Cells
from workbook.report.document import Block, Bullets, Paragraph, table
from workbook.report.source import Source, ended, missing, said

HEAD = ("What happens", "Goes to", "Within, hours", "With", "Comes back as")


def handover(source: Source) -> list[Block]:
    """The part of the plan about customer service and offline sales."""
    answers = source.answers(Handover)
    events = handed(answers)
    if not events:
        return [missing("Say who takes up what happens on the site: enquiries, calls, complaints, visits to a shop.", Handover, "events")]
    found = mapping.finding(events, source.locale, source.answers(EnquiryReading).promise)
    cells = Cells(source.locale)
    rows = [(e.event, e.who or OPEN, cells.number(e.hours), e.knows or OPEN, e.back or OPEN) for e in events]
    meeting = said(
        answers.meeting and f"When marketing, service and sales look at it together: {ended(answers.meeting)}",
        "Say when marketing, service and sales look at it together.",
        Handover,
        "meeting",
    )
    listed = table(HEAD, rows, right=(2,), name="Hand-over")
    points: list[Block] = [Bullets(found.points)] if len(found.points) > 1 else [Paragraph(point) for point in found.points]
    return [Paragraph(f"{found.headline}."), listed, *points, meeting]


__all__ = ["handover"]
