"""The start page's list: chapters, their steps, how far each one is, and where one was.

Work of many hours needs a home: one look says what is done, what was begun and what waits, and one link leads back
to where one was. Words carry the state; the drawing beside them only helps the eye.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import traitlets

from workbook.widgets.awaited import Awaited
from workbook.widgets.island import Island, drawn_by

STATES: dict[str, str] = {
    "completed": "Completed",
    "in_progress": "In progress",
    "not_started": "Not yet started",
    "blocked": "Cannot start yet",
}
"""The states of a step and the words that show them."""


class TaskList(Awaited, Island):
    """Chapters and steps with their states, as links.

    Parameters
    ----------
    chapters : iterable of mapping
        `{"title", "href", "lead": "", "steps": [{"title", "href", "state", "note": ""}]}`; `state` is one of `STATES`,
        a step without one shows no state (nothing is asked there). `note` says why a step cannot start yet. A chapter may have a
        `state` of its own with the words for it in `status`, and in `good` what a good answer has.
    resume : mapping, optional
        `{"title", "href", "lead": ""}`: where the trainee was, or where to begin; `lead` stands above the title, "Continue where you were"
        unless said otherwise.
    """

    _esm = drawn_by("tasks")
    chapters: traitlets.List = traitlets.List().tag(sync=True)
    resume = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict(STATES).tag(sync=True)

    def __init__(self, chapters: Iterable[Mapping[str, Any]] = (), resume: Mapping[str, str] | None = None) -> None:
        super().__init__(chapters=[_chapter(c) for c in chapters], resume=dict(resume or {}))

    def show(self, chapters: Iterable[Mapping[str, Any]], resume: Mapping[str, str] | None = None) -> None:
        """Show the states as they are now."""
        with self.hold_sync():
            self.chapters, self.resume = [_chapter(c) for c in chapters], dict(resume or {})


def _chapter(chapter: Mapping[str, Any]) -> dict[str, Any]:
    steps = [{"note": "", "state": "", **step} for step in chapter.get("steps", ())]
    unknown = sorted({step["state"] for step in steps} - {*STATES, ""})
    if unknown:
        msg = f"`state` must be one of {', '.join(STATES)} (got {', '.join(unknown)})."
        raise ValueError(msg)
    return {"lead": "", **chapter, "steps": steps}
