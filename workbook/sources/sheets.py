"""A spreadsheet's cells as text: what is a number in the sheet stays that number, whatever somebody has typed beside it.

In one column of a sheet some amounts are numbers, others are texts such as `1.234,50 €`, pasted or typed. A number needs no decimal mark; a text has
its writer's own. So a number is written bare, a text that could be taken for one in quotation marks. Where both stand in one file, each number is
written without a mark (`12345e-1`), and the mark is looked for in the texts alone.
"""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from workbook.sources.encoding import Text
from workbook.sources.head import Head

SHEET = "xlsx"
"""What stands as the encoding of a text that was made of a sheet."""
_BREAK = re.compile(r"\s*[\r\n]+\s*")
_TO_QUOTE = re.compile(r'[,"]|^[^;|\t]*\.[^;|\t]*$')
_CELL = re.compile(r'(?:^|,)("(?:[^"]|"")*"|[^,"]*)')
_BARE = re.compile(r"-?\d+(\.\d+)?(e[-+]?\d+)?")
_UNSURE = re.compile(r'"[^"\n]*\d[.,]\d|(?:^|,)-?[1-9]\d{0,2}\.\d{3}(?:,|$)', re.MULTILINE)
_NUMBERS = ("number", "money", "price", "duration", "rate")
_DIGITS = 14


def row_of(values: Iterable[Any]) -> str:
    r"""The cells of a row as a line: dates in ISO form, numbers with a point, texts that could be numbers in quotation marks.

    >>> row_of(["A1", dt.datetime(2026, 3, 1), 12.0, 1.5, "1.5", None])
    'A1,2026-03-01 00:00:00,12,1.5,"1.5",\n'
    """
    return ",".join([_cell(value) for value in values]) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    text = _BREAK.sub(" ", str(value).replace("-\n", "-"))  # a row of the sheet is a line, so that lines are told by the sheet's numbers
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if _TO_QUOTE.search(text) else text


def exact(sheet: Text, head: Head, folder: Path) -> Text:
    """A sheet's text with numbers that need no decimal mark, where a mark is in doubt; any other text as it is."""
    if sheet.encoding != SHEET or head.match is None or head.delimiter != "," or not _in_doubt(sheet.path):
        return sheet
    kinds = {head.match.positions[column.name]: column.kind for column in head.match.format.columns if column.name in head.match.positions}
    target = folder / f"{sheet.path.stem}-exact.txt"
    with sheet.path.open(encoding="utf-8", newline="\n") as source, target.open("w", encoding="utf-8", newline="") as out:
        out.writelines(itertools.islice(source, head.end))
        out.writelines(_exact_row(line.removesuffix("\n"), kinds) + "\n" for line in source)
    return Text(target, sheet.encoding, sheet.newlines)


def _in_doubt(path: Path) -> bool:
    """Whether a text in the sheet has digits around a mark, or a number could pass for thousands."""
    with path.open(encoding="utf-8", newline="\n") as file:
        return any(_UNSURE.search("".join(lines)) for lines in iter(lambda: file.readlines(1 << 20), []))


def _exact_row(line: str, kinds: Mapping[int, str]) -> str:
    cells = [found.group(1) for found in _CELL.finditer(line)]
    return ",".join(_exact_cell(cell, kinds.get(place, "")) for place, cell in enumerate(cells))


def _exact_cell(cell: str, kind: str) -> str:
    """A bare number, as a column of this kind has it; texts and other columns as they are.

    >>> _exact_cell("1234.5", "money"), _exact_cell("1.25", "rate"), _exact_cell('"1.234"', "money"), _exact_cell("1.5", "text")
    ('12345e-1', '125e-2', '"1.234"', '1.5')
    """
    if not ("." in cell or "e" in cell) or not _BARE.fullmatch(cell):
        return cell
    if kind == "count":  # is refused, and must not pass for thousands
        return f"{cell}0" if re.fullmatch(r"-?\d+\.\d{3}", cell) else cell
    return _unmarked(float(cell)) if kind in _NUMBERS else cell


def _unmarked(value: float) -> str:
    """A number by its digits and how many of them are decimals: four at most, as amounts are read."""
    decimals = max(0, min(4, _DIGITS - len(str(int(abs(value))))))
    whole, _, part = f"{value:.{decimals}f}".partition(".")
    part = part.rstrip("0")
    return f"{whole}{part}e-{len(part)}" if part else whole


def small_sheet(text: str) -> bytes:
    """A workbook of one sheet with these lines, in which numbers are numbers and texts are texts again."""
    from openpyxl import Workbook

    made = Workbook(write_only=True)
    sheet = made.create_sheet()
    for line in text.removesuffix("\n").split("\n"):
        sheet.append([_value(found.group(1)) for found in _CELL.finditer(line)])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _value(cell: str) -> str | float | None:
    if cell.startswith('"'):
        return cell[1:-1].replace('""', '"')
    return float(cell) if "." in cell and _BARE.fullmatch(cell) else cell or None
