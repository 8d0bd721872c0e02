"""Each calculation by each engine, in a process of its own, in alternating rounds; results must agree before times count."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.table import written

CALCULATIONS = {"kpi": "KPI by channel", "cohorts": "cohorts by month", "attribution": "attribution, eight models"}
ENGINES = {"workbook": "ours on DuckDB", "sql": "SQL by hand", "pandas": "pandas", "polars": "Polars"}
SIZES = {"1M": 1_000_000, "10M": 10_000_000, "50M": 50_000_000}
FIRST = 1000
"""Visits over which each engine carries a calculation out before it is measured."""
HEAD = ("visits", "what", *(f"{name}: CPU s, peak MB" for name in ENGINES.values()), "CPU ÷ SQL", "pandas ÷ ours", "memory ÷ pandas")


def measure(size: str, rounds: int, memory: str) -> str:
    """The table for so many visits (and a fifth as many order lines), as Markdown."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        make(folder, SIZES[size])
        make(folder / "first", FIRST)
        rows = [_line(size, calculation, _rounds(calculation, folder, rounds, memory)) for calculation in CALCULATIONS]
    return written(HEAD, rows)


def make(folder: Path, rows: int) -> None:
    """The three tables as Parquet files."""
    folder.mkdir(exist_ok=True)
    made = duckdb.connect(config={"memory_limit": "3GB", "temp_directory": str(folder)})
    made.execute("SET enable_progress_bar = false")
    made.execute(Path(__file__).with_name("rows.sql").read_text("utf-8").replace("{rows}", str(rows)).replace("{folder}", str(folder)))
    made.close()


def _rounds(calculation: str, folder: Path, rounds: int, memory: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {engine: [] for engine in ENGINES}
    for _ in range(rounds):
        for engine in ENGINES:
            words = [sys.executable, "-m", "benchmarks.events.case", calculation, engine, str(folder), memory]
            found[engine].append(json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout))
    unlike = [engine for engine, runs in found.items() if runs[0]["rows"] != found["sql"][0]["rows"]]
    if unlike:
        message = f"All engines must give the same {CALCULATIONS[calculation]} (not so: {', '.join(unlike)})."
        raise RuntimeError(message)
    return found


def _line(size: str, calculation: str, found: dict[str, list[dict[str, Any]]]) -> tuple[str, ...]:
    def median(engine: str, what: str) -> float:
        return statistics.median(run[what] for run in found[engine])

    def ratio(one: str, other: str, what: str) -> float:
        return statistics.median(a[what] / b[what] for a, b in zip(found[one], found[other], strict=True))

    cells = [f"{median(engine, 'cpu'):.2f}, {median(engine, 'peak'):.0f}" for engine in ENGINES]
    ratios = (ratio("workbook", "sql", "cpu"), ratio("pandas", "workbook", "cpu"), ratio("workbook", "pandas", "peak"))
    return (size, CALCULATIONS[calculation], *cells, *(f"{value:.2f}" for value in ratios))
