"""How the tables grow from version to version without losing an answer.

Each file in `migrations/versions` is one step and is never changed once published. All steps that are missing run in one
transaction, under a lock: of two programs that open the same database at once, one migrates and the other waits.
"""

from __future__ import annotations

import time
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, exc, inspect, text

from workbook.store import opening
from workbook.store.errors import NewerDatabase, StoreError
from workbook.store.tables import metadata

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x6D6B7462  # any number, as long as it is the same in each program


def migrate(engine: Engine, place: str) -> None:
    """Bring the database to the newest version; nothing happens when another program was quicker."""
    sqlite = engine.dialect.name == "sqlite"
    steps = script()
    with engine.connect() as connection:
        _refuse_unknown(connection, steps, place)
    if sqlite:
        _write_ahead(engine)
    with engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection, connection.begin():
        if not sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        _refuse_unknown(connection, steps, place)
        _run(connection, steps)


def script() -> ScriptDirectory:
    """The migrations as Alembic sees them."""
    return ScriptDirectory(str(FOLDER))


def _run(connection: Connection, steps: ScriptDirectory) -> None:
    environment = EnvironmentContext(Config(), steps, fn=lambda revision, _context: steps._upgrade_revs("head", revision))
    with environment:
        environment.configure(
            connection=connection,
            target_metadata=metadata,
            version_table=opening.VERSION_TABLE,
            render_as_batch=True,
            transactional_ddl=True,
        )
        environment.run_migrations()


def _refuse_unknown(connection: Connection, steps: ScriptDirectory, place: str) -> None:
    tables = set(inspect(connection).get_table_names())
    if opening.VERSION_TABLE in tables:
        version = connection.execute(text(f"SELECT version_num FROM {opening.VERSION_TABLE}")).scalar()
        if version is not None and version not in {step.revision for step in steps.walk_revisions()}:
            message = (
                f"The database {place} was made by a newer version of the workbook (it is at {version}, this version knows {opening.HEAD}). "
                "Update the workbook, or set WORKBOOK_DATABASE to another database. Nothing in it was changed."
            )
            raise NewerDatabase(message)
    elif tables and (connection.dialect.name == "sqlite" or tables & set(metadata.tables)):
        message = (
            f"The database {place} belongs to another program (it has the table {min(tables)}). "
            "Set WORKBOOK_DATABASE to a new file or an empty database. Nothing in it was changed."
        )
        raise StoreError(message)


def _write_ahead(engine: Engine) -> None:
    """Switch the file to WAL once; SQLite does not wait by itself for another program that is doing the same."""
    deadline = time.monotonic() + opening.BUSY_SECONDS
    while True:
        try:
            with engine.connect().execution_options(begin=None) as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        except exc.OperationalError as error:
            if "locked" not in str(error.orig) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return
