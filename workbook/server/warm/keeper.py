"""The server's side of the warm process: it is started with the server, ends with it, and is started again when it ended.

The server opens the socket and hands it on, so requests can wait in line while the process is still reading. When the process
dies its line is closed, and whoever waits in it is told at once and starts an ordinary kernel.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

SINGLE = {
    f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")
} | {"JE_ARROW_MALLOC_CONF": "background_thread:false", "MALLOC_ARENA_MAX": "1"}  # fmt: skip
"""What keeps libraries from starting threads when they are imported, and each thread from having a heap of its own. Tables of a workbook
are small: one thread serves them."""

WAITING_LINE = 128
"""How many requests can wait while the warm process forks."""

PAUSES = (0.2, 1, 5, 30)
"""Seconds to wait before the next start, after one, two, three and more deaths in a row."""

LONG_ENOUGH = 60
"""Seconds of life after which a death counts as the first again."""

_log = logging.getLogger(__name__)


def can_fork() -> bool:
    """Return whether this system can copy a process: Linux and macOS can, Windows cannot."""
    return hasattr(os, "fork") and hasattr(socket, "AF_UNIX")


def lives(address: Path) -> bool:
    """Return whether the warm process that takes requests at `address` is running.

    Examples
    --------
    >>> lives(Path("no-such-folder/fork"))
    False
    """
    try:
        os.kill(int(address.with_name("pid").read_text()), 0)
    except (OSError, ValueError):
        return False
    return True


@contextmanager
def warm_process() -> Iterator[str]:
    """Keep a warm process as long as the block lasts, and give its address; where it cannot be, "" and one line in the log.

    `WORKBOOK_WARM=0` in the environment does without it.
    """
    if not can_fork() or os.environ.get("WORKBOOK_WARM") == "0":
        _log.warning("Kernels start the ordinary way, which takes seconds: %s.", "WORKBOOK_WARM is 0" if can_fork() else "this system cannot fork")
        yield ""
        return
    keeper = Keeper()
    keeper.start()
    try:
        yield keeper.address
    finally:
        keeper.stop()


class Keeper:
    """Keeps one warm process alive. `address` is the socket where it takes requests.

    Parameters
    ----------
    log : logging.Logger, optional
        Where deaths are told.
    output : file, optional
        Where the warm process and its kernels write what is not for the page; the server's own error output when it is not given.
    """

    def __init__(self, log: logging.Logger = _log, output: IO[bytes] | None = None) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="workbook-warm-"))  # only this account can enter it
        self.address = str(self._folder / "fork")
        self._log, self._output = log, output
        self._ending = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="warm process", daemon=True)

    @property
    def pid(self) -> int | None:
        """The warm process's number; `None` between two of them."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        """Start the warm process and return at once; requests may be sent from now on."""
        self._start_process()
        self._thread.start()

    def stop(self) -> None:
        """End the warm process. Its kernels live on until the server ends them."""
        self._ending.set()
        if self._process:
            self._process.kill()  # it holds nothing that would have to be put away
            self._process.wait(10)
            if self._process.stdin:
                self._process.stdin.close()
        self._thread.join(10)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _keep(self) -> None:
        deaths = 0
        while not self._ending.is_set():
            began = time.monotonic()
            code = self._process.wait() if self._process else None
            deaths = 1 if time.monotonic() - began > LONG_ENOUGH else deaths + 1
            pause = PAUSES[min(deaths, len(PAUSES)) - 1]
            if self._ending.is_set():
                return
            self._log.warning("The warm process ended (code %s). It starts again in %s s; until then kernels start the ordinary way.", code, pause)
            if not self._ending.wait(pause):
                self._start_process(trusted=deaths == 1)

    def _start_process(self, *, trusted: bool = True) -> None:
        """Start it; nobody waits for one that has just died twice: its socket gets its name when it is ready."""
        name = Path(self.address if trusted else f"{self.address}-soon")
        for old in (name, Path(self.address)):
            old.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
            listening.bind(str(name))
            name.chmod(0o600)
            listening.listen(WAITING_LINE)
            number = listening.fileno()
            command = [sys.executable, "-P", "-m", "workbook.server.warm", str(number), self.address]
            env, before = {**os.environ, **SINGLE}, self._process
            told: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": self._output or 2, "stderr": self._output}
            self._process = subprocess.Popen(command, pass_fds=[number], env=env, start_new_session=True, **told)
        (self._folder / "pid").write_text(str(self._process.pid))
        if before and before.stdin:
            before.stdin.close()
