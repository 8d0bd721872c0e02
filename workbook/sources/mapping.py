"""A file of unknown shape: the person says which column is which, and the answer is kept for the next file of that shape."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from workbook.sources.formats import Column, Format, Match, from_mapping, plain
from workbook.sources.head import Head
from workbook.sources.parts import Part
from workbook.sources.reading import Choice, Question, Reading
from workbook.sources.refusal import Unreadable

LOOKED_AT = 50
"""Rows of an unknown file that are shown, and from which columns are proposed."""
_NO_ORDER = "No column holds an order number: each row counts as an order of its own."


@cache
def mappable() -> Mapping[str, Format]:
    """The tables that a file can be mapped to, each with its columns, read from `mapped.yaml` the first time they are asked for.

    >>> list(mappable())[:3]
    ['orders', 'promotion', 'visits']
    """
    found = yaml.safe_load(resources.files(__package__ or "workbook.sources").joinpath("mapped.yaml").read_text("utf-8"))
    return {one["table"]: replace(from_mapping(one), title=one["title"]) for one in found}


def declared(table: str) -> Format:
    """What a file can be mapped to."""
    if table not in mappable():
        message = f"The table must be one of {', '.join(mappable())} (got `{table}`)."
        raise Unreadable(message)
    return mappable()[table]


def targets(table: str) -> tuple[Column, ...]:
    """The columns that a file can be mapped to, for one of the tables; those that are `filled` need a column.

    >>> [column.name for column in targets("visits_daily") if column.filled]
    ['date', 'visits']
    """
    return declared(table).columns


def label(column: str) -> str:
    """What a column is called for the person who maps it.

    >>> label("first_response_s"), label("unit_price")
    ('Seconds until the first answer', 'Price of one piece')
    """
    return _labels().get(column) or column.replace("_", " ").capitalize()


@cache
def _labels() -> Mapping[str, str]:
    found: dict[str, str] = yaml.safe_load(resources.files(__package__ or "workbook.sources").joinpath("mapped_labels.yaml").read_text("utf-8"))
    return found


def lacking(base: Format, there: Collection[str]) -> list[str]:
    """The columns that a table cannot do without and that are not there.

    >>> lacking(declared("orders"), {"order_id", "quantity"})
    ['ordered_at', 'revenue or quantity and unit_price']
    """
    missing = [column.name for column in base.columns if column.filled and column.name not in there]
    if base.one_of and not any(set(names) <= set(there) for names in base.one_of):
        missing.append(" or ".join(" and ".join(names) for names in base.one_of))
    return missing


def mapped(head: Head, mapping: Mapping[str, Any], shown: str) -> Head:
    """The head with the person's own match: `{"table": "orders", "columns": {"order_id": "Ref", …}}`."""
    base = declared(str(mapping.get("table", "")))
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
    missing = lacking(base, positions)
    if missing:
        message = f"The table {base.table} needs a column for {', '.join(missing)}. Name it from: {', '.join(head.header)}."
        raise Unreadable(message)
    said = (_NO_ORDER,) if base.table == "orders" and "order_id" not in positions else ()
    return replace(head, match=Match(replace(base, title="A file mapped by hand", warnings=said), positions))


def unknown_reading(shown: str, part: Part, head: Head) -> Reading:
    """A reading without tables: the header, a preview, and the question which column is which."""
    question = mapped_question(shown)
    return Reading(
        shown, "unknown", "Unknown shape", "", 0, questions=(question,), header=head.header, encoding=part.text.encoding,
        preview=pd.DataFrame(first_rows(part.text.path, head), columns=pd.Index(head.header)),
    )  # fmt: skip


def mapped_question(shown: str, *, blocking: bool = True) -> Question:
    """The question which table a file belongs to and which column is which; not blocking once it was read by an answer."""
    unknown = f"The columns of `{shown}` are of no export known here. Which table does it belong to, and which column is which?"
    text = unknown if blocking else f"`{shown}` was read by the columns you named. Name them again where something is wrong."
    return Question("columns", text, tuple(Choice(table, one.title) for table, one in mappable().items()), blocking)


def first_rows(path: Path, head: Head, most: int = LOOKED_AT) -> list[list[str]]:
    """The first rows below a header that are as wide as it."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for _ in range(head.end):
            file.readline()
        try:
            return [row for row in itertools.islice(csv.reader(file, delimiter=head.delimiter), most) if len(row) == len(head.header)]
        except csv.Error:  # a cell without an end
            return []
