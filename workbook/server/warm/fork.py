"""What a forked copy does: it leaves everything of the warm process behind, takes over its visitor's part, and becomes the kernel.

The connection over which it was asked for stays open as long as it lives. So the server knows at once when a kernel has ended, and
a kernel knows when its server has.
"""

from __future__ import annotations

import atexit
import gc
import json
import logging
import os
import random
import signal
import socket
import sys
import time
import traceback
from dataclasses import dataclass
from typing import Any, NoReturn

from workbook.server import logs
from workbook.server.warm import limits
from workbook.server.warm.prepared import WarmApp

LONGEST_REQUEST = 1_000_000

READING = 5.0
"""Seconds in which a request must have come."""


@dataclass(frozen=True)
class Request:
    """What the server says about the kernel that it wants."""

    connection_file: str
    env: dict[str, str]
    cwd: str


def read_request(line: socket.socket) -> Request:
    """Return the request: one line of JSON.

    Raises
    ------
    ValueError
        When the line ends before the request does, or the request is too long.
    """
    told = bytearray()
    while not told.endswith(b"\n"):
        part = line.recv(65536)
        if not part or len(told) > LONGEST_REQUEST:
            message = f"A request for a kernel must be one line of JSON (got {len(told)} bytes without an end)."
            raise ValueError(message)
        told += part
    return Request(**json.loads(told))


def become_kernel(line: socket.socket, app: WarmApp) -> NoReturn:
    """Be the kernel that is asked for on this line, and end when it ends. Never returns to the warm process's code."""
    code = 1
    try:
        _leave_the_parent()
        line.settimeout(READING)
        request = read_request(line)
        _take_over(request)
        _join(request, app)
        line.sendall(json.dumps({"pid": os.getpid()}).encode() + b"\n")  # who connects from now on is heard at the first try
        _end_with_the_server(line)
        app.start()
        code = 0
    except BrokenPipeError:
        pass  # whoever asked has given up waiting
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        try:
            atexit._run_exitfuncs()
        finally:
            os._exit(code)


def _leave_the_parent() -> None:
    """Own session, own signals, own exit handlers; nothing to read from the keyboard."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    atexit._clear()
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)


def _take_over(request: Request) -> None:
    """Take the visitor's environment and nothing else; be as unpredictable as a process of one's own; know the limits."""
    os.environ.clear()
    os.environ.update(request.env)
    time.tzset()
    os.chdir(request.cwd)
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    limits.apply(limits.from_environment())


def _join(request: Request, app: WarmApp) -> None:
    logging.getLogger().addHandler(logs.handler(sys.__stderr__))
    gc.enable()
    app.join(request.connection_file)


def _end_with_the_server(line: socket.socket) -> None:
    """Stop when the other end of the line is closed: the server is gone, and nobody will ever stop this kernel."""
    from tornado.ioloop import IOLoop

    loop: Any = IOLoop.current()
    line.setblocking(False)

    def heard(_fd: int, _events: int) -> None:
        if not line.recv(1):
            loop.remove_handler(line.fileno())
            loop.stop()

    loop.add_handler(line.fileno(), heard, loop.READ)
