"""A place for one's own files: exports of an advertising account, a shop, an analytics tool.

Files come in pieces of a megabyte, so that large ones neither break the connection nor are lost without a word. The limit is said
beforehand, progress while they come, and in one sentence what became of each.
"""

from __future__ import annotations

import contextlib
import errno
import os
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import traitlets

from workbook.widgets.arriving import Arriving, room_for, sweep, together
from workbook.widgets.guard import guard
from workbook.widgets.island import Island, drawn_by
from workbook.widgets.sending import file_name

GIGABYTE = 2**30
TOGETHER = "WORKBOOK_FILES_MB"
"""The variable by which a server says how much the files of one workbook may have together; without it, what the disk has."""
FAILED = "The file arrived, but it could not be read. Look whether it opens on your computer, then upload it again."
MANY = "The files of this workbook may have {most} together. Take one out of the list below, then upload this one again."
FULL = "The disk of the server is full. Tell your teacher, then upload the file again."


class Refused(Exception):
    """Raised by `on_file` when a file cannot be used; its sentence is shown as it is."""


class Upload(Island):
    """A file field and a drop zone.

    Parameters
    ----------
    folder : Path
        Where whole files go.
    on_file : callable
        `(path, name) -> sentence or None`, called with each whole file; what it returns is shown ("1 200 rows read").
        It raises `Refused(sentence)` when the file is of no use, which is then removed.
    accept : sequence of str
        Endings that are taken (`[".csv", ".xlsx"]`); none means every file.
    max_bytes : int
        The largest file that is taken.
    label : str
        What is asked for.
    hint : str
        Where the trainee finds such a file.
    """

    _esm = drawn_by("upload")
    label = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    accept = traitlets.List(traitlets.Unicode()).tag(sync=True)
    max_bytes = traitlets.Int().tag(sync=True)

    def __init__(
        self,
        folder: Path | str,
        on_file: Callable[[Path, str], str | None],
        *,
        accept: Sequence[str] = (),
        max_bytes: int = GIGABYTE,
        label: str = "Choose files",
        hint: str = "",
    ) -> None:
        super().__init__(label=label, hint=hint, accept=[ending.lower() for ending in accept], max_bytes=max_bytes)
        self._folder = Path(folder)
        self._on_file = on_file
        self._most, self._endings = max_bytes, tuple(self.accept)  # what the page is told, a browser could change
        self._coming: dict[str, Arriving] = {}
        weakref.finalize(self, _drop_all, self._coming)
        if self._folder.is_dir():
            sweep(self._folder)
        self.on_msg(Upload._heard)

    def _heard(self, content: dict[str, Any], buffers: Sequence[memoryview] = ()) -> None:
        """Take one message of the browser; whatever fails, the browser is told in a sentence."""
        file_id = str(content.get("id", ""))
        with guard(self):
            try:
                self._take(file_id, content, buffers)
            except Refused as refused:
                self._fail(file_id, str(refused))
            except OSError as error:
                self._fail(file_id, FULL if error.errno in {errno.ENOSPC, errno.EDQUOT} else FAILED)
                raise
            except Exception:
                self._fail(file_id, FAILED)
                raise

    def _take(self, file_id: str, content: dict[str, Any], buffers: Sequence[memoryview]) -> None:
        kind = content.get("type")
        if kind == "start":
            self._start(file_id, str(content["name"]), int(content["size"]))
        elif kind == "piece" and file_id in self._coming:
            self._piece(file_id, int(content["offset"]), bytes(buffers[0]))
        elif kind == "piece":
            self.send({"type": "unknown", "id": file_id})
        elif kind == "cancel":
            self._forget(file_id)

    def _start(self, file_id: str, name: str, size: int) -> None:
        self._forget(file_id)  # begun anew: what has come of it counts no more
        self._check(name, size)
        self._coming[file_id] = Arriving(self._folder, name, size)
        self.send({"type": "ack", "id": file_id, "received": 0})

    def _check(self, name: str, size: int) -> None:
        if not 0 < size <= self._most:
            what = f"is larger than {written_size(self._most)}" if size else "is empty"
            msg = f"“{file_name(name)}” {what}. Choose another file, or a shorter period in the export."
            raise Refused(msg)
        if self._endings and not name.lower().endswith(self._endings):
            msg = f"“{file_name(name)}” is of another kind. Files that can be read end in {', '.join(self._endings)}."
            raise Refused(msg)
        if most := int(os.environ.get(TOGETHER) or 0) * 2**20:
            coming = sum(file.size - file.received for file in self._coming.values())
            if together(self._folder.parent) + coming + size > most:
                raise Refused(MANY.format(most=written_size(most)))
        if not room_for(self._folder, size):
            raise Refused(FULL)

    def _piece(self, file_id: str, offset: int, piece: bytes) -> None:
        coming = self._coming[file_id]
        if not coming.take(offset, piece):
            self.send({"type": "ack", "id": file_id, "received": coming.received})
            return
        del self._coming[file_id]
        path = coming.finish()
        self.send({"type": "reading", "id": file_id})
        try:
            said = self._on_file(path, path.name)
        except Exception:
            path.unlink(missing_ok=True)
            raise
        self.send({"type": "done", "id": file_id, "text": said or "The file has been read."})

    def _fail(self, file_id: str, sentence: str) -> None:
        self._forget(file_id)
        self.send({"type": "failed", "id": file_id, "text": sentence})

    def _forget(self, file_id: str) -> None:
        if file_id in self._coming:
            self._coming.pop(file_id).drop()


def written_size(size: int) -> str:
    """Return a number of bytes as a person says it.

    Examples
    --------
    >>> written_size(2**30), written_size(1_500_000)
    ('1 GB', '1.4 MB')
    """
    for unit, bytes_each in (("GB", 2**30), ("MB", 2**20), ("KB", 2**10)):
        if size >= bytes_each:
            return f"{size / bytes_each:.1f}".removesuffix(".0") + f" {unit}"
    return f"{size} bytes"


def _drop_all(coming: dict[str, Arriving]) -> None:
    """Remove half files when the widget or the kernel ends."""
    for file in coming.values():
        with contextlib.suppress(OSError):
            file.drop()


__all__ = ["Refused", "Upload"]
