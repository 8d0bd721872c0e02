"""The same results in SQL written by hand, in the DuckDB that the workbook uses."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd

from benchmarks.events.chain import attributed, steps
from workbook.sources.connection import connect

_HERE = Path(__file__).parent


def _database(folder: Path, memory: str) -> duckdb.DuckDBPyConnection:
    return connect(folder, memory)


def _statements(name: str, folder: Path) -> list[str]:
    return (_HERE / name).read_text("utf-8").replace("{folder}", str(folder)).split("---")


def kpi(folder: Path, memory: str) -> pd.DataFrame:
    return _database(folder, memory).sql(_statements("kpi.sql", folder)[0]).df()


def cohorts(folder: Path, memory: str) -> pd.DataFrame:
    return _database(folder, memory).sql(_statements("cohorts.sql", folder)[0]).df()


def attribution(folder: Path, memory: str) -> pd.DataFrame:
    database = _database(folder, memory)
    prepare, *asked = _statements("attribution.sql", folder)
    database.execute(prepare)
    rules, shares, won, lost = (database.sql(question).df() for question in asked)
    return attributed(rules, shares, steps(won, lost))
