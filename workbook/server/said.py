"""What a page may say to its kernel: something about its widgets, and whether the kernel is there. Never code.

Each message is looked at before anything else reads it: the ways in which Jupyter's messages are written begin with numbers of parts and their
places, and whoever believes a wrong one counts to the end of the world, with every other visitor waiting.
"""

from __future__ import annotations

import json
import logging
from itertools import pairwise
from typing import Any

from workbook.server.held import PageConnection
from workbook.server.pings import PROTOCOL

ALLOWED = {
    "shell": {"comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request"},
    "control": {"kernel_info_request", "shutdown_request"},
}
"""The kinds of messages, by channel."""

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
        channel, header = _newer(message) if protocol == PROTOCOL else _older(message)
        return header["msg_type"] in ALLOWED.get(channel, ())
    except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError) as error:
        message = "A message must be written as Jupyter's protocol says."
        raise Malformed(message) from error


def _newer(message: str | bytes) -> tuple[str, Any]:
    """Channel and header: a count, then where each part begins and the last one ends, then the parts."""
    if not isinstance(message, bytes):
        raise TypeError
    count = int.from_bytes(message[:8], "little")
    if not 6 <= count <= MOST_PARTS or len(message) < 8 * (count + 1):
        raise ValueError
    places = [int.from_bytes(message[8 * (i + 1) : 8 * (i + 2)], "little") for i in range(count)]
    if places[0] != 8 * (count + 1) or places[-1] != len(message) or any(a > b for a, b in pairwise(places)):
        raise ValueError
    return message[places[0] : places[1]].decode(), json.loads(message[places[1] : places[2]])


def _older(message: str | bytes) -> tuple[str, Any]:
    """Channel and header: JSON, or with binary parts a count, where each begins, and JSON as the first."""
    if isinstance(message, bytes):
        count = int.from_bytes(message[:4], "big")
        if not 1 <= count <= MOST_PARTS or len(message) < 4 * (count + 1):
            raise ValueError
        places = [int.from_bytes(message[4 * (i + 1) : 4 * (i + 2)], "big") for i in range(count)] + [len(message)]
        if places[0] != 4 * (count + 1) or any(a > b for a, b in pairwise(places)):
            raise ValueError
        message = message[places[0] : places[1]].decode()
    told = json.loads(message)
    return told.get("channel", "shell"), told["header"]


class CarefulConnection(PageConnection):
    """A page's connection, which passes on only what a page may say."""

    def handle_incoming_message(self, incoming_msg: Any) -> None:
        """Pass a message on, or not. What is no message at all ends the connection: nothing of ours writes so."""
        try:
            if allowed(incoming_msg, self.subprotocol):
                super().handle_incoming_message(incoming_msg)
            else:
                _log.warning("A page sent a message that it may not send.", extra={"kernel": str(self.kernel_id)[:8]})
        except Malformed:
            _log.warning("A page sent something that is no message.", extra={"kernel": str(self.kernel_id)[:8]})
            self.websocket_handler.close(1003)
