"""A file of unknown shape: which table and which columns are proposed, and what the chosen ones would read and refuse.

The proposal comes from the titles and the cells of the first rows (`sources/proposed.py`). Before anything is read for good, the chosen columns are
tried on these rows, so that a wrong one shows itself: "3 of 50 rows would be refused, because `Day` must be a date".
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from workbook.pages.here import desk
from workbook.sources import Reading, Unreadable, read
from workbook.sources.bare import untitled
from workbook.sources.mapping import mapped_question
from workbook.sources.proposed import likely_table, proposal
from workbook.sources.start import start_of

FILE = "file"
COLUMNS = "columns"
"""The question which column is which, about a file of unknown shape."""
TRY = "try"
_ROWS = 200
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
    """What was chosen for a file so far, else what it was read by, else how the last file of its shape was read, else what is proposed."""
    kept = desk().kept(FILE).get(number, {})
    told = kept.get("choosing") or kept.get("answers", {}).get(COLUMNS) or last_time(reading)
    if told and told["columns"]:
        return Chosen(str(told["table"]), dict(told["columns"]))
    rows = _rows(_file(kept), reading.name) if kept else ()
    table = str(told["table"]) if told else likely_table(reading.header, rows) or "orders"
    return Chosen(table, proposal(table, reading.header, rows))


def last_time(reading: Reading) -> dict[str, Any] | None:
    """The table and the columns by which the last file of this shape was read."""
    told: dict[str, Any] | None = desk().kept("answered").get(reading.shape, {}).get(COLUMNS)
    return told


def settles(key: str, reading: Reading) -> bool:
    """Whether the answer about the last file of this shape may be taken without asking: not which column is which where columns have no titles."""
    return key != COLUMNS or not untitled(reading.header)


def tried(number: str, reading: Reading, what: Chosen) -> list[str]:
    """What the chosen columns would give, tried on the first rows of the file, in sentences."""
    kept = desk().kept(FILE)[number]
    answers = {**kept["answers"], COLUMNS: {"table": what.table, "columns": dict(what.columns)}}
    try:
        found = _trial(_file(kept), reading.name, json.dumps(answers, sort_keys=True))
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
    rows = _rows(_file(kept), reading.name) if kept and reading.source == "unknown" else ()
    return pd.DataFrame(rows, columns=pd.Index(reading.header)) if rows else pd.DataFrame()


@dataclass(frozen=True)
class _File:
    """A file as it was uploaded. Another one may come to lie at the same path later: its digest is another one."""

    path: str
    digest: str


def _file(kept: Mapping[str, Any]) -> _File:
    return _File(str(kept["path"]), str(kept.get("digest", "")))


@lru_cache(maxsize=32)
def _trial(file: _File, name: str, answers: str) -> Reading:
    """The first rows read by these answers: no more than the account of it is kept, and a redrawn page does not read again."""
    with tempfile.TemporaryDirectory() as folder:
        start = Path(folder) / "start.csv"
        start.write_bytes(_start(file))
        return read(start, workbook_salt="", answers=json.loads(answers), folder=Path(folder) / "tables", name=name)


@lru_cache(maxsize=32)
def _rows(file: _File, name: str) -> tuple[tuple[str, ...], ...]:
    """The first rows of a file as texts."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            start = Path(folder) / "start.csv"
            start.write_bytes(_start(file))
            found = read(start, workbook_salt="", folder=Path(folder) / "tables", name=name)
    except (OSError, Unreadable):
        return ()
    return tuple(tuple(map(str, row)) for row in found.preview.to_numpy(dtype=object)) if not found.tables else ()


@lru_cache(maxsize=8)
def _start(file: _File) -> bytes:
    """The beginning of a file: an archive is unpacked once, however often its columns are tried."""
    return start_of(Path(file.path), _ROWS)


__all__ = ["COLUMNS", "FILE", "TRY", "Chosen", "choose", "chosen", "first_rows", "last_time", "question", "settles", "tried"]
