"""What a page may say to its kernel: something to its widgets, and whether the kernel is there. Never code, and never that a widget be made.

Each message is looked at before anything else reads it: the ways in which Jupyter's messages are written begin with numbers of parts and their
places, and whoever believes a wrong one counts to the end of the world, with every other visitor waiting.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from workbook.server.held import PageConnection
from workbook.server.pings import PROTOCOL

ALLOWED = {
    "shell": {"comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"},
    "control": {"kernel_info_request", "shutdown_request"},
}
"""The kinds of messages, by channel."""

CONTROL = "jupyter.widget.control"
"""The one line that a page may open by itself: Jupyter's own client asks over it for all widgets at once."""

MOST_PARTS = 256
"""Parts of one message; an upload's piece has seven."""

_log = logging.getLogger("workbook.server")


class Malformed(ValueError):
    """It is not a message at all."""


def allowed(message: str | bytes, protocol: str | None) -> bool:
    """Return whether a page may say this.

    Parameters
    ----------
    message : str or bytes
        As it came over the websocket.
    protocol : str or None
        The way of writing that was agreed on; `None` is the older one.

    Raises
    ------
    Malformed
        When it cannot be read.

    Examples
    --------
    >>> allowed('{"channel": "shell", "header": {"msg_type": "execute_request"}}', None)
    False
    >>> allowed('{"channel": "shell", "header": {"msg_type": "comm_msg"}}', None)
    True
    """
    try:
        channel, header, content = _newer(message) if protocol == PROTOCOL else _older(message)
        kind = header["msg_type"]
        return kind in ALLOWED.get(channel, ()) and (kind != "comm_open" or content()["target_name"] == CONTROL)
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError) as error:
        message = "A message must be written as Jupyter's protocol says."
        raise Malformed(message) from error


Parts = tuple[str, Any, Callable[[], Any]]
"""The channel, the header, and what reads the content."""


def _newer(message: str | bytes) -> Parts:
    """A count, then where each part begins and the last one ends, then the parts."""
    if not isinstance(message, bytes):
        raise TypeError
    count = int.from_bytes(message[:8], "little")
    if not 6 <= count <= MOST_PARTS or len(message) < 8 * (count + 1):
        raise ValueError
    places = [int.from_bytes(message[8 * (i + 1) : 8 * (i + 2)], "little") for i in range(count)]
    if places[0] != 8 * (count + 1) or places[-1] != len(message) or any(a > b for a, b in pairwise(places)):
        raise ValueError
    parts = [message[begin:end] for begin, end in pairwise(places[:6])]
    return parts[0].decode(), json.loads(parts[1]), lambda: json.loads(parts[4])


def _older(message: str | bytes) -> Parts:
    """JSON, or with binary parts a count, where each begins, and JSON as the first."""
    if isinstance(message, bytes):
        count = int.from_bytes(message[:4], "big")
        if not 1 <= count <= MOST_PARTS or len(message) < 4 * (count + 1):
            raise ValueError
        places = [int.from_bytes(message[4 * (i + 1) : 4 * (i + 2)], "big") for i in range(count)] + [len(message)]
        if places[0] != 4 * (count + 1) or any(a > b for a, b in pairwise(places)):
            raise ValueError
        message = message[places[0] : places[1]].decode()
    told = json.loads(message)
    return told.get("channel", "shell"), told["header"], lambda: told["content"]


class CarefulConnection(PageConnection):
    """A page's connection, which passes on only what a page may say."""

    warned = False
    """Whether the log has heard of this line: one that goes on and on must not fill it."""

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Pass a message on, or not. What is no message at all ends the connection: nothing of ours writes so."""
        try:
            if allowed(incoming_msg, self.subprotocol):
                super().handle_incoming_message(incoming_msg)
            elif not self.warned:
                self.warned = True
                _log.warning("A page sent a message that it may not send.", extra={"kernel": str(self.kernel_id)[:8]})
        except Malformed:
            _log.warning("A page sent something that is no message.", extra={"kernel": str(self.kernel_id)[:8]})
            self.websocket_handler.close(1003)
