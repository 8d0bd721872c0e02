"""How soon the page "Compare the channels" answers a changed filter: `python -m benchmarks.events.page 10M`.

The page stands as in the app (a workbook on the disk, its files loaded, its forms saved), without a browser. Beside it the same key figures by SQL
written by hand, in a connection that is open already: the least that a changed filter costs. Both are timed in the same run, in turns.
"""

from __future__ import annotations

import datetime
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from benchmarks.events.measure import SIZES, make

PERIODS = (("2026-02-01", "2026-04-30"), ("2026-01-15", "2026-06-15"), ("2026-03-01", "2026-03-31"), ("2026-01-01", "2026-06-30"))


def measure(size: str) -> str:
    """By hand and on the page, on the clock and in CPU time, and what the page needs beyond: medians over the periods."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["WORKBOOK_HOME"] = str(folder / "home")
        make(folder, SIZES[size])
        change, hand = _page(folder), _hand(folder)
        pairs = [(_clock(hand, *period), _clock(change, *period)) for period in PERIODS]
    rows = [_row(f"{size}, {what}", [(hand[n], page[n]) for hand, page in pairs]) for n, what in enumerate(("on the clock", "CPU"))]
    head = "| visits | SQL by hand, a period | the page, the same period | beyond it |\n| --- | --- | --- | --- |"
    return "\n".join([head, *rows])


def _row(what: str, pairs: list[tuple[float, float]]) -> str:
    least, page = (statistics.median(side) for side in zip(*pairs, strict=True))
    more = statistics.median(ours - theirs for theirs, ours in pairs)
    return f"| {what} | {1000 * least:.0f} ms | {1000 * page:.0f} ms | {1000 * more:.0f} ms |"


def _page(folder: Path) -> Callable[[str, str], object]:
    from workbook.answers.channels import Channels
    from workbook.pages import here
    from workbook.pages.channels import channels
    from workbook.server.warm.charts import quicken
    from workbook.store import Change

    quicken()  # as the app's kernels are
    desk = here.desk()
    for table in ("visits", "orders", "promotion"):
        desk.keep("file", table, {"path": "", "digest": table, "answers": {}, "summary": _reading(folder, table)})
    page = channels()

    def change(first: str, last: str) -> object:
        known = desk.stored(Channels)
        told = {"start": first, "end": last}
        desk.save(Channels, {name: Change(raw, None, known[name].revision if name in known else 0) for name, raw in told.items()}, "tab")
        return page

    change("2026-01-02", "2026-06-29")  # what no filter changes is worked out the first time
    return change


def _reading(folder: Path, table: str) -> dict[str, object]:
    from workbook.sources import Reading
    from workbook.sources.lines import NO_LINES

    reading = Reading(
        name=f"{table}.csv", source="own", title=table, table=table, rows_read=1, rows_skipped=NO_LINES, rows_refused=NO_LINES, totals=(),
        currency=None if table == "visits" else "EUR", period=(datetime.date(2026, 1, 1), datetime.date(2026, 6, 30)), warnings=(), questions=(),
        tables={table: folder / f"{table}.parquet"}, rows={table: 1}, encoding="utf-8", header=(), preview=pd.DataFrame(),
    )  # fmt: skip
    return reading.summary()


def _hand(folder: Path) -> Callable[[str, str], object]:
    from workbook.sources.connection import connect

    database = connect(folder)
    written = Path(__file__).with_name("kpi.sql").read_text("utf-8").replace("{folder}", str(folder))

    def ask(first: str, last: str) -> object:
        clocks = {"orders": "ordered_at", "visits": "started_at", "promotion": "date"}
        within = {name: f"{clock} >= DATE '{first}' AND {clock} < DATE '{last}' + 1" for name, clock in clocks.items()}
        sql = written
        for name, condition in within.items():
            sql = sql.replace(f"read_parquet('{folder}/{name}.parquet')", f"(FROM read_parquet('{folder}/{name}.parquet') WHERE {condition})")
        return database.sql(sql).df()

    ask(*PERIODS[0])
    return ask


def _clock(work: Callable[[str, str], object], first: str, last: str) -> tuple[float, float]:
    before = time.perf_counter(), time.process_time()
    work(first, last)
    return time.perf_counter() - before[0], time.process_time() - before[1]


if __name__ == "__main__":
    sys.stdout.write(measure(sys.argv[1] if len(sys.argv) > 1 else "10M") + "\n")
