"""The hand-over map's events: what happens on a site that people elsewhere have to take up, and come back with."""

from __future__ import annotations

from typing import Literal

from workbook.lessons.files import CurriculumId, Id, Lesson, Line, Note, read


class Event(Lesson):
    """Something that happens on the site. `informs` is what whoever takes it up must know, `back` how its result comes into the figures."""

    id: Id
    event: Line
    why: Note
    informs: Note
    back: Note
    models: tuple[Literal["a", "b", "c"], ...]
    curriculum: CurriculumId = "7.6"


def handover_events() -> tuple[Event, ...]:
    """The events, those of most sites first.

    Examples
    --------
    >>> handover_events()[0].event
    'Enquiry by form or e-mail'
    """
    events: tuple[Event, ...] = read("handover", tuple[Event, ...])
    return events
