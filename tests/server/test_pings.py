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


async def _heard_after(seconds: float) -> str | bytes | None:
    server = httpserver.HTTPServer(web.Application([("/", _Silent)], ws_ping_interval=200))
    sockets = netutil.bind_sockets(0, "127.0.0.1")
    server.add_sockets(sockets)
    line = await websocket.websocket_connect(f"ws://127.0.0.1:{sockets[0].getsockname()[1]}/")
    await asyncio.sleep(seconds)
    await line.write_message("still here")
    heard = await line.read_message()
    line.close()
    await asyncio.sleep(0.05)
    server.stop()
    await server.close_all_connections()
    return heard


def test_silent_page_stays_connected() -> None:
    assert asyncio.run(_heard_after(1.1)) == "still here"


def test_pages_use_it() -> None:
    assert issubclass(PageSocket, PatientPings)
