"""The status line of a page: when the last answer was saved, and whether the page still has its Python behind it.

The browser sends a ping every two seconds. When none comes back it asks the server whether the kernel's process is alive: a
kernel that calculates is busy, one that is gone is lost, and then the page says so.
"""

from __future__ import annotations

import os
import re
from typing import Any

import traitlets
from ipykernel.connect import get_connection_file

from workbook.widgets.guard import guarded
from workbook.widgets.island import Island, drawn_by

_KERNEL = re.compile(r"kernel-([\w-]+)\.json$")


def kernel_id() -> str:
    """Return the id under which the server knows this process; "" outside a kernel.

    Examples
    --------
    >>> kernel_id()
    ''
    """
    if told := os.environ.get("WORKBOOK_KERNEL_ID"):
        return told
    try:
        found = _KERNEL.search(get_connection_file())
    except RuntimeError:
        return ""
    return found[1] if found else ""


class Status(Island):
    """Saved, saving, connection lost; at the top of the page in the app, where it stands in JupyterLab.

    Parameters
    ----------
    desk : Desk, optional
        The open workbook; its last save is shown until the next one.
    """

    _esm = drawn_by("status")
    kernel = traitlets.Unicode().tag(sync=True)
    saved_at = traitlets.Unicode().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)

    def __init__(self, desk: Any = None) -> None:
        super().__init__(kernel=kernel_id(), saved_at=_last_saved(desk), language=_language(desk))
        self.on_msg(self._answer)

    @guarded
    def _answer(self, _: object, content: dict[str, Any], __: object) -> None:
        if content.get("type") == "ping":
            self.send({"type": "pong", "number": content.get("number")})


def _language(desk: Any) -> str:
    """Return the code of the workbook's way of writing, as browsers know it (`de-DE`); "" without a workbook."""
    return str(getattr(getattr(desk, "locale", None), "language", "")).replace("_", "-")


def _last_saved(desk: Any) -> str:
    """Return when the open workbook was last changed, as ISO 8601 text; "" when it never was."""
    changed = getattr(getattr(desk, "workbook", None), "updated_at", None)
    made = getattr(getattr(desk, "workbook", None), "created_at", None)
    return changed.isoformat() if changed and changed != made else ""
