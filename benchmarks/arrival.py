"""What one visitor costs: CPU seconds of all processes of the server from asking for a page until its last cell has run, and memory per visitor.

The peer is Voilà as it comes, serving the same notebook. Without a browser on both sides: what a browser needs is not the server's cost.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from tornado.websocket import websocket_connect

from benchmarks.table import Row

ROUNDS = 6
PAGE = "02_strategy.ipynb"
NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
OURS = [sys.executable, "-c", "from workbook.cli import main; main()", "serve", "--no-browser", "--port"]
STOCK = [sys.executable, "-m", "voila", str(NOTEBOOKS), "--no-browser", "--port"]


def measure() -> list[Row]:
    with _server(OURS) as ours, _server(STOCK) as stock:
        pairs = [(_arrival(*ours, _ours), _arrival(*stock, _stock)) for _ in range(ROUNDS + 1)][1:]  # the first round warms both up
    cpu = tuple((a[0], b[0]) for a, b in pairs)
    memory = tuple((a[1], b[1]) for a, b in pairs)
    return [Row("CPU of one arrival", "Voilà", "s", cpu), Row("memory of one visitor (PSS)", "Voilà", "MB", memory)]


@contextmanager
def _server(command: list[str]) -> Iterator[tuple[psutil.Process, str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        running = subprocess.Popen(
            [*command, str(port)], env=os.environ | {"WORKBOOK_HOME": home}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            address = f"127.0.0.1:{port}/"
            _wait(address)
            time.sleep(5)
            yield psutil.Process(running.pid), address
        finally:
            running.terminate()
            running.wait(20)


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"http://{address}", timeout=5).read(1)
            return
        except OSError:
            time.sleep(0.3)
    message = f"No server answered at {address}."
    raise RuntimeError(message)


def _arrival(server: psutil.Process, address: str, arrive: object) -> tuple[float, float]:
    before, memory = _cpu(server), _pss(server)
    asyncio.run(arrive(address))  # type: ignore[operator]
    return _cpu(server) - before, _pss(server) - memory


async def _ours(address: str) -> None:
    page = urllib.request.urlopen(f"http://{address}{PAGE}", timeout=120).read().decode()
    kernel = re.search(r'"kernelId": ?"([\w-]+)"', page)[1]  # type: ignore[index]
    line = await websocket_connect(f"ws://{address}voila/execution/{kernel}")
    await line.write_message(json.dumps({"action": "execute", "payload": {}}))
    while (message := await line.read_message()) is not None:
        if json.loads(message)["payload"].get("total_cell", -1) > 0:
            return


async def _stock(address: str) -> None:
    urllib.request.urlopen(f"http://{address}voila/render/{PAGE}", timeout=120).read()


def _tree(server: psutil.Process) -> list[psutil.Process]:
    return [server, *server.children(recursive=True)]


def _cpu(server: psutil.Process) -> float:
    """CPU seconds of all living processes and of those that have ended as children."""
    times = [process.cpu_times() for process in _tree(server)]
    return sum(t.user + t.system for t in times) + sum(t.children_user + t.children_system for t in times)


def _pss(server: psutil.Process) -> float:
    return sum(process.memory_full_info().pss for process in _tree(server)) / 1e6
