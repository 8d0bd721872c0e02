"""When a part of a page is worked out: at once, or when somebody looks at it.

Where a browser tells what is seen (the server says so by `WORKBOOK_LAZY`), a part that nobody has opened is not calculated, neither
on arrival nor after a change. Everywhere else, in a notebook run without a browser and in a test, all parts are calculated at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from workbook.widgets.awaited import LAZY, Awaited, at_once, lazy

T = TypeVar("T")
PAUSE = 1.0
"""Seconds without a change before that is worked out at which nobody looks."""


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
        self.fresh = False  # whether what it keeps is up to date
        self._worked = False  # whether that was worked out here: another page's kernel may have kept it
        self.seen = not (lazy() and views)
        if self.seen:
            self.draw()
        else:
            for view in views:
                view.when_seen(self.look)

    def look(self) -> None:
        """Somebody looks: show it, worked out now unless that was done already."""
        if not self.seen:
            self.seen = True
            try:
                if not (self.fresh and self._worked):
                    self.draw()
            finally:
                for view in self._views:
                    view.forget_seen(self.look)

    def again(self) -> None:
        """Draw it anew after a change; what nobody has seen keeps waiting."""
        self.fresh = False
        if self.seen:
            self.draw()

    def draw(self) -> None:
        """Work it out now. What nobody has seen goes on waiting to be shown, for it may change before somebody looks."""
        self.fresh = self._worked = True
        self._draw()


def soon(then: Callable[[], None], pause: float = PAUSE) -> Callable[[], None]:
    """Call something once the kernel has a moment; what comes back calls it off. Without a loop that runs, it is called at once."""
    try:
        waiting = asyncio.get_running_loop().call_later(pause, then)
    except RuntimeError:
        then()
        return lambda: None
    return waiting.cancel


def beside(work: Callable[[], T], then: Callable[[Callable[[], T]], None]) -> Callable[[], None]:
    """Do what waits for another program in a thread: answers go on being saved meanwhile. Without a loop that runs, it is done at once.

    Parameters
    ----------
    work : callable
        Must touch neither a widget nor the store.
    then : callable
        Called on the kernel's own thread with what gives the result, or raises what went wrong.

    Returns
    -------
    callable
        Calls `then` off.
    """
    try:
        working = asyncio.get_running_loop().run_in_executor(None, work)
    except RuntimeError:
        then(work)
        return lambda: None

    def call_off() -> None:
        working.cancel()

    working.add_done_callback(lambda done: None if done.cancelled() else then(done.result))
    return call_off


__all__ = ["LAZY", "PAUSE", "Part", "at_once", "beside", "lazy", "soon"]
