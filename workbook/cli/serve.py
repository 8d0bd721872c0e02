"""`workbook serve` opens the workbook in the browser; `workbook lab` opens its notebooks in JupyterLab."""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import sys
import threading
import webbrowser
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.store.place import MYSELF

if TYPE_CHECKING:
    from workbook.server.app import WorkbookApp

HOST = "127.0.0.1"
PORT = 8866


class Visitors(StrEnum):
    """Who a visitor is: everybody the same person, or each browser one of its own."""

    ME = "me"
    EACH = "each"


class LogFormat(StrEnum):
    """How the log is written."""

    TEXT = "text"
    JSON = "json"


_Host = Annotated[str, typer.Option(help="The address to listen on; with 0.0.0.0 others on the network can come in, each to a place of their own.")]
_Port = Annotated[int | None, typer.Option(help=f"The port; {PORT} or the next free one when it is not given.")]
_NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")]
_Database = Annotated[str, typer.Option(help="Where answers are kept: an SQLAlchemy URL.", envvar="WORKBOOK_DATABASE")]
_Visitors = Annotated[
    Visitors | None,
    typer.Option(help="“me” asks nobody who they are, “each” gives every browser a place of its own. Usually --host decides."),
]
_Proxy = Annotated[bool, typer.Option("--proxy", help="A reverse proxy stands in front: its X-Forwarded headers are believed.")]
_Room = Annotated[int, typer.Option(min=0, help="Pages that may be open at once; 0 takes what the machine has room for.", envvar="WORKBOOK_ROOM")]
_Pages = Annotated[int, typer.Option(min=1, help="Pages that one visitor may have open.", envvar="WORKBOOK_PAGES")]
_Unused = Annotated[float, typer.Option(min=1, help="Seconds after which a page that was lost makes room.", envvar="WORKBOOK_UNUSED_AFTER")]
_Log = Annotated[LogFormat, typer.Option(help="How the log is written.", envvar="WORKBOOK_LOG_FORMAT")]
_Notebooks = Annotated[Path | None, typer.Option(help="Another folder of notebooks.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("serve")(serve)
    app.command("lab")(lab)


def serve(
    host: _Host = HOST,
    port: _Port = None,
    no_browser: _NoBrowser = False,
    database: _Database = "",
    notebooks: _Notebooks = None,
    visitors: _Visitors = None,
    proxy: _Proxy = False,
    room: _Room = 0,
    pages: _Pages = 8,
    unused_after: _Unused = 300,
    log_format: _Log = LogFormat.TEXT,
) -> None:
    """Open the workbook in the browser. Ctrl-C ends it.

    On one's own machine nobody is asked who they are. With --host 0.0.0.0 or behind a proxy each browser gets a place of its own.
    """
    folder = _folder(notebooks)
    sockets = open_port(host, port)
    _open_once(database)
    each = visitors is Visitors.EACH if visitors else proxy or not only_here(host)
    os.environ["WORKBOOK_LOG_FORMAT"] = log_format.value  # the kernels write as the server does
    os.environ.setdefault("WORKBOOK_LOG_DETAILS", "0" if each else "1")

    from workbook.server.warm.keeper import warm_process

    with warm_process() as warm:  # it reads its modules while the server reads its own
        from workbook.server.app import WorkbookApp, configuration
        from workbook.server.rules import Rules
        from workbook.server.vega import vega_module

        number = sockets[0].getsockname()[1]
        rules = Rules(each=each, proxy=proxy, room=room, pages=pages, unused_after=unused_after)
        app = WorkbookApp(environment(database), rules, config=configuration(folder, host, number, warm))
        app.initialize([])
        threading.Thread(target=vega_module, daemon=True).start()
        with suppress(KeyboardInterrupt):
            asyncio.run(app.serve(sockets, lambda: _welcome(host, number, not no_browser, _own_link(app) if each else "")))


def only_here(host: str) -> bool:
    """Return whether an address is reached from this machine alone.

    Examples
    --------
    >>> only_here("127.0.0.1"), only_here("0.0.0.0")
    (True, False)
    """
    return host == "localhost" or host.startswith("127.") or host == "::1"


def lab(port: _Port = None, no_browser: _NoBrowser = False, database: _Database = "", notebooks: _Notebooks = None) -> None:
    """Open the notebooks in JupyterLab, where their code can be seen and changed. Ctrl-C ends it."""
    folder = _folder(notebooks)
    number = free_port(HOST, port)
    from workbook.server.places import LAB

    os.environ.update(environment(database))
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, [str(LAB), os.environ.get("JUPYTER_CONFIG_PATH")]))

    from jupyterlab.labapp import LabApp

    told = {"root_dir": folder, "ip": HOST, "port": number, "open_browser": not no_browser}
    LabApp.launch_instance(argv=[f"--ServerApp.{name}={value}" for name, value in told.items()])


