"""What can go wrong when answers are kept, each as a sentence that says what to do.

A full disk, a database that somebody else holds, a file that is no workbook: the trainee reads the sentence, the log has the cause.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc


class StoreError(Exception):
    """The answers could not be kept or read; the message is a full sentence."""


class ReadOnly(StoreError):
    """The workbook, or its database, can be read and not written."""


class UnknownWorkbook(StoreError):
    """There is no such workbook, or it is somebody else's."""


class Conflict(StoreError):
    """Another tab changed the same answer again and again at the same moment: nothing was changed from here."""


class NewerDatabase(StoreError):
    """The database was made by a newer version of this program."""


class NotAWorkbookFile(StoreError):
    """The file is something else than a workbook."""


class DamagedFile(StoreError):
    """The file is a workbook and cannot be read to its end."""


_FULL = "The disk is full: the last change was not kept, everything before it is. Free some space on the disk of {place}, then save again."
_LOCKED = "The database {place} was held by another program for too long. Close what else uses it, then save again."
_READ_ONLY = "The database {place} can be read and not written. Ask for the right to write to it, or set WORKBOOK_DATABASE to another one."
_CANNOT_OPEN = (
    "The database {place} could not be opened. Check that its folder or server exists and may be used, or set WORKBOOK_DATABASE to another one."
)
_DAMAGED = (
    "The file {place} is damaged or is not a database, and was left as it is. "
    "Keep a copy of it, and set WORKBOOK_DATABASE to another file or bring back a backup."
)
_BUSY_SERVER = "The database server of {place} has no free connection. Try again in a minute, or raise its max_connections."
_REFUSED = "The database {place} did not accept the login. Check user and password in WORKBOOK_DATABASE."
_UNKNOWN = "The database {place} refused: {cause}. The last change was not kept, everything before it is."

_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _FULL.replace("The disk is full", "The disk is full or cannot be written"),
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _CANNOT_OPEN,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
}
_POSTGRES = {
    "53100": _FULL,
    "55P03": _LOCKED,
    "40P01": _LOCKED,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "53300": _BUSY_SERVER,
    "28000": _REFUSED,
    "28P01": _REFUSED,
}


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn what the database complains about into a `StoreError` with a sentence; `place` names it without its password."""
    try:
        yield
    except exc.DBAPIError as error:
        sentence = _sentence(error)
        raise _kind(sentence)(sentence.format(place=place, cause=_first_line(error))) from error
    except exc.SQLAlchemyError as error:
        raise StoreError(_UNKNOWN.format(place=place, cause=_first_line(error))) from error


def _sentence(error: exc.DBAPIError) -> str:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get((getattr(cause, "sqlite_errorcode", None) or 0) & 0xFF, _UNKNOWN)
    state = getattr(cause, "sqlstate", None)
    if state is None and isinstance(error, exc.OperationalError):
        return _no_state(str(cause))
    return _POSTGRES.get(state or "", _UNKNOWN)


def _no_state(text: str) -> str:
    """PostgreSQL's refusals at the door carry no code, only words."""
    if "too many" in text or "connection slots" in text:
        return _BUSY_SERVER
    if "authentication failed" in text or "no password supplied" in text:
        return _REFUSED
    return _CANNOT_OPEN


def _kind(sentence: str) -> type[StoreError]:
    return ReadOnly if sentence is _READ_ONLY else StoreError


def _first_line(error: exc.SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None) or error
    lines = str(cause).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(cause).__name__
