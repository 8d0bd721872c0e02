"""Whose workbooks there are: made, listed, opened.

A visitor has any number of workbooks; the one opened last is the current one, the one each page opens.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Row, func, insert, select, text, update

from workbook.store.errors import StoreError, UnknownWorkbook
from workbook.store.records import WorkbookInfo
from workbook.store.tables import workbooks

NAME_LENGTH = 200
_COLUMNS = [workbooks.c[name] for name in ("id", "visitor", "title", "created_at", "updated_at", "read_only")]
_LAST_OPENED_FIRST = (workbooks.c.opened_at.desc(), workbooks.c.id)


def create(connection: Connection, visitor: str, title: str, *, original: str | None = None) -> WorkbookInfo:
    """A new, empty workbook, from now on the visitor's current one; read-only when it has an `original` of a newer version."""
    now = datetime.now(UTC)
    info = WorkbookInfo(secrets.token_hex(8), name(visitor, "visitor"), _title(title), now, now, original is not None)
    row = {column.name: getattr(info, column.name) for column in _COLUMNS}
    connection.execute(insert(workbooks).values(**row, opened_at=_latest(connection, visitor, now), original=original))
    return info


def listed(connection: Connection, visitor: str | None) -> list[WorkbookInfo]:
    """A visitor's workbooks, or everybody's, the one opened last first."""
    query = select(*_COLUMNS).order_by(*_LAST_OPENED_FIRST)
    if visitor is not None:
        query = query.where(workbooks.c.visitor == visitor)
    return [_info(row) for row in connection.execute(query)]


def newest(connection: Connection, visitor: str) -> WorkbookInfo | None:
    """The visitor's current workbook, when there is one."""
    query = select(*_COLUMNS).where(workbooks.c.visitor == visitor).order_by(*_LAST_OPENED_FIRST).limit(1)
    row = connection.execute(query).first()
    return _info(row) if row else None


def turn(connection: Connection, visitor: str) -> None:
    """Wait for one's turn: of two pages that a new visitor opens at once, one makes the workbook and the other finds it.

    SQLite's writers take turns anyway.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:visitor))"), {"visitor": visitor})


def find(connection: Connection, visitor: str | None, workbook_id: str) -> WorkbookInfo:
    """The workbook with this id; somebody else's is as unknown as one that does not exist."""
    row = connection.execute(select(*_COLUMNS).where(workbooks.c.id == workbook_id)).first() if workbook_id.isalnum() else None
    if row is None or visitor not in {None, row.visitor}:
        message = f"There is no workbook “{workbook_id[:40]}”. Choose one from the list of workbooks."
        raise UnknownWorkbook(message)
    return _info(row)


def opened(connection: Connection, workbook_id: str) -> None:
    """Make it the current workbook of its visitor."""
    visitor = connection.execute(select(workbooks.c.visitor).where(workbooks.c.id == workbook_id)).scalar_one()
    moment = _latest(connection, visitor, datetime.now(UTC))
    connection.execute(update(workbooks).where(workbooks.c.id == workbook_id).values(opened_at=moment))


def _latest(connection: Connection, visitor: str, now: datetime) -> datetime:
    """Now, or just after the visitor's last opening where the clock was set back since: otherwise another workbook would stay the current one."""
    last = connection.execute(select(func.max(workbooks.c.opened_at)).where(workbooks.c.visitor == visitor)).scalar_one()
    return max(now, last + timedelta(microseconds=1)) if last else now


def name(told: str, what: str) -> str:
    """A name as it may stand in a column: 1 to 200 characters that can be seen; `what` says whose name it is.

    >>> name("strategy.goal", "form")
    'strategy.goal'
    """
    if not 1 <= len(told) <= NAME_LENGTH or not told.isprintable():
        message = f"The name of a {what} must have 1 to {NAME_LENGTH} visible characters (got {told[:40]!a})."
        raise StoreError(message)
    return told


def _title(told: str) -> str:
    seen = " ".join("".join(c if c.isprintable() else " " for c in told).split())
    return seen[:NAME_LENGTH] or "Workbook"


def _info(row: Row[tuple[object, ...]]) -> WorkbookInfo:
    return WorkbookInfo(**row._mapping)
