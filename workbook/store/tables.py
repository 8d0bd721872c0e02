"""The tables in which workbooks are kept.

An answer is a row that is written once and never changed: `answers` has one row per workbook, form, field and revision.
The current answer is the highest revision that is no rival. Texts and values are JSON in text columns, so that
every character comes back as it was typed, on SQLite and on PostgreSQL alike.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Boolean, Column, DateTime, Dialect, ForeignKey, Index, Integer, MetaData, String, Table, Text, TypeDecorator

from workbook.store.errors import StoreError

MAX_BYTES = 10 * 1024 * 1024
"""The largest answer (one field, as JSON) that is kept: 10 MiB, some 3 000 pages of text."""


def dumped(what: object, name: str, limit: int = MAX_BYTES) -> str:
    r"""JSON text of `what`, refused with a sentence when it is larger than `limit` bytes or no JSON; `name` says whose it is.

    >>> dumped({"name": "Zoë\x00"}, "persona")
    '{"name": "Zoë\\u0000"}'
    """
    try:
        text = json.dumps(what, ensure_ascii=False, allow_nan=False)
        size = len(text.encode())
    except UnicodeEncodeError:  # half of a surrogate pair: kept, escaped
        text = json.dumps(what, allow_nan=False)
        size = len(text)
    except (TypeError, ValueError, RecursionError) as error:
        message = f"“{name}” must be plain JSON (got {type(what).__name__}: {error}). It was not kept."
        raise StoreError(message) from error
    if size > limit:
        message = f"“{name}” must be at most {limit >> 20} MB (got {size / 2**20:.1f} MB). Shorten it, or upload it as a file."
        raise StoreError(message)
    return text


class Json(TypeDecorator[Any]):
    """JSON as text. The text is made before (`dumped`), so that a refusal happens before anything is written."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """The text as Python's own lists, dicts and strings."""
        return None if value is None else json.loads(value)


class Moment(TypeDecorator[datetime]):
    """A time in UTC; SQLite forgets the zone, so it is given back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC, whatever zone came."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC, with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

workbooks = Table(
    "workbooks",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("visitor", String(200), nullable=False),
    Column("title", String(200), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("opened_at", Moment, nullable=False),  # the one opened last is the visitor's current one
    Column("read_only", Boolean, nullable=False),
    Column("original", Text),  # the file of a newer version, as it came
    Index("workbooks_by_visitor", "visitor", "opened_at"),
)

answers = Table(
    "answers",
    metadata,
    Column("workbook_id", String(32), ForeignKey("workbooks.id"), primary_key=True),
    Column("form", String(200), primary_key=True),
    Column("field", String(200), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("base", Integer, nullable=False),
    Column("rival", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("writer", String(200), nullable=False),
    Column("raw", Json, nullable=False),
    Column("value", Json, nullable=False),
)

kept = Table(
    "kept",
    metadata,
    Column("workbook_id", String(32), ForeignKey("workbooks.id"), primary_key=True),
    Column("kind", String(200), primary_key=True),
    Column("name", String(200), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("payload", Json, nullable=False),
)

visitors = Table(
    "visitors",
    metadata,
    Column("visitor", String(200), primary_key=True),
    Column("link", String(64), nullable=False),
    Column("renewed_at", Moment, nullable=False),
)
