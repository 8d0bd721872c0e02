"""The addresses that our widgets need, wherever they are shown: in the app and in JupyterLab."""

from __future__ import annotations

from typing import Any

from jupyter_server.utils import url_path_join

from workbook.server.alive import AliveHandler
from workbook.server.files import StaticHandler

KERNEL = r"([\w-]+)"

LARGEST_MESSAGE = 8 * 1024 * 1024
"""Bytes that a page may send at once; uploads come in pieces of 1 MB."""


def widget_handlers(base_url: str) -> list[tuple[Any, ...]]:
    r"""Return the address table below `base_url`.

    Parameters
    ----------
    base_url : str
        `/` on one's own machine; a longer path behind a hub.

    Examples
    --------
    >>> [address for address, _ in widget_handlers("/")][-1]
    '/workbook/alive/([\\w-]+)'
    """
    return [
        (url_path_join(base_url, r"workbook/static/(?:([0-9a-f]{12})/)?(.+)"), StaticHandler),
        (url_path_join(base_url, f"workbook/alive/{KERNEL}"), AliveHandler),
    ]
