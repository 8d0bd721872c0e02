"""The loaded tables as frames that calculations understand: Narwhals over DuckDB, read from Parquet only when something is asked.

A calculation is written once, as Narwhals expressions; this module decides which engine carries it out. Rows stay in DuckDB (bounded memory,
spilling to disk); only results, which are small, become pandas frames through `collect`.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import narwhals as nw
import pandas as pd

from workbook.sources.canonical import TABLES, time_column
from workbook.sources.connection import connect
from workbook.sources.joined import mails_as_promotion, shown_sql, union_sql
from workbook.sources.reading import Reading

Frame = nw.LazyFrame[Any]
Held = Path | pd.DataFrame
Result = TypeVar("Result")


@dataclass(frozen=True)
class Tables:
    """The tables at hand, by name: `tables.orders` is a frame, or None when no file has filled it.

    `held` says where each table is: Parquet files, or pandas frames (a lesson, a test). Several files of one table are put under each other;
    an order line, visit or enquiry that two of them hold counts once, as the later one tells it. `names` says which channels are shown under
    another name, `currency` in which one the amounts are looked at. Mailings (`email`) stand in `promotion` too, as a channel among others.
    """

    held: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)
    folder: Path | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    currency_wanted: str | None = None

    @classmethod
    def of(
        cls, readings: Iterable[Reading], folder: Path | None = None, names: Mapping[str, str] | None = None, currency: str | None = None
    ) -> Tables:
        """The tables of several files together, that of the latest days last; a Parquet file that is gone is left out."""
        held: dict[str, tuple[Held, ...]] = {}
        for reading in sorted(readings, key=lambda one: one.period[1] if one.period else dt.date.min):
            for table, path in reading.tables.items():
                if path.exists():
                    held[table] = (*held.get(table, ()), path)
        return cls(held, folder, names or {}, currency)

    def get(self, table: str) -> Frame | None:
        """One table as a lazy frame; None when it is not there. A name that is no table's is an error that lists the names."""
        if table not in TABLES:
            message = f"The table must be one of {', '.join(TABLES)} (got `{table}`)."
            raise KeyError(message)
        if not self._has(table):
            return None
        frame: Frame = nw.from_native(self._relation(table)).lazy()
        return frame

    def period(self, table: str) -> tuple[dt.date, dt.date] | None:
        """The first and last day in a table; None when it is empty, absent, or without days."""
        return self.once(f"period of {table}", lambda made: made._days(table))

    def once(self, what: str, calculate: Callable[[Tables], Result]) -> Result:
        """What no filter changes is worked out when it is first asked for, and kept as long as these tables.

        >>> made = tables({"orders": pd.DataFrame({"order_id": ["a", "b"]})})
        >>> made.once("orders", lambda t: len(collect(t.orders))), made.once("orders", lambda t: 0)
        (2, 2)
        """
        if what not in self._worked:
            self._worked[what] = calculate(self)
        found: Result = self._worked[what]
        return found

    def currencies(self, table: str) -> tuple[str, ...]:
        """The currencies in which a table's amounts are."""
        return self.once(f"currencies of {table}", lambda made: made._codes(table))

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
    def email(self) -> Frame | None:
        """Mailings."""
        return self.get("email")

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
    def _worked(self) -> dict[str, Any]:
        return {}

    def _days(self, table: str) -> tuple[dt.date, dt.date] | None:
        clock = time_column(table)
        if clock is None or not self._has(table):
            return None
        ((first, last),) = self._relation(table).aggregate(f"CAST(min({clock}) AS DATE), CAST(max({clock}) AS DATE)").fetchall()
        return (first, last) if first else None

    def _codes(self, table: str) -> tuple[str, ...]:
        if not self._has(table) or "currency" not in self._relation(table).columns:
            return ()
        rows = self._relation(table).filter("currency IS NOT NULL").aggregate("currency").order("currency").limit(20).fetchall()
        return tuple(code for (code,) in rows)

    @cached_property
    def _database(self) -> duckdb.DuckDBPyConnection:
        return connect(self.folder or Path(tempfile.gettempdir()))

    def _rows(self, table: str) -> str:
        """The query for what files hold of a table; blank when there is no file."""
        paths = [item for item in self.held.get(table, ()) if isinstance(item, Path)]
        mails = [item for item in self.held.get("email", ()) if isinstance(item, Path)] if table == "promotion" else []
        queries = [union_sql(self._database, table, paths)] if paths else []
        queries += [mails_as_promotion(self._database, union_sql(self._database, "email", mails))] if mails else []
        return " UNION ALL BY NAME ".join(f"SELECT * FROM ({query})" for query in queries) if len(queries) > 1 else "".join(queries)

    def _has(self, table: str) -> bool:
        return table in self.held or (table == "promotion" and "email" in self.held)

    def _relation(self, table: str) -> duckdb.DuckDBPyRelation:
        """A table as DuckDB reads it; the description is kept, for to make it DuckDB looks into each file."""
        return self.once(f"rows of {table}", lambda made: made._described(table))

    def _described(self, table: str) -> duckdb.DuckDBPyRelation:
        held = self.held.get(table, ())
        rows = self._rows(table)
        parts = [self._database.sql(shown_sql(rows, self._database.sql(rows).columns, self.names, self.currency_wanted))] if rows else []
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


def _held(item: Held | Iterable[Path]) -> tuple[Held, ...]:
    return (item,) if isinstance(item, (Path, pd.DataFrame)) else tuple(item)
