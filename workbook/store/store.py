"""The store: workbooks, their answers with all revisions, and what else is kept with them.

Each method is one transaction: it is done as a whole and safe on the disk, or not at all and says why in a `StoreError`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine

from workbook.store import keepsakes, revisions, shelf, transfer, visitors
from workbook.store.errors import told
from workbook.store.records import Change, Saved, Stored, WorkbookInfo

DEFAULT_TITLE = "My workbook"


class Store:
    """An open database of workbooks; made by `open_store`. `place` names it for a person, without a password."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self._writing = engine.execution_options(begin="BEGIN IMMEDIATE")
        self.place = place

    def create(self, visitor: str, title: str = DEFAULT_TITLE) -> WorkbookInfo:
        """Make a workbook; from now on it is the visitor's current one."""
        with self._write() as connection:
            return shelf.create(connection, visitor, title)

    def workbooks(self, visitor: str | None = None) -> list[WorkbookInfo]:
        """A visitor's workbooks (without a visitor: everybody's), the one opened last first."""
        with self._read() as connection:
            return shelf.listed(connection, visitor)

    def current(self, visitor: str) -> WorkbookInfo:
        """The workbook that the visitor opened last; made when there is none."""
        with self._read() as connection:
            found = shelf.newest(connection, visitor)
        if found:
            return found
        with self._write() as connection:
            shelf.turn(connection, visitor)
            return shelf.newest(connection, visitor) or shelf.create(connection, visitor, DEFAULT_TITLE)

    def open(self, visitor: str | None, workbook_id: str) -> WorkbookInfo:
        """Open one of the visitor's workbooks, from now on the current one. Without a visitor: anybody's, and nothing else changes."""
        if visitor is None:
            with self._read() as connection:
                return shelf.find(connection, None, workbook_id)
        with self._write() as connection:
            info = shelf.find(connection, visitor, workbook_id)
            shelf.opened(connection, info.id)
            return info

    def save(self, workbook: WorkbookInfo, form: str, changes: Mapping[str, Change], writer: str) -> Saved:
        """Append the changes of one form; a text typed over one that the tab has not seen is kept as a rival and reported."""
        with self._write() as connection:
            return revisions.save(connection, workbook.id, form, changes, writer)

    def answers(self, workbook: WorkbookInfo, form: str) -> dict[str, Stored]:
        """The current answers of one form by field."""
        with self._read() as connection:
            return revisions.current(connection, workbook.id, form).get(form, {})

    def all(self, workbook: WorkbookInfo) -> dict[str, dict[str, Stored]]:
        """The current answers of all forms, by form and field."""
        with self._read() as connection:
            return revisions.current(connection, workbook.id)

    def history(self, workbook: WorkbookInfo, form: str, field: str) -> list[Stored]:
        """Every revision of one field, rivals too, the oldest first."""
        with self._read() as connection:
            return revisions.history(connection, workbook.id, form, field).get((form, field), [])

    def keep(self, workbook: WorkbookInfo, kind: str, name: str, payload: object) -> None:
        """Keep something that is no answer (JSON) under its kind and name, in place of what was there."""
        with self._write() as connection:
            keepsakes.keep(connection, workbook.id, kind, name, payload)

    def kept(self, workbook: WorkbookInfo, kind: str) -> dict[str, Any]:
        """Everything kept of one kind, by name, the oldest first."""
        with self._read() as connection:
            return keepsakes.found(connection, workbook.id, kind)

    def forget(self, workbook: WorkbookInfo, kind: str, name: str) -> None:
        """Remove what was kept under this kind and name."""
        with self._write() as connection:
            keepsakes.forget(connection, workbook.id, kind, name)

    def to_file(self, workbook: WorkbookInfo) -> dict[str, Any]:
        """The whole workbook as JSON-able data: each answer with its history, and what else was kept."""
        with self._read() as connection:
            return transfer.to_file(connection, shelf.find(connection, None, workbook.id))

    def from_file(self, data: object, visitor: str) -> WorkbookInfo:
        """A new workbook with what a file says, from now on the current one; read-only when the file is of a newer version."""
        with self._write() as connection:
            return transfer.from_file(connection, data, visitor)

    def link(self, visitor: str) -> str:
        """The number in the visitor's private link; "" when they never had one."""
        with self._read() as connection:
            return visitors.link(connection, visitor)

    def renew_link(self, visitor: str) -> str:
        """A new number: the private link that there was ends."""
        with self._write() as connection:
            return visitors.renew(connection, visitor)

    def close(self) -> None:
        """Close the connections; the store can be used again."""
        self._engine.dispose()

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with told(self.place), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with told(self.place), self._writing.begin() as connection:
            yield connection
