"""A page that says nothing stays connected."""

from __future__ import annotations

import asyncio
import logging

from jupyter_server.base.websocket import WebSocketMixin
from tornado import httpserver, netutil, web, websocket

from workbook.server.pings import PageSocket, PatientPings


class _Silent(PatientPings, WebSocketMixin, websocket.WebSocketHandler):
    log = logging.getLogger("workbook")

    def prepare(self) -> None:
        pass

    def check_origin(self, origin: str) -> bool:
        return True

    def on_message(self, message: str | bytes) -> None:
        self.write_message(message)


async def _answer(application: web.Application, message: str | bytes, after: float = 0) -> str | bytes | None:
    """What a handler answers to a message sent so many seconds after the line was opened."""
    server = httpserver.HTTPServer(application)
    sockets = netutil.bind_sockets(0, "127.0.0.1")
    server.add_sockets(sockets)
    line = await websocket.websocket_connect(f"ws://127.0.0.1:{sockets[0].getsockname()[1]}/")
    await asyncio.sleep(after)
    await line.write_message(message, binary=isinstance(message, bytes))
    heard = await line.read_message()
    line.close()
    await asyncio.sleep(0.05)
    server.stop()
    await server.close_all_connections()
    return heard


def test_silent_page_stays_connected() -> None:
    silent = web.Application([("/", _Silent)], ws_ping_interval=200)
    assert asyncio.run(_answer(silent, "still here", after=1.1)) == "still here"


def test_pages_use_it() -> None:
    assert issubclass(PageSocket, PatientPings)


class _Echo(PageSocket):
    log = logging.getLogger("workbook")

    def prepare(self) -> None:
        pass

    async def get(self) -> None:
        await websocket.WebSocketHandler.get(self)

    def open(self) -> None:
        pass

    def check_origin(self, origin: str) -> bool:
        return True

    def select_subprotocol(self, subprotocols: list[str]) -> None:
        return None

    def on_message(self, message: str | bytes) -> None:
        self.write_message(message, binary=True)

    def on_close(self) -> None:
        pass


def test_older_protocol_is_not_read_as_the_newer() -> None:
    old = b"\x00\x00\x00\x02\x00\x00\x00\x0c\x00\x00\x00\x0e{}ab"  # read as the newer one: 2^57 parts
    assert asyncio.run(asyncio.wait_for(_answer(web.Application([("/", _Echo)]), old), 5)) == old
