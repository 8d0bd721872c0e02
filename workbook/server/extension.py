"""The same files and answers for notebooks opened in JupyterLab: `workbook lab` switches this extension on."""

from __future__ import annotations

import os

from jupyter_server.serverapp import ServerApp

from workbook.server.handlers import widget_handlers
from workbook.server.places import SEEING


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "workbook.server.extension"}]


def _load_jupyter_server_extension(app: ServerApp) -> None:
    os.environ.update(SEEING)  # kernels inherit it
    app.web_app.add_handlers(".*$", widget_handlers(app.base_url))
