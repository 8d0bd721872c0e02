"""Hand-over: what happens on the site, who takes it up within what time, and how the result comes back.

Online marketing ends where a person answers, quotes, packs or advises. What is handed over without a name, a time and a way back is lost twice:
the customer waits, and the figures say that the channel brought nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from workbook.answers.fields import Answers, Item, Remark, Row, grid, group, long_text, number, one_of, text

WHO, HOURS, KNOWS, BACK = "who", "hours", "knows", "back"
WANTED = {
    WHO: "name who takes it up, one person or one desk.",
    HOURS: "say within how many hours it is taken up.",
    KNOWS: "say what they get to know, or the customer tells everything twice.",
    BACK: "say how the result comes back, or the figures show a channel that brings nothing.",
}
"""What is asked of an event that happens, and the sentence when it is blank."""


def _columns() -> dict[str, Any]:
    return {
        "happens": one_of("Does it happen?", {"yes": "Yes", "no": "No"}, dont_know=False),
        WHO: text("Handed over to", hint="A person or a desk.", optional=True, dont_know=False, width="m", max_length=120),
        HOURS: number(
            "Within", unit="hours", gt=0, le=720, unusual=(None, 72), optional=True, dont_know=False, width="xs", noun="time until it is taken up"
        ),
        KNOWS: text("With which information", optional=True, dont_know=False, width="l", max_length=300),
        BACK: text("How the result comes back", optional=True, dont_know=False, width="l", max_length=300),
    }


def _events() -> list[Row]:
    from workbook.lessons.handover import handover_events

    return [Row(e.id, e.event, hint=f"To tell: {e.informs} Back: {e.back}", why=e.why) for e in handover_events()]


class OwnEvent(Item):
    """An event that only this company has."""

    event: str | None = text("What happens", dont_know=False, width="l", max_length=120)
    who: str | None = text("Handed over to", dont_know=False, width="m", max_length=120)
    hours: float | None = number("Within", unit="hours", gt=0, le=720, dont_know=False, width="xs", noun="time until it is taken up")
    knows: str | None = text("With which information", dont_know=False, width="l", max_length=300)
    back: str | None = text("How the result comes back", dont_know=False, width="l", max_length=300)


class Handover(Answers):
    """Events on the site, and who takes up each."""

    FORM: ClassVar[str] = "plan.handover"
    TITLE: ClassVar[str] = "Hand-over map"

    events: dict[str, dict[str, Any]] = grid(
        "Who takes up what happens on the site?",
        hint="First say what happens at all. What does needs its whole row; what does not needs nothing more.",
        rows=lambda: _events(),
        columns=_columns(),
    )
    own: tuple[OwnEvent, ...] = group(
        "What else happens only with you", OwnEvent, item_label="Event", max_items=12, optional=True, hint="Example: a tasting is booked."
    )
    meeting: str | None = long_text(
        "When do marketing, service and sales look at it together?",
        hint="Example: every Monday at nine, ten minutes, with the list of what was not answered in time.",
        max_length=600,
    )

    def review(self) -> list[Remark]:
        """An event that happens has a name, a time, information and a way back."""
        return [Remark(f"events/{row}/{column}", sentence, "error") for row, column, sentence in gaps(self)]


def gaps(answers: Handover) -> Iterator[tuple[str, str, str]]:
    """Row, column and sentence of each gap in the events that happen."""
    labels = {row.name: row.label for row in Handover.specs()["events"].rows}
    for row, cells in answers.events.items():
        if cells.get("happens") == "yes":
            yield from (
                (row, column, f"{labels.get(row, row)}: {sentence}") for column, sentence in WANTED.items() if cells.get(column) in (None, "")
            )


__all__ = ["BACK", "HOURS", "KNOWS", "WANTED", "WHO", "Handover", "OwnEvent", "gaps"]
