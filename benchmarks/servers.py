"""The four servers, started as their users start them, each with the same page; and what their processes have used."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from benchmarks.ours.answers import fill
from benchmarks.peers import environment

HERE = Path(__file__).parent
WARMING = 120.0
"""Seconds that a server may take until it answers."""


@dataclass(frozen=True)
class Kind:
    """One server: its command without the port, and where the page stands."""

    name: str
    command: tuple[str, ...]
    page: str
    next_page: str
    env: Mapping[str, str] = field(default_factory=dict)


def kinds() -> dict[str, Kind]:
    """Every server by its short name."""
    python, peers = str(environment.python()), HERE / "peers"
    root = {"PYTHONPATH": str(HERE.parent)}
    quiet = ("--server.headless=true", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none", "--server.address=127.0.0.1")
    return {
        kind.name: kind
        for kind in (
            _ours("ours", HERE / "ours", "01_offer.ipynb", "02_again.ipynb"),
            _ours("strategy", HERE.parent / "notebooks", "02_strategy.ipynb#budget", "02_strategy.ipynb#budget"),
            Kind(
                "voila",
                (python, "-m", "voila", str(peers / "voila"), "--no-browser", "--port"),
                "voila/render/offer.ipynb", "voila/render/offer.ipynb", root,
            ),
            Kind("panel", (python, "-m", "panel", "serve", str(peers / "panel_page.py"), "--port"), "panel_page", "panel_page", root),
            Kind("streamlit", (python, "-m", "streamlit", "run", str(peers / "streamlit_page.py"), *quiet, "--server.port"), "", "", root),
        )
    }  # fmt: skip


def _ours(name: str, notebooks: Path, page: str, next_page: str) -> Kind:
    command = (sys.executable, "-c", "from workbook.cli import main; main()", "serve", "--no-browser", "--notebooks", str(notebooks), "--port")
    return Kind(name, command, page, next_page, {"PYTHONPATH": str(HERE.parent)})


@dataclass
class Server:
    """A running server."""

    kind: Kind
    address: str
    process: psutil.Process
    log: Path

    def tree(self) -> list[psutil.Process]:
        """Every process of it."""
        return [self.process, *self.process.children(recursive=True)]

    def cpu(self) -> float:
        """CPU seconds of all its processes, of those that have ended too."""
        used = 0.0
        for process in self.tree():
            with suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                used += times.user + times.system + times.children_user + times.children_system
        return used

    def settled_cpu(self, quiet: float = 0.03, patience: float = 15) -> float:
        """CPU seconds once it does nothing any more."""
        before, until = self.cpu(), time.monotonic() + patience
        while time.monotonic() < until:
            time.sleep(0.5)
            now = self.cpu()
            if now - before < quiet:
                return now
            before = now
        return before

    def kernels(self) -> list[str]:
        """Ids of the kernels it has started as Jupyter starts them, by the file that each was given."""
        lines = (" ".join(process.cmdline()) for process in self.process.children(recursive=True) if process.is_running())
        return [found[1] for line in lines if (found := re.search(r"kernel-([\w-]+)\.json", line))]

    def memory(self) -> float:
        """MB of all its processes; what several share is divided among them (PSS)."""
        return sum(_pss(process.pid) for process in self.tree()) / 1e6


def _pss(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return 1024 * float(line.split()[1])
    return 0.0


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(kind: Kind) -> Iterator[Server]:
    """Start a server, wait until it answers, and end it and all its processes afterwards."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="bench-") as home:
        database = f"sqlite:///{home}/workbooks.sqlite"
        if kind.name in ("ours", "strategy"):
            fill(database)
        env = os.environ | {"WORKBOOK_HOME": home, "WORKBOOK_DATABASE": database, "HOME": home} | dict(kind.env)
        log = Path(home) / "server.log"
        with log.open("wb") as told:
            started = subprocess.Popen([*kind.command, str(port)], env=env, cwd=home, stdout=told, stderr=told)
        server = Server(kind, f"http://127.0.0.1:{port}/", psutil.Process(started.pid), log)
        try:
            _wait(server, started)
            server.settled_cpu(patience=30)  # a warm process reads its modules after the server answers
            yield server
        finally:
            _end(server, started)


def _wait(server: Server, started: subprocess.Popen[bytes]) -> None:
    host, port = urlsplit(server.address).netloc.split(":")
    until = time.monotonic() + WARMING
    while time.monotonic() < until and started.poll() is None:
        with suppress(OSError), socket.create_connection((host, int(port)), timeout=5):
            return
        time.sleep(0.3)
    message = f"{server.kind.name} did not start:\n{server.log.read_text('utf-8', 'replace')[-3000:]}"
    raise RuntimeError(message)


def _end(server: Server, started: subprocess.Popen[bytes]) -> None:
    with suppress(psutil.NoSuchProcess):
        below = server.process.children(recursive=True)
        started.terminate()
        with suppress(subprocess.TimeoutExpired):
            started.wait(20)
        for process in [server.process, *below]:
            with suppress(psutil.NoSuchProcess):
                process.kill()
    started.wait(20)
