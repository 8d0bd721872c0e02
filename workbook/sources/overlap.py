"""What two loaded files tell twice.

Two exports of one platform for overlapping days hold the same rows. Where rows have numbers (orders, visits, enquiries) the later file replaces
the earlier one; where they are sums (cost per campaign and day) nothing can tell them apart, and they would be added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb

from workbook.sources.canonical import IDENTITY, TABLES
from workbook.sources.connection import connect, literal, name
from workbook.sources.reading import Reading

_KEYS = ("date", "channel", "campaign", "query", "page")


@dataclass(frozen=True)
class Overlap:
    """How many things of a table stand in both files, and of how many of them the files tell different things.

    `once`: they have numbers, and count once.
    """

    table: str
    count: int
    changed: int
    once: bool


def overlaps(earlier: Reading, later: Reading) -> tuple[Overlap, ...]:
    """What `later` tells again of `earlier`, table by table; nothing for files of different platforms."""
    if earlier.source != later.source or not _days_meet(earlier, later):
        return ()
    shared = [table for table in earlier.tables if table in later.tables and earlier.tables[table].exists() and later.tables[table].exists()]
    found = (_overlap(table, earlier.tables[table], later.tables[table]) for table in shared)
    return tuple(one for one in found if one and one.count)


def _days_meet(one: Reading, other: Reading) -> bool:
    return bool(one.period and other.period and max(one.period[0], other.period[0]) <= min(one.period[1], other.period[1]))


@lru_cache(maxsize=256)
def _overlap(table: str, *paths: Path) -> Overlap | None:
    with connect(paths[0].parent) as db:
        first, second = (f"read_parquet({literal(str(path))})" for path in paths)
        try:
            columns = [set(db.sql(f"FROM {rows}").columns) for rows in (first, second)]
            if table in IDENTITY:
                return _numbered(db, table, first, second, columns[0] & columns[1])
            return _summed(db, table, first, second, columns[0] & columns[1])
        except duckdb.Error:  # a file damaged on the disk: the list of files must still show
            return None


def _numbered(db: duckdb.DuckDBPyConnection, table: str, first: str, second: str, both: set[str]) -> Overlap:
    key = ", ".join(IDENTITY[table][:2])
    told = ", ".join(
        f"list({name(column)} ORDER BY {name(column)}) AS {name(column)}" for column in sorted(both) if column not in IDENTITY[table][:2]
    )
    whole = f"SELECT {key}{', ' + told if told else ''} FROM {{}} GROUP BY ALL"
    grouped = [f"(SELECT {key}, hash(each) AS told FROM ({whole.format(rows)}) AS each)" for rows in (first, second)]
    row = db.execute(f"SELECT count(*), count(*) FILTER (a.told <> b.told) FROM {grouped[0]} a JOIN {grouped[1]} b USING ({key})").fetchone()
    return Overlap(table, int(row[0]), int(row[1]), True) if row else Overlap(table, 0, 0, True)


def _summed(db: duckdb.DuckDBPyConnection, table: str, first: str, second: str, both: set[str]) -> Overlap:
    """Days (and channels, campaigns, queries) that both files have; a table without days overlaps where its period does."""
    key = [column for column in _KEYS if column in both]
    if "date" not in TABLES[table]:
        row = db.execute(f"SELECT count(*) FROM {second}").fetchone()
    else:
        matching = " AND ".join(f"a.{column} IS NOT DISTINCT FROM b.{column}" for column in key)
        row = db.execute(f"SELECT count(*) FROM {second} b SEMI JOIN {first} a ON {matching}").fetchone()
    return Overlap(table, int(row[0]) if row else 0, 0, False)
