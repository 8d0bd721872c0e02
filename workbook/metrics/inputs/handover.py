"""The hand-over map's answers as events that happen."""

from __future__ import annotations

from workbook.answers.handover import Handover
from workbook.lessons.handover import handover_events
from workbook.metrics.handover import Handed


def handed(answers: Handover) -> tuple[Handed, ...]:
    """Every event that happens, from the list and of one's own."""
    listed = [
        Handed(e.event, cells.get("who") or "", cells.get("hours"), cells.get("knows") or "", cells.get("back") or "")
        for e in handover_events()
        if (cells := answers.events.get(e.id, {})).get("happens") == "yes"
    ]
    own = [Handed(o.event, o.who or "", o.hours, o.knows or "", o.back or "") for o in answers.own if o.event]
    return (*listed, *own)


__all__ = ["handed"]
