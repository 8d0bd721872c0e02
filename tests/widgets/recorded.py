"""What a widget sends to the browser, for tests without one."""

from __future__ import annotations

from typing import Any

import anywidget


def recorded(widget: anywidget.AnyWidget) -> list[tuple[dict[str, Any], list[bytes]]]:
    """Collect the custom messages of a widget as (content, buffers) from now on."""
    sent: list[tuple[dict[str, Any], list[bytes]]] = []

    def send(message: dict[str, Any], buffers: Any = None) -> None:
        if message.get("method") == "custom":
            sent.append((message["content"], [bytes(b) for b in buffers or ()]))

    widget._send = send
    return sent


def say(widget: anywidget.AnyWidget, buffers: tuple[bytes, ...] = (), **content: Any) -> None:
    """Let a widget hear a message of the browser."""
    widget._handle_custom_msg(content, [memoryview(b) for b in buffers])
