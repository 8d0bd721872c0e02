"""The served app: Voilà's server with our pages, our limits and nothing that a visitor does not need."""

from __future__ import annotations

import asyncio
import logging
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jinja2
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import ensure_async, url_path_join
from tornado import web
from tornado.httpserver import HTTPServer
from traitlets.config import Config
from voila.app import Voila

from workbook.server.alive import EndHandler
from workbook.server.files import FilesHandler
from workbook.server.handlers import KERNEL, LARGEST_MESSAGE, widget_handlers
from workbook.server.held import PageConnection
from workbook.server.pages import NothingHandler, PageHandler, StartHandler
from workbook.server.pings import PageSocket
from workbook.server.places import TEMPLATES
from workbook.server.run import RunHandler
from workbook.server.specs import WorkbookKernelSpecs

UNUSED_AFTER = 300
"""Seconds after which a kernel without a page is ended."""


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
    config.MappingKernelManager.cull_idle_timeout = UNUSED_AFTER
    config.MappingKernelManager.cull_interval = 60
    config.MappingKernelManager.allow_tracebacks = False  # they are for the log
    config.ZMQChannelsWebsocketConnection.limit_rate = False
    config.Voila.kernel_websocket_connection_class = PageConnection
    return config


def _only_here(host: str) -> bool:
    return host == "localhost" or host.startswith("127.") or host == "::1"


class WorkbookApp(Voila):
    """Voilà with our own pages. `environment` is what each kernel is told."""

    name = "voila"

    def __init__(self, environment: dict[str, str], **more: Any) -> None:
        super().__init__(**more)
        self.environment = environment
        self._stopping = asyncio.Event()

    def init_settings(self) -> dict[str, Any]:
        """Add what our handlers need."""
        settings: dict[str, Any] = super().init_settings()
        loader = jinja2.FileSystemLoader(TEMPLATES)
        versions = f"{version('voila')}-{version('anywidget')}"
        return settings | {
            "websocket_max_message_size": LARGEST_MESSAGE,
            "allow_remote_access": not _only_here(self.ip),  # otherwise a foreign page could pretend to be this machine
            "local_hostnames": ["localhost"],
            "log_function": self._log_request,
            "workbook_templates": jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True),
            "workbook_notebooks": self.root_dir,
            "workbook_env": self.environment,
            "workbook_runs": {},
            "workbook_running": set(),
            "workbook_held": {},
            "workbook_lib": url_path_join(self.base_url, "workbook/lib", versions),
        }

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """Return our address table in place of Voilà's: no file browser, no other notebooks, no other files."""
        base, versions = self.base_url, f"{version('voila')}-{version('anywidget')}"

        def at(path: str) -> str:
            return url_path_join(base, path)

        def files(kind: str, roots: Sequence[str]) -> tuple[Any, ...]:
            return at(rf"workbook/lib/([^/]+)/{kind}/(.+)"), FilesHandler, {"roots": tuple(map(Path, roots)), "version": versions}

        return [
            (base, StartHandler),
            (at(r"([\w-]+\.ipynb)"), PageHandler),
            *widget_handlers(base),
            (at(f"voila/execution/{KERNEL}"), RunHandler),
            (at(f"voila/api/shutdown/{KERNEL}"), EndHandler),
            (at(rf"api/kernels/(?P<kernel_id>{KERNEL[1:-1]})"), KernelHandler),
            (at(rf"api/kernels/(?P<kernel_id>{KERNEL[1:-1]})/channels"), PageSocket),
            files("static", self.static_paths),
            files("labextensions", self.labextensions_path),
            *self.identity_provider.get_handlers(),
            (r".*", NothingHandler),
        ]

    def _log_request(self, handler: web.RequestHandler) -> None:
        if handler.get_status() >= 500:
            self.log.error("%s %s: %s", handler.request.method, handler.request.path, handler.get_status())

    async def serve(self, sockets: list[Any], ready: Callable[[], None]) -> None:
        """Serve on open sockets until a signal comes; then end every kernel.

        Parameters
        ----------
        sockets : list
            From `tornado.netutil.bind_sockets`.
        ready : callable
            Called once requests are answered.
        """
        self.connection_dir = tempfile.mkdtemp(prefix="workbook-")
        settings = self.init_settings()
        self.app = web.Application(**settings)
        self.app.add_handlers(".*$", self.init_handlers())
        server = HTTPServer(self.app)
        server.add_sockets(sockets)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt instead
                loop.add_signal_handler(number, self._stopping.set)
        ready()
        try:
            await self._stopping.wait()
        finally:
            server.stop()
            await ensure_async(self.kernel_manager.shutdown_all(now=True))
            shutil.rmtree(self.connection_dir, ignore_errors=True)
