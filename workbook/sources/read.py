"""Read a file that somebody exported: recognise it, ask what it does not say, and give its tables.

reading = read("report.csv", workbook_salt=salt)
reading.questions          # what must be answered first
reading.tables["orders"]   # a Parquet file
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from workbook.sources.above import begun
from workbook.sources.account import reading_of
from workbook.sources.bare import titled, with_tabs
from workbook.sources.coerce import Choices
from workbook.sources.compared import compared, said
from workbook.sources.events import event_files, events_reading
from workbook.sources.evidence import Found, date_evidence, decimal_evidence, signs_above, signs_in
from workbook.sources.head import Head, find_head
from workbook.sources.mapping import mapped, unknown_reading
from workbook.sources.months import months_instead
from workbook.sources.notes import Stated, currency_in, period_in, scaled_in
from workbook.sources.parts import Part, parts_of
from workbook.sources.questions import codes_of, decided
from workbook.sources.reading import Question, Reading
from workbook.sources.refusal import Unreadable
from workbook.sources.sheets import exact
from workbook.sources.table import Outcome, convert, open_database, rows_sql


@dataclass(frozen=True)
class _Table:
    """A part whose head was found."""

    part: Part
    head: Head


def read(
    path: str | Path, *, workbook_salt: str, answers: Mapping[str, Any] | None = None, folder: Path | None = None, name: str | None = None
) -> Reading:
    """Read an export file of any known format.

    Parameters
    ----------
    path
        The file: CSV, TSV, text, XLSX, or a zip or gzip of them, in any encoding in use.
    workbook_salt
        The workbook's secret under which names, e-mail addresses and telephone numbers become fingerprints.
    answers
        Answers to the questions of an earlier reading: `{"decimal": ",", "date_order": "dmy", "currency": "EUR", "columns": {…}}`.
    folder
        Where the Parquet files are to lie; a new temporary folder by default.
    name
        What the file is called for the person, when `path` is a copy under another name.

    Returns
    -------
    Reading
        Tables with an account of every line; or, when something must be asked first, the questions and no tables.

    Raises
    ------
    Unreadable
        When nothing in the file can be used. The message is a sentence for the person who chose the file.
    """
    path, shown = Path(path), name or Path(path).name
    target = _new_folder(folder or Path(tempfile.mkdtemp(prefix="workbook-")), shown)
    try:
        with tempfile.TemporaryDirectory(dir=target, ignore_cleanup_errors=True) as scratch:
            events = event_files(path, Path(scratch))
            parts = [] if events else [with_tabs(part, Path(scratch)) for part in parts_of(path, Path(scratch))]
            with open_database(Path(scratch), workbook_salt) as db:
                reading = events_reading(db, shown, events, target) if events else _read(db, shown, parts, dict(answers or {}), target, Path(scratch))
    except Unreadable as refusal:
        shutil.rmtree(target, ignore_errors=True)
        raise Unreadable(str(refusal).replace(f"`{path.name}", f"`{shown}")) from refusal
    if not reading.tables:
        shutil.rmtree(target, ignore_errors=True)
    return reading


def _new_folder(folder: Path, shown: str) -> Path:
    """A folder for this reading alone, named after the file."""
    folder.mkdir(parents=True, exist_ok=True)
    slug = re.sub(r"[^a-z0-9]+", "-", shown.casefold()).strip("-")[:40] or "file"
    return Path(tempfile.mkdtemp(prefix=f"{slug}-", dir=folder))


def _read(db: duckdb.DuckDBPyConnection, shown: str, parts: list[Part], answers: dict[str, Any], target: Path, scratch: Path) -> Reading:
    tables, refusals = _heads(parts, shown, scratch)
    if "columns" in answers or not any(table.head.match for table in tables):
        first = _Table(*titled(tables[0].part, tables[0].head, scratch)) if not tables[0].head.match else tables[0]
        if "columns" not in answers:
            return unknown_reading(shown, first.part, first.head)
        tables = [_Table(first.part, mapped(first.head, answers["columns"], shown))]
    known = [_exact(_saved_anew(table), scratch) for table in tables if table.head.match]
    choices, questions, said_beside = _choices(db, known, answers)
    outcomes: list[Outcome] = []
    if not any(question.blocking for question in questions):
        for table in known:
            period = period_in(_notes(table)) or next((outcome.period for outcome in outcomes if outcome.period), None)
            outcomes.append(_convert(db, table, choices, target, period))
    _refuse_months(db, known, outcomes)
    unread = [table.part.name for table in tables if not table.head.match]
    return reading_of(
        db, shown, [(table.part, table.head) for table in known], outcomes, questions, (*said_beside, *refusals, *_unread(unread)), target
    )


def _convert(db: duckdb.DuckDBPyConnection, table: _Table, choices: Choices, target: Path, period: Any) -> Outcome:
    start = period[0] if period else None
    assert table.head.match is not None
    own = table.head.match.format.decimal
    mine = replace(choices, decimal=own or choices.decimal, start=start, sure=choices.sure or own is not None)
    return convert(db, table.part, table.head, table.head.match, mine, target, period)


def _saved_anew(table: _Table) -> _Table:
    """A report in which a quotation mark is a letter has tabs; a spreadsheet that saves it anew, or is its sheet here, quotes its texts."""
    match = table.head.match
    if match is None or match.format.quoted or table.head.delimiter == "\t":
        return table
    return replace(table, head=replace(table.head, match=replace(match, format=replace(match.format, quoted=True))))


def _exact(table: _Table, scratch: Path) -> _Table:
    return replace(table, part=replace(table.part, text=exact(table.part.text, table.head, scratch)))


def _refuse_months(db: duckdb.DuckDBPyConnection, tables: list[_Table], outcomes: list[Outcome]) -> None:
    """A file of which no row could be read because its days are months is refused with the reason."""
    if len(outcomes) == 1 and not outcomes[0].read and outcomes[0].refused_count:
        said = months_instead(db, tables[0].part, tables[0].head)
        if said:
            raise Unreadable(said)


def _heads(parts: list[Part], shown: str, scratch: Path) -> tuple[list[_Table], tuple[str, ...]]:
    """Find the head of every part; days come first, because they say which period the other tables are about."""
    tables, refusals = [], []
    for part in parts:
        try:
            part, head = begun(part, find_head(part.text.path, part.name), scratch)
            two = None if head.match else compared(head)
            refusals += [said(part.name, two)] if two else []
            tables.append(_Table(part, two.head if two else head))
        except Unreadable as refusal:
            refusals.append(str(refusal))
    if not tables:
        raise Unreadable(refusals[0] if refusals else f"`{shown}` holds no table.")
    return sorted(tables, key=lambda table: not (table.head.match and "daily" in table.head.match.format.table)), tuple(refusals)


def _notes(table: _Table) -> tuple[str, ...]:
    return (*table.part.notes, *table.head.preamble)


def _unread(names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    listed = ", ".join(f"`{name}`" for name in names)
    return (f"Not read, because no table of the workbook needs it: {listed}.",)


def _choices(db: duckdb.DuckDBPyConnection, tables: list[_Table], answers: dict[str, Any]) -> tuple[Choices, tuple[Question, ...], tuple[str, ...]]:
    """How the file writes numbers and days, and in which currency: found in the file, or answered, or asked; and what lines beside it say."""
    numbers = dates = Found(0, 0, 0)
    signs: list[str] = []
    code: str | None = None
    noted: Stated | None = None
    for table in tables:
        match = table.head.match
        assert match is not None
        rows = rows_sql(table.part, table.head)
        numbers = numbers if match.format.decimal else numbers + decimal_evidence(db, rows, match)
        dates = dates + date_evidence(db, rows, match)
        signs += [*signs_in(db, rows, match), *signs_above(table.head.header, match)]
        code = code or match.currency or match.format.currency
        noted = noted or currency_in(_notes(table))
    needs = _needs_currency(tables)
    choices, questions = decided(numbers, dates, signs, code, noted=noted.code if noted else None, needs_currency=needs, answers=answers)
    by_line = noted and needs and not (code or answers.get("currency")) and noted.code == choices.currency and noted.code not in codes_of(signs)
    scaled = tuple(said for table in tables for said in scaled_in(_notes(table)))
    return choices, questions, (*([noted.said] if noted and by_line else []), *(scaled if needs else ()))


def _needs_currency(tables: list[_Table]) -> bool:
    """Whether there are amounts, and not everywhere a column that says in which currency."""
    matches = [table.head.match for table in tables if table.head.match]
    money = any(column.kind in ("money", "price") and column.name in match.positions for match in matches for column in match.format.columns)
    return money and not all("currency" in match.positions for match in matches)
