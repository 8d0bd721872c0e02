"""What is counted while the workbook is served, for Prometheus: arrivals, waiting, kernels, memory, errors. Nothing about any one visitor."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import psutil  # type: ignore[import-untyped]
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric

SECONDS = (0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 13.0, 20.0, 30.0, 60.0)
"""The classes of times: finer where a visitor feels the difference."""

MEASURED_FOR = 5.0
"""Seconds for which measured memory is told again: measuring reads a table per kernel."""


class Metrics:
    """The counters of one server, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        told: dict[str, Any] = {"registry": self.registry}
        self.arrivals = Counter("workbook_arrivals", "Requests of a page: opened, waiting, too_many, or failed", ["outcome"], **told)
        self.ready = Histogram("workbook_ready_seconds", "From the request of a page to its last cell having run", buckets=SECONDS, **told)
        self.started = Histogram("workbook_kernel_start_seconds", "From asking for a kernel to its process being there", buckets=SECONDS, **told)
        self.died = Counter("workbook_kernels_died", "Kernels that ended by themselves", **told)
        self.errors = Counter("workbook_errors", "Errors in the server's log", **told)

    def counting(self) -> logging.Handler:
        """Return a handler for the root logger that counts errors."""
        return _Counting(self.errors)


class _Counting(logging.Handler):
    def __init__(self, errors: Counter) -> None:
        super().__init__(logging.ERROR)
        self._errors = errors

    def emit(self, record: logging.LogRecord) -> None:
        self._errors.inc()


class RoomGauges:
    """What is read when Prometheus asks: seats, the line, memory.

    Parameters
    ----------
    room : Room
        Its seats and its line.
    kernels : MappingKernelManager
        Knows the kernels' processes.
    """

    def __init__(self, room: Any, kernels: Any) -> None:
        self._room, self._kernels = room, kernels
        self._measured: tuple[float, int, int] = (float("-inf"), 0, 0)

    def collect(self) -> Iterator[Metric]:
        """Give each gauge; called by the registry."""
        pss, rss = self._memory()
        yield GaugeMetricFamily("workbook_kernels", "Open pages, each with a kernel", len(self._room.seats))
        yield GaugeMetricFamily("workbook_places", "Pages that there is room for", self._room.size)
        yield GaugeMetricFamily("workbook_waiting", "Visitors who wait for a place", self._room.waiting())
        yield GaugeMetricFamily("workbook_kernels_pss_bytes", "Memory of all kernels, what they share divided among them", pss)
        yield GaugeMetricFamily("workbook_server_rss_bytes", "Memory of the server's own process", rss)

    def describe(self) -> list[Metric]:
        """Say nothing: what is told depends on the moment."""
        return []

    def _memory(self) -> tuple[int, int]:
        at, pss, rss = self._measured
        if monotonic() - at > MEASURED_FOR:
            pss, rss = sum(proportional(pid) for pid in self._pids()), int(psutil.Process().memory_info().rss)
            self._measured = monotonic(), pss, rss
        return pss, rss

    def _pids(self) -> list[int]:
        kernels = (self._kernels._kernels.get(name) for name in list(self._room.seats))
        found = (getattr(getattr(kernel, "provisioner", None), "pid", None) for kernel in kernels)
        return [pid for pid in found if pid]


def proportional(pid: int) -> int:
    """Return a process's memory in bytes, shared pages divided among those who share them; 0 where the system does not say.

    Examples
    --------
    >>> proportional(-1)
    0
    """
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
