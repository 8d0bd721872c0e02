"""Whether what the files say is up to date: what a step finds is kept for the plan, also when nobody looks at that step.

A part that is not on the screen is not drawn when a file comes or an answer changes; it is worked out as soon as the kernel has a moment.
When everything is worked out, it is kept from which files and answers that was. So a page that opens knows whether anything is left to
do, and the plan works out what is missing before it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from workbook.answers.fields import Answers
from workbook.pages import files
from workbook.pages.here import desk
from workbook.pages.nobody import to_nobody
from workbook.pages.seeing import Part, at_once, lazy, soon
from workbook.store.desk import Desk
from workbook.widgets.awaited import has_time

MADE = "made"
"""Under which it is kept from what the findings were made."""

MOMENT = 0.05
"""Seconds between two parts."""

BUSY = 5.0
"""Seconds until a busy machine is asked again."""


class Standing:
    """The parts of this page that are drawn from the files."""

    def __init__(self) -> None:
        self.models: set[type[Answers]] = set()
        self._parts: list[tuple[Part, frozenset[str]]] = []
        self._call_off: Callable[[], None] = lambda: None

    def add(self, part: Part, models: Iterable[type[Answers]]) -> None:
        """Keep a part up to date that depends on the files and on some forms."""
        if not self._parts:
            desk().on_saved(self._hear)
        self.models.update(models)
        self._parts.append((part, frozenset({files.CHANGED, *(model.FORM for model in models)})))
        self._later(self._begin)

    def _later(self, then: Callable[[], None], pause: float = 1.0) -> None:
        self._call_off()
        self._call_off = soon(then, pause)

    def _begin(self) -> None:
        """What was found by an earlier page from the same files and answers need not be found again."""
        if up_to_date():
            for part, _ in self._parts:
                part.fresh = True
        else:
            self._go_on()

    def _hear(self, saved: str) -> None:
        """An answer changes what is drawn at once; files come several at a time, and elsewhere on the page."""
        concerned = [part for part, forms in self._parts if saved in forms]
        for part in concerned:
            part.fresh = False
            if saved != files.CHANGED:
                part.again()
        if concerned:
            self._later(self._go_on)

    def _go_on(self) -> None:
        """Plan the next part that is left: at once what was looked at, the others once the machine has time; then everything is up to date."""
        left = self._left()
        if not left:
            note(self.models)
        else:
            self._later(self._draw_one, MOMENT if left[0].seen or has_time() else BUSY)

    def _draw_one(self) -> None:
        """Work out one part and leave the others for later: what the page asks meanwhile comes first."""
        for part in self._left()[:1]:
            part.draw()
        self._go_on()

    def _left(self) -> list[Part]:
        """The parts that are not up to date, what was looked at first."""
        return sorted((part for part, _ in self._parts if not part.fresh), key=lambda part: not part.seen)


@lru_cache(maxsize=1)
def _standing(_desk: Desk) -> Standing:
    return Standing()


def standing() -> Standing:
    """What this page draws from the files of the open workbook."""
    return _standing(desk())


def note(models: Iterable[type[Answers]]) -> None:
    """Keep from which files and answers everything was worked out."""
    revisions = {model.FORM: {name: one.revision for name, one in desk().stored(model).items()} for model in models}
    desk().keep(MADE, "findings", {"files": _files(), "forms": revisions})


def up_to_date() -> bool:
    """Whether the findings that are kept are those of the files and answers that are there now."""
    made = desk().kept(MADE).get("findings")
    if made is None:
        return not _files()
    revisions = {form: {name: one.revision for name, one in desk().store.answers(desk().workbook, form).items()} for form in made["forms"]}
    return bool(made["files"] == _files() and made["forms"] == revisions)


def _files() -> dict[str, Any]:
    """The loaded files; the name says whether one is of a sample, which each finding carries."""
    return {number: [kept.get("digest", ""), kept.get("answers", {}), kept["summary"]["name"]] for number, kept in desk().kept(files.FILE).items()}


def bring_up_to_date(steps: Iterable[Callable[[], object]]) -> None:
    """Work out, seen by nobody, what the files say, unless that was done. Only where parts wait to be seen: elsewhere it was done on arrival.

    Parameters
    ----------
    steps : iterable of callable
        The page's functions that keep findings.
    """
    if not lazy() or up_to_date():
        return
    with to_nobody(), at_once(), desk().aside():
        for step in steps:
            step()
    note(standing().models)
