"""A simulated visitor: a page without a browser. It asks for the page, listens to its kernel, and types into its forms.

It does what the page's own scripts do (`client.js`, `wire.js`, `models.js`, `saving.js`): one line to the kernel, mended by itself; a text
counts as typed when it is in the visitor's own drafts, and as saved when Python has confirmed it; until then it is sent again, after a
reload of the page too.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urljoin
from uuid import uuid4

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, WebSocketClosedError, websocket_connect

from benchmarks.wire import PROTOCOL, message, pack, unpack

_CONFIG = re.compile(r'<script id="jupyter-config-data" type="application/json">(.*?)</script>', re.DOTALL)
_STEP = re.compile(r'<section data-step="([^"]*)"(.*?)</section>', re.DOTALL)
_WIDGET = re.compile(r"IPY_MODEL_(\w+)")
_CELL = re.compile(r'cell-index="(\d+)"')
GONE = (OSError, HTTPClientError, ConnectionError, asyncio.TimeoutError)
"""What a request can end with when the server is away."""


class Refused(Exception):
    """The page came without what is needed: the room is full, no kernel could be started, or a kernel died before it was ready."""


@dataclass
class Browser:
    """Cookies, and requests that carry them."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    async def get(self, path: str, timeout: float = 180) -> str:
        """The text at an address; redirects are followed, as cookies are set on the way."""
        url = urljoin(self.address, path)
        for _ in range(6):
            answer = await AsyncHTTPClient().fetch(self.request(url, timeout, follow_redirects=False), raise_error=False)
            self._remember(answer.headers.get_list("Set-Cookie"))
            if answer.code not in (301, 302, 303, 307, 308):
                answer.rethrow()
                return answer.body.decode()
            url = urljoin(url, answer.headers["Location"])
        msg = f"{self.address}{path} led from one address to the next without end."
        raise Refused(msg)

    async def post(self, path: str, body: str) -> int:
        """Send a form; the status of the answer."""
        told = self.request(urljoin(self.address, path), 20, method="POST", body=body)
        return int((await AsyncHTTPClient().fetch(told, raise_error=False)).code)

    def request(self, url: str, timeout: float, **more: Any) -> HTTPRequest:
        """A request with the cookies."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        return HTTPRequest(url, headers=headers, request_timeout=timeout, connect_timeout=timeout, **more)

    async def socket(self, path: str, *protocols: str) -> WebSocketClientConnection:
        """Open a websocket."""
        url = urljoin(self.address, path).replace("http", "ws", 1)
        opening = asyncio.ensure_future(websocket_connect(self.request(url, 30), subprotocols=list(protocols) or None, max_message_size=2**28))
        try:
            return await asyncio.shield(opening)
        except asyncio.CancelledError:
            opening.add_done_callback(_closed)
            raise

    def _remember(self, told: list[str]) -> None:
        for line in told:
            self.cookies.update({name: morsel.coded_value for name, morsel in SimpleCookie(line).items()})


@dataclass
class Page:
    """One loaded page: its kernel, its widgets' states, and how far its cells are."""

    browser: Browser
    name: str
    kernel: str = ""
    base: str = "/"
    models: dict[str, dict[str, Any]] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    open_cells: frozenset[int] = frozenset()
    ran: asyncio.Event = field(default_factory=asyncio.Event)
    received: int = 0
    pong: float = 0.0
    hears: Any = None  # called with (comm id, content) for each custom message
    _line: WebSocketClientConnection | None = None
    _session: str = field(default_factory=lambda: uuid4().hex)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    async def load(self) -> Page:
        """Ask for the page and open its two lines; ready when every cell has run and every widget that it shows is there."""
        path, _, anchor = self.name.partition("#")
        text = await self.browser.get(path)
        self.open_cells = _cells(text, anchor)
        found = _CONFIG.search(text)
        if not found:
            msg = f"{self.name} came without a kernel."
            raise Refused(msg)
        told = json.loads(found[1])
        self.kernel, self.base = told["kernelId"], told["baseUrl"]
        await self._connect()
        self._tasks = [asyncio.ensure_future(self._listen()), asyncio.ensure_future(self._run())]
        return self

    async def ready(self, patience: float = 180) -> Page:
        """Wait until everything that the page shows is there."""
        await asyncio.wait_for(self.ran.wait(), patience)
        await self._until(lambda: all(widget in self.models for widget in self.shown), "showed widgets that never came", patience)
        return self

    async def look(self, patience: float = 180) -> Page:
        """Look at the open step, as the browser does of itself: wait until everything in it is worked out and has come."""
        asked: set[str] = set()

        def drawn() -> bool:
            waiting = [key for key in self._within(self._open) if self.models.get(key, {"awaited": True}).get("awaited")]
            for key in waiting:
                if key in self.models and key not in asked:
                    asked.add(key)
                    self.say(key, {"type": "seen"})
            return not waiting

        await self._until(drawn, "never showed its open step", patience)
        return self

    def _within(self, keys: list[str]) -> set[str]:
        """Those widgets and all that stand inside of them."""
        found: set[str] = set()
        left = list(keys)
        while left:
            key = left.pop()
            if key not in found:
                found.add(key)
                left += _WIDGET.findall(json.dumps(self.models.get(key, {}), default=str))
        return found

    async def _until(self, happened: Callable[[], bool], otherwise: str, patience: float) -> None:
        until = time.monotonic() + patience
        while not happened():
            if time.monotonic() > until:
                msg = f"{self.name} {otherwise}."
                raise Refused(msg)
            await asyncio.sleep(0.01)

    async def form(self, name: str, patience: float = 30) -> str:
        """Look at a form, as the page does that scrolls to it; the id of its widget once its fields are there."""
        key = next((key for key, state in self.models.items() if state.get("form") == name), None)
        if key is None:
            msg = f"{self.name} came without the form {name}."
            raise Refused(msg)
        if self.models[key].get("awaited"):
            self.say(key, {"type": "seen"})
        await self._until(lambda: "raws" in self.models[key] and not self.models[key].get("awaited"), f"showed the form {name} empty", patience)
        return key

    def say(self, comm: str, content: Mapping[str, Any]) -> bool:
        """Send a custom message to a widget; whether there was a line for it."""
        if self._line is None:
            return False
        told = message(self._session, "comm_msg", {"comm_id": comm, "data": {"method": "custom", "content": content}})
        try:
            sending = asyncio.ensure_future(self._line.write_message(pack(told), binary=True))
        except WebSocketClosedError:  # it has just broken; whoever listens mends it
            return False
        sending.add_done_callback(lambda done: done.cancelled() or done.exception())
        return True

    def ping(self) -> None:
        """Ask, as the status line does every second, whether Python is still there."""
        for comm, state in self.models.items():
            if "kernel" in state and "saved_at" in state:
                self.say(comm, {"type": "ping", "number": round(time.monotonic() * 1000)})

    async def alive(self) -> bool | None:
        """Whether the server has this page's kernel; `None` when it does not answer."""
        try:
            return bool(json.loads(await self.browser.get(f"{self.base}workbook/alive/{self.kernel}", 5))["alive"])
        except GONE:
            return None

    async def close(self) -> int:
        """Leave the page: its kernel may end."""
        self.drop()
        return await self.browser.post(f"{self.base}voila/api/shutdown/{self.kernel}", f"_xsrf={self.browser.cookies.get('_xsrf', '')}")

    def drop(self) -> None:
        """Go without a word, as a browser that crashes."""
        for task in self._tasks:
            task.cancel()
        if self._line is not None:
            self._line.close()
        self._line = None

    async def _connect(self) -> None:
        self._line = await self.browser.socket(f"{self.base}api/kernels/{self.kernel}/channels?session_id={self._session}", PROTOCOL)

    async def _listen(self) -> None:
        """Hear what the kernel says; mend the line when it breaks."""
        tries = 0
        while True:
            line = self._line
            while line is not None and (data := await line.read_message()) is not None:
                tries = 0
                self.received += len(data)
                self._heard(unpack(data if isinstance(data, bytes) else data.encode()))
            self._line = None
            if line is not None:
                line.close()
            await asyncio.sleep(min(0.5 * 2**tries, 5))
            tries += 1
            with suppress(*GONE):
                await self._connect()

    async def _run(self) -> None:
        """Take what the cells show."""
        line = await self.browser.socket(f"{self.base}voila/execution/{self.kernel}")
        try:
            await line.write_message(json.dumps({"action": "execute", "payload": {"together": True}}))
            while not self.ran.is_set() and (data := await line.read_message()) is not None:
                self.received += len(data)
                self._show(json.loads(data)["payload"])
        finally:
            line.close()

    def _show(self, told: dict[str, Any]) -> None:
        for output in told.get("output_cell", {}).get("outputs", ()):
            view = output.get("data", {}).get("application/vnd.jupyter.widget-view+json")
            self.shown += [view["model_id"]] if view else []
            self._open += [view["model_id"]] if view and told["cell_index"] + 1 in self.open_cells else []
        if told.get("total_cell", -1) > 0:
            self.ran.set()

    def _heard(self, told: dict[str, Any]) -> None:
        kind, content = told["header"]["msg_type"], told["content"]
        if told["channel"] != "iopub" or not kind.startswith("comm_"):
            return
        data, comm = content.get("data", {}), content["comm_id"]
        if kind == "comm_open":
            self.models[comm] = dict(data["state"])
        elif data.get("method") == "update":
            self.models.setdefault(comm, {}).update(data["state"])
        elif data.get("method") == "custom":
            if data["content"].get("type") == "pong":
                self.pong = time.monotonic()
            elif self.hears:
                self.hears(comm, data["content"])


def _cells(text: str, anchor: str) -> frozenset[int]:
    """The cells of a page's open step: the one that the address names, else the first."""
    steps = dict(_STEP.findall(text))
    step = steps.get(anchor) or next(iter(steps.values()), "")
    return frozenset(map(int, _CELL.findall(step)))


def _closed(opening: asyncio.Future[WebSocketClientConnection]) -> None:
    """Close a line that nobody waits for any more."""
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()
