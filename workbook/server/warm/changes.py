"""Whether the code on the disk is still the code in memory: who edits a page sees the change at the next reload."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

EVERY = 1.0
"""Seconds between two looks at the disk."""

Stamp = tuple[str, int, int]


def stamps(folder: Path) -> frozenset[Stamp]:
    """Return the path, the time of change and the size of every file below a folder, compiled ones left out.

    Examples
    --------
    >>> stamps(Path("no-such-folder"))
    frozenset()
    """
    return frozenset(_stamps(str(folder)))


def _stamps(folder: str) -> Iterator[Stamp]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _stamps(entry.path)
            continue
        told = entry.stat(follow_symlinks=False)
        yield entry.path, told.st_mtime_ns, told.st_size


class Changes:
    """What a folder was like, and whether it still is.

    Parameters
    ----------
    folder : Path
        Everything below it counts: code, lessons, scripts and styles.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = stamps(folder)
        self._looked = time.monotonic()

    def any(self) -> bool:
        """Return whether a file was changed, added or removed; the disk is looked at once a second at most."""
        now = time.monotonic()
        if now - self._looked < EVERY:
            return False
        self._looked = now
        return stamps(self._folder) != self._before
