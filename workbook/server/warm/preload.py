"""What is read before a fork: every module that a page can need, and every lesson.

A module that is read before the fork costs its memory and its seconds once; afterwards, once per visitor.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

ROOMS = ("answers", "charts", "lessons", "market", "metrics", "pages", "report", "sources", "store", "widgets")
"""The rooms of the package that pages use."""

LATE = (
    "asyncio", "babel.dates", "babel.numbers", "bdb", "docx", "duckdb", "IPython.core.logger", "jupyter_client.session", "markdown_it",
    "narwhals.stable", "numpy.random", "openpyxl", "pandas.io.formats.style", "platformdirs", "pyarrow", "pyarrow.compute", "pyarrow.parquet",
    "scipy.optimize", "scipy.special", "sqlalchemy.dialects.sqlite", "sqlite3", "tornado.platform.asyncio", "zmq.eventloop.zmqstream",
)  # fmt: skip
"""Modules that are imported only when something is done, and that most pages do."""

NOT_HERE = ("workbook.store.migrations", "workbook.store.migrate")  # the server brings the database up to date


def modules() -> None:
    """Import what pages need."""
    from workbook.server.warm import charts

    for room in ROOMS:
        _room(f"workbook.{room}")
    for name in LATE:
        importlib.import_module(name)
    charts.quicken()


def rehearsal(folder: Path) -> Iterator[int]:
    """Show every page to nobody, act by act: what is worked out at the first use is worked out once for all.

    Parameters
    ----------
    folder : Path
        A private folder, for the rehearsal's workbook.
    """
    from workbook.server.places import notebooks_folder

    acts: Iterator[int] = importlib.import_module("workbook.pages.rehearsal").rehearse(folder, notebooks_folder())
    return acts


def _room(name: str) -> None:
    room = importlib.import_module(name)
    for found in pkgutil.walk_packages(room.__path__, f"{name}."):
        if not found.name.startswith(NOT_HERE):
            importlib.import_module(found.name)
