"""When a part of a page is worked out: at once, or when somebody looks at it.

Where a browser tells what is seen (the server says so by `WORKBOOK_LAZY`), a part that nobody has opened is not calculated, neither
on arrival nor after a change. Everywhere else, in a notebook run without a browser and in a test, all parts are calculated at once.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from workbook.widgets.awaited import Awaited

LAZY = "WORKBOOK_LAZY"
"""The variable by which a server says that its pages tell what is seen."""

PAUSE = 1.0
"""Seconds without a change before that is worked out at which nobody looks."""

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


class Part:
    """Some views and what draws them, together.

    Parameters
    ----------
    draw : callable
        Shows something in the views; must not fail (see `here.safely`).
    *views : Awaited
        Where it shows it. When one of them is looked at, all are drawn.
    """

    def __init__(self, draw: Callable[[], None], *views: Awaited) -> None:
        self._draw, self._views = draw, views
        self.fresh = False  # whether it, and what it keeps, is up to date
        self.drawn = not (lazy() and views)
        if self.drawn:
            self.draw()
        else:
            for view in views:
                view.when_seen(self.look)

    def look(self) -> None:
        """Draw it if that was not done yet."""
        if not self.drawn:
            self.draw()

    def again(self) -> None:
        """Draw it anew after a change; what nobody has seen keeps waiting."""
        if self.drawn:
            self.draw()

    def draw(self) -> None:
        """Draw it now, seen or not."""
        self.drawn = self.fresh = True
        try:
            self._draw()
        finally:
            for view in self._views:
                view.forget_seen(self.look)


def soon(then: Callable[[], None], pause: float = PAUSE) -> Callable[[], None]:
    """Call something once the kernel has a moment; what comes back calls it off. Without a loop that runs, it is called at once."""
    try:
        waiting = asyncio.get_running_loop().call_later(pause, then)
    except RuntimeError:
        then()
        return lambda: None
    return waiting.cancel
