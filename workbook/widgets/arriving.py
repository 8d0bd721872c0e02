"""A file on its way in: written piece by piece under a name of its own, and given its real name when it is whole.

A half file never looks like a whole one. What a lost page leaves behind is swept away the next time.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from workbook.widgets.sending import file_name

ABANDONED = 600.0
"""Seconds without a new piece after which a half file is swept away."""
ENDING = ".arriving"

KEPT_FREE = 2**30
"""Bytes of the disk that no upload takes, or a twentieth of a small disk: everybody's answers are saved there."""


class Arriving:
    """One file that is being received into `folder`.

    Parameters
    ----------
    folder : Path
        Where it will stand; made when it is not there.
    name : str
        What the sender calls it; made safe here.
    size : int
        How many bytes it will have.
    """

    def __init__(self, folder: Path, name: str, size: int) -> None:
        self.name = file_name(name)
        self.size = size
        self.received = 0
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._half = folder / f".{time.time_ns():x}{ENDING}"
        self._out: BinaryIO = self._half.open("xb")

    def take(self, offset: int, piece: bytes) -> bool:
        """Write a piece when it is the next one; True when the file is whole.

        Raises
        ------
        OSError
            When the disk has become too full for it: others may be sending files at the same time.
        """
        if offset == self.received and self.received + len(piece) <= self.size:
            if not room_for(self._folder, len(piece)):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self._out.write(piece)
            self._out.flush()
            self.received += len(piece)
        return self.received == self.size

    def finish(self) -> Path:
        """Give the whole file its name, or a numbered one when that is taken."""
        self._out.close()
        whole = free_place(self._folder, self.name)
        self._half.replace(whole)
        return whole

    def drop(self) -> None:
        """Forget it and remove what has arrived."""
        self._out.close()
        self._half.unlink(missing_ok=True)


def free_place(folder: Path, name: str) -> Path:
    """Return `folder / name`, or with a number before the ending when such a file is there.

    Examples
    --------
    >>> free_place(Path("no-such-folder"), "orders.csv").name
    'orders.csv'
    """
    place, number = folder / name, 2
    while place.exists():
        place = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return place


def sweep(folder: Path, older_than: float = ABANDONED) -> int:
    """Remove half files that got no piece for `older_than` seconds; return how many."""
    old = [half for half in folder.glob(f".*{ENDING}") if time.time() - half.stat().st_mtime > older_than]
    for half in old:
        half.unlink(missing_ok=True)
    return len(old)


def room_for(folder: Path, size: int) -> bool:
    """Whether the disk has room for `size` bytes and a tenth more, and still keeps something free."""
    folder.mkdir(parents=True, exist_ok=True)
    disk = shutil.disk_usage(folder)
    return disk.free - size * 1.1 > min(KEPT_FREE, disk.total / 20)


def together(folder: Path) -> int:
    """How many bytes the files of a folder have together, half ones too."""
    size = 0
    for file in folder.rglob("*"):
        with suppress(OSError):  # it was taken away meanwhile
            told = file.lstat()
            size += told.st_size if stat.S_ISREG(told.st_mode) else 0
    return size
