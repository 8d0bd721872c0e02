"""How one visitor arrives at each server, without a browser: from asking for the page until its content is there.

Each keeps its line open until the visit is ended.

What a peer's own script in the browser would send first is sent here too; everything else that a browser does is not the server's cost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tornado.websocket import WebSocketClientConnection

from benchmarks.visitor import Browser, Page

CROWDED = 180.0
"""Seconds in which a page of stock Voilà has come when thirty ask for it at once, four times what it takes; some never come."""

Leave = Callable[[], Awaitable[object]]
"""What ends the visit."""


@dataclass(frozen=True)
class Bokeh:
    """The little of Bokeh's protocol that fetches a page's document."""

    line: WebSocketClientConnection

    async def ask(self, kind: str) -> dict[str, Any]:
        """Send a message without content; its answer."""
        for part in ({"msgid": "1", "msgtype": kind}, {}, {}):
            await self.line.write_message(json.dumps(part))
        return await self.answer()

    async def answer(self) -> dict[str, Any]:
        """Return the header of the next message: three parts, and as many pairs of binary ones as it says."""
        header: dict[str, Any] = json.loads(await self.line.read_message() or "{}")
        for _ in range(2 + 2 * header.get("num_buffers", 0)):
            await self.line.read_message()
        return header


async def ours(address: str, page: str) -> Leave:
    """Every cell of the page has run, every widget it shows has come, and the open step is worked out whole."""
    opened = await Page(Browser(address), page).load()
    await opened.ready()
    await opened.look()
    return opened.close


async def voila(address: str, page: str) -> Leave:
    """The page has come with every cell's output; a line to its kernel stands."""
    browser = Browser(address)
    text = await browser.get(page, CROWDED)
    kernel = re.search(r'"kernelId": ?"([\w-]+)"', text)
    if kernel is None:
        message = f"Voilà sent a page without a kernel: {text[:200]}"
        raise RuntimeError(message)
    line = await browser.socket(f"api/kernels/{kernel[1]}/channels")

    async def leave() -> None:
        line.close()
        await farewell(browser, kernel[1])

    return leave


async def farewell(browser: Browser, kernel: str) -> None:
    """End a kernel of stock Voilà: its page's own farewell is refused for want of a token, and the measurement has to end kernels."""
    token = browser.cookies.setdefault("_xsrf", "00ff")
    await browser.post(f"voila/api/shutdown/{kernel}", f"_xsrf={token}")


async def dismiss(address: str, kernels: list[str]) -> None:
    """End the kernels of pages that never came."""
    browser = Browser(address)
    for kernel in kernels:
        await farewell(browser, kernel)


async def panel(address: str, page: str) -> Leave:
    """The document, with its widgets and charts, has been pulled over the line."""
    browser = Browser(address)
    found = re.search(r'"token": ?"([^"]+)"', await browser.get(page))
    if found is None:
        message = "Panel sent a page without a session."
        raise RuntimeError(message)
    line = await browser.socket(f"{page}/ws", "bokeh", found[1])
    bokeh = Bokeh(line)
    told = await bokeh.answer()  # its first word is an acknowledgement
    while told.get("msgtype") != "PULL-DOC-REPLY":
        told = await bokeh.ask("PULL-DOC-REQ")

    async def leave() -> None:
        line.close()

    return leave


async def streamlit(address: str, page: str) -> Leave:
    """The script has run to its end."""
    browser = Browser(address)
    await browser.get(page)
    line = await browser.socket("_stcore/stream", "streamlit")
    await line.write_message(RERUN, binary=True)
    while isinstance(told := await line.read_message(), bytes):
        if SCRIPT_FINISHED in _fields(told):
            break

    async def leave() -> None:
        line.close()

    return leave


RERUN = b"\x5a\x00"
"""Streamlit's message to run the script: field 11 (`rerun_script`) with nothing in it."""

SCRIPT_FINISHED = 6
"""The number of the field `script_finished` in Streamlit's messages."""


def _fields(message: bytes) -> list[int]:
    """The numbers of the fields of a Protocol Buffers message.

    >>> _fields(RERUN)
    [11]
    """
    numbers, at = [], 0
    while at < len(message):
        key, at = _varint(message, at)
        numbers.append(key >> 3)
        kind = key & 7
        if kind == 0:
            _, at = _varint(message, at)
        elif kind == 2:
            length, at = _varint(message, at)
            at += length
        else:
            at += 8 if kind == 1 else 4
    return numbers


def _varint(message: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = message[at]
        number, shift, at = number | (byte & 127) << shift, shift + 7, at + 1
        if byte < 128:
            return number, at


ARRIVE: dict[str, Callable[[str, str], Awaitable[Leave]]] = {"ours": ours, "strategy": ours, "voila": voila, "panel": panel, "streamlit": streamlit}
