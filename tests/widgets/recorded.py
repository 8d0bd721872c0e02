"""What a widget sends to the browser, for tests without one."""

from __future__ import annotations

from typing import Any

import anywidget


def recorded(widget: anywidget.AnyWidget) -> list[tuple[dict[str, Any], list[bytes]]]:
    """Collect the custom messages of a widget as (content, buffers) from now on."""
    sent: list[tuple[dict[str, Any], list[bytes]]] = []

    def publish(msg_type: str, data: dict[str, Any] | None = None, buffers: Any = None, **_: Any) -> None:
        if data and data.get("method") == "custom":
            sent.append((data["content"], [bytes(b) for b in buffers or ()]))

    widget.comm.publish_msg = publish
    return sent


def say(widget: anywidget.AnyWidget, buffers: tuple[bytes, ...] = (), **content: Any) -> None:
    """Let a widget hear a message of the browser."""
    widget._handle_custom_msg(content, [memoryview(b) for b in buffers])
