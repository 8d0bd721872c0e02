"""Months where days are meant: told, and not taken for the first day.

A month's cost dated to its first day makes that day look thirty times as dear and the others free of charge: a comparison of two weeks, a day that
stands out, a period that begins on the tenth would all be wrong, and none of them would say so. So a column of months (`2026-01`, `Jan 26`) is no
column of days. Where a spreadsheet has made firsts of months out of them, nobody can tell for sure; the report of the file says so (`remarks.py`).
"""

from __future__ import annotations

import re

import duckdb

from workbook.sources.formats import Match
from workbook.sources.head import Head
from workbook.sources.parts import Part
from workbook.sources.table import rows_sql
from workbook.sources.values import share

_LOOK_AT = 200
_MOST = 0.8
_COMPACT = re.compile(r"(19|20)\d\d(0[1-9]|1[0-2])")
_WITHOUT_DAYS = {
    ("visits_daily", "channel"): " Where only months are known, “visits by channel (no days)” takes their sums.",
    ("search", "query"): " Where only months are known, “searches by query (no days)” takes their sums.",
}
"""What else can be done, for a table with this column in it."""
_SINGLE = {"orders": "order", "enquiries": "enquiry", "visits": "visit", "email": "mailing"}
"""What a row is about, in tables that are no sums of days."""
_BY_DAY = "Export the report by day: in Google Ads the segment Day, in Meta Ads the breakdown by day, in Google Analytics the dimension Date."


def months_instead(db: duckdb.DuckDBPyConnection, part: Part, head: Head) -> str:
    """The sentence about a column of months where days are needed; blank where there is none. Asked only when no row could be read."""
    match = head.match
    assert match is not None
    for column in match.format.columns:
        if column.kind not in ("day", "moment") or not column.filled or column.name not in match.positions:
            continue
        place = match.positions[column.name]
        filled = (
            f"SELECT c{place} FROM ({rows_sql(part, head)}) WHERE c{place} <> '' AND NOT coalesce(is_total_label(c{place}), false) LIMIT {_LOOK_AT}"
        )
        cells = [str(cell) for (cell,) in db.execute(filled).fetchall()]
        months = [cell for cell in cells if share("month", [cell]) or _COMPACT.fullmatch(cell.strip())]
        if cells and len(months) >= _MOST * len(cells):
            return _sentence(head.header[place], months[0].strip(), match)
    return ""


def _sentence(title: str, example: str, match: Match) -> str:
    without = "".join(said for (table, column), said in _WITHOUT_DAYS.items() if table == match.format.table and column in match.positions)
    single = _SINGLE.get(match.format.table)
    instead = f"Export one row for each {single}, with its own day." if single else _BY_DAY
    return (
        f"`{title}` must hold days, and it holds months (`{example}`). The sum of a month on a single day would make every comparison of days, weeks "
        f"or periods wrong. {instead}{without}"
    )
