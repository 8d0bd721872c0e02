"""A page that does not take what its kernel says is cut off before it fills the server's memory."""

from __future__ import annotations

import asyncio
import logging
import socket

import pytest
from tornado import httpserver, netutil, web, websocket

from workbook.server import owned

ASKED = {"Host": "x", "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
HEAD = "GET / HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in ASKED.items()) + "\r\n"
said: list[int] = []


class _Talking(owned.OwnSocket):
    log = logging.getLogger("workbook")

    async def prepare(self) -> None:
        pass

    async def get(self) -> None:
        await websocket.WebSocketHandler.get(self)

    def select_subprotocol(self, subprotocols: list[str]) -> None:
        return None

    def on_close(self) -> None:
        pass

    async def open(self) -> None:
        while self.ws_connection is not None and len(said) < 200:
            said.append(1)
            self.write_message("x" * 1_000_000)
            await asyncio.sleep(0)


def test_a_page_that_does_not_listen_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owned, "BACKLOG", 20_000_000)

    async def run() -> None:
        server = httpserver.HTTPServer(web.Application([("/", _Talking)]))
        sockets = netutil.bind_sockets(0, "127.0.0.1")
        server.add_sockets(sockets)
        with socket.create_connection(sockets[0].getsockname()[:2]) as line:
            line.sendall(HEAD.encode())
            for _ in range(100):
                await asyncio.sleep(0.05)
                if len(said) > 15:
                    break
            await asyncio.sleep(0.3)
        server.stop()
        await server.close_all_connections()

    asyncio.run(run())
    assert 15 < len(said) < 60
