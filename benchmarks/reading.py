"""What reading an order file costs, row by row judged, against DuckDB's own `read_csv` to Parquet: clean, with persons, and ugly.

Each side runs in a process of its own, and its CPU time (user and system) and peak memory are the system's figures about it. Both write the same
columns with the same compression; the peer has our memory limit and threads. The ugly file is the clean one with decimal commas, days as 31.12.2026,
semicolons, UTF-16, a title, a totals row, and some rows that must be refused; the peer reads it from a clean copy, because it cannot read it at all.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.table import Row

SIZES = {"quick": 1_350_000, "full": 13_500_000}
"""Rows of a file of 100 MB and of 1 GB."""
BASELINE = """
import duckdb, os, sys
db = duckdb.connect(config={"memory_limit": "256MB", "threads": min(4, os.cpu_count() or 1), "temp_directory": sys.argv[2] + ".tmp"})
db.execute("SET enable_progress_bar = false")
db.execute(f"COPY (SELECT * FROM read_csv('{sys.argv[1]}')) TO '{sys.argv[2]}' (FORMAT parquet, COMPRESSION zstd)")
"""
OURS = """
import sys
from pathlib import Path
from workbook.sources import read
answers = {"currency": "EUR"}
print(read(sys.argv[1], workbook_salt="benchmark", folder=Path(sys.argv[2]), answers=answers).rows_read)
"""


@dataclass(frozen=True)
class Cost:
    """CPU seconds and peak megabytes of a process."""

    cpu: float
    memory: float


def measure(rounds: int = 3, *, quick: bool = False) -> list[Row]:
    """Three files, in alternating rounds."""
    rows = SIZES["quick" if quick else "full"]
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        clean, persons = _clean(folder / "clean.csv", rows), _clean(folder / "persons.csv", rows, mail=True)
        for what, ours, theirs in (("clean", clean, clean), ("with e-mail addresses", persons, persons), ("ugly", _ugly(clean, folder), clean)):
            found += _compared(f"{what}, {ours.stat().st_size / 1e6:,.0f} MB", ours, theirs, folder, rounds)
            if ours != clean:
                ours.unlink()
    return found


def _compared(what: str, ours: Path, theirs: Path, folder: Path, rounds: int) -> list[Row]:
    pairs = [(_run(OURS, ours, folder / f"o{n}"), _run(BASELINE, theirs, folder / "peer.parquet")) for n in range(rounds)]
    return [
        Row(f"CPU, {what}", "DuckDB read_csv", "s", tuple((a.cpu, b.cpu) for a, b in pairs)),
        Row(f"peak memory, {what}", "DuckDB read_csv", "MB", tuple((a.memory, b.memory) for a, b in pairs)),
    ]


def _run(code: str, source: Path, target: Path) -> Cost:
    """Run one side in a small process that starts it and tells what the system says about it."""
    outer = (
        "import resource, subprocess, sys; subprocess.run([sys.executable, '-c', *sys.argv[1:]], check=True, stdout=subprocess.DEVNULL); "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", outer, code, str(source), str(target)], check=True, capture_output=True, text=True)
    cpu, peak = done.stdout.split()
    return Cost(float(cpu), float(peak) / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def _clean(path: Path, rows: int, *, mail: bool = False) -> Path:
    person = "'person' || (hash(i // 3) % 90000) || '@example.com'" if mail else "10000 + (hash(i // 3) % 90000)"
    pick = "[1 + CAST(hash(i + {0}) % 4 AS INT)]"
    with duckdb.connect() as db:
        db.execute(
            f"""COPY (SELECT i // 3 + 1 AS order_id, i % 3 + 1 AS line, {person} AS {"email" if mail else "customer_id"},
            TIMESTAMP '2025-01-01' + to_seconds(CAST(hash(i // 3 + 7) % 31536000 AS BIGINT)) AS ordered_at,
            ['Paid Search', 'Email', 'Direct', 'Organic Search']{pick.format(1)} AS channel,
            ['Loose tea 100 g', 'Glass teapot', 'Gift box, four teas', 'Cup']{pick.format(2)} AS product, 1 + hash(i + 5) % 5 AS quantity,
            CAST(1.00 + (hash(i + 9) % 9900) / 100.0 AS DECIMAL(10, 2)) AS revenue, 'EUR' AS currency, 'paid' AS status
            FROM range({rows}) t(i)) TO '{path}' (HEADER)"""
        )
    return path


def _ugly(clean: Path, folder: Path) -> Path:
    """The same rows as a spreadsheet in Munich writes them, in UTF-16."""
    target, plain = folder / "ugly.csv", folder / "ugly.utf8"
    with duckdb.connect() as db:
        db.execute(
            f"""COPY (SELECT order_id AS "Bestellnummer", line AS "line", customer_id AS "Kundennummer",
            CASE WHEN order_id % 10000 = 0 THEN 'gestern' ELSE strftime(ordered_at, '%d.%m.%Y %H:%M:%S') END AS "Bestelldatum", channel AS "Kanal",
            product AS "Produkt", quantity AS "Menge", replace(CAST(revenue AS VARCHAR), '.', ',') || ' €' AS "Umsatz", currency AS "Währung",
            status AS "Bestellstatus" FROM read_csv('{clean}')) TO '{plain}' (HEADER, DELIMITER ';')"""
        )
    with plain.open(encoding="utf-8", newline="") as source, target.open("w", encoding="utf-16", newline="") as out:
        out.write("Bestellungen\r\n\r\n")
        while piece := source.read(1 << 22):
            out.write(piece)
        out.write("Gesamt;;;;;;;1,00 €;;\n")
    plain.unlink()
    return target
