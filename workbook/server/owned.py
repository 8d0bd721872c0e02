"""A page's kernel belongs to the visitor who opened the page. To anybody else it does not exist, whatever id they name."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.handlers import KernelHandler
from tornado import web

from workbook.server.alive import EndHandler
from workbook.server.pings import PageSocket
from workbook.server.room import Room
from workbook.server.run import RunHandler


class Owned:
    """Mix-in for a handler whose address names a kernel."""

    settings: dict[str, Any]
    path_args: list[str]
    path_kwargs: dict[str, str]
    current_user: Any

    async def prepare(self, *args: Any, **more: Any) -> None:
        """Know the visitor first; then ask whose kernel it is."""
        await super().prepare(*args, **more)  # type: ignore[misc]
        kernel_id = self.path_kwargs.get("kernel_id") or self.path_args[0]
        room: Room = self.settings["workbook_room"]
        if self.current_user is None or room.owner(kernel_id) != self.current_user.username:
            raise web.HTTPError(404)


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
    """The line between a page and its kernel."""
