"""What a kernel says before its page is connected is held, and told to the page first.

The cells of a page run while the browser is still loading. A page that connects in the middle would know the widgets made
after that, and not those they are made of. So the server listens from the beginning, and hands its own line over to the page:
nothing is missed and nothing is heard twice.
"""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

CHANNELS = ("iopub", "shell", "control", "stdin")


class Held:
    """A line to a kernel, and what came over it so far.

    Parameters
    ----------
    kernel : KernelManager
        A kernel that has been started; it need not be ready.
    """

    def __init__(self, kernel: Any) -> None:
        identity = uuid4().hex.encode()
        self.messages: list[list[bytes]] = []
        self.heard = False
        self.channels = {name: getattr(kernel, f"connect_{name}")(identity=identity) for name in CHANNELS}
        for name, stream in self.channels.items():
            stream.channel = name
        self.channels["iopub"].on_recv(self._keep)

    def _keep(self, message: list[bytes]) -> None:
        self.heard = True
        self.messages.append(message)

    async def listening(self, client: Any) -> None:
        """Wait until the line is there: until an echo of a harmless question has come over it, whoever has the line by then."""
        for _ in range(200):
            if self.heard:
                return
            client.kernel_info()
            await asyncio.sleep(0.05)

    def close(self) -> None:
        """Give the line up: its kernel is gone, or its page never came."""
        for stream in self.channels.values():
            if not stream.closed():
                stream.close()


class PageConnection(ZMQChannelsWebsocketConnection):
    """A page's connection to its kernel; the first one takes over the line that was held for it."""

    held: Held | None = None
    line: Held | None = None

    def create_stream(self) -> None:
        """Take the held line, or make a new one when a page connects again."""
        self.held = self.websocket_handler.settings["workbook_held"].pop(self.kernel_id, None)
        if self.held is None:
            super().create_stream()
        else:
            self.line, self.channels = self.held, self.held.channels

    def nudge(self) -> asyncio.Future[None]:
        """Tell what was held before anything new; a line that was listening needs no waking."""
        if self.held is None:
            return super().nudge()
        connected: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        connected.set_result(None)
        connected.add_done_callback(self._tell)
        return connected

    def handle_outgoing_message(self, stream: Any, outgoing_msg: list[Any]) -> None:
        """Pass on what the kernel says. A page that was quick may hear the line's first word in place of the one who waits for it."""
        if self.line is not None and stream is self.channels["iopub"]:
            self.line.heard, self.line = True, None
        super().handle_outgoing_message(stream, outgoing_msg)

    def _on_error(self, channel: str, msg: dict[str, Any], msg_list: list[bytes]) -> None:
        """Leave tracebacks out; jupyter_server looks for its sentence on the kernel, where it is not."""
        self.kernel_manager.traceback_replacement_message = self.multi_kernel_manager.traceback_replacement_message
        super()._on_error(channel, msg, msg_list)

    def _tell(self, _: object) -> None:
        if self.held is not None:
            for message in self.held.messages:
                self.handle_outgoing_message(self.channels["iopub"], message)
            self.held = None
