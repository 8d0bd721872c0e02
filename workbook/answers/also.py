"""The line that says what else a changed answer changes, with links to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from workbook.answers.chapters import CHAPTERS, place_of
from workbook.answers.plan_texts import PARTS
from workbook.lessons.uses import SHOWN, Reader, readers


class Link(TypedDict):
    """Words of a link, and where it leads."""

    label: str
    href: str


def also(form: str, paths: Iterable[str], *, most: int = SHOWN) -> list[Link]:
    """Where else these answers of a form are used: other steps, then the parts of the plan together. The step of the form itself is left out.

    >>> [link["label"] for link in also("promotion.media_plan", ["stop_rule"])][-1]
    'the plan (Points to watch)'
    """
    everywhere = readers(form, paths)
    if not everywhere:
        return []
    chapter, step = place_of(form)
    found = [reader for reader in everywhere if (reader.notebook, reader.anchor) != (chapter.notebook, step.anchor)]
    steps = [link for reader in found if not reader.part for link in _step(reader)]
    parts = [PARTS[reader.part] for reader in found if reader.part in PARTS]
    shown, left = steps[:most], len(steps) - most
    more: list[Link] = [{"label": f"{left} more {'step' if left == 1 else 'steps'}", "href": steps[most]["href"]}] if left > 0 else []
    plan: list[Link] = [{"label": f"the plan ({_named(parts)})", "href": "07_plan.ipynb#document"}] if parts else []
    return [*shown, *more, *plan]


def _step(reader: Reader) -> list[Link]:
    """The step's link; none for a step that is not there any more."""
    return [
        {"label": step.title, "href": f"{chapter.notebook}.ipynb#{step.anchor}"}
        for chapter in CHAPTERS
        for step in chapter.steps
        if (chapter.notebook, step.anchor) == (reader.notebook, reader.anchor)
    ]


def _named(parts: list[str]) -> str:
    shown = ", ".join(parts[:3])
    left = len(parts) - 3
    return shown if left <= 0 else f"{shown} and {left} more {'part' if left == 1 else 'parts'}"


__all__ = ["Link", "also"]
