"""The beginning of a file, as a small text of its own: enough to try columns on, without unpacking or reading the whole each time.

Lines keep their numbers, and the beginning of a sheet is a sheet: its numbers need no decimal mark. A compressed text is unpacked up to there and
of a sheet no more rows are read; an archive of files is unpacked in full, so whoever asks twice keeps what came out.
"""

from __future__ import annotations

import gzip
import tempfile
import zlib
from pathlib import Path

from workbook.sources.head import find_head
from workbook.sources.kinds import kind_of
from workbook.sources.parts import Part, parts_of
from workbook.sources.refusal import Unreadable
from workbook.sources.sheets import SHEET, small_sheet

BYTES = 1 << 18
"""Of a text so many bytes are looked at."""


def start_of(path: Path, rows: int) -> bytes:
    """The first lines of a file's first table, the lines above it included, as the bytes of a file of its own.

    Raises
    ------
    Unreadable
        When there is no table in it.
    """
    kind = kind_of(path)
    if kind == "text":
        with path.open("rb") as file:
            return _lines(file.read(BYTES), rows)
    if kind == "gzip" and (head := _unpacked(path)):
        return _lines(head, rows)
    with tempfile.TemporaryDirectory() as folder:
        part = _first(parts_of(path, Path(folder), rows + 1), path.name)
        with part.text.path.open("rb") as file:
            lines = b"\n" * part.above + _lines(file.read(BYTES), rows)
        return small_sheet(lines.decode()) if part.text.encoding == SHEET else lines


def _lines(head: bytes, rows: int) -> bytes:
    """Whole lines; of UTF-16, in which a line end is not one byte, whole letters."""
    if b"\0" in head:
        return head[: len(head) // 2 * 2]
    lines = head.splitlines(keepends=True)
    return b"".join((lines if len(head) < BYTES else lines[:-1])[: rows + 1])


def _unpacked(path: Path) -> bytes:
    """The beginning of the text inside; nothing where another archive or a table of another kind is inside."""
    try:
        with gzip.open(path) as source:
            head = source.read(BYTES)
    except (gzip.BadGzipFile, zlib.error, EOFError, OSError):
        return b""
    with tempfile.TemporaryDirectory() as folder:
        inner = Path(folder) / "inner"
        inner.write_bytes(head)
        return head if kind_of(inner) == "text" else b""


def _first(parts: list[Part], name: str) -> Part:
    for part in parts:
        try:
            find_head(part.text.path, part.name)
        except Unreadable:
            continue
        return part
    message = f"`{name}` holds no table."
    raise Unreadable(message)


__all__ = ["start_of"]
