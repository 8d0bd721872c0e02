"""Pages shown to nobody: everything is worked out as for a visitor, and no browser hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import comm
from comm.base_comm import BaseComm
from ipywidgets.widgets import widget as widgets


class _Silent(BaseComm):
    """A line to a browser that is not there."""

    def publish_msg(self, *_: Any, **__: Any) -> None:
        """Say nothing."""


@contextmanager
def to_nobody() -> Iterator[None]:
    """Widgets made inside the block speak to nobody, and nothing of them stays."""
    speaking, before = comm.create_comm, set(widgets._instances)
    comm.create_comm = lambda *args, **more: _Silent(*args, **more)
    try:
        yield
    finally:
        for name in set(widgets._instances) - before:
            widgets._instances[name].close()
        comm.create_comm = speaking
