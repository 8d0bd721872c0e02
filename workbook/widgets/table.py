"""A table on the page: figures at the right edge, sortable, downloadable, never wider than the screen.

Values are written in the reader's locale and sorted by what they are. The files behind the buttons hold every row,
unrounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import traitlets

from workbook.answers.locale import Locale
from workbook.charts.picture import Kind as CellKind
from workbook.widgets.awaited import Awaited
from workbook.widgets.cells import Column, columns_of, plain, written
from workbook.widgets.guard import guarded
from workbook.widgets.island import Island, drawn_by
from workbook.widgets.sending import Sending
from workbook.widgets.sheets import as_file

FIRST = 15
"""Rows that show before "Show all"."""
MOST = 2000
"""Rows that go to the browser; the files hold all."""


class TableView(Awaited, Island, Sending):
    """A place on the page for a table; `show` replaces what stands there.

    Parameters
    ----------
    locale : Locale, optional
        The reader's way of writing numbers; `show` may name another.
    """

    _esm = drawn_by("table")
    table = traitlets.Dict().tag(sync=True)
    alert = traitlets.Unicode().tag(sync=True)

    def __init__(self, locale: Locale | None = None) -> None:
        super().__init__()
        self._locale = locale or Locale()
        self._frame = pd.DataFrame()
        self._columns: dict[str, Column] = {}
        self.on_msg(TableView._asked)

    def show(
        self,
        frame: pd.DataFrame,
        *,
        title: str = "",
        columns: Mapping[str, Column | str] | None = None,
        note: str = "",
        locale: Locale | None = None,
        rows: int = FIRST,
        totals: int = 0,
    ) -> None:
        """Show a table.

        Parameters
        ----------
        frame : DataFrame
            One row per line; the index is not shown.
        title : str
            What is seen, as a heading.
        columns : mapping, optional
            Name in the frame → `Column(label, kind, digits)` or a label; the order is theirs. Without it: every column.
        note : str
            The source, the denominator, the caution that belongs to the figures.
        locale : Locale, optional
            How numbers are written from now on.
        rows : int
            How many rows show before "Show all".
        totals : int
            How many of the last rows are sums of the others: they stay at the bottom, however the table is sorted.
        """
        self._locale = locale or self._locale
        self._columns = columns_of(frame, columns, self._locale)
        self._frame = frame[list(self._columns)].copy()
        self.alert = ""
        fixed = totals if len(frame) <= MOST else 0
        self.table = table_state(self._frame, self._columns, self._locale) | {"title": title, "note": note, "first": rows, "totals": fixed}

    def clear(self) -> None:
        """Take the table away."""
        self.table = {}

    @guarded
    def _asked(self, content: dict[str, Any], buffers: object = None) -> None:
        if self.answered(content):
            return
        file = as_file(str(content.get("type")), self.table.get("title") or "table", self._frame, self._columns, self._locale)
        if file is not None:
            self.offer(*file)


def table_state(frame: pd.DataFrame, columns: Mapping[str, Column], locale: Locale) -> dict[str, Any]:
    """Return what the browser draws: labels, written cells, and the values to sort by where they differ from the text.

    Examples
    --------
    >>> state = table_state(pd.DataFrame({"cost": [1250]}), {"cost": Column("Cost", "money")}, Locale())
    >>> state["rows"], state["keys"]
    ([['€1,250']], [[1250]])
    """
    shown = frame.head(MOST)
    lines = list(zip(*(shown[name] for name in columns), strict=True))
    kinds = list(columns.values())
    return {
        "columns": [{"label": c.label, "numeric": c.numeric} for c in kinds],
        "rows": [[written(v, c, locale) for v, c in zip(line, kinds, strict=True)] for line in lines],
        "keys": [[plain(v, c) for v, c in zip(line, kinds, strict=True)] for line in lines],
        "total": len(frame),
    }


__all__ = ["CellKind", "Column", "TableView", "table_state"]
