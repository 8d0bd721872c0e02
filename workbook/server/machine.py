"""What this process may use of the machine. In a container, or in a service with limits, that is less than the machine has.

Linux keeps such limits in files, one folder for each group of processes, and a group has what its own folder and all those above it allow.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil  # type: ignore[import-untyped]

GROUPS, OWN = Path("/sys/fs/cgroup"), Path("/proc/self/cgroup")


def machine(groups: Path = GROUPS, own: Path = OWN) -> tuple[int, int]:
    """Return the bytes of memory and the processors that this process may use.

    Parameters
    ----------
    groups : Path
        Where Linux keeps the limits.
    own : Path
        The file that says in which groups this process is.
    """
    memory = int(psutil.virtual_memory().total)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    for folder in _folders(groups, own):
        told = [*_numbers(folder / "memory.max"), *_numbers(folder / "memory.limit_in_bytes")]
        memory = min(memory, *told) if told else memory
        quota = [*_numbers(folder / "cpu.max"), *_numbers(folder / "cpu.cfs_quota_us"), *_numbers(folder / "cpu.cfs_period_us")]
        cores = min(cores, max(1, round(quota[0] / quota[1]))) if len(quota) == 2 else cores
    return memory, cores


def _folders(groups: Path, own: Path) -> Iterator[Path]:
    """Every folder that can hold a limit: of the newer kind for all things together, of the older one for each."""
    lines = [""]
    with suppress(OSError):
        lines += own.read_text(encoding="ascii").splitlines()
    for line in lines:
        _, kind, place = [*line.split(":", 2), "", ""][:3]
        top = groups / kind
        inner = top / place.lstrip("/")
        yield from (folder for folder in (inner, *inner.parents) if folder.is_relative_to(top))


def _numbers(file: Path) -> list[int]:
    """The numbers in a file of limits; none where it says "max", where -1 means no limit, or where it is missing."""
    try:
        told = file.read_text(encoding="ascii").split()
    except OSError:
        return []
    return [int(word) for word in told if word.isdigit()] if told[:1] != ["max"] else []
