"""Several files as one table: put under each other, each row once, under one name per channel, in one currency where that is asked for.

An export made in May and one made in June tell of the same orders; meanwhile some were paid and some refunded. The later file is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from workbook.sources.canonical import IDENTITY
from workbook.sources.connection import literal, name


def union_sql(database: duckdb.DuckDBPyConnection, table: str, paths: Sequence[Path]) -> str:
    """The files of a table under each other, the oldest first; what a later file holds too is taken from there.

    Files with the same columns come from the same place: an order, visit or enquiry of a later one replaces the earlier one whole, even when
    its lines have changed. Between files of different columns only rows that agree in all of `IDENTITY` are one.
    """
    files = [f"read_parquet({literal(str(path))}) AS file_{n}" for n, path in enumerate(paths)]
    columns = (
        [frozenset(database.sql(f"FROM {file}").columns) for file in files]
        if len(files) > 1 and table in IDENTITY
        else [frozenset[str]()] * len(files)
    )
    selects = []
    for n, file in enumerate(files):
        joins = [
            f" ANTI JOIN {files[later]} ON {_same(table, n, later, columns[n], columns[later])}"
            for later in range(n + 1, len(files))
            if {*IDENTITY.get(table, ("",))[:2]} <= columns[n] & columns[later]
        ]
        selects.append(f"SELECT * FROM {file}{''.join(joins)}")
    return " UNION ALL BY NAME ".join(selects)


def _same(table: str, one: int, other: int, mine: frozenset[str], theirs: frozenset[str]) -> str:
    """The condition that rows of two files tell of the same; a row without its number is no other's twin."""
    number, when, *more = IDENTITY[table]
    key = [when] if mine == theirs else [when, *(column for column in more if column in mine & theirs)]
    agreeing = [f"file_{one}.{column} IS NOT DISTINCT FROM file_{other}.{column}" for column in key]
    return " AND ".join([f"file_{one}.{number} = file_{other}.{number}", *agreeing])


def mails_as_promotion(database: duckdb.DuckDBPyConnection, mails: str) -> str:
    """Mailings as rows of `promotion`: what was clicked and, by the tool's own count, bought. A mail that was delivered is no impression."""
    there = set(database.sql(mails).columns)
    renamed = {"clicks": "clicks", "orders": "conversions", "revenue": "conversion_value"}
    more = "".join(f", {source} AS {target}" for source, target in renamed.items() if source in there)
    return f"SELECT date, channel, campaign, CAST(NULL AS BIGINT) AS cost, currency{more} FROM ({mails})"


def shown_sql(rows: str, columns: Sequence[str], names: Mapping[str, str], currency: str | None) -> str:
    """The rows with channels under one name each, and only those of one currency (or of none) where one is given."""
    cases = " ".join(f"WHEN {literal(found)} THEN {literal(shown)}" for found, shown in names.items())
    replaced = f' REPLACE (CASE channel {cases} ELSE channel END AS "channel")' if cases and "channel" in columns else ""
    kept = f" WHERE {name('currency')} IS NULL OR currency = {literal(currency)}" if currency and "currency" in columns else ""
    return f"SELECT *{replaced} FROM ({rows}){kept}" if replaced or kept else rows
