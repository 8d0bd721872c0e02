"""One table of a file, from text to Parquet: the steps that every format goes through."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

from workbook.sources.broken import MOST, Broken, as_rows, broken_rows, short_totals
from workbook.sources.canonical import TABLES, time_column
from workbook.sources.coerce import Choices, final_sql, typed_sql
from workbook.sources.connection import connect, literal, name
from workbook.sources.control import controls
from workbook.sources.formats import Match
from workbook.sources.head import Head
from workbook.sources.lines import Line
from workbook.sources.numbering import between, line_numbers
from workbook.sources.parts import Part
from workbook.sources.quick import convert_clean
from workbook.sources.reading import Control
from workbook.sources.remarks import remarks_on, remarks_on_statuses, remarks_on_table
from workbook.sources.uneven import evened

_SKIPPED = {"total": "A totals row: left out, and used as a control", "blank": "A blank row", "header": "The header once more"}
_ABOVE = "Above the table: a title or a note."
_counter = itertools.count(1)
Period = tuple[dt.date, dt.date] | None


@dataclass(frozen=True)
class Outcome:
    """What became of one table: its Parquet file and the account of its lines. The counts are exact; the lines are the first ones."""

    part: Part
    match: Match
    path: Path
    read: int
    skipped: tuple[Line, ...]
    refused: tuple[Line, ...]
    skipped_count: int
    refused_count: int
    totals: tuple[Control, ...]
    currencies: tuple[str, ...]
    period: Period
    damaged: int
    remarks: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Rows:
    """The typed rows of a table inside DuckDB, and what could not be divided into rows."""

    source: str
    counts: Mapping[str, int]
    broken: tuple[Broken, ...]
    broken_count: int
    totals: tuple[Broken, ...]


def open_database(folder: Path, salt: str) -> duckdb.DuckDBPyConnection:
    """A connection with the macros of the import and the salt under which persons are hidden."""
    db = connect(folder)
    db.execute(_macros())
    db.execute("SET VARIABLE salt = $1", [salt])
    return db


def rows_sql(part: Part, head: Head, rejects: str | None = None) -> str:
    """A SELECT of the table's cells as text: `_n` (1, 2, … in the file's order) and `c0`, `c1`, …; without `rejects` only the cells."""
    columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(len(head.header)))
    keep = (
        f"store_rejects=true, rejects_limit=0, rejects_table={literal(rejects)}, rejects_scan={literal(rejects + '_scan')}"
        if rejects
        else "ignore_errors=true"
    )
    source = literal(str(part.text.path))
    quotes = "quote='\"', escape='\"'" if head.match is None or head.match.format.quoted else "quote='', escape=''"
    return (
        f"SELECT {'row_number() OVER () AS _n, ' if rejects else ''}* FROM read_csv({source}, auto_detect=false, header=false, skip={head.end}, "
        f"delim={literal(head.delimiter)}, {quotes}, strict_mode=true, {keep}, columns={{{columns}}})"
    )


def convert(db: duckdb.DuckDBPyConnection, part: Part, head: Head, match: Match, choices: Choices, folder: Path, period: Period) -> Outcome:
    """Read the whole table once, judge every row, and write the canonical table as Parquet into `folder`."""
    number = next(_counter)
    target = folder / f"{match.format.table}-{number}.parquet"
    read = convert_clean(db, part, head, match, choices, target, period or (None, None))
    if read is not None:
        return _clean(db, part, head, match, target, read, period)
    typed = folder / f"typed-{number}.parquet"
    rows = _judge(db, part, head, match, choices, typed, f"rejects_{number}")
    final = final_sql(rows.source, match, TABLES[match.format.table], period or (None, None))
    db.execute(f"COPY ({final}) TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd)")
    skipped, refused, lines = _left_out(db, rows, part, head)
    outcome = Outcome(
        part=part,
        match=match,
        path=target,
        read=rows.counts.get("read", 0),
        skipped=skipped,
        refused=refused,
        skipped_count=sum(rows.counts.get(kind, 0) for kind in _SKIPPED) + len(_above(part, head)),
        refused_count=rows.counts.get("refused", 0) + rows.broken_count - len(rows.totals),
        totals=controls(db, rows.source, match, lines),
        remarks=(
            *remarks_on(db, rows.source, match),
            *remarks_on_statuses(db, f"SELECT status FROM {rows.source} WHERE _skip IS NULL AND _reason IS NULL", match),
            *remarks_on_table(db, target, match, head.header),
        ),
        **_facts(db, target, rows.source, match, period),
    )
    typed.unlink()
    return outcome


def _clean(db: duckdb.DuckDBPyConnection, part: Part, head: Head, match: Match, target: Path, read: int, period: Period) -> Outcome:
    """The outcome of a file of which every line was read."""
    above = tuple(Line(number, _ABOVE) for number in sorted(_above(part, head)))
    facts = _facts(db, target, f"(SELECT *, NULL AS _skip FROM read_parquet({literal(str(target))}))", match, period)
    return Outcome(part, match, target, read, above, (), len(above), 0, (), remarks=remarks_on_table(db, target, match, head.header), **facts)


@cache
def _macros() -> str:
    return resources.files(__package__ or "workbook.sources").joinpath("macros.sql").read_text("utf-8")


def _judge(db: duckdb.DuckDBPyConnection, part: Part, head: Head, match: Match, choices: Choices, typed: Path, rejects: str) -> _Rows:
    even = evened(part, head, typed.parent, quoted=match.format.quoted)
    query = typed_sql(rows_sql(even.part, head, rejects), match, head.header, choices)
    db.execute(f"COPY ({query}) TO {literal(str(typed))} (FORMAT parquet, COMPRESSION lz4)")
    source = f"read_parquet({literal(str(typed))})"
    count, broken = broken_rows(db, rejects, even.part, head)
    if even.part is not part:
        even.part.text.path.unlink()
        count, broken = count + even.count, tuple(sorted((*broken, *even.broken), key=_by_line)[:MOST])
    totals = short_totals(broken, db) if match.format.totals else ()
    if totals:
        again = typed_sql(as_rows(totals, len(head.header)), match, head.header, choices)
        source = f"(SELECT * FROM {source} UNION ALL SELECT * FROM ({again}))"
    kinds = f"SELECT coalesce(_skip, CASE WHEN _reason IS NULL THEN 'read' ELSE 'refused' END), count(*) FROM {source} GROUP BY 1"
    return _Rows(source, dict(db.execute(kinds).fetchall()), broken, count, totals)


def _left_out(db: duckdb.DuckDBPyConnection, rows: _Rows, part: Part, head: Head) -> tuple[tuple[Line, ...], tuple[Line, ...], dict[int, int]]:
    """The lines that were skipped and refused, and the line of each row by its number."""
    query = f"SELECT _n, _skip, _reason, _label FROM {rows.source} WHERE _skip IS NOT NULL OR _reason IS NOT NULL ORDER BY _n LIMIT {MOST}"
    found = db.execute(query).fetchall()
    lines = _lines_of([row[0] for row in found if row[0] > 0], rows, part, head)
    lines |= {-total.line: total.line for total in rows.totals}
    skipped = [Line(number, _ABOVE) for number in _above(part, head)]
    skipped += [Line(lines.get(n, 0), _said(skip, label)) for n, skip, _, label in found if skip]
    refused = [Line(lines.get(n, 0), reason) for n, skip, reason, _ in found if not skip]
    refused += [Line(row.line, row.reason) for row in rows.broken if row not in rows.totals]
    return tuple(sorted(skipped, key=_by_line)), tuple(sorted(refused, key=_by_line)), lines


def _lines_of(wanted: list[int], rows: _Rows, part: Part, head: Head) -> dict[int, int]:
    """The line of each numbered row; the file is walked again only when lines and rows do not match one to one."""
    good = sum(rows.counts.values()) - len(rows.totals)
    if part.text.newlines - head.end == good + rows.broken_count and len(rows.broken) == rows.broken_count:
        return between(wanted, head.end, [row.line for row in rows.broken], part.above)
    return line_numbers(
        part.text.path, head.end, head.delimiter, len(head.header), wanted, part.above, quoted=head.match is None or head.match.format.quoted
    )


def _above(part: Part, head: Head) -> list[int]:
    """The lines above the header that hold a title or a note."""
    titles = [part.above + number for number, line in enumerate(head.preamble, start=1) if line.strip(' ,;|"\t\r\n')]
    return [*part.noted, *titles]


def _said(skip: str, label: str | None) -> str:
    return f"{_SKIPPED[skip]} (`{label}`)." if skip == "total" and label else f"{_SKIPPED[skip]}."


def _by_line(line: Line | Broken) -> int:
    return line.line


def _facts(db: duckdb.DuckDBPyConnection, target: Path, source: str, match: Match, period: Period) -> dict[str, Any]:
    """Currencies, days covered, and how many order numbers a spreadsheet has turned into `1.0E+18`."""
    table = match.format.table
    final = f"read_parquet({literal(str(target))})"
    clock = time_column(table)
    days = db.execute(f"SELECT CAST(min({clock}) AS DATE), CAST(max({clock}) AS DATE) FROM {final}").fetchone() if clock else None
    currencies: list[tuple[str]] = []
    channels: list[tuple[str]] = []
    if "channel" in TABLES[table]:
        channels = db.execute(f"SELECT DISTINCT channel FROM {final} WHERE channel IS NOT NULL ORDER BY 1 LIMIT 200").fetchall()
    if "currency" in TABLES[table]:
        currencies = db.execute(f"SELECT DISTINCT currency FROM {final} WHERE currency IS NOT NULL ORDER BY 1 LIMIT 20").fetchall()
    ids = [column.name for column in match.format.columns if column.kind in ("id", "customer") and column.name in match.positions]
    there = {column for column, *_ in db.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    ids = [name(key) for key in ids if key in there]
    spoilt = " OR ".join(f"(contains({key}, 'E+') AND regexp_full_match({key}, '[0-9][.,]?[0-9]*E\\+[0-9]+'))" for key in ids)
    hits = db.execute(f"SELECT count(*) FROM {source} WHERE _skip IS NULL AND ({spoilt})").fetchone() if ids else None
    return {
        "period": (days[0], days[1]) if days and days[0] else None if clock else period,
        "currencies": tuple(code for (code,) in currencies),
        "damaged": int(hits[0]) if hits else 0,
        "channels": tuple(found for (found,) in channels),
    }
