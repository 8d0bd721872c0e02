"""The loaded tables as frames that calculations understand: Narwhals over DuckDB, read from Parquet only when something is asked.

A calculation is written once, as Narwhals expressions; this module decides which engine carries it out. Rows stay in DuckDB (bounded memory,
spilling to disk); only results, which are small, become pandas frames through `collect`.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd

from workbook.sources.canonical import IDENTITY, TABLES, time_column
from workbook.sources.connection import connect, literal
from workbook.sources.reading import Reading

Frame = nw.LazyFrame[Any]
Held = Path | pd.DataFrame


@dataclass(frozen=True)
class Tables:
    """The tables at hand, by name: `tables.orders` is a frame, or None when no file has filled it.

    `held` says where each table is: Parquet files, or pandas frames (a lesson, a test). Several files of one table are put under each other;
    an order line, visit or enquiry that two of them hold counts once.
    """

    held: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)
    folder: Path | None = None

    @classmethod
    def of(cls, readings: Iterable[Reading], folder: Path | None = None) -> Tables:
        """The tables of several files together; a Parquet file that is gone is left out."""
        held: dict[str, tuple[Held, ...]] = {}
        for reading in readings:
            for table, path in reading.tables.items():
                if path.exists():
                    held[table] = (*held.get(table, ()), path)
        return cls(held, folder)

    def get(self, table: str) -> Frame | None:
        """One table as a lazy frame; None when it is not there. A name that is no table's is an error that lists the names."""
        if table not in TABLES:
            message = f"The table must be one of {', '.join(TABLES)} (got `{table}`)."
            raise KeyError(message)
        if table not in self.held:
            return None
        frame: Frame = nw.from_native(self._relation(table)).lazy()
        return frame

    def period(self, table: str) -> tuple[dt.date, dt.date] | None:
        """The first and last day in a table; None when it is empty, absent, or without days."""
        clock = time_column(table)
        if clock is None or table not in self.held:
            return None
        ((first, last),) = self._relation(table).aggregate(f"CAST(min({clock}) AS DATE), CAST(max({clock}) AS DATE)").fetchall()
        return (first, last) if first else None

    def currencies(self, table: str) -> tuple[str, ...]:
        """The currencies in which a table's amounts are."""
        if table not in self.held or "currency" not in self._relation(table).columns:
            return ()
        rows = self._relation(table).filter("currency IS NOT NULL").aggregate("currency").order("currency").limit(20).fetchall()
        return tuple(code for (code,) in rows)

    def currency(self, table: str) -> str | None:
        """The one currency of a table; None when it is unknown or there are several."""
        found = self.currencies(table)
        return found[0] if len(found) == 1 else None

    @property
    def search(self) -> Frame | None:
        """Queries × pages × days."""
        return self.get("search")

    @property
    def search_daily(self) -> Frame | None:
        """Searches by day."""
        return self.get("search_daily")

    @property
    def search_queries(self) -> Frame | None:
        """Searches by query, over the whole period of the file."""
        return self.get("search_queries")

    @property
    def search_pages(self) -> Frame | None:
        """Searches by page, over the whole period of the file."""
        return self.get("search_pages")

    @property
    def promotion(self) -> Frame | None:
        """Campaigns × days."""
        return self.get("promotion")

    @property
    def visits(self) -> Frame | None:
        """Visits, one by one."""
        return self.get("visits")

    @property
    def visits_daily(self) -> Frame | None:
        """Visits by day (and channel), as reports tell them."""
        return self.get("visits_daily")

    @property
    def visits_channels(self) -> Frame | None:
        """Visits by channel, over the whole period of the file."""
        return self.get("visits_channels")

    @property
    def visits_pages(self) -> Frame | None:
        """Visits by page, over the whole period of the file."""
        return self.get("visits_pages")

    @property
    def enquiries(self) -> Frame | None:
        """Enquiries, one by one."""
        return self.get("enquiries")

    @property
    def orders(self) -> Frame | None:
        """Order lines."""
        return self.get("orders")

    @cached_property
    def _database(self) -> duckdb.DuckDBPyConnection:
        return connect(self.folder or Path(tempfile.gettempdir()))

    def _relation(self, table: str) -> duckdb.DuckDBPyRelation:
        held = self.held[table]
        paths = [item for item in held if isinstance(item, Path)]
        parts = [self._database.sql(_once(self._database, table, paths))] if paths else []
        parts += [self._database.from_df(item) for item in held if isinstance(item, pd.DataFrame)]
        result = parts[0]
        for part in parts[1:]:
            result = result.union(part)
        return result


def tables(source: Path | Mapping[str, Held | Iterable[Path]]) -> Tables:
    """The tables in a folder of Parquet files (`…/orders.parquet`), or of the files and frames that are named.

    >>> made = tables({"orders": pd.DataFrame({"order_id": ["a", "a", "b"], "revenue": [500, 700, 300]})})
    >>> collect(made.orders.select(nw.col("revenue").sum())).revenue.tolist()
    [1500.0]
    """
    if isinstance(source, Path):
        found: dict[str, tuple[Held, ...]] = {}
        for path in sorted(source.rglob("*.parquet")):
            if path.stem in TABLES:
                found[path.stem] = (*found.get(path.stem, ()), path)
        return Tables(found, source)
    return Tables({table: _held(item) for table, item in source.items()})


def collect(frame: Any) -> pd.DataFrame:
    """Carry out a calculation and bring its (small) result into pandas."""
    result = nw.from_native(frame).lazy().collect("pandas").to_native()
    return pd.DataFrame(result)


def _once(database: duckdb.DuckDBPyConnection, table: str, paths: Sequence[Path]) -> str:
    """The files of a table under each other; a row that a later file holds too is taken from there, where its status is the newer one."""
    files = [f"read_parquet({literal(str(path))}) AS file_{n}" for n, path in enumerate(paths)]
    columns = [database.sql(f"FROM {file}").columns for file in files] if len(files) > 1 and table in IDENTITY else [[] for _ in files]
    return " UNION ALL BY NAME ".join(
        f"SELECT * FROM {file}"
        + "".join(
            f" ANTI JOIN {files[later]} ON {_same(IDENTITY[table], n, later, {*columns[n]} & {*columns[later]})}"
            for later in range(n + 1, len(files))
            if {*IDENTITY.get(table, ("",))[:2]} <= {*columns[n]} & {*columns[later]}
        )
        for n, file in enumerate(files)
    )


def _same(key: Sequence[str], one: int, other: int, there: set[str]) -> str:
    """The condition that two files' rows are one; a row without its number is no other's twin."""
    known = [f"file_{one}.{name} IS NOT DISTINCT FROM file_{other}.{name}" for name in key if name in there]
    return " AND ".join([f"file_{one}.{key[0]} = file_{other}.{key[0]}", *known[1:]])


def _held(item: Held | Iterable[Path]) -> tuple[Held, ...]:
    return (item,) if isinstance(item, (Path, pd.DataFrame)) else tuple(item)
