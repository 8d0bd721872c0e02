"""The workbook's own calculations, on the tables as the app holds them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from workbook.metrics.attribution import attribute
from workbook.metrics.cohorts import cohorts as by_cohort
from workbook.metrics.kpi import kpis
from workbook.metrics.purchases import purchases
from workbook.sources import connection
from workbook.sources.engine import Tables


def _tables(folder: Path, memory: str) -> Tables:
    connection.connect.__defaults__ = (memory,)  # the app's own limit unless another one is measured
    return Tables({name: (folder / f"{name}.parquet",) for name in ("visits", "orders", "promotion")}, folder)


def kpi(folder: Path, memory: str) -> pd.DataFrame:
    tables = _tables(folder, memory)
    names = ["channel", "impressions", "clicks", "cost", "engaged", "visits", "revenue", "margin", "orders", "customers"]
    found = kpis(promotion=tables.promotion, visits=tables.visits, orders=tables.orders, only=names)
    return found.table[names].assign(all_customers=found.total.customers)


def cohorts(folder: Path, memory: str) -> pd.DataFrame:
    cells = by_cohort(purchases(_tables(folder, memory).orders)).cells
    cells = cells[cells["active"] > 0]
    number = cells["cohort"].dt.year * 12 + cells["cohort"].dt.month - 1
    worth = (cells["worth"] * 100).round()
    return pd.DataFrame({"cohort": number, "period": number + cells["age"], "active": cells["active"], "orders": cells["orders"], "worth": worth})


def attribution(folder: Path, memory: str) -> pd.DataFrame:
    tables = _tables(folder, memory)
    return attribute(tables.visits, tables.orders, "orders").table()
