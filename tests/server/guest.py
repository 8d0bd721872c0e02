"""A visitor from outside: a browser's cookies and headers, real HTTP and real websockets, and nothing of the server's own code."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar

from jupyter_client.session import Session
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

LONG = 60


@dataclass(frozen=True)
class Answer:
    status: int
    url: str
    headers: object
    body: bytes

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def kernel(self):
        """The id of the kernel behind a page; None when it is not a page with a kernel."""
        found = re.search(r'id="jupyter-config-data" type="application/json">(.*?)</script>', self.text, re.DOTALL)
        return json.loads(found[1])["kernelId"] if found else None


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Guest:
    """One browser; `app` is a running server."""

    def __init__(self, app):
        self.app, self.jar = app, CookieJar()

    def ask(self, path, data=None, *, method=None, follow=True, **headers):
        handlers = [urllib.request.HTTPCookieProcessor(self.jar), *([] if follow else [_Stay()])]
        sent = urllib.parse.urlencode(data).encode() if isinstance(data, dict) else data
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(urllib.parse.urljoin(self.app.address, path), sent, named, method=method)
        try:
            with urllib.request.build_opener(*handlers).open(request, timeout=LONG) as answer:
                return Answer(answer.status, answer.url, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.url, error.headers, error.read())

    def open(self, page="01_mine.ipynb", **headers):
        """Open a page; the id of its kernel."""
        return self.ask(page, **headers).kernel

    @property
    def cookies(self):
        return {cookie.name: cookie for cookie in self.jar}

    @property
    def token(self):
        return {"_xsrf": self.cookies["_xsrf"].value}

    def close(self, kernel):
        """What a closing page says."""
        return self.ask(f"voila/api/shutdown/{kernel}", self.token, Origin=self.app.address.rstrip("/")).status

    def told(self, **headers):
        """The headers of a websocket of this browser's page."""
        cookie = "; ".join(f"{name}={each.value}" for name, each in self.cookies.items())
        return {"Cookie": cookie, "Origin": self.app.address.rstrip("/"), **headers}

    async def line(self, path, **headers):
        """A websocket, as a page of this browser opens it."""
        address = self.app.address.replace("http", "ws", 1) + path
        return await websocket_connect(HTTPRequest(address, headers=self.told(**headers), request_timeout=LONG), max_message_size=2**26)

    def knock(self, path, **headers):
        """The status with which a websocket is answered: 101 opens it."""
        asked = {"Host": f"127.0.0.1:{self.app.port}", "Upgrade": "websocket", "Connection": "Upgrade", **self.told(**headers)}
        asked |= {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
        lines = [f"GET /{path} HTTP/1.1", *(f"{name}: {value}" for name, value in asked.items()), "", ""]
        with socket.create_connection(("127.0.0.1", self.app.port), timeout=LONG) as line:
            line.sendall("\r\n".join(lines).encode())
            return int(line.recv(64).split()[1])

    def seen(self, kernel):
        """All that a page's cells show, as text."""

        async def run():
            line, shown = await self.line(f"voila/execution/{kernel}"), []
            await line.write_message(json.dumps({"action": "execute", "payload": {}}))
            while True:
                payload = json.loads(await asyncio.wait_for(line.read_message(), LONG))["payload"]
                for output in payload["output_cell"]["outputs"]:
                    shown.append("".join(output.get("text", "") or json.dumps(output.get("data", ""))))
                if payload["total_cell"] > 0:
                    await ended(line)
                    return "\n".join(shown)

        return asyncio.run(run())

    async def connected(self, kernel):
        """The line to a kernel."""
        return await self.line(f"api/kernels/{kernel}/channels?session_id=guest")


async def ended(line):
    """Close a websocket, and wait until it is."""
    line.close()
    while await line.read_message() is not None:
        pass


def message(kind, content, channel="shell"):
    return json.dumps(Session().msg(kind, content) | {"channel": channel, "buffers": []}, default=str)
