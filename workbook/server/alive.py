"""Is the process behind a page still there? The page asks when its kernel has not answered for some seconds.

A kernel that calculates does not answer either; the server knows the difference.
"""

from __future__ import annotations

import json
from typing import Any

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.utils import ensure_async
from tornado import web


class AliveHandler(JupyterHandler):
    """Answer `{"known": bool, "alive": bool}` for a kernel's id."""

    @web.authenticated
    async def get(self, kernel_id: str) -> None:
        """Tell whether the server knows the kernel and whether its process runs."""
        known = kernel_id in self.kernel_manager and self._mine(kernel_id)
        alive = known and bool(await ensure_async(self.kernel_manager.get_kernel(kernel_id).is_alive()))
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({"known": known, "alive": alive}))

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say no more than the status: a program asks here."""
        self.finish()

    def _mine(self, kernel_id: str) -> bool:
        """In JupyterLab every kernel is one's own; in the app somebody else's does not exist."""
        room = self.settings.get("workbook_room")
        return room is None or room.owner(kernel_id) == self.current_user.username


class EndHandler(APIHandler):
    """What a closing page says: its kernel may end. One that is gone already needs no ending."""

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End the kernel."""
        if kernel_id in self.kernel_manager:
            await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id))
        self.set_status(204)
        self.finish()
