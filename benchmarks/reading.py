"""What reading a clean order file costs, row by row judged, against DuckDB's own `read_csv` to Parquet."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from benchmarks.table import Row
from workbook.sources import read

ROUNDS, ROWS = 6, 1_000_000


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        file = _orders(folder / "orders.csv")
        pairs = [(_cpu(lambda n=n: _ours(file, folder / f"o{n}")), _cpu(lambda n=n: _duckdb(file, folder / f"d{n}.parquet"))) for n in range(ROUNDS)]
    return [Row(f"CPU of reading {ROWS:,} clean order lines", "DuckDB read_csv", "s", tuple(pairs))]


def _orders(path: Path) -> Path:
    random = np.random.default_rng(1)
    number = np.arange(ROWS)
    days = pd.Timestamp("2025-01-01") + pd.to_timedelta(random.integers(0, 365 * 86_400, ROWS), unit="s")
    frame = pd.DataFrame(
        {
            "order_id": number // 3 + 1, "line": number % 3 + 1, "customer_id": random.integers(1, 90_000, ROWS), "ordered_at": days.astype(str),
            "channel": random.choice(["Paid Search", "Email", "Direct"], ROWS), "product": random.choice(["Tea", "Pot", "Cup"], ROWS),
            "quantity": random.integers(1, 5, ROWS), "revenue": random.integers(100, 9999, ROWS) / 100, "currency": "EUR", "status": "paid",
        }
    )  # fmt: skip
    frame.to_csv(path, index=False)
    return path


def _cpu(work: object) -> float:
    before = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - before


def _ours(file: Path, folder: Path) -> None:
    reading = read(file, workbook_salt="benchmark", folder=folder)
    if reading.rows_read != ROWS:
        message = f"All {ROWS} rows must be read (got {reading.rows_read})."
        raise RuntimeError(message)


def _duckdb(file: Path, target: Path) -> None:
    duckdb.sql(f"COPY (SELECT * FROM read_csv('{file}')) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
