"""A view that is drawn when somebody looks at it.

A chapter has many steps, and one of them is open. What stands in the others is worked out when they are opened, so that arriving on a
page costs one step and not all of them. The browser says what is seen: a `seen` message when the view comes on the screen, a `soon`
message when it is the next one and nothing else is to be done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import traitlets

from workbook.widgets.guard import guarded

LAZY = "WORKBOOK_LAZY"
"""The variable by which a server says that its pages tell what is seen."""

_at_once: ContextVar[bool] = ContextVar("at_once", default=False)


def lazy() -> bool:
    """Whether parts wait until they are seen."""
    return os.environ.get(LAZY) == "1" and not _at_once.get()


@contextmanager
def at_once() -> Iterator[None]:
    """Everything made inside the block is worked out at once, whoever looks."""
    token = _at_once.set(True)
    try:
        yield
    finally:
        _at_once.reset(token)


class Awaited(traitlets.HasTraits):
    """Mix-in of a widget; while `awaited` is true, the browser shows nothing of it and tells when it is looked at."""

    on_msg: Callable[..., None]
    awaited = traitlets.Bool(False).tag(sync=True)
    _looks: tuple[Callable[[], None], ...] = ()

    def when_seen(self, draw: Callable[[], None]) -> None:
        """Call `draw` when this view is looked at for the first time; `forget_seen` takes that back."""
        self.on_msg(Awaited._hear)
        self._looks = (*self._looks, draw)
        self.awaited = True

    def forget_seen(self, draw: Callable[[], None]) -> None:
        """Do not wait with `draw` any longer: it was called, for this view or for one beside it."""
        self._looks = tuple(look for look in self._looks if look != draw)
        self.awaited = bool(self._looks)

    @guarded
    def _hear(self, content: Any, _buffers: object = None) -> None:
        kind = content.get("type") if isinstance(content, dict) else None
        if kind == "seen" or (kind == "soon" and has_time()):
            for look in self._looks:
                look()


def has_time() -> bool:
    """Whether the machine has a processor free for what may be wanted later; a system that does not tell its load has.

    Returns
    -------
    bool
        True while fewer processes want to run than there are processors (the average of the last minute).
    """
    try:
        return os.getloadavg()[0] < (os.cpu_count() or 1)
    except (AttributeError, OSError):
        return True
