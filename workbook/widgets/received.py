"""What a browser sent, brought into the shape a question expects.

A message from a page is believed no further than its shape: a text stays a text as it was typed, but a list where a text
belongs is dropped, and nobody fills the store with a pasted book. What is *wrong* is not decided here but by `check`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbook.answers.fields import Row, Spec

MOST_ITEMS = 500
"""Items of a group that are kept; from `max_items` on, `check` says that there are too many."""


def longest(spec: Spec) -> int:
    """How many characters are kept of one text: enough to say that it is too long, without losing what was meant.

    Examples
    --------
    >>> from workbook.answers.fields import Spec
    >>> longest(Spec("text", "Name", max_length=1000))
    4000
    """
    return max(2000, 4 * spec.max_length)


def clean(spec: Spec, raw: Any) -> Any:
    """Return `raw` in the shape of `spec.kind`: text, list of texts, list of items, or rows of columns.

    Examples
    --------
    >>> from workbook.answers.fields import Spec
    >>> clean(Spec("text", "Name"), ["not", "a", "text"])
    ''
    >>> clean(Spec("many_of", "Channels"), ["search", 7])
    ['search']
    """
    if spec.kind == "many_of":
        return [_text(spec, one) for one in _list(raw) if isinstance(one, str)]
    if spec.kind == "group":
        return [_item(spec, one) for one in _list(raw) if isinstance(one, Mapping)]
    if spec.kind == "grid":
        rows = raw if isinstance(raw, Mapping) else {}
        return {row.name: cells for row in spec.rows if (cells := _cells(spec, row, rows.get(row.name)))}
    return _text(spec, raw)


def _text(spec: Spec, raw: Any) -> str:
    return raw[: longest(spec)] if isinstance(raw, str) else ""


def _list(raw: Any) -> Sequence[Any]:
    return raw[:MOST_ITEMS] if isinstance(raw, list) else []


def _item(spec: Spec, raw: Mapping[str, Any]) -> dict[str, Any]:
    specs = spec.item.specs() if spec.item else {}
    fields = {name: clean(sub, raw[name]) for name, sub in specs.items() if name in raw}
    return {"_id": str(raw.get("_id", ""))[:40], **fields}


def _cells(spec: Spec, row: Row, raw: Any) -> dict[str, Any]:
    given = raw if isinstance(raw, Mapping) else {}
    return {column.name: clean(row.cell or column, given[column.name]) for column in spec.columns if given.get(column.name)}
