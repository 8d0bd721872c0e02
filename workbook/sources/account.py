"""From the tables of a file to one reading: tables joined, lines counted, controls and warnings collected."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from workbook.sources.connection import literal
from workbook.sources.defused import harmless
from workbook.sources.head import Head
from workbook.sources.lines import KEPT, Line, Lines
from workbook.sources.notes import search_notes
from workbook.sources.parts import Part
from workbook.sources.reading import Question, Reading, preview_of
from workbook.sources.refusal import Unreadable
from workbook.sources.table import Outcome, Period


def reading_of(
    db: duckdb.DuckDBPyConnection,
    shown: str,
    tables: Sequence[tuple[Part, Head]],
    outcomes: Sequence[Outcome],
    questions: tuple[Question, ...],
    remarks: tuple[str, ...],
    folder: Path,
) -> Reading:
    """One reading from everything found in a file."""
    part, head = tables[0]
    assert head.match is not None
    declared = head.match.format
    used, breakdowns = _primary(outcomes)
    _refuse_nothing(shown, outcomes)
    paths = {table: _joined(db, table, [o.path for o in used if o.match.format.table == table], folder) for table in _names(used)}
    rows = {table: sum(o.read for o in used if o.match.format.table == table) for table in paths}
    main = max(paths, key=lambda table: (table == declared.table, rows[table]), default=declared.table)
    several = len(tables) > 1
    currencies = sorted({code for outcome in used for code in outcome.currencies})
    period = _period(used)
    return Reading(
        name=shown,
        source=declared.source,
        title=declared.title.split(",")[0] if len(paths) > 1 else declared.title,
        table=main,
        rows_read=sum(rows.values()),
        rows_skipped=_lines("skipped", folder, [(o, o.skipped, o.skipped_count) for o in used], several),
        rows_refused=_lines("refused", folder, [(o, o.refused, o.refused_count) for o in used], several),
        totals=tuple(control for outcome in used for control in outcome.totals),
        currency=currencies[0] if len(currencies) == 1 else None,
        period=period,
        warnings=(*_warnings(used, currencies, period, rows), *breakdowns, *remarks),
        questions=questions,
        tables=paths,
        rows=rows,
        encoding=part.text.encoding,
        header=head.header,
        channels=tuple(sorted({channel for outcome in used for channel in outcome.channels})),
        preview=preview_of(paths.get(main)),
    )


def _period(outcomes: Sequence[Outcome]) -> Period:
    periods = [outcome.period for outcome in outcomes if outcome.period]
    return (min(first for first, _ in periods), max(last for _, last in periods)) if periods else None


def _names(outcomes: Iterable[Outcome]) -> list[str]:
    return list(dict.fromkeys(outcome.match.format.table for outcome in outcomes))


def _primary(outcomes: Sequence[Outcome]) -> tuple[list[Outcome], tuple[str, ...]]:
    """Leave out a second breakdown of the same events: the table with more columns stays."""
    used: dict[str, Outcome] = {}
    others: list[Outcome] = []
    for number, outcome in enumerate(outcomes):
        key = outcome.match.format.table if outcome.match.format.whole else str(number)
        before = used.get(key)
        if before is None or len(outcome.match.positions) > len(before.match.positions):
            others += [before] if before else []
            used[key] = outcome
        else:
            others.append(outcome)
    for outcome in others:
        outcome.path.unlink(missing_ok=True)
    said = f"Not used, because they show the same visits once more along another line: {', '.join(f'`{o.part.name}`' for o in others)}."
    return list(used.values()), (said,) if others else ()


def _refuse_nothing(shown: str, outcomes: Sequence[Outcome]) -> None:
    if outcomes and not any(outcome.read or outcome.refused_count for outcome in outcomes):
        message = f"`{shown}` has a header and no rows of data. Choose a period in which something happened, and export again."
        raise Unreadable(message)


def _joined(db: duckdb.DuckDBPyConnection, table: str, paths: Sequence[Path], folder: Path) -> Path:
    target = folder / f"{table}.parquet"
    if len(paths) == 1:
        return paths[0].replace(target)
    listed = ", ".join(literal(str(path)) for path in paths)
    db.execute(f"COPY (SELECT * FROM read_parquet([{listed}])) TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd)")
    for path in paths:
        path.unlink()
    return target


def _lines(kind: str, folder: Path, parts: Sequence[tuple[Outcome, tuple[Line, ...], int]], several: bool) -> Lines:
    """Count the lines, keep the first ones, and write all of them beside the tables when there are more."""
    lines = [replace(line, part=outcome.part.name if several else "") for outcome, found, _ in parts for line in found]
    count = sum(number for _, _, number in parts)
    if count <= KEPT:
        return Lines(count, tuple(lines))
    target = folder / f"{kind}.csv"
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["line", "reason", "part"])
        writer.writerows([line.line, harmless(line.reason), harmless(line.part)] for line in lines)
        if count > len(lines):
            writer.writerow(["", f"and {count - len(lines)} more lines, counted and not listed", ""])
    return Lines(count, tuple(lines[:KEPT]), target)


def _warnings(outcomes: Sequence[Outcome], currencies: Sequence[str], period: Period, rows: dict[str, int]) -> tuple[str, ...]:
    said: list[str] = []
    if any(outcome.match.format.source == "search_console" for outcome in outcomes):
        said += search_notes(period, rows)
    said += dict.fromkeys(text for outcome in outcomes for text in outcome.match.format.warnings)
    if len(currencies) > 1:
        said.append(f"The amounts are in {', '.join(currencies)}. They are kept apart and never added to each other.")
    said += [text for outcome in outcomes for text in outcome.remarks]
    damaged = sum(outcome.damaged for outcome in outcomes)
    if damaged:
        rows_with = "1 row" if damaged == 1 else f"{damaged:,} rows"
        said.append(
            f"A spreadsheet has damaged the numbers of orders or customers in {rows_with} (`1.0E+18`); different ones may look the same. "
            "Export again, and do not save the file in a spreadsheet."
        )
    disagreeing = [control for outcome in outcomes for control in outcome.totals if not control.agrees]
    if disagreeing:
        more = all(control.found > control.stated for control in disagreeing)
        why = "Rows may stand there twice." if more else "Rows may be missing."
        said.append(f"The file's own totals differ from the sum of its rows in: {', '.join(control.column for control in disagreeing)}. {why}")
    return tuple(said)
