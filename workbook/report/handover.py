"""The hand-over map in the plan: to whom what happens on the site goes, and what is still open about it."""

from __future__ import annotations

from workbook.answers.enquiries import EnquiryReading
from workbook.answers.handover import Handover
from workbook.metrics import handover as mapping
from workbook.metrics.inputs.handover import handed
from workbook.report.document import Block, Bullets, Paragraph, table
from workbook.report.source import Source

OPEN = "still open"


def handover(source: Source) -> list[Block]:
    """The part of the plan about customer service and offline sales."""
    answers = source.answers(Handover)
    events = handed(answers)
    if not events:
        return [Paragraph("Say who takes up what happens on the site: enquiries, calls, complaints, visits to a shop.", "missing")]
    found = mapping.finding(events, source.locale, source.answers(EnquiryReading).promise)
    rows = [
        (e.event, e.who or OPEN, OPEN if e.hours is None else f"{source.locale.number(e.hours)} h", e.knows or OPEN, e.back or OPEN) for e in events
    ]
    meeting = Paragraph(answers.meeting) if answers.meeting else Paragraph("When do marketing, service and sales look at it together?", "missing")
    head = ("What happens", "Goes to", "Within", "With", "Comes back as")
    return [Paragraph(f"{found.headline}."), table(head, rows), *([Bullets(found.points)] if found.points else []), meeting]


__all__ = ["handover"]
