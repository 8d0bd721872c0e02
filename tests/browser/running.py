"""A real server process for tests: started as a person starts it, with a folder of its own for what it keeps."""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import psutil
from playwright.sync_api import Page

from tests.conftest import PATIENCE

COMMAND = [sys.executable, "-c", "from workbook.cli import main; main()"]
READY = "Your workbook is open at"
GONE = ["WebSocket", "ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE", "Failed to fetch", "NetworkError"]
GONE += [r"404 .*/(shutdown|api/kernels)/"]  # the kernel went with the server
"""What a browser complains about, as regular expressions, when a test ends the server under its page."""


@cache
def _shared() -> Path:
    """One cache for all servers of a test run: the drawing library is made once."""
    folder = tempfile.TemporaryDirectory(prefix="workbook-cache-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@dataclass
class App:
    """`workbook serve` in a process of its own. `home` holds its database and its log."""

    home: Path
    notebooks: Path | None = None
    port: int = field(default_factory=free_port)
    more: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def database(self) -> str:
        return self.more.get("WORKBOOK_DATABASE", str(self.home / "workbooks.sqlite"))

    @property
    def log(self) -> str:
        """Everything the server and its kernels have written so far."""
        return (self.home / "server.log").read_text("utf-8")

    def start(self) -> App:
        self.home.mkdir(parents=True, exist_ok=True)
        if not (self.home / "cache").exists():
            (self.home / "cache").symlink_to(_shared())
        env = os.environ | {"WORKBOOK_HOME": str(self.home), "WORKBOOK_DATABASE": self.database} | self.more
        folder = ["--notebooks", str(self.notebooks)] if self.notebooks else []
        with (self.home / "server.log").open("wb") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "serve", "--no-browser", "--port", str(self.port), *folder, *self.options], env=env, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + 150
        while READY not in self.log:
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.process.kill()
                self.process.wait()
                message = f"The server did not start:\n{self.log}"
                raise RuntimeError(message)
            time.sleep(0.05)
        return self

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """End the server as Ctrl-C does; its exit status."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(timeout=60)

    def kernels(self) -> list[psutil.Process]:
        """The kernels of all open pages."""
        assert self.process is not None
        return [process for process in psutil.Process(self.process.pid).children(recursive=True) if connection_of(process)]

    def kernel(self, page: Page) -> psutil.Process:
        """The kernel of one page."""
        return next(process for process in self.kernels() if kernel_id(page) in (connection_of(process) or ""))

    def kill_kernel(self, page: Page) -> None:
        """What the system does to a process when memory runs out."""
        process = self.kernel(page)
        process.kill()
        process.wait(timeout=PATIENCE / 1000)


def kernel_id(page: Page) -> str:
    """The id of the kernel behind a page."""
    return str(page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"))


def connection_of(process: psutil.Process) -> str | None:
    """The connection file that a kernel was started with, or the socket of one that was forked; a process may end while it is looked at."""
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return None
        told = process.cmdline()
        if "workbook.server.warm" in told:
            told = [connection.laddr for connection in process.net_connections("unix")]
            return next((name for name in told if "kernel-" in str(name)), None)
        return next((part for part in told if "kernel-" in part and part.endswith(".json")), None)
    except psutil.NoSuchProcess:
        return None
