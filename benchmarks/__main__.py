"""Measure everything and write the table: `make bench`, or `python -m benchmarks arrival` for one part."""

import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import arrival, reading
from benchmarks.table import Row, write

PARTS: dict[str, Callable[[], list[Row]]] = {"arrival": arrival.measure, "reading": reading.measure}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        sys.stderr.write(f"There is no benchmark called {', '.join(unknown)}. There are: {', '.join(PARTS)}.\n")
        return 2
    for name in names or PARTS:
        text = write(Path(__file__).with_name("README.md"), name, PARTS[name]())
        sys.stdout.write(f"\n{name}\n\n{text}\n")
    return 0


sys.exit(main(sys.argv[1:]))
