"""A page that is only read for a while stays connected.

The server pings each page every 30 seconds and gives it up when nothing came back for three pings. Jupyter and Tornado both
read the two numbers from the handler, and want them differently: Jupyter compares the time since the last answer with the timeout *before*
it pings (a timeout as long as the interval cuts every line at the first ping), Tornado allows no timeout longer than the interval.
"""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

PROTOCOL = "v1.kernel.websocket.jupyter.org"
"""The newer way of writing Jupyter's messages over a websocket."""

INTERVAL = 30_000
"""Milliseconds between two pings."""


class PatientPings:
    """Mix-in for a Jupyter websocket handler: three pings without an answer end the line."""

    ws_connection: Any
    settings: dict[str, Any]

    @property
    def ping_interval(self) -> int:
        """Milliseconds between two pings; Tornado takes them for seconds, so that only Jupyter's pings are sent."""
        return int(self.settings.get("ws_ping_interval", INTERVAL))

    @property
    def ping_timeout(self) -> int:
        """Milliseconds without an answer; Tornado asks before the line stands, Jupyter afterwards."""
        return self.ping_interval * (3 if self.ws_connection else 1)


class PageSocket(PatientPings, VoilaKernelWebsocketHandler):
    """The line between a page and its kernel."""

    def write_message(self, message: bytes | dict[str, Any] | str, binary: bool = False) -> Any:
        """Pass on what the kernel says; Voilà looks for the header of a binary message, which only the newer protocol has in its place.

        In the older one the first eight bytes are no number of parts: read as one, they would ask for gigabytes.
        """
        if isinstance(message, bytes) and self.selected_subprotocol != PROTOCOL:
            return _sent(KernelWebsocketHandler.write_message(self, message, binary))
        return _sent(super().write_message(message, binary))


def _sent(sending: Any) -> Any:
    """That the page was closed while something was on its way to it is no failure: the log need not hear of it."""
    if sending is not None:
        sending.add_done_callback(lambda done: done.cancelled() or done.exception())
    return sending
