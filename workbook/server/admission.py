"""Letting in and seeing out: which pages have gone, which kernels have died, and who may open a page.

A page that is closed says so, and its kernel ends at once. A page that was lost with its browser or its network says nothing: its kernel is
ended after a while, sooner when others wait. A kernel that its page has not reached yet is spared: a slow line is no reason to lose it.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from time import monotonic
from typing import Any

from jupyter_server.utils import ensure_async

from workbook.server.metrics import Metrics
from workbook.server.room import Room, Seat

EVERY = 2.0
"""Seconds between two looks at all kernels."""

TOLD = 15.0
"""Seconds for which a kernel that died is still known, so that its page can learn what happened."""

MB = 2**20
SERVER_MEMORY = 700 * MB
"""What the server and the warm process need, with room to spare."""

PAGE_MEMORY = 64 * MB
"""What one open page needs, with room to spare."""

PAGES_PER_CORE = 40
"""Pages that are read and filled in, not all at the same moment."""

PAGES_PER_VISITOR = 8

_log = logging.getLogger("workbook.server")


def usual_room(memory: int, cores: int) -> int:
    """Return how many pages a machine has room for.

    Parameters
    ----------
    memory : int
        Bytes that the server may use.
    cores : int
        Processors.

    Examples
    --------
    >>> usual_room(4 * 2**30, 2)
    53
    """
    return max(4, min((memory - SERVER_MEMORY) // PAGE_MEMORY, cores * PAGES_PER_CORE))


@dataclass(frozen=True)
class Patience:
    """Seconds after which a kernel without a page is ended.

    Parameters
    ----------
    usual : float
        When there is room.
    pressed : float
        When others wait, for one whose page was there and has gone.
    coming : float
        When others wait, for one whose page has not come yet.
    """

    usual: float = 300.0
    pressed: float = 30.0
    coming: float = 60.0


class Admission:
    """Sees to it that the room is what it says.

    Parameters
    ----------
    room : Room
        Who is in and who waits.
    kernels : MappingKernelManager
        Jupyter's kernels.
    metrics : Metrics
        What is counted.
    patience : Patience
        How long kernels without a page are kept.
    """

    def __init__(self, room: Room, kernels: Any, metrics: Metrics, patience: Patience) -> None:
        self.room, self.kernels, self.metrics, self.patience = room, kernels, metrics, patience

    async def take(self, visitor: str, page: str, title: str, leaving: str) -> Seat:
        """Give a seat, as `Room.take` does, once what has gone from this visitor's pages is put away."""
        for seat in self.room.pages(visitor):
            if not seat.starting:
                await self._note(seat)
            if seat.away_since is not None and monotonic() - seat.away_since > self.patience.pressed / 2:
                await self.end(seat.kernel_id, "its page had gone")
        return self.room.take(visitor, page, title, leaving)

    async def end(self, kernel_id: str, why: str) -> None:
        """Free a seat and end its kernel."""
        self.room.leave(kernel_id)
        if kernel_id in self.kernels:
            _log.info("kernel ended", extra={"kernel": kernel_id[:8], "why": why})
            await ensure_async(self.kernels.shutdown_kernel(kernel_id))

    async def watch(self) -> None:
        """Look at all kernels again and again."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.look()
            except Exception:
                _log.exception("The kernels could not be looked at.")

    async def look(self) -> None:
        """Take note of who is there, and end what nobody needs."""
        for seat in list(self.room.seats.values()):
            if not seat.starting:
                await self._note(seat)
        for seat in self.room.left_behind():
            await self.end(seat.kernel_id, "its visitor went on to another page")
        for seat in list(self.room.seats.values()):
            if why := self._useless(seat):
                await self.end(seat.kernel_id, why)

    async def _note(self, seat: Seat) -> None:
        if seat.kernel_id not in self.kernels:
            self.room.leave(seat.kernel_id)
            return
        here = self.kernels._kernel_connections.get(seat.kernel_id, 0) > 0
        seat.connected |= here
        seat.away_since = None if here else seat.away_since or monotonic()
        if seat.died_at is None and not await ensure_async(self.kernels.get_kernel(seat.kernel_id).is_alive()):
            seat.died_at = monotonic()
            self.metrics.died.inc()
            _log.warning("kernel died", extra={"kernel": seat.kernel_id[:8], "page": seat.page})

    def _useless(self, seat: Seat) -> str:
        """Return why a kernel can be ended, or nothing."""
        now, crowded = monotonic(), self.room.waiting() > 0
        if seat.died_at is not None:
            return "it had died" if now - seat.died_at > TOLD else ""
        if seat.starting or seat.away_since is None:
            return ""
        if seat.connected:
            return "its page had gone" if now - seat.away_since > (self.patience.pressed if crowded else self.patience.usual) else ""
        return "its page never came" if now - seat.since > (self.patience.coming if crowded else self.patience.usual) else ""
