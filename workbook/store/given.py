"""What a visitor has answered on a page, to be read while the page's kernel is still coming."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from workbook.answers.chapters import CHAPTERS
from workbook.answers.readable import readable
from workbook.store.errors import StoreError
from workbook.store.store import Store

Given = dict[str, list[tuple[str, tuple[str, ...]]]]
"""By the anchor of a step: its questions that have an answer, and the lines of the answer."""

_log = logging.getLogger("workbook")


def given(store: Store, visitor: str, notebook: str) -> Given:
    """Read what is kept; a store that cannot be read now keeps the page from nothing, for its kernel will say so.

    Parameters
    ----------
    store : Store
        The open database.
    visitor : str
        Whose answers.
    notebook : str
        The page's name without its ending; nothing is found for a page that the workbook has no chapter of.
    """
    steps = next((chapter.steps for chapter in CHAPTERS if chapter.notebook == notebook), ())
    try:
        kept: Mapping[str, Mapping[str, Any]] = store.all(books[0]) if steps and (books := store.workbooks(visitor)) else {}
    except StoreError:
        _log.warning("The saved answers could not be shown before the page was ready.")
        return {}
    found = {step.anchor: [said for model in step.forms for said in readable(model, _raws(kept.get(model.FORM, {})))] for step in steps}
    return {anchor: said for anchor, said in found.items() if said}


def asking(notebook: str) -> frozenset[str]:
    """The anchors of the steps that ask something: of how many the page tells how far one is, before any of its forms or exercises is there.

    >>> sorted(asking("05_promotion")), asking("no chapter")
    (['check', 'fit', 'media-plan'], frozenset())
    """
    return frozenset(step.anchor for chapter in CHAPTERS if chapter.notebook == notebook for step in chapter.steps if step.asks)


def _raws(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one.raw for name, one in stored.items()}
