"""How a file travels from Python to the browser: piece by piece, each asked for by the browser.

The browser asks for the next piece when it has the last one; a piece that is lost with a connection is asked for again.
So a report of many megabytes neither blocks the page nor arrives broken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import traitlets

PIECE = 512 * 1024
"""Bytes per message."""


@dataclass(frozen=True)
class _Offer:
    name: str
    data: bytes


class Sending(traitlets.HasTraits):
    """A widget that hands files to the browser.

    A subclass calls `offer` and passes each custom message first to `answered`, which says whether it belonged to a file.
    """

    send: Callable[..., None]
    _offer: _Offer | None = None

    def offer(self, name: str, mime: str, data: bytes) -> None:
        """Tell the browser that a file is ready; it fetches the pieces and saves it under `name`."""
        offer = self._offer = _Offer(file_name(name), data)
        self.send({"type": "file", "name": offer.name, "mime": mime, "size": len(data)})

    def answered(self, content: dict[str, Any]) -> bool:
        """Send the piece that was asked for; False when the message is about something else."""
        offer = self._offer
        if content.get("type") == "got":
            self._offer = None
            return True
        if content.get("type") != "more":
            return False
        if offer is not None and offer.name == content.get("name"):
            start = int(content["offset"])
            self.send({"type": "piece", "name": offer.name, "offset": start}, buffers=[offer.data[start : start + PIECE]])
        return True


def file_name(name: str) -> str:
    """Return a name that every system accepts: no folders, no control characters, not too long.

    Examples
    --------
    >>> file_name("../../etc/plan: draft?.docx")
    'plan draft.docx'
    >>> file_name("..")
    'file'
    """
    last = re.split(r"[/\\]", name)[-1]
    clean = re.sub(r'[\x00-\x1f\x7f<>:"|?*]', "", last).strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 12:
        stem, dot, ending = clean, "", ""
    stem = _within(stem.strip(" ."), 150)
    return f"{stem or 'file'}{dot}{ending}"


def _within(text: str, limit: int) -> str:
    """Cut to a number of bytes, not inside a letter."""
    return text.encode()[:limit].decode(errors="ignore")
