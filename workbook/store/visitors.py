"""By which private link a visitor opens their place in another browser.

A link is not kept itself: here is only a random number that goes into its signature. A new number ends the old link.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from workbook.store.shelf import name, turn
from workbook.store.tables import visitors


def link(connection: Connection, visitor: str) -> str:
    """The number of the visitor's present link; "" when there never was one."""
    return connection.execute(select(visitors.c.link).where(visitors.c.visitor == visitor)).scalar() or ""


def renew(connection: Connection, visitor: str) -> str:
    """A new number in place of the old one."""
    turn(connection, visitor)
    number = secrets.token_hex(16)
    connection.execute(delete(visitors).where(visitors.c.visitor == visitor))
    connection.execute(insert(visitors).values(visitor=name(visitor, "visitor"), link=number, renewed_at=datetime.now(UTC)))
    return number
