"""What a visitor costs in memory, as it is and where Linux joins equal pages (KSM: `/sys/kernel/mm/ksm/run`).

Kernels are forked from one process, and much of what they change becomes equal again. Without visitors and with them the server is measured in
the same state: joined pages of the server itself are no visitor's gain. Only who may write to `/sys/kernel/mm/ksm` can measure the second.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.crowd import arrived
from benchmarks.servers import Server, kinds, running
from benchmarks.table import written

KSM = Path("/sys/kernel/mm/ksm")
PATIENCE = 180.0
"""Seconds in which equal pages must have been found."""

HEAD = ("page", "visitors", "without visitors", "a visitor", "without visitors, joined", "a visitor, joined", "of one core, joining")


def report(visitors: int) -> str:
    """A line for the measured page and one for the strategy page, opened at a chart."""
    rows = []
    for name in ("ours", "strategy"):
        with running(kinds()[name]) as server:
            rows.append((f"{name}, {server.kind.page}", str(visitors), *_row(server, visitors)))
    return written(HEAD, rows)


def _row(server: Server, visitors: int) -> tuple[str, ...]:
    kind = server.kind
    with arrived(kind.name, server.address, kind.page, 1):
        server.settled_cpu(patience=60)  # everything that is made once is made
    server.settled_cpu()
    alone = server.memory()
    with arrived(kind.name, server.address, kind.page, visitors):
        server.settled_cpu()
        there = server.memory()
        if not joinable():
            return f"{alone:.0f} MB", f"{(there - alone) / visitors:.1f} MB", "not measured", "not measured", ""
        with joining() as busy:
            joined = server.memory()
    with joining() as _:
        left = server.memory()
    return f"{alone:.0f} MB", f"{(there - alone) / visitors:.1f} MB", f"{left:.0f} MB", f"{(joined - left) / visitors:.1f} MB", f"{busy:.0%}"


def joinable() -> bool:
    """Whether this system joins pages when told to, and may be told."""
    try:
        (KSM / "run").write_text((KSM / "run").read_text("ascii"), "ascii")
    except OSError:
        return False
    return True


@contextmanager
def joining() -> Iterator[float]:
    """Join equal pages until no more are found, with the system's own pace; the share of a core that this takes. Afterwards as before."""
    before = (KSM / "run").read_text("ascii")
    begun, used = time.monotonic(), _scanner()
    (KSM / "run").write_text("1", "ascii")
    try:
        sharing, until = -1, begun + PATIENCE
        while (now := int((KSM / "pages_sharing").read_text("ascii"))) > sharing * 1.01 + 100 or time.monotonic() - begun < PATIENCE / 3:
            sharing = max(now, sharing)
            if time.monotonic() > until:
                break
            time.sleep(10)
        yield (_scanner() - used) / (time.monotonic() - begun)
    finally:
        (KSM / "run").write_text(before, "ascii")


def _scanner() -> float:
    """CPU seconds of the system's own thread that compares pages."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text("ascii", "replace").partition(") ")
        except OSError:
            continue
        if name.endswith("(ksmd"):
            return sum(map(int, rest.split()[11:13])) / 100
    return 0.0
