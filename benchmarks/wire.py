"""Jupyter's messages over one websocket, as `static/wire.js` writes and reads them."""

from __future__ import annotations

import itertools
import json
import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

PROTOCOL = "v1.kernel.websocket.jupyter.org"
PARTS = ("header", "parent_header", "metadata", "content")


def message(session: str, kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """A message for the kernel's shell channel."""
    header = {"msg_id": uuid4().hex, "msg_type": kind, "session": session, "username": "", "version": "5.3", "date": datetime.now(UTC).isoformat()}
    return {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}


def pack(told: Mapping[str, Any]) -> bytes:
    """A message as bytes: how many marks, where each part begins and the last ends, then the channel and four parts of JSON."""
    parts = [told["channel"].encode(), *(json.dumps(told[part]).encode() for part in PARTS)]
    marks, at = [len(parts) + 1], 8 * (len(parts) + 2)
    for part in (*parts, b""):
        marks.append(at)
        at += len(part)
    return struct.pack(f"<{len(marks)}Q", *marks) + b"".join(parts)


def unpack(data: bytes) -> dict[str, Any]:
    """What came over the websocket; `buffers` are its binary parts.

    >>> told = message("s", "comm_msg", {"comm_id": "c"})
    >>> unpack(pack(told))["content"]
    {'comm_id': 'c'}
    """
    (count,) = struct.unpack_from("<Q", data)
    marks = struct.unpack_from(f"<{count}Q", data, 8)
    parts = [data[begin:end] for begin, end in itertools.pairwise(marks)]
    read = {part: json.loads(text) for part, text in zip(PARTS, parts[1:5], strict=True)}
    return {"channel": parts[0].decode(), "buffers": parts[5:], **read}
