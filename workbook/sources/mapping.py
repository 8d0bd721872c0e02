"""A file of unknown shape: the person says which column is which, and the answer is kept for the next file of that shape."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from workbook.sources.canonical import FIVE
from workbook.sources.formats import Column, Format, Match, known, plain
from workbook.sources.head import Head
from workbook.sources.parts import Part
from workbook.sources.reading import Choice, Question, Reading
from workbook.sources.refusal import Unreadable

_TITLES = {
    "search": "searches (a query, its impressions and clicks)",
    "promotion": "promotion (a campaign, its day and cost)",
    "visits": "visits (one row per visit)",
    "enquiries": "enquiries (one row per chat, call or form)",
    "orders": "orders (one row per order or order line)",
}


def targets(table: str) -> tuple[Column, ...]:
    """The columns that a file can be mapped to, for one of the five tables; those that are `filled` need a column.

    >>> [column.name for column in targets("orders") if column.filled]
    ['order_id', 'ordered_at']
    """
    return _base(table).columns


def mapped(head: Head, mapping: Mapping[str, Any], shown: str) -> Head:
    """The head with the person's own match: `{"table": "orders", "columns": {"order_id": "Ref", …}}`."""
    base = _base(str(mapping.get("table", "")))
    names = [plain(cell) for cell in head.header]
    known_columns = {column.name for column in base.columns}
    positions = {}
    for key, title in dict(mapping.get("columns", {})).items():
        if key not in known_columns:
            message = f"`{key}` is no column of {base.table}. Its columns are: {', '.join(sorted(known_columns))}."
            raise Unreadable(message)
        if plain(str(title)) not in names:
            message = f"`{shown}` has no column `{title}`. Its columns are: {', '.join(head.header)}."
            raise Unreadable(message)
        positions[key] = names.index(plain(str(title)))
    missing = [column.name for column in base.columns if column.filled and column.name not in positions]
    if base.one_of and not any(all(name in positions for name in names) for names in base.one_of):
        missing.append(" or ".join(" and ".join(names) for names in base.one_of))
    if missing:
        message = f"The table {base.table} needs a column for {', '.join(missing)}. Name it from: {', '.join(head.header)}."
        raise Unreadable(message)
    return replace(head, match=Match(base, positions))


def unknown_reading(shown: str, part: Part, head: Head) -> Reading:
    """A reading without tables: the header, a preview, and the question which column is which."""
    with part.text.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for _ in range(head.end):
            file.readline()
        rows = [row for row in itertools.islice(csv.reader(file, delimiter=head.delimiter), 20) if len(row) == len(head.header)]
    question = Question(
        "columns",
        f"The columns of `{shown}` are of no export known here. Which table does it belong to, and which column is which?",
        tuple(Choice(table, _TITLES[table]) for table in FIVE),
    )
    return Reading(
        shown, "unknown", "Unknown shape", "", 0, questions=(question,), header=head.header, encoding=part.text.encoding,
        preview=pd.DataFrame(rows, columns=pd.Index(head.header)),
    )  # fmt: skip


def _base(table: str) -> Format:
    if table not in FIVE:
        message = f"The table must be one of {', '.join(FIVE)} (got `{table}`)."
        raise Unreadable(message)
    own = table if table in ("orders", "enquiries") else "workbook_table"
    declared = next(declared for declared in known() if declared.source == own and declared.table == table)
    return replace(declared, source="mapped", title="A file mapped by hand", totals=True)
