"""Memory put in order before a fork, so that kernels share as much of it as possible.

A copied process shares every page of memory (4 KB) until it writes to it. Three things make a kernel write to pages that others use too:
the garbage collector, which marks what it looks at; new objects that are put into gaps between old ones; and the counts of references
in old objects that are used, about which nothing can be done in this version of Python. Pages that have become equal again are
offered to Linux, which joins them where the machine is told to (`/sys/kernel/mm/ksm/run`).
"""

from __future__ import annotations

import ctypes
import gc
import os
import re
import sys
import tempfile
from contextlib import suppress

_CLASS = re.compile(r"^ +\d+ +(\d+) +\d+ +\d+ +(\d+)$", re.MULTILINE)  # a line of CPython's table: class, size, pools, used, free
_HEAD = 33  # bytes of a `bytes` object beside its content
_MERGE = 67  # PR_SET_MEMORY_MERGE, of <linux/prctl.h>
_filling: list[list[bytes]] = []  # kept for as long as the process lives


def settle() -> None:
    """Put what there is where the collector does not touch it, close the gaps, and give back what is not used."""
    offer_equal_pages()
    gc.collect()
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
    _fill_gaps()
    gc.freeze()
    gc.disable()


def offer_equal_pages() -> bool:
    """Let Linux join this process's equal pages and those of all processes forked from it; whether it knows how (from Linux 6.4 on)."""
    with suppress(AttributeError, OSError):
        return bool(ctypes.CDLL(None).prctl(_MERGE, 1, 0, 0, 0) == 0)
    return False


def _fill_gaps() -> None:
    """Fill the gaps of Python's own heap, two to eight MB: what a kernel makes from now on lies side by side."""
    _filling.extend([bytes(size - _HEAD) for _ in range(free)] for size, free in gaps().items() if size > _HEAD)


def gaps() -> dict[int, int]:
    """Return how many free places there are in Python's heap between objects of each size in bytes; nothing where Python does not tell.

    Examples
    --------
    >>> all(size % 16 == 0 for size in gaps())
    True
    """
    try:
        with tempfile.TemporaryFile() as told:
            kept = os.dup(2)
            try:
                os.dup2(told.fileno(), 2)
                sys._debugmallocstats()
            finally:
                os.dup2(kept, 2)
                os.close(kept)
            told.seek(0)
            return {int(size): int(free) for size, free in _CLASS.findall(told.read().decode())}
    except (AttributeError, OSError):
        return {}
