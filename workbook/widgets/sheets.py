"""A table as a file: CSV that a spreadsheet opens with a double click, and XLSX with real numbers and days.

A text that begins with `=`, `+`, `-` or `@` is run as a formula by spreadsheets; search queries and campaign names come
from strangers, so such texts are defused with an apostrophe (CSV) or written as text (XLSX).
Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbook.answers.locale import Locale
from workbook.widgets.cells import Column, blank, plain

CSV = "text/csv;charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def defused(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula.

    Examples
    --------
    >>> defused("=1+1"), defused("tea"), defused(" @home")
    ("'=1+1", 'tea', "' @home")
    """
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS) else text


def as_file(kind: str, name: str, frame: pd.DataFrame, columns: Mapping[str, Column], locale: Locale) -> tuple[str, str, bytes] | None:
    r"""Return the table as a file (name, MIME type, bytes): `kind` is "csv" or "xlsx"; None for anything else a page may ask for.

    >>> as_file("csv", "Costs", pd.DataFrame({"cost": [2]}), {"cost": Column("Cost", "count")}, Locale())
    ('Costs.csv', 'text/csv;charset=utf-8', b'\xef\xbb\xbfCost\r\n2\r\n')
    """
    if kind == "csv":
        return f"{name}.csv", CSV, csv_bytes(frame, columns, locale)
    return (f"{name}.xlsx", XLSX, xlsx_bytes(frame, columns, locale, name)) if kind == "xlsx" else None


def csv_bytes(frame: pd.DataFrame, columns: Mapping[str, Column], locale: Locale) -> bytes:
    r"""Return the table as CSV in UTF-8 with a byte order mark, numbers unrounded.

    Where the reader's locale has a decimal comma, the separator is a semicolon: that is what spreadsheets there expect.

    Examples
    --------
    >>> csv_bytes(pd.DataFrame({"cost": [1.5]}), {"cost": Column("Cost", "money")}, Locale("de_DE")).decode("utf-8-sig")
    'Cost\r\n1,5\r\n'
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if locale.decimal_mark == "," else ",")
    writer.writerow([defused(column.label) for column in columns.values()])
    for row in zip(*(frame[name] for name in columns), strict=True):
        writer.writerow([_csv_cell(value, column, locale) for value, column in zip(row, columns.values(), strict=True)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def xlsx_bytes(frame: pd.DataFrame, columns: Mapping[str, Column], locale: Locale, title: str = "") -> bytes:
    """Return the table as a workbook with one sheet: numbers as numbers, days as days, the head fixed."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one sheet
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip() or "Table"
    for across, (name, column) in enumerate(columns.items(), 1):
        _put(sheet.cell(1, across), column.label, "@")
        sheet.cell(1, across).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(across)].width = max(12, min(len(column.label) + 4, 40))
        for down, value in enumerate(frame[name], 2):
            _put(sheet.cell(down, across), _xlsx_value(value, column), _number_format(column, locale))
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv_cell(value: Any, column: Column, locale: Locale) -> str:
    simple = plain(value, column)
    if simple is None:
        return ""
    if isinstance(simple, str):
        return defused(simple)
    return f"{simple}".replace(".", locale.decimal_mark)


def _xlsx_value(value: Any, column: Column) -> Any:
    if blank(value):
        return None
    if column.kind == "date" and isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    return plain(value, column)


def _put(cell: Any, value: Any, number_format: str) -> None:
    """Write a value; a text stays a text even when it looks like a formula."""
    cell.value = _CONTROL.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.number_format = number_format


def _number_format(column: Column, locale: Locale) -> str:
    digits = column.digits if column.digits is not None else locale.minor_digits if column.kind == "money" else 2
    decimals = f".{'0' * digits}" if digits else ""
    formats = {"count": "#,##0", "number": f"#,##0{decimals}", "rate": f"0{decimals}%", "date": "yyyy-mm-dd", "text": "@"}
    return formats.get(column.kind, f'#,##0{decimals} "{locale.currency}"')
