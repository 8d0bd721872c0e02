"""How the store is opened: one engine, set up so that nothing acknowledged is ever lost.

SQLite writes ahead (WAL) and waits for the disk at each commit (`synchronous=FULL`): a killed process or a power cut
loses nothing that was said to be saved. PostgreSQL does the same by itself. Each page has a kernel of its own, so opening is
quick: one look at the version row; Alembic is loaded only when there is something to migrate.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, text
from sqlalchemy.pool import NullPool

from workbook.store.errors import StoreError, told
from workbook.store.place import database
from workbook.store.store import Store

HEAD = "0002"
"""The newest revision in `migrations/versions`: what the tables must be at. A test compares the two."""

VERSION_TABLE = "workbook_version"

BUSY_SECONDS = 10.0
"""How long a save waits for another program that is writing."""


def open_store(url: str | None = None) -> Store:
    """The store at `url`, or at `WORKBOOK_DATABASE`, or in the user's data folder; made or brought up to date when necessary.

    Raises
    ------
    StoreError
        When it cannot be opened, is held by another program, or was made by a newer version; the message says what to do.
    """
    where = database(url)
    place = _place(where)
    engine = make_engine(where)
    with told(place):
        if _version(engine) != HEAD:
            from workbook.store.migrate import migrate

            migrate(engine, place)
    return Store(engine, place)


def _place(url: URL) -> str:
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql").render_as_string(hide_password=True)
    return url.database or "in memory"


def make_engine(url: URL) -> Engine:
    """An engine for SQLite (durable, patient, with foreign keys) or PostgreSQL.

    PostgreSQL gets a connection per operation: a class of 40 with three pages open each is 120 kernels, more than the 100
    connections that a server allows, and none of them may hold one while its trainee thinks.
    """
    if url.get_backend_name() == "postgresql":
        return _postgres(url)
    if url.database and url.database != ":memory:" and not url.database.startswith("file:"):
        make_folder(Path(url.database).parent)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgres(url: URL) -> Engine:
    try:
        engine = create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": int(max(BUSY_SECONDS, 2))})
    except ModuleNotFoundError as error:
        message = "PostgreSQL needs the package psycopg, which is not installed. Install it with: pip install 'marketing-workbook[postgres]'."
        raise StoreError(message) from error
    event.listen(engine, "begin", _begin_postgres)
    return engine


def make_folder(folder: Path) -> None:
    """Make a folder with everything above it, or say why not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"The folder {folder} could not be made ({error.strerror}). Choose another one with WORKBOOK_HOME or WORKBOOK_DATABASE."
        raise StoreError(message) from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says so
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    """A writer begins with BEGIN IMMEDIATE: it takes its turn before it reads, so that what it read is still true when it writes."""
    if statement := connection.get_execution_options().get("begin", "BEGIN"):
        connection.exec_driver_sql(statement)


def _begin_postgres(connection: Connection) -> None:
    """A writer waits for another one, and not for ever."""
    if connection.get_execution_options().get("begin"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(BUSY_SECONDS * 1000)}")


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        try:
            return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
        except (exc.OperationalError, exc.ProgrammingError) as error:
            if "no such table" in str(error.orig) or getattr(error.orig, "sqlstate", "") == "42P01":
                return None
            raise