def environment(database: str) -> dict[str, str]:
    """Return what each kernel is told: who the visitor is, and where answers are kept when that was said.

    Parameters
    ----------
    database : str
        An SQLAlchemy URL, or nothing for the user's own data folder.

    Examples
    --------
    >>> environment("sqlite:///class.db")
    {'WORKBOOK_VISITOR': 'me', 'WORKBOOK_DATABASE': 'sqlite:///class.db'}
    """
    told = {"WORKBOOK_VISITOR": MYSELF}
    return told | {"WORKBOOK_DATABASE": str(Path(database).resolve()) if "://" not in database else database} if database else told


def open_port(host: str, port: int | None) -> list[socket.socket]:
    """Return open sockets on the port that was asked for, or on the first free one when none was.

    Raises
    ------
    Refused
        When the port that was asked for is in use or not allowed.
    """
    from tornado.netutil import bind_sockets

    from workbook.cli import Refused

    for tried in (port,) if port is not None else (*range(PORT, PORT + 20), 0):
        try:
            return bind_sockets(tried, host)
        except OSError as error:
            if port is None and error.errno in (errno.EADDRINUSE, errno.EACCES):
                continue
            raise Refused(_why(host, tried, error)) from error
    msg = f"No free port was found on {host}. Choose one with --port."
    raise Refused(msg)


def free_port(host: str, port: int | None) -> int:
    """Return a port that `open_port` could open, closed again for a server that opens it itself."""
    sockets = open_port(host, port)
    number = int(sockets[0].getsockname()[1])
    for held in sockets:
        held.close()
    return number


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use by another program. End that program, or choose another port with --port."
    if error.errno == errno.EACCES:
        return f"Port {port} may not be used without administrator's rights. Choose one above 1024 with --port."
    return f"{host} is not an address of this computer ({error.strerror}). Choose another with --host."


def _open_once(database: str) -> None:
    """Bring the database up to date before the pages open it, and say here what is wrong with it."""
    from workbook.cli import Refused
    from workbook.store.errors import StoreError
    from workbook.store.opening import open_store

    try:
        open_store(database or None).close()
    except StoreError as error:
        raise Refused(str(error)) from error


def _folder(told: Path | None) -> Path:
    from workbook.cli import Refused
    from workbook.server.places import notebooks_folder

    folder = (told or notebooks_folder()).resolve()
    if not any(folder.glob("*.ipynb")):
        msg = f"There are no notebooks in {folder}. Name their folder with --notebooks."
        raise Refused(msg)
    return folder


def _own_link(app: WorkbookApp) -> str:
    """The private link of whoever started the server: the workbooks from before others came in are there."""
    if not sys.stdout.isatty():
        return ""  # a log is no place for a key
    return f"workbook/open/{app.visitors.link_now(MYSELF)}"


def _welcome(host: str, port: int, browser: bool, own: str) -> None:
    everywhere = host in ("0.0.0.0", "::", "")
    address = f"http://{HOST if everywhere else host}:{port}/"
    others = f" On this network: http://{socket.gethostname()}:{port}/" if everywhere else ""
    mine = f" Your own workbooks from before: {address}{own}" if own else ""
    sys.stdout.write(f"Your workbook is open at {address}{others}{mine}  (Ctrl-C ends it.)\n")
    sys.stdout.flush()
    if browser:
        threading.Thread(target=webbrowser.open, args=(address + own,), daemon=True).start()
