"""DuckDB as the workbook uses it: embedded, in bounded memory, spilling to a folder, and never reaching for the network."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb

MEMORY = "256MB"


def connect(folder: Path, memory: str = MEMORY) -> duckdb.DuckDBPyConnection:
    """A connection of one's own whose temporary files go below `folder`."""
    made = duckdb.connect(
        config={
            "memory_limit": memory,
            "temp_directory": str(folder / ".duckdb"),
            "threads": min(4, os.cpu_count() or 1),
            "allocator_bulk_deallocation_flush_threshold": "8MB",  # what a step has let go is given back before the next one takes more
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    made.execute("SET enable_progress_bar = false")
    made.execute("SET parquet_metadata_cache = true")  # a calculation describes its table a dozen times; each would read the end of its files anew
    return made


def literal(text: str) -> str:
    """A text as an SQL literal.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def name(text: str) -> str:
    """A name as an SQL identifier.

    >>> print(name("cost"))
    "cost"
    """
    return '"' + text.replace('"', '""') + '"'
