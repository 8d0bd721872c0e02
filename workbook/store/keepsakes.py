"""What belongs to a workbook and is no answer: imported files, column mappings, tries at exercises.

Each is JSON under a kind and a name; kept again under the same name, it replaces what was there.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select

from workbook.store.revisions import take_turn
from workbook.store.shelf import name
from workbook.store.tables import dumped, kept


def keep(connection: Connection, workbook_id: str, kind: str, called: str, payload: object) -> None:
    """Keep `payload` under its kind and name."""
    text = dumped(payload, called)
    forget(connection, workbook_id, name(kind, "kind"), name(called, "kept thing"))
    row = {"workbook_id": workbook_id, "kind": kind, "name": called, "at": datetime.now(UTC), "payload": text}
    connection.execute(insert(kept).values(**row))


def forget(connection: Connection, workbook_id: str, kind: str, called: str) -> None:
    """Remove it; nothing happens when it is not there."""
    take_turn(connection, workbook_id)
    mine = and_(kept.c.workbook_id == workbook_id, kept.c.kind == kind, kept.c.name == called)
    connection.execute(delete(kept).where(mine))


def found(connection: Connection, workbook_id: str, kind: str) -> dict[str, Any]:
    """Everything of a kind by name, the oldest first."""
    query = select(kept.c.name, kept.c.payload).where(kept.c.workbook_id == workbook_id, kept.c.kind == kind)
    return {row.name: row.payload for row in connection.execute(query.order_by(kept.c.at, kept.c.name))}


def everything(connection: Connection, workbook_id: str) -> dict[str, dict[str, Any]]:
    """Everything by kind and name."""
    query = select(kept.c.kind, kept.c.name, kept.c.payload).where(kept.c.workbook_id == workbook_id)
    by_kind: dict[str, dict[str, Any]] = {}
    for row in connection.execute(query.order_by(kept.c.kind, kept.c.at, kept.c.name)):
        by_kind.setdefault(row.kind, {})[row.name] = row.payload
    return by_kind
