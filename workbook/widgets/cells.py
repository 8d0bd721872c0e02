"""How a table's values are written for a reader, sorted by a machine, and named.

A column of money reads `€1,250`, sorts as 1250 and stands at the right edge. Kind and label are declared once per column;
where nothing is declared, the kind follows from the values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from workbook.answers.locale import BLANK, Locale
from workbook.charts.picture import Heading
from workbook.charts.picture import Kind as CellKind


@dataclass(frozen=True)
class Column:
    """How one column of a table is shown. `digits` fixes the decimals; without it the locale decides."""

    label: str
    kind: CellKind = "text"
    digits: int | None = None

    @property
    def numeric(self) -> bool:
        """Whether it stands at the right edge, in figures of one width."""
        return self.kind in {"count", "number", "money", "rate"}


def columns_of(frame: pd.DataFrame, columns: Mapping[str, Column | Heading | str] | None = None, locale: Locale | None = None) -> dict[str, Column]:
    """Return the columns to show: those declared, or all of them with their kinds guessed from the values.

    Parameters
    ----------
    frame : DataFrame
        The table.
    columns : mapping, optional
        Name in the frame → `Column`, a picture's `Heading`, or only a label. A name that the frame lacks is an error.
    locale : Locale, optional
        Whose money it is: amounts of one column are written all with cents or all without.

    Examples
    --------
    >>> columns_of(pd.DataFrame({"visits": [3], "share_of_all": [0.5]}))["share_of_all"]
    Column(label='Share of all', kind='number', digits=None)
    """
    reader = locale or Locale()
    if columns is None:
        return {str(name): _even(Column(_label(str(name)), _kind(frame[name])), frame[name], reader) for name in frame.columns}
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        msg = f"`columns` must name columns of the table (got {', '.join(missing)}). The table has {', '.join(map(str, frame.columns))}."
        raise ValueError(msg)
    return {name: _even(_column(given, frame[name]), frame[name], reader) for name, given in columns.items()}


def written(value: Any, column: Column, locale: Locale) -> str:
    """Return a value as the reader sees it; a missing one is a dash.

    Examples
    --------
    >>> written(1250, Column("Cost", "money"), Locale()), written(None, Column("Cost", "money"), Locale())
    ('€1,250', '–')
    """
    if blank(value):
        return BLANK
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.kind == "text":
        return str(value)
    if column.kind == "date":
        return locale.date(value)
    if column.kind == "count":
        return locale.count(value)
    return str(getattr(locale, column.kind)(value, column.digits))


def plain(value: Any, column: Column) -> str | float | None:
    """Return a value that sorts and that a spreadsheet understands: a number, a text, a day as `2026-09-30`; None for a blank.

    Examples
    --------
    >>> plain(dt.date(2026, 9, 30), Column("Day", "date"))
    '2026-09-30'
    """
    if blank(value):
        return None
    if column.numeric:
        number = float(value)
        return int(number) if number.is_integer() and abs(number) < 2**53 else number
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if column.kind == "date" else value.isoformat(" ")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def blank(value: Any) -> bool:
    """Whether nothing is known: None, NaN, NaT, or an infinite number."""
    if value is None or value is pd.NA:
        return True
    if isinstance(value, str | list | tuple | dict):
        return False
    return bool(pd.isna(value)) or (isinstance(value, float) and value in (float("inf"), float("-inf")))


def _column(given: Column | Heading | str, values: pd.Series[Any]) -> Column:
    if isinstance(given, Heading):
        return Column(given.label, given.kind, given.digits)
    return Column(given, _kind(values)) if isinstance(given, str) else given


def _even(column: Column, values: pd.Series[Any], locale: Locale) -> Column:
    """Amounts of one column have the same decimals (see `Locale.cents`)."""
    if column.kind != "money" or column.digits is not None:
        return column
    return replace(column, digits=locale.cents(pd.to_numeric(values, errors="coerce").tolist()))


def _label(name: str) -> str:
    return name.replace("_", " ").strip().capitalize() if name.islower() else name


def _kind(values: pd.Series[Any]) -> CellKind:
    if pd.api.types.is_bool_dtype(values):
        return "text"
    if pd.api.types.is_integer_dtype(values):
        return "count"
    if pd.api.types.is_numeric_dtype(values):
        return "number"
    return "date" if pd.api.types.is_datetime64_any_dtype(values) else "text"
