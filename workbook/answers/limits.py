"""The limits of a typed value: they hold for a form, a loaded file and a model made in a notebook alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.answers import messages
from workbook.answers.locale import Locale

if TYPE_CHECKING:
    from workbook.answers.fields import Spec


def within(spec: Spec, number: float) -> bool:
    """Whether a number keeps the limits of its question.

    Examples
    --------
    >>> from workbook.answers.fields import Spec
    >>> within(Spec("rate", "Close rate", ge=0, le=1), 0.5), within(Spec("rate", "Close rate", ge=0, le=1), 1.5)
    (True, False)
    """
    low = (spec.ge is None or number >= spec.ge) and (spec.gt is None or number > spec.gt)
    return low and (spec.le is None or number <= spec.le)


def fault(spec: Spec, value: Any, locale: Locale | None = None) -> str | None:
    """The sentence about a typed value beyond its limits; None when it keeps them.

    Types are pydantic's business; this looks at sizes, lengths and the cells of a grid.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        return messages.too_long(spec, len(value)) if spec.kind in ("text", "long_text") and len(value) > spec.max_length else None
    if isinstance(value, int | float):
        return None if within(spec, value) else messages.bounds(spec, locale or Locale())
    if spec.kind == "group" and isinstance(value, tuple | list):
        return messages.too_many(spec, len(value)) if len(value) > spec.max_items else None
    return _grid_fault(spec, value, locale) if spec.kind == "grid" and isinstance(value, dict) else None


def _grid_fault(spec: Spec, cells: dict[str, Any], locale: Locale | None) -> str | None:
    rows = {row.name: row for row in spec.rows}
    columns = {column.name: column for column in spec.columns}
    for name, filled in cells.items():
        for column, value in filled.items() if isinstance(filled, dict) else ():
            if name in rows and column in columns:
                sentence = fault(messages.cell(rows[name], columns[column], spec), value, locale)
                if sentence:
                    return sentence
    return None


__all__ = ["fault", "within"]
