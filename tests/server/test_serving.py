"""The server as a process: addresses, limits, what visitors may not do, and how it ends."""

import asyncio
import gzip
import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from contextlib import suppress

import psutil
import pytest
from jupyter_client.session import Session
from tornado.websocket import websocket_connect

from tests.browser.conftest import HERE as BROWSER
from tests.browser.running import COMMAND, App, connection_of
from tests.server.guest import LONG, ended
from tests.server.kernels import soon
from workbook.server.app import ENDING
from workbook.server.files import static_version

PAGE = "01_strategy.ipynb"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    running = App(tmp_path_factory.mktemp("app"), BROWSER / "pages").start()
    yield running
    running.stop()


def get(app, path, **headers):
    with urllib.request.urlopen(urllib.request.Request(app.address + path, headers=headers)) as answer:
        return answer.headers, answer.read()


def kernel(app):
    """Open a page as a browser does; the id of its kernel."""
    text = get(app, PAGE)[1].decode()
    settings = text.split('id="jupyter-config-data" type="application/json">')[1].split("</script>")[0]
    return json.loads(settings)["kernelId"]


def test_first_address_leads_to_the_start(app):
    with urllib.request.urlopen(app.address) as answer:
        assert answer.url.endswith("/00_start.ipynb")


def test_named_version_is_kept_for_ever(app):
    headers, body = get(app, f"workbook/static/{static_version()}/steps.js", **{"Accept-Encoding": "gzip"})
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Type"].startswith("text/javascript")
    assert b"workbook:continue" in gzip.decompress(body)


@pytest.mark.parametrize("path", ["workbook/static/steps.js", "workbook/static/000000000000/steps.js"])
def test_other_versions_are_asked_for_again(app, path):
    assert get(app, path)[0]["Cache-Control"] == "no-cache"


def test_fonts_have_their_type(app):
    assert get(app, f"workbook/static/{static_version()}/fonts/source-sans-3-latin.woff2")[0]["Content-Type"] == "font/woff2"


def test_vega_is_served(app):
    assert b"export const { embed" in get(app, f"workbook/static/{static_version()}/vega.js")[1]


@pytest.mark.parametrize(
    "path", ["api/contents", "api/kernels", "api/sessions", "voila/files/01_strategy.ipynb", "voila/tree", "workbook/static/../stub.py"]
)
def test_nothing_else_is_served(app, path):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(app, path)


def test_alive_knows_its_kernels(app):
    assert json.loads(get(app, f"workbook/alive/{kernel(app)}")[1]) == {"known": True, "alive": True}
    assert json.loads(get(app, f"workbook/alive/{uuid.uuid4()}")[1]) == {"known": False, "alive": False}


def test_kernels_are_started_by_us(app):
    number = kernel(app)
    (own,) = [process for process in app.kernels() if number in (connection_of(process) or "")]
    assert {"workbook.server.kernel", "workbook.server.warm"} & set(own.cmdline())


def test_ending_a_kernel_needs_the_token(app):
    closing = urllib.request.Request(f"{app.address}voila/api/shutdown/{kernel(app)}", data=b"", method="POST")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(closing)


async def ask(app, kind, content):
    """Send a message to a page's kernel over a real websocket, then one that is answered for certain; the answers to the first.

    Answers come on one channel and what is told to everybody on another: the second message's end on both has what comes of the first before it.
    """
    connection = await websocket_connect(f"ws://127.0.0.1:{app.port}/api/kernels/{kernel(app)}/channels")
    session, heard = Session(), []
    sent = [session.msg(kind, content), session.msg("kernel_info_request", {})]
    for message in sent:
        await connection.write_message(json.dumps(message | {"channel": "shell", "buffers": []}, default=str))
    ends = {("shell", None), ("iopub", "idle")}
    while ends:
        answer = json.loads(await asyncio.wait_for(connection.read_message(), LONG))
        about = answer["parent_header"].get("msg_id")
        if about == sent[0]["header"]["msg_id"]:
            heard.append(answer["msg_type"])
        if about == sent[1]["header"]["msg_id"]:
            ends.discard((answer["channel"], answer["content"].get("execution_state")))
    await ended(connection)
    return heard


def test_visitors_may_ask_for_widgets(app):
    assert "comm_info_reply" in asyncio.run(ask(app, "comm_info_request", {"target_name": "jupyter.widget"}))


@pytest.mark.parametrize("kind", ["execute_request", "inspect_request", "complete_request", "history_request", "debug_request"])
def test_visitors_cannot_run_code(app, kind):
    content = {"code": "1 + 1", "silent": False, "cursor_pos": 1, "detail_level": 0, "hist_access_type": "tail"}
    assert asyncio.run(ask(app, kind, content)) == []


def test_large_messages_pass(app):
    assert "status" in asyncio.run(ask(app, "comm_msg", {"comm_id": "x", "data": {"piece": "x" * 8_000_000}}))


def test_foreign_names_are_refused(app):
    with pytest.raises(urllib.error.HTTPError, match="403"):
        get(app, PAGE, Host="workbook.example.org")


def lives(process):
    with suppress(psutil.NoSuchProcess):
        return process.status() != psutil.STATUS_ZOMBIE
    return False


def test_control_c_ends_everything_quickly(tmp_path):
    running = App(tmp_path, BROWSER / "pages").start()
    kernel(running)
    kernels = running.kernels()
    begun = time.monotonic()
    assert running.stop(signal.SIGINT) == 0
    assert time.monotonic() - begun < ENDING  # nothing had to be given up
    assert soon(lambda: not any(map(lives, kernels)))
    assert "Traceback" not in running.log
    assert running.log.count("\n") <= 3  # on a busy machine one of them says that the warm process was not ready


def test_taken_port_is_a_sentence(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        told = subprocess.run([*COMMAND, "serve", "--no-browser", "--port", str(port)], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert f"Port {port} on 127.0.0.1 is in use" in told.stderr
    assert "Traceback" not in told.stderr


def test_folder_without_notebooks_is_a_sentence(tmp_path):
    told = subprocess.run([*COMMAND, "serve", "--no-browser", "--notebooks", str(tmp_path)], capture_output=True, text=True, check=False)
    assert told.stderr.startswith("workbook: There are no notebooks in")
