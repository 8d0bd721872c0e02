"""A file of unknown shape: which table and which columns are proposed, and what the chosen ones would read and refuse.

The proposal comes from the titles and the cells of the first rows (`sources/proposed.py`). Before anything is read for good, the chosen columns are
tried on these rows, so that a wrong one shows itself: "3 of 50 rows would be refused, because `Day` must be a date".
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from workbook.pages.here import desk
from workbook.sources import Reading, Unreadable, read
from workbook.sources.mapping import mapped_question
from workbook.sources.proposed import likely_table, proposal

FILE = "file"
COLUMNS = "columns"
"""The question which column is which, about a file of unknown shape."""
TRY = "try"
_ROWS = 200
_BYTES = 1 << 18
question = mapped_question


@dataclass(frozen=True)
class Chosen:
    """The table and the columns that are chosen or proposed for a file."""

    table: str
    columns: Mapping[str, str]


def choose(number: str, table: str, columns: Mapping[str, str]) -> None:
    """Keep what somebody is choosing for a file; nothing is read by it."""
    desk().keep(FILE, number, {**desk().kept(FILE)[number], "choosing": {"table": table, "columns": dict(columns)}})


def chosen(number: str, reading: Reading) -> Chosen:
    """What was chosen for a file so far, else what it was read by, else what is proposed."""
    kept = desk().kept(FILE).get(number, {})
    told = kept.get("choosing") or kept.get("answers", {}).get(COLUMNS)
    if told and told["columns"]:
        return Chosen(str(told["table"]), dict(told["columns"]))
    rows = _rows(kept["path"], reading.name) if kept else ()
    table = str(told["table"]) if told else likely_table(reading.header, rows) or "orders"
    return Chosen(table, proposal(table, reading.header, rows))


def tried(number: str, reading: Reading, what: Chosen) -> list[str]:
    """What the chosen columns would give, tried on the first rows of the file, in sentences."""
    kept = desk().kept(FILE)[number]
    answers = {**kept["answers"], COLUMNS: {"table": what.table, "columns": dict(what.columns)}}
    try:
        with tempfile.TemporaryDirectory() as folder:
            start = _start(Path(kept["path"]), Path(folder))
            found = read(start, workbook_salt="", answers=answers, folder=Path(folder) / "tables", name=reading.name)
    except Unreadable as problem:
        return [str(problem)]
    if not found.tables:
        return ["With these columns the file can be read. Something is then still asked: " + " ".join(one.text for one in found.questions)]
    locale = desk().locale
    count = found.rows_read + len(found.rows_refused)
    if not len(found.rows_refused):
        return [f"Tried on the first {locale.count(count)} rows: all would be read."]
    said = f"Tried on the first {locale.count(count)} rows: {locale.count(len(found.rows_refused))} would be refused."
    return [said, *(f"Line {locale.count(line.line)}: {line.reason}" for line in found.rows_refused.first[:3])]


def first_rows(number: str, reading: Reading) -> pd.DataFrame:
    """The first rows of a file of unknown shape, as they stand in it."""
    kept = desk().kept(FILE).get(number, {})
    rows = _rows(kept["path"], reading.name) if kept and reading.source == "unknown" else ()
    return pd.DataFrame(rows, columns=pd.Index(reading.header)) if rows else pd.DataFrame()


@lru_cache(maxsize=32)
def _rows(path: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The first rows of a file as texts; an upload never changes."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = read(_start(Path(path), Path(folder)), workbook_salt="", folder=Path(folder) / "tables", name=name)
    except (OSError, Unreadable):
        return ()
    return tuple(tuple(map(str, row)) for row in found.preview.to_numpy(dtype=object)) if not found.tables else ()


def _start(path: Path, folder: Path) -> Path:
    """The beginning of a file as a file of its own; an archive or a workbook as it is."""
    with path.open("rb") as file:
        head = file.read(_BYTES)
    if head[:2] in (b"PK", b"\x1f\x8b"):
        return path
    target = folder / "start.csv"
    lines = head.splitlines(keepends=True)
    whole = lines if len(head) < _BYTES else lines[:-1]
    target.write_bytes(b"".join(whole[: _ROWS + 1]) if b"\0" not in head else head[: len(head) // 2 * 2])
    return target


__all__ = ["COLUMNS", "FILE", "TRY", "Chosen", "choose", "chosen", "first_rows", "question", "tried"]
