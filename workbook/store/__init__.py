"""Where workbooks are kept: answers are appended, never overwritten.

    store = open_store()
    workbook = store.current("me")
    saved = store.save(workbook, "strategy.budget", {"monthly": Change("€ 500", 500.0)}, writer="tab 1")

Every answer keeps its history, two tabs never overwrite each other, and a workbook downloads as one file. `Desk` is one
visitor's open workbook as pages and widgets hold it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.store.errors import Conflict, DamagedFile, NewerDatabase, NotAWorkbookFile, ReadOnly, StoreError, UnknownWorkbook
from workbook.store.opening import open_store
from workbook.store.records import Change, Saved, Stored, WorkbookInfo
from workbook.store.store import Store

if TYPE_CHECKING:
    from workbook.store.desk import Desk, open_desk

__all__ = [
    "Change", "Conflict", "DamagedFile", "Desk", "NewerDatabase", "NotAWorkbookFile", "ReadOnly", "Saved", "Store", "StoreError", "Stored",
    "UnknownWorkbook", "WorkbookInfo", "open_desk", "open_store",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The desk knows the forms; the server, which only keeps workbooks, does not load them."""
    if name not in {"Desk", "open_desk"}:
        message = f"module {__name__} has no {name}"
        raise AttributeError(message)
    from workbook.store import desk

    return getattr(desk, name)
