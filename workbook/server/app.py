"""The served app: Voilà's server with our pages, our limits and nothing that a visitor does not need."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
import zmq
from jupyter_server.utils import ensure_async, url_path_join
from tornado import web
from tornado.httpserver import HTTPServer
from traitlets.config import Config
from voila.app import Voila

from workbook.server import logs
from workbook.server.addresses import addresses, versions
from workbook.server.admission import Admission
from workbook.server.handlers import LARGEST_MESSAGE
from workbook.server.headers import SafeHeaders
from workbook.server.health import Health
from workbook.server.identity import Each, Me, Visitors
from workbook.server.metrics import Metrics, RoomGauges
from workbook.server.owned import IN_LINE
from workbook.server.places import TEMPLATES, shipped_notebooks
from workbook.server.room import Room
from workbook.server.rules import Rules
from workbook.server.said import CarefulConnection
from workbook.server.secret import kept_secret
from workbook.server.specs import WorkbookKernelSpecs
from workbook.server.warm.keeper import lives as warm_lives
from workbook.store.opening import open_store
from workbook.store.place import MYSELF, home

READING = {
    "max_header_size": 32 * 1024,  # bytes
    "max_body_size": 1024 * 1024,  # bytes; uploads do not come this way
    "body_timeout": 20,  # seconds
    "idle_connection_timeout": 60,  # seconds in which a request's head must have come
}
"""What a browser may send, and how slowly."""

FILES_MB, FOR_EACH = "WORKBOOK_FILES_MB", "4096"
"""How kernels hear what the uploaded files of one workbook may have together (MB), and how much that is where others than oneself come in."""

ENDING = 8.0
"""Seconds that ending the server waits for its kernels to end."""


def configuration(notebooks: Path, host: str, port: int, warm: str = "") -> Config:
    """Return the settings of Voilà and Jupyter that differ from theirs.

    Parameters
    ----------
    notebooks : Path
        The folder that is served.
    host, port
        Where to listen.
    warm : str
        Where the warm process takes requests for kernels (`Keeper.address`); without it each kernel is started the ordinary way.
    """
    config = Config()
    config.WorkbookKernelSpecs.warm = warm
    config.Voila.ip, config.Voila.port, config.Voila.root_dir = host, port, str(notebooks)
    config.Voila.log_level = logging.WARNING
    config.Voila.config_file_paths = []  # another program's Voilà settings are not ours
    config.VoilaConfiguration.kernel_spec_manager_class = WorkbookKernelSpecs
    config.VoilaConfiguration.extension_allowlist = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
    config.KernelManager.autorestart = False  # a kernel that died has lost its page: the page says so
    if sys.platform == "linux" and len(tempfile.gettempdir()) < 30:  # the name of such a socket is 107 characters at most
        config.KernelManager.transport = "ipc"  # no other account on the machine can listen in
    config.MappingKernelManager.cull_idle_timeout = 0  # `Admission` knows whether a page waits for its kernel
    config.MappingKernelManager.buffer_offline_messages = False  # a page that was lost is loaded anew
    config.MappingKernelManager.allow_tracebacks = False  # they are for the log
    config.ZMQChannelsWebsocketConnection.limit_rate = False
    config.Voila.kernel_websocket_connection_class = CarefulConnection
    return config


class WorkbookApp(Voila):
    """Voilà with our own pages. `environment` is what each kernel is told, `rules` say who may come in."""

    name = "voila"

    def __init__(self, environment: dict[str, str], rules: Rules | None = None, **more: Any) -> None:
        super().__init__(**more)
        self.environment, self.rules = environment, rules or Rules()
        self.metrics = Metrics()
        self._stopping = asyncio.Event()

    def init_settings(self) -> dict[str, Any]:
        """Add what our handlers need."""
        secret = kept_secret(home())
        self.cookie_secret = secret
        self.identity_provider_class = Each if self.rules.each else Me
        if self.rules.each:
            self.environment = {FILES_MB: os.environ.get(FILES_MB, FOR_EACH)} | self.environment
        self.store = open_store(self.environment.get("WORKBOOK_DATABASE"))
        self.visitors = Visitors(secret, self.store)
        settings: dict[str, Any] = super().init_settings()
        if isinstance(self.identity_provider, Each):
            self.identity_provider.visitors = self.visitors
        loader = jinja2.FileSystemLoader(TEMPLATES)
        return (
            settings
            | {
                "websocket_max_message_size": LARGEST_MESSAGE,
                "allow_remote_access": self.rules.each,  # otherwise a foreign page could pretend to be this machine
                "local_hostnames": ["localhost"],
                "login_url": url_path_join(self.base_url, "workbook/enter"),
                "cross_origin_protection": True,  # what changes something must come from a page of ours, besides bringing its token
                "xsrf_cookie_kwargs": {"samesite": "Lax", "path": self.base_url},
                "log_function": self._log_request,
                "workbook_templates": jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True),
                "workbook_notebooks": self.root_dir,
                "workbook_any_widgets": Path(self.root_dir).resolve() != shipped_notebooks().resolve(),
                "workbook_env": self.environment,
                "workbook_store": self.store,
                "workbook_runs": {},
                "workbook_running": set(),
                "workbook_held": {},
                "workbook_lines": {},
                "workbook_lib": url_path_join(self.base_url, "workbook/lib", versions()),
            }
            | self._room_settings()
        )

    def _room_settings(self) -> dict[str, Any]:
        """Return who sees to the room, and what tells how things are."""
        room = Room(*self.rules.places())
        self.admission = Admission(room, self.kernel_manager, self.metrics, self.rules.patience())
        self.metrics.registry.register(RoomGauges(room, self.kernel_manager))
        warm = Path(self.config.WorkbookKernelSpecs.warm or "")
        health = Health(lambda: self.store.link(MYSELF), lambda: warm_lives(warm) if warm.name else None, lambda: room.free)
        return {"workbook_room": room, "workbook_admission": self.admission, "workbook_metrics": self.metrics, "workbook_health": health}

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """Return our address table in place of Voilà's: no file browser, no other notebooks, no other files."""
        return addresses(self.base_url, self.static_paths, self.labextensions_path)

    def _log_request(self, handler: web.RequestHandler) -> None:
        """Tell of what failed here: which handler and how, never what was asked for."""
        if handler.get_status() >= 500 and handler.get_status() != 503:
            told = {"method": handler.request.method, "status": handler.get_status()}
            self.log.error("%s failed", type(handler).__name__, extra=told)

    async def serve(self, sockets: list[Any], ready: Callable[[], None]) -> None:
        """Serve on open sockets until a signal comes; then end every kernel.

        Parameters
        ----------
        sockets : list
            From `tornado.netutil.bind_sockets`.
        ready : callable
            Called once requests are answered.
        """
        logs.set_up(self.metrics.counting())
        logs.quiet(self)
        self.connection_dir = tempfile.mkdtemp(prefix="workbook-")
        settings = self.init_settings()
        self.kernel_manager.context.setsockopt(zmq.SNDHWM, IN_LINE)
        self.app = web.Application(**settings)
        self.app.add_handlers(".*$", self.init_handlers())
        self.app.add_transform(partial(SafeHeaders, any_widgets=settings["workbook_any_widgets"]))  # type: ignore[arg-type]
        server = HTTPServer(self.app, xheaders=self.rules.proxy, **READING)
        server.add_sockets(sockets)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt instead
                loop.add_signal_handler(number, self._stopping.set)
        watching = asyncio.ensure_future(self.admission.watch())
        ready()
        try:
            await self._stopping.wait()
        finally:
            watching.cancel()
            server.stop()
            with suppress(asyncio.TimeoutError):  # one that is still being started is not waited for
                await asyncio.wait_for(ensure_async(self.kernel_manager.shutdown_all(now=True)), ENDING)
            self.store.close()
            shutil.rmtree(self.connection_dir, ignore_errors=True)
