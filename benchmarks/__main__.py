"""Measure and write the tables: `make bench`, or `python -m benchmarks serve --quick` for one part.

`--rounds N` and `--quick` are for `serve` and `reading` (100 MB instead of 1 GB);
`--visitors N` for `memory`; `--minutes N`, `--visitors N` and `--database URL` for `storm`; `--rows 10M` and `--memory 800MB` for `events`;
`--no-write` leaves the README as it is. `customers` asks for nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import customers, memory, reading, serve, storm
from benchmarks.events import measure as events
from benchmarks.results import table
from benchmarks.table import place, ratios

README = Path(__file__).with_name("README.md")
PARTS: dict[str, Callable[[argparse.Namespace], str]] = {
    "serve": lambda told: _served(told),
    "storm": lambda told: storm.report(60 * told.minutes, told.visitors, told.database),
    "memory": lambda told: memory.report(told.visitors),
    "reading": lambda told: ratios(reading.measure(told.rounds or 3, quick=told.quick)),
    "customers": lambda _: ratios(customers.measure()),
    "events": lambda told: events.measure(told.rows, told.rounds or 3, told.memory),
}
USUAL = ("serve", "reading")
"""What is measured when no part is named."""


def main(words: list[str]) -> int:
    told = _arguments(words)
    for part in told.parts or USUAL:
        text = PARTS[part](told)
        if told.write:
            place(README, f"{part} {told.rows}" if part == "events" else part, text)
        sys.stdout.write(f"\n{part}\n\n{text}\n")
    return 0


def _served(told: argparse.Namespace) -> str:
    """The table of servers, written after each round: what breaks off after twenty minutes has twenty minutes to show."""
    text = ""
    for found in serve.measure(told.rounds, quick=told.quick):
        text = table(found)
        if told.write:
            place(README, "serve", text)
    if not text:
        message = "Not one round went through: what broke it stands above."
        raise SystemExit(message)
    return text


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description="What is measured, against what.")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="serve and reading when none is named")
    parser.add_argument("--rounds", type=int, help="how often everything is measured; six when it is not said")
    parser.add_argument("--quick", action="store_true", help="two rounds with eight visitors: to see that it works")
    parser.add_argument("--minutes", type=float, default=5, help="how long the storm lasts")
    parser.add_argument("--visitors", type=int, default=30, help="how many type in the storm, or are there in `memory`")
    parser.add_argument("--database", default="", help="where the storm's answers are kept; SQLite when it is not said")
    parser.add_argument("--rows", choices=events.SIZES, default="10M", help="how many visits the calculations get")
    parser.add_argument("--memory", default="800MB", help="the limit of DuckDB in them, ours and by hand")
    parser.add_argument("--no-write", dest="write", action="store_false", help="leave benchmarks/README.md as it is")
    return parser.parse_args(words)


sys.exit(main(sys.argv[1:]))
