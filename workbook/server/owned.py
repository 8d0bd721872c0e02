"""A page's kernel belongs to the visitor who opened the page. To anybody else it does not exist, whatever id they name."""

from __future__ import annotations

import asyncio
import logging
from itertools import chain, repeat
from typing import Any
from weakref import WeakSet

from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web
from tornado.iostream import StreamBufferFullError

from workbook.server.alive import EndHandler
from workbook.server.pings import PageSocket
from workbook.server.room import Room
from workbook.server.run import RunHandler

MOST_LINES = 4
"""Websockets of a kind to one kernel at a time; a page has one, for a moment two."""

BACKLOG = 32 * 1024 * 1024
"""Bytes that wait for a page that does not listen."""

IN_LINE = 16
"""Messages that wait in the server for a kernel that is busy; the kernel itself takes a thousand more, of its own memory."""

AGAIN = 0.02
"""Seconds until it is looked again whether a busy kernel takes more."""

_log = logging.getLogger("workbook.server")


class Owned:
    """Mix-in for a handler whose address names a kernel."""

    settings: dict[str, Any]
    path_args: list[str]
    path_kwargs: dict[str, str]
    current_user: Any
    set_status: Any
    finish: Any

    async def prepare(self, *args: Any, **more: Any) -> None:
        """Know the visitor first; then ask whose kernel it is."""
        await super().prepare(*args, **more)  # type: ignore[misc]
        kernel_id = self.path_kwargs.get("kernel_id") or self.path_args[0]
        room: Room = self.settings["workbook_room"]
        if self.current_user is None or room.owner(kernel_id) != self.current_user.username:
            self.set_status(404)  # without a page: nobody looks at what these addresses answer
            self.finish()


class FewLines(Owned):
    """Mix-in for a websocket to a kernel: a page of ours asks for it, and for few.

    They are counted from the first word on: who opens many at once must not slip through together.
    """

    get_status: Any
    check_origin: Any
    _finished: bool

    async def prepare(self, *args: Any, **more: Any) -> None:
        """Count the lines that there are."""
        await super().prepare(*args, **more)
        if self._finished:
            return
        if not self.check_origin():  # before anything is made ready for it
            raise web.HTTPError(403)
        if len(self._lines) >= MOST_LINES:
            raise web.HTTPError(429)
        self._lines.add(self)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say no more than the status: nobody looks at what a websocket's address answers, and Jupyter's own page of errors is not here."""
        self.finish()

    def on_finish(self) -> None:
        """Forget a line that was not opened."""
        if self.get_status() != 101:
            self._lines.discard(self)
        super().on_finish()  # type: ignore[misc]

    def on_close(self) -> None:
        """Forget a line that has ended."""
        self._lines.discard(self)
        super().on_close()  # type: ignore[misc]

    @property
    def _lines(self) -> WeakSet[Any]:
        """The lines of this kind to this kernel."""
        lines: dict[tuple[str, str], WeakSet[Any]] = self.settings["workbook_lines"]
        name = type(self).__name__, self.path_kwargs.get("kernel_id") or self.path_args[0]
        for gone in [each for each, left in lines.items() if not left and each != name]:
            del lines[gone]
        return lines.setdefault(name, WeakSet())


class OwnEnd(Owned, EndHandler):
    """A closing page ends its kernel, and its place is free at once."""

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End the kernel."""
        await self.settings["workbook_admission"].end(kernel_id, "its page was closed")
        self.set_status(204)
        self.finish()


class OwnRun(FewLines, RunHandler):
    """A page takes its outputs."""


class OwnKernel(Owned, KernelHandler):
    """Jupyter's own client asks what its kernel is doing; it may not do more."""

    SUPPORTED_METHODS = ("GET",)


class OwnSocket(FewLines, PageSocket):
    """The line between a page and its kernel; a page that does not listen is cut off, and one that says too much is not listened to."""

    connection: Any

    async def on_message(self, ws_message: str | bytes) -> None:
        """Pass a message on. As long as the kernel is too busy to take it nothing more is read: what waits would fill the server's memory."""
        super().on_message(ws_message)
        for pause in chain((0, 0), repeat(AGAIN)):
            if self.connection is None or not any(not line.closed() and line.sending() for line in self.connection.channels.values()):
                return
            await asyncio.sleep(pause)

    def write_message(self, message: bytes | dict[str, Any] | str, binary: bool = False) -> Any:
        """Pass on what the kernel says, as long as the page takes it."""
        if self.ws_connection is not None:
            self.ws_connection.stream.max_write_buffer_size = BACKLOG
        try:
            return super().write_message(message, binary)
        except StreamBufferFullError:
            _log.warning("A page did not take what its kernel said.")
            if self.ws_connection is not None:
                self.ws_connection.stream.close()
            return None
