"""The warm process: everything is read, one thread, and a fork for each request.

It listens on a socket that the server opened for it, in a folder that only the server's account can enter. While it is still
reading, requests wait in line there. A fork copies only the thread that asks for it; what another thread had locked
would stay locked for ever. So it counts its threads before each fork, and refuses when there is more than one.

It answers as soon as it has read everything; it rehearses the pages while nobody asks.

When the code on the disk has changed, it starts itself anew, and whoever waits in line waits a little longer.
"""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import workbook
from workbook.server.warm.changes import Changes

ABSENT = ("rfc3987_syntax", "debugpy")
"""Modules that others import when they find them. The first builds a grammar for seconds, the second starts a debugger; pages need neither."""

PACKAGE = Path(workbook.__file__).parent


def main() -> None:
    """Prepare, and then fork until the server is gone."""
    listening = socket.socket(fileno=int(sys.argv[1]))
    address = Path(sys.argv[2])
    changes = Changes(PACKAGE)
    sys.modules |= dict.fromkeys(ABSENT)  # type: ignore[arg-type]  # an import of them now fails, as if not installed
    from workbook.server.warm import fork, preload, prepared, settled

    app = prepared.prepare(address.parent)
    preload.modules()
    app.prepare_kernel()
    settled.settle()
    _take_name(listening, address)
    woken = _wake_when_a_child_ends()
    acts = preload.rehearsal(address.parent)
    while _wait(listening, woken, acts):
        if changes.any():
            _start_anew(listening)
        _answer(listening, woken, lambda line: fork.become_kernel(line, app))
    sys.stdout.flush()
    os._exit(0)  # nothing is left to tidy up, and no library needs to say that it ends


def _take_name(listening: socket.socket, address: Path) -> None:
    """Be found under the address where requests go, if the server has kept it back until now."""
    here = Path(listening.getsockname())
    if here != address and here.exists():
        here.rename(address)


def _wake_when_a_child_ends() -> socket.socket:
    """Return what becomes readable when a child has ended."""
    woken, waking = socket.socketpair()
    woken.setblocking(False)
    waking.setblocking(False)
    signal.set_wakeup_fd(waking.detach(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes the line
    return woken


def _wait(listening: socket.socket, woken: socket.socket, acts: Iterator[int]) -> bool:
    """Wait for a request, rehearsing and burying children meanwhile; `False` when the server is gone: it holds the other end of our input."""
    rehearsing = True
    while True:
        _bury()
        ready, _, _ = select.select([listening.fileno(), woken.fileno(), 0], [], [], 0 if rehearsing else None)
        if 0 in ready:
            return False
        if woken.fileno() in ready:
            with suppress(BlockingIOError):
                woken.recv(4096)
        if listening.fileno() in ready:
            return True
        if rehearsing:
            rehearsing = _rehearse(acts)


def _rehearse(acts: Iterator[int]) -> bool:
    """Play one act while nobody waits; whether there may be another. Pages do without a rehearsal that fails."""
    from workbook.server.warm import settled

    try:
        next(acts)
    except StopIteration:
        return False
    except Exception:
        logging.getLogger(__name__).exception("The pages could not be rehearsed: the first visitors wait a little longer.")
        return False
    settled.settle()
    return True


def _bury() -> None:
    """Take note of every child that has ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _start_anew(listening: socket.socket) -> None:
    """Read everything again, in the same process and with the same socket."""
    listening.set_inheritable(True)
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def threads() -> int:
    """Return how many threads this process has, those of libraries included.

    Examples
    --------
    >>> threads() >= 1
    True
    """
    try:
        return len(os.listdir("/proc/self/task"))  # noqa: PTH208  # no objects are made of it: this stands before each fork
    except OSError:
        return threading.active_count()


def _answer(listening: socket.socket, woken: socket.socket, become: Callable[[socket.socket], NoReturn]) -> None:
    """Fork for one request, or say why not."""
    line, _ = listening.accept()
    with line:
        if (running := threads()) > 1:
            _refuse(line, f"The warm process must have one thread to be copied (got {running}).")
            return
        try:
            child = os.fork()
        except OSError as error:
            _refuse(line, f"The warm process could not be copied ({error.strerror}).")
            return
        if child == 0:
            listening.close()
            woken.close()
            become(line)


def _refuse(line: socket.socket, why: str) -> None:
    from workbook.server.warm import fork

    line.settimeout(fork.READING)
    with suppress(OSError, ValueError):
        fork.read_request(line)  # who closes a line before reading from it cannot be heard
        line.sendall(json.dumps({"refused": why}).encode() + b"\n")
