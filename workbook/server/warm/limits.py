"""What one page's kernel may use, so that one visitor's mistake never costs the others their page.

Memory is limited by `RLIMIT_DATA`: memory of one's own that can be written to. (`RLIMIT_AS` would also count what is shared
with the warm process and what libraries reserve and never use; DuckDB would fail with most of its memory free.)
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The most that one kernel may use.

    Parameters
    ----------
    memory : int
        Bytes on top of what the warm process has; beyond it Python raises `MemoryError`.
    cpu : int
        Seconds of calculating (not of waiting); beyond it the kernel is ended.
    files : int
        Files and connections open at once.
    first_to_go : int
        0 to 1000: when the machine runs out of memory, a kernel goes before the server does.
    """

    memory: int = 1536 * MB
    cpu: int = 3600
    files: int = 512
    first_to_go: int = 500


LIMITS = Limits()


def from_environment(limits: Limits = LIMITS) -> Limits:
    """Return the limits with what `WORKBOOK_KERNEL_MEMORY` (MB) and `WORKBOOK_KERNEL_CPU` (seconds) say.

    Examples
    --------
    >>> from_environment().files
    512
    """

    def told(name: str, usual: int, unit: int = 1) -> int:
        text = os.environ.get(f"WORKBOOK_KERNEL_{name}", "")
        return int(text) * unit if text.isdigit() else usual

    return replace(limits, memory=told("MEMORY", limits.memory, MB), cpu=told("CPU", limits.cpu))


def apply(limits: Limits) -> None:
    """Limit this process; it cannot undo it."""
    import resource

    _lower(resource.RLIMIT_DATA, _own_memory() + limits.memory)
    _lower(resource.RLIMIT_CPU, limits.cpu)
    _lower(resource.RLIMIT_NOFILE, limits.files)
    _lower(resource.RLIMIT_CORE, 0)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(limits.first_to_go))


def _lower(kind: int, most: int) -> None:
    """Set a limit, unless a stricter one is there already."""
    import resource

    hard = resource.getrlimit(kind)[1]
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with suppress(ValueError, OSError):  # a system that does not know this limit goes without it
        resource.setrlimit(kind, (allowed, allowed))


def _own_memory() -> int:
    """Return what the process has now, in bytes, as `RLIMIT_DATA` counts it; 0 where the system does not say."""
    if sys.platform != "linux":
        return 0
    lines = Path("/proc/self/status").read_text().splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), 0)
