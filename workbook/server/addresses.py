"""The address table: everything that a browser can reach, in one place. What is not here does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join

from workbook.server.entering import AskHandler, EnterHandler, MineHandler, OpenHandler
from workbook.server.files import FilesHandler
from workbook.server.handlers import KERNEL, widget_handlers
from workbook.server.health import HealthHandler, MetricsHandler
from workbook.server.owned import OwnEnd, OwnKernel, OwnRun, OwnSocket
from workbook.server.pages import NothingHandler, PageHandler, StartHandler
from workbook.server.turns import CloseHandler, TurnHandler

_PAGE = r"([\w-]+\.ipynb)"
_KERNEL_ID = rf"(?P<kernel_id>{KERNEL[1:-1]})"


def versions() -> str:
    """Return the part of an address that changes when Jupyter's own client does."""
    return f"{version('voila')}-{version('anywidget')}"


def addresses(base: str, static: Sequence[str], extensions: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return every address and who answers there.

    Parameters
    ----------
    base : str
        What all addresses begin with.
    static, extensions : sequence of str
        The folders of Jupyter's own client.
    """

    def files(kind: str, roots: Sequence[str]) -> tuple[Any, ...]:
        return rf"workbook/lib/([^/]+)/{kind}/(.+)", FilesHandler, {"roots": tuple(map(Path, roots)), "version": versions()}

    below: list[tuple[Any, ...]] = [
        (_PAGE, PageHandler),
        (rf"workbook/waiting/{_PAGE}", TurnHandler),
        (f"workbook/close/{KERNEL}", CloseHandler),
        ("workbook/enter", EnterHandler),
        ("workbook/mine", MineHandler),
        ("workbook/open", AskHandler),
        (r"workbook/open/([\w.-]+)", OpenHandler),
        (f"voila/execution/{KERNEL}", OwnRun),
        (f"voila/api/shutdown/{KERNEL}", OwnEnd),
        (f"api/kernels/{_KERNEL_ID}", OwnKernel),
        (f"api/kernels/{_KERNEL_ID}/channels", OwnSocket),
        (r"healthz(/live)?", HealthHandler),
        ("metrics", MetricsHandler),
        files("static", static),
        files("labextensions", extensions),
    ]
    return [
        (base, StartHandler),
        *((url_path_join(base, path), *more) for path, *more in below),
        *widget_handlers(base),
        (r".*", NothingHandler),
    ]
