"""Where a person's own workbooks are on this machine.

`WORKBOOK_HOME` names another folder, `WORKBOOK_DATABASE` another database (a URL, or the path of an SQLite file).
"""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from workbook.store.errors import StoreError

MYSELF = "me"
"""The visitor on one's own machine, where nobody is asked who they are."""


def home() -> Path:
    """The folder of workbooks and uploads: `WORKBOOK_HOME`, or the usual place of this system. It may not exist yet."""
    if told := os.environ.get("WORKBOOK_HOME"):
        return Path(told).expanduser()
    from platformdirs import user_data_path

    return user_data_path("marketing-workbook", appauthor=False)


def database(told: str | None = None) -> URL:
    """The database's URL: what is told, else `WORKBOOK_DATABASE`, else `workbooks.sqlite` in the home folder.

    >>> database("/data/class.sqlite").render_as_string()
    'sqlite:////data/class.sqlite'
    >>> database("postgres://teacher@db/class").drivername
    'postgresql+psycopg'
    """
    text = told or os.environ.get("WORKBOOK_DATABASE") or str(home() / "workbooks.sqlite")
    if "://" not in text:
        return URL.create("sqlite", database=str(Path(text).expanduser()))
    try:
        url = make_url(text)
    except ArgumentError as error:
        message = (
            "The database must be a URL like postgresql://user@host/name, or the path of an SQLite file (got something else in WORKBOOK_DATABASE)."
        )
        raise StoreError(message) from error
    if url.drivername in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        message = f"The database must be SQLite or PostgreSQL (got {url.drivername}). Set WORKBOOK_DATABASE to one of them."
        raise StoreError(message)
    return url
