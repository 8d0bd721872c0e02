"""One calculation by one engine: `python -m benchmarks.events.case attribution workbook FOLDER 256MB`, and what it cost as JSON.

Each engine first carries it out over a thousand rows (`FOLDER/first`): many modules are read only when they are first used, and that is done before a
visitor comes.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from pathlib import Path

import scipy.sparse.linalg  # noqa: F401  (imported before the clock starts, for every engine alike)


def main(calculation: str, engine: str, folder: str, memory: str) -> int:
    calculate = getattr(importlib.import_module(f"benchmarks.events.by_{engine}"), calculation)
    calculate(Path(folder) / "first", memory)
    before = time.process_time()
    found = calculate(Path(folder), memory)
    cpu = time.process_time() - before
    peak = _peak()
    names = sorted(found.columns)
    table = found[names].sort_values(["channel"] if "channel" in found else ["cohort", "period"]).fillna(0)
    rows = [[cell if isinstance(cell, str) else round(float(cell), 4) for cell in row] for row in table.to_numpy().tolist()]
    sys.stdout.write(json.dumps({"cpu": cpu, "peak": peak, "rows": [names, *rows]}))
    return 0


def _peak() -> float:
    """Megabytes at the most. What `getrusage` tells can be the parent's, so the system's own account comes first."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
