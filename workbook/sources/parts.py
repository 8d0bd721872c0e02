"""What is in a file: one table, or several (the members of a zip, the sheets of a workbook, the `#` blocks of a report)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from workbook.sources.archive import gunzip, is_xlsx, unzip
from workbook.sources.encoding import Text, as_utf8
from workbook.sources.kinds import kind_of
from workbook.sources.refusal import Unreadable
from workbook.sources.sheets import SHEET, row_of
from workbook.sources.titled import Piece, pieces


@dataclass(frozen=True)
class Part:
    """One stretch of text with a table in it.

    `above` counts the lines of the original that stand before it; `notes` were found there, on the lines `noted`.
    """

    name: str
    text: Text
    above: int = 0
    notes: tuple[str, ...] = ()
    noted: tuple[int, ...] = ()


def parts_of(path: Path, folder: Path, rows: int | None = None) -> list[Part]:
    """Open a file of any known kind and give its tables as UTF-8 text; copies go to `folder`. `rows`: no more than so many of each sheet."""
    kind = kind_of(path)
    if kind == "gzip":
        inner = gunzip(path, folder)
        return list(_text_parts(inner, path.name, folder)) if kind_of(inner) == "text" else parts_of(inner, folder, rows)
    if kind == "zip":
        return _sheets(path, folder, rows) if is_xlsx(path) else _members(path, folder)
    return _text_parts(path, path.name, folder)


def _members(path: Path, folder: Path) -> list[Part]:
    found: list[Part] = []
    refused: list[str] = []
    for member in unzip(path, folder):
        try:
            kind = kind_of(member.path)
            if kind == "text":
                found += _text_parts(member.path, member.name, folder)
            else:
                refused.append(f"`{member.name}` is {'a Parquet file' if kind == 'parquet' else 'an archive'} inside the archive")
        except Unreadable as refusal:
            refused.append(str(refusal).replace(member.path.name, member.name))
    if not found:
        message = f"`{path.name}` holds no table: {'; '.join(refused)}"
        raise Unreadable(message)
    return found


def _text_parts(path: Path, name: str, folder: Path) -> list[Part]:
    text = as_utf8(path, folder)
    with text.path.open(encoding="utf-8-sig") as file:
        first = file.read(1)
    if first == "#":
        return list(_blocks(text, name, folder))
    found = pieces(text.path)
    return [_piece(text, name, number, piece, folder) for number, piece in enumerate(found, start=1)] if found else [Part(name, text)]


def _piece(text: Text, name: str, number: int, piece: Piece, folder: Path) -> Part:
    target = folder / f"{text.path.stem}-{number}.txt"
    target.write_text("".join(piece.lines), "utf-8", newline="")
    return Part(f"{name}, table {number}", Text(target, text.encoding, len(piece.lines)), piece.above, piece.titles, piece.titled)


def _blocks(text: Text, name: str, folder: Path) -> Iterator[Part]:
    """Cut a file with `#` blocks into its tables: each block of notes opens a new one. The days noted above the first hold for all."""
    dates: tuple[str, ...] = ()
    blocks = list(_stretches(text.path))
    if not any(block.rows for block in blocks):
        message = f"`{name}` has lines of notes (`#`) and no table below them. Export the report again with its rows."
        raise Unreadable(message)
    for number, block in enumerate(blocks, start=1):
        notes = tuple(note for _, note in block.notes if note.strip("- "))
        dates = tuple(note for note in notes if re.search(r"20\d{6}", note)) or dates
        target = folder / f"{text.path.stem}-{number}.txt"
        target.write_text("".join(block.rows), "utf-8", newline="")
        shown = f"{name}, table {number}" if len(blocks) > 1 else name
        if block.rows:
            noted = tuple(line for line, _ in block.notes)
            yield Part(shown, Text(target, text.encoding, len(block.rows)), block.above, tuple(dict.fromkeys((*notes, *dates))), noted)


@dataclass
class _Stretch:
    """Notes and the rows below them, while they are gathered."""

    notes: list[tuple[int, str]]
    rows: list[str]
    above: int = 0


def _stretches(path: Path) -> Iterator[_Stretch]:
    now = _Stretch([], [])
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            if line.startswith("#"):
                if now.rows:
                    yield now
                    now = _Stretch([], [])
                now.notes.append((number, line.strip("# \r\n")))
            elif now.rows or line.strip():
                now.above = now.above if now.rows else number - 1
                now.rows.append(line)
    yield now


def _sheets(path: Path, folder: Path, rows: int | None) -> list[Part]:
    """The sheets of a workbook as text: dates in ISO form, numbers with a point, and what was typed as text between quotation marks."""
    found = []
    with path.open("rb") as source:  # of a path, openpyxl judges the name
        workbook = _workbook(source, path.name)
        for number, sheet in enumerate(workbook.worksheets):
            target = folder / f"sheet-{number}.txt"
            count = 0
            with target.open("w", encoding="utf-8", newline="") as out:
                for cells in sheet.iter_rows(values_only=True, max_row=rows):
                    out.write(row_of(cells))
                    count += 1
            if count:
                found.append(Part(f"{path.name}, sheet {sheet.title}" if len(workbook.worksheets) > 1 else path.name, Text(target, SHEET, count)))
        workbook.close()
    if not found:
        message = f"`{path.name}` has no sheet with rows. Export it again."
        raise Unreadable(message)
    return found


def _workbook(source: IO[bytes], name: str) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(source, read_only=True, data_only=True)
    except Exception as error:  # openpyxl has no common base for what a damaged file raises
        message = f"`{name}` looks like an Excel workbook and cannot be opened as one. Open it in a spreadsheet and save it again as CSV."
        raise Unreadable(message) from error
