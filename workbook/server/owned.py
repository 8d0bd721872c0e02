"""A page's kernel belongs to the visitor who opened the page. To anybody else it does not exist, whatever id they name."""

from __future__ import annotations

import logging
from typing import Any

from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web
from tornado.iostream import StreamBufferFullError

from workbook.server.alive import EndHandler
from workbook.server.pings import PageSocket
from workbook.server.room import Room
from workbook.server.run import RunHandler

MOST_LINES = 4
"""Websockets to one kernel at a time."""

BACKLOG = 64 * 1024 * 1024
"""Bytes that wait for a page that does not listen."""

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


class OwnEnd(Owned, EndHandler):
    """A closing page ends its kernel, and its place is free at once."""

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End the kernel."""
        await self.settings["workbook_admission"].end(kernel_id, "its page was closed")
        self.set_status(204)
        self.finish()


class OwnRun(Owned, RunHandler):
    """A page takes its outputs."""


class OwnKernel(Owned, KernelHandler):
    """Jupyter's own client asks what its kernel is doing; it may not do more."""

    SUPPORTED_METHODS = ("GET",)


class OwnSocket(Owned, PageSocket):
    """The line between a page and its kernel. A page has one, for a moment two; who opens more, or does not listen, is cut off."""

    async def prepare(self, *args: Any, **more: Any) -> None:
        """Count the lines that there are."""
        await super().prepare(*args, **more)
        if self.kernel_manager._kernel_connections.get(self.path_kwargs["kernel_id"], 0) >= MOST_LINES:
            raise web.HTTPError(429)

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
