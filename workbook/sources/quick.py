"""The short way for clean files: one pass of DuckDB, with typed columns, straight to the canonical table.

Most files of millions of rows are clean: UTF-8, one delimiter, ISO days, plain numbers. They need no account line by line, because every line is
read. So the engine reads them strictly, and at the first cell that is not what its column must be it stops: then the long way (`table.py`), which
judges each row and says why one is refused, reads the file from its beginning. What the short way gives, the long way would give too.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb

from workbook.sources.canonical import TABLES
from workbook.sources.coerce import KEYS, SQL_TYPES, Choices, expression
from workbook.sources.connection import literal, name
from workbook.sources.formats import Column, Match
from workbook.sources.head import Head
from workbook.sources.money import digits, scale_sql
from workbook.sources.parts import Part
from workbook.sources.remarks import has_own_statuses

_NUMBERS = ("count", "number", "money", "price", "duration")
_MOMENTS = ("day", "moment")
_TEXTS = {
    "text": "{cell}",
    "id": "identifier({cell})",
    "personal": "fingerprint({cell})",
    "customer": "CASE WHEN plain_number({cell}) THEN {cell} ELSE customer(identifier({cell})) END",
    "currency": "currency_code({cell})",
    "flag": "yes_no({cell})",
}
_MUST_FIT = ("currency", "flag")
_TAIL = 1 << 14


def convert_clean(
    db: duckdb.DuckDBPyConnection, part: Part, head: Head, match: Match, choices: Choices, target: Path, period: tuple[object, object]
) -> int | None:
    """Write the canonical table of a clean file to `target`; the number of rows, or None when the file needs the long way."""
    if not _suits(match, choices) or not _ends_clean(part, head):
        return None
    query = _query(part, head, match, choices, period)
    try:
        written = db.execute(f"COPY ({query}) TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd)").fetchone()
    except duckdb.Error:
        target.unlink(missing_ok=True)
        return None
    return int(written[0]) if written else None


def _suits(match: Match, choices: Choices) -> bool:
    """Whether everything that the long way would look at row by row can be left to the types."""
    declared = match.format
    there = [column for column in declared.columns if column.name in match.positions]
    known = {*_NUMBERS, *_MOMENTS, *_TEXTS}
    plain = choices.decimal == "." and declared.quoted and not declared.prepare and not declared.remarks
    dated = any(column.kind in _MOMENTS and column.filled for column in there)
    filled = any(column.filled for column in there)
    return plain and filled and (dated or not declared.totals) and all(column.kind in known for column in there)


def _ends_clean(part: Part, head: Head) -> bool:
    """Whether the last line looks like the others: totals stand at the end."""
    with part.text.path.open("rb") as file:
        file.seek(max(0, part.text.path.stat().st_size - _TAIL))
        lines = file.read().decode("utf-8", "replace").splitlines()
    last = next((line for line in reversed(lines) if line.strip()), "")
    try:
        cells = next(csv.reader(io.StringIO(last), delimiter=head.delimiter), [])
    except csv.Error:
        return False
    return len(cells) == len(head.header)


def _query(part: Part, head: Head, match: Match, choices: Choices, period: tuple[object, object]) -> str:
    present = {column.name: column for column in match.format.columns if column.name in match.positions}
    at = {position: present[key] for key, position in match.positions.items()}
    types = ", ".join(f"'c{number}': '{_type(at.get(number), choices)}'" for number in range(len(head.header)))
    cells = ", ".join(f"{_cell(column, f'c{spot}', choices)} AS c{spot}" for spot, column in at.items())
    source = (
        f"(SELECT {cells} FROM read_csv({literal(str(part.text.path))}, auto_detect=false, header=false, skip={head.end}, "
        f"delim={literal(head.delimiter)}, quote='\"', escape='\"', strict_mode=true, columns={{{types}}}))"
    )
    made = {key: _value(column, f"c{match.positions[key]}", choices) for key, column in present.items()}
    if has_own_statuses(match):  # a word that nobody knows is named to the person, by the long way
        status = f"c{match.positions['status']}"
        made["status"] = _stopping(made["status"], status, f"NOT known_status({status})")
    singles = [f"{value} AS {name(key)}" for key, value in made.items()]
    if "currency" not in present:
        singles.append(f'{literal(choices.currency) if choices.currency else "CAST(NULL AS VARCHAR)"} AS "currency"')
    lacking = [column for column in match.format.columns if column.name not in present and column.name != "currency"]
    absent = [f"CAST(NULL AS {SQL_TYPES[column.kind]}) AS {name(column.name)}" for column in lacking]
    rows = "row_number() OVER () AS _n, " if any("_n" in text for text in match.format.into.values()) else ""
    typed = f"SELECT {rows}{', '.join([*singles, *absent])} FROM {source}"
    amounts = [
        f"{_amount(column, choices, 'currency' in present)} AS {name(key)}" for key, column in present.items() if column.kind in ("money", "price")
    ]
    replaced = f" REPLACE ({', '.join(amounts)})" if amounts else ""
    return f"WITH typed AS (SELECT *{replaced} FROM ({typed})) SELECT {', '.join(_targets(match, period))} FROM typed"


def _targets(match: Match, period: tuple[object, object]) -> list[str]:
    known = set(match.positions) | {"currency"}
    parts = []
    for target, kind in TABLES[match.format.table].items():
        made = expression(target, match, known, period)
        if made != "NULL" or target in KEYS:
            parts.append(f"CAST({made} AS {kind}) AS {name(target)}")
    return parts


def _type(column: Column | None, choices: Choices) -> str:
    if column is None or column.kind in _TEXTS:
        return "VARCHAR"
    if column.kind in _MOMENTS:
        return "TIMESTAMP"
    return "DOUBLE" if choices.sure else "VARCHAR"


def _usual(column: Column, choices: Choices) -> str:
    """What nearly every cell of this column is; such a cell is clean, and one comparison is all it costs. Blank where cells differ."""
    return {"currency": literal(choices.currency or "EUR"), "status": "'paid'"}.get(column.name, "")


def _cell(column: Column, cell: str, choices: Choices) -> str:
    if column.kind not in _TEXTS:
        return cell
    usual = _usual(column, choices)
    return f"CASE WHEN {cell} = {usual} THEN {cell} ELSE cleaned({cell}) END" if usual else f"cleaned({cell})"


def _value(column: Column, cell: str, choices: Choices) -> str:
    """The value of a cell, which stops the pass when it is not what the column must be."""
    if column.kind in _TEXTS:
        made = _TEXTS[column.kind].format(cell=cell)
        if column.kind == "currency" and not column.filled and choices.currency:
            made = f"coalesce({made}, {literal(choices.currency)})"
        if column.kind in _MUST_FIT:
            fitting = _stopping(made, cell, f"{made} IS NULL" if column.filled else f"{cell} IS NOT NULL AND {made} IS NULL")
            usual = _usual(column, choices)
            return f"CASE WHEN {cell} = {usual} THEN {cell} ELSE {fitting} END" if usual else fitting
        return _stopping(made, cell, f"{cell} IS NULL") if column.filled else made
    if column.kind in _MOMENTS:
        day = f"CAST({cell} AS DATE)" if column.kind == "day" else cell
        wrong = f"{cell} < TIMESTAMP '1990-01-01' OR {cell} >= TIMESTAMP '2100-01-01'"
        return _stopping(day, cell, f"{cell} IS NULL OR {wrong}" if column.filled else wrong)
    number = cell if choices.sure else f"CASE WHEN contains({cell}, '.') THEN error({cell}) ELSE CAST(nullif({cell}, '') AS DOUBLE) END"
    wrong = f"{number} <> CAST({number} AS BIGINT)" if column.kind == "count" else f"NOT isfinite({number})"
    made = f"CAST({number} AS BIGINT)" if column.kind == "count" else number
    return _stopping(made, cell, f"{cell} IS NULL OR {wrong}" if column.filled else wrong)


def _stopping(made: str, cell: str, wrong: str) -> str:
    return made if wrong == "false" else f"CASE WHEN {wrong} THEN error('not clean: ' || coalesce(CAST({cell} AS VARCHAR), '')) ELSE {made} END"


def _amount(column: Column, choices: Choices, own_currency: bool) -> str:
    scale = scale_sql('"currency"') if own_currency else str(10 ** digits(choices.currency))
    cell = name(column.name)
    return f"CAST(round({cell} * {scale}) AS BIGINT)" if column.kind == "money" else f"{cell} * {scale}"
