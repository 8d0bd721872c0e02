"""From outside: what is not on the address table does not exist, and what is has its headers, whoever asks and however."""

import asyncio
import http.client
import socket
import time
from contextlib import suppress

import pytest

from tests.browser.conftest import HERE as BROWSER
from tests.browser.running import App
from tests.server.guest import Guest, ended, message
from workbook.server.pings import PROTOCOL

PAGE = "01_strategy.ipynb"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    running = App(tmp_path_factory.mktemp("doors"), BROWSER / "pages").start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def me(app):
    return Guest(app)


@pytest.fixture(scope="module")
def kernel(me):
    return me.open(PAGE)


def raw(app, path, method="GET", **headers):
    """A request whose path nobody has tidied up; its status and headers."""
    line = http.client.HTTPConnection("127.0.0.1", app.port, timeout=30)
    line.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status, answer.headers


NOTHING = [
    "/api", "/api/contents", "/api/contents/01_strategy.ipynb", "/api/sessions", "/api/kernels", "/api/kernelspecs", "/api/terminals",
    "/api/config/x", "/api/status", "/api/me", "/api/security/csp-report", "/files/01_strategy.ipynb", "/files/", "/view/x",
    "/voila/files/01_strategy.ipynb", "/voila/static/voila.js", "/voila/templates/lab/index.html.j2", "/voila/render/01_strategy.ipynb",
    "/voila/tree", "/tree", "/lab", "/login", "/logout", "/nbextensions/x.js", "/terminals/1", "/terminals/websocket/1", "/static/favicon.ico",
    "/templates/base.html", "/workbook/templates/base.html", "/workbook/static/../app.py", "/workbook/static/../../store/place.py",
    "/workbook/static/%2e%2e/stub.py", "/workbook/static/..%2fstub.py", "/workbook/static//etc/passwd",
    "/workbook/lib/x/static/../../../voila/app.py", "/workbook/lib/x/labextensions/..%2f..%2f..%2fetc/passwd", "/pages/01_strategy.ipynb",
    "/..%2f01_strategy.ipynb", "/../notebooks/02_strategy.ipynb", "/01_strategy.ipynb/", "/01_strategy.ipynb.bak", "/.ipynb", "/%00.ipynb",
    "/01_strategy.IPYNB", "/workbook/mine", "/workbook/open", "/workbook/open/me.x", "/secret", "/workbooks.sqlite",
]  # fmt: skip


@pytest.mark.parametrize("path", NOTHING)
def test_nothing_else_is_reachable(app, path):
    assert raw(app, path)[0] == 404


@pytest.mark.parametrize("action", ["restart", "interrupt"])
def test_kernels_cannot_be_steered(app, kernel, action):
    assert raw(app, f"/api/kernels/{kernel}/{action}", "POST")[0] in (403, 404, 405)


@pytest.mark.parametrize("method", ["DELETE", "PUT", "PATCH", "OPTIONS", "TRACE"])
def test_only_reading_is_offered(app, kernel, method):
    for path in (f"/api/kernels/{kernel}", f"/{PAGE}", "/api/kernels"):
        assert raw(app, path, method)[0] in (403, 405)


@pytest.mark.parametrize(
    "path", ["/", f"/{PAGE}", "/nothing", "/workbook/static/steps.js", "/workbook/alive/x", "/healthz", "/metrics", "/api/kernels/x", "/bad"]
)
def test_headers_are_everywhere(app, path):
    headers = raw(app, path, Host="evil.example" if path == "/bad" else f"127.0.0.1:{app.port}")[1]
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert "unsafe" not in policy["script-src"]
    assert policy["frame-ancestors"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "ornado" not in headers["Server"]


def test_opener_policy_where_browsers_heed_it(app):
    assert raw(app, "/healthz")[1]["Cross-Origin-Opener-Policy"] == "same-origin"


def test_jupyters_own_client_has_a_looser_policy(app):
    """Where other notebooks than the workbook's own are served, which may show other widgets: for their pages alone."""
    assert "unsafe-eval" in raw(app, f"/{PAGE}?whole")[1]["Content-Security-Policy"]
    assert "unsafe" not in raw(app, "/healthz?whole")[1]["Content-Security-Policy"].split("script-src ")[1].split(";")[0]


@pytest.mark.parametrize(
    "host", ["evil.example", "workbook.evil.example:8866", "192.168.0.7", "127.0.0.1.evil.example", "localhost.evil.example", ""]
)
def test_foreign_names_do_not_lead_here(app, host):
    status, headers = raw(app, f"/{PAGE}", Host=host)
    assert status in (400, 403)
    assert not headers.get("Set-Cookie")


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_what_a_proxy_passes_on_is_not_me(app, name):
    assert raw(app, f"/{PAGE}", **{name: "10.0.0.7"})[0] == 403


def test_closing_needs_the_token_of_the_page(app, me, kernel):
    assert me.ask(f"voila/api/shutdown/{kernel}", b"").status == 403
    assert me.ask(f"voila/api/shutdown/{kernel}", {"_xsrf": "2|0|0|0"}).status == 403


def test_a_closed_page_ends_its_kernel(app, me):
    other = me.open(PAGE)
    assert me.close(other) == 204
    assert me.ask(f"api/kernels/{other}").status == 404


def test_large_bodies_are_not_read(app, me):
    with socket.create_connection(("127.0.0.1", app.port), timeout=30) as line:
        line.sendall(f"POST /voila/api/shutdown/x HTTP/1.1\r\nHost: 127.0.0.1:{app.port}\r\nContent-Length: 100000000000\r\n\r\n".encode())
        assert line.recv(100).split()[1:2] in ([b"400"], [b"413"])


def test_long_heads_are_not_read(app):
    with socket.create_connection(("127.0.0.1", app.port), timeout=30) as line:
        line.sendall(b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000)
        with suppress(ConnectionResetError):
            assert line.recv(100)[:12] in (b"", b"HTTP/1.1 400", b"HTTP/1.1 431")


HOSTILE = [(2**62).to_bytes(8, "little") + b"x" * 64, b"", b"\xff" * 4096]


@pytest.mark.parametrize("what", HOSTILE)
def test_broken_messages_hold_nobody_up(app, me, kernel, what):
    async def send():
        line = await me.line(f"api/kernels/{kernel}/channels?session_id=hostile", **{"Sec-WebSocket-Protocol": PROTOCOL})
        await line.write_message(what, binary=True)
        while await asyncio.wait_for(line.read_message(), 30) is not None:
            pass
        assert line.close_code == 1003
        line.close()
        await asyncio.sleep(0.05)

    begun = time.monotonic()
    asyncio.run(send())
    assert me.ask("healthz/live").status == 200
    assert time.monotonic() - begun < 25


def test_page_lives_on_after_a_hostile_one(app, me, kernel):
    async def ask():
        line = await me.connected(kernel)
        await line.write_message(message("execute_request", {"code": "import os; os._exit(1)", "silent": False}))
        await line.write_message(message("kernel_info_request", {}))
        while '"kernel_info_reply"' not in await asyncio.wait_for(line.read_message(), 30):
            pass
        await ended(line)

    asyncio.run(ask())
    assert b'"alive": true' in me.ask(f"workbook/alive/{kernel}").body
