"""A chart on the page: what is seen as a heading, what it says as a sentence, the drawing, and its data as a table.

The widget's state is the chart's specification. The browser draws it with one library per page, fetched when the first chart
comes into view; numbers on its axes follow the reader's locale.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd
import traitlets

from workbook.answers.locale import Locale
from workbook.charts.d3_locale import d3_locale
from workbook.charts.picture import Heading, Picture
from workbook.charts.theme import config
from workbook.widgets.awaited import Awaited
from workbook.widgets.cells import Column, columns_of
from workbook.widgets.guard import guarded
from workbook.widgets.island import Island, drawn_by
from workbook.widgets.sending import Sending
from workbook.widgets.sheets import as_file
from workbook.widgets.table import table_state

MOST = 5000
"""Rows a chart may carry; more are neither seen nor quick to draw."""


class Drawn(Protocol):
    """What can be drawn: an `altair.Chart`, a layered or a combined one."""

    def to_dict(self) -> dict[str, Any]:
        """Return the Vega-Lite specification."""


class ChartView(Awaited, Island, Sending):
    """A place on the page for a chart; `show` replaces what stands there.

    Parameters
    ----------
    locale : Locale, optional
        The reader's way of writing numbers.
    empty : str
        The sentence that stands there before there is a chart.
    """

    _esm = drawn_by("chart")
    spec = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    table = traitlets.Dict().tag(sync=True)
    dark = traitlets.Dict().tag(sync=True)
    empty = traitlets.Unicode().tag(sync=True)
    alert = traitlets.Unicode().tag(sync=True)

    def __init__(self, locale: Locale | None = None, empty: str = "") -> None:
        super().__init__(empty=empty)
        self._locale = locale or Locale()
        self._frame = pd.DataFrame()
        self._columns: dict[str, Column] = {}
        self.on_msg(ChartView._asked)

    def show(
        self,
        chart: Drawn | Picture | None,
        *,
        title: str = "",
        summary: str = "",
        table: pd.DataFrame | None = None,
        columns: Mapping[str, Column | Heading | str] | None = None,
        note: str = "",
        locale: Locale | None = None,
    ) -> None:
        """Show a chart with its words.

        Parameters
        ----------
        chart : Picture, altair.Chart or None
            A picture brings its own title, summary, table and columns; what is named here replaces them. Without a chart only the words show.
        title : str
            What is seen: "Search brings most enquiries", not "Enquiries by channel".
        summary : str
            The same in one or two sentences with figures, for whoever does not see the drawing.
        table : DataFrame
            The data behind the drawing.
        columns : mapping, optional
            Name in the table → `Column(label, kind, digits)` or a label.
        note : str
            Source, denominator, caution.
        locale : Locale, optional
            How numbers are written from now on.

        Raises
        ------
        ValueError
            When the chart carries more than 5 000 rows.
        """
        if isinstance(chart, Picture):
            title, summary = title or chart.title, summary or chart.summary
            columns = columns or (chart.headings if table is None else None)
            table = chart.table if table is None else table
            chart = chart.chart
        self._locale = locale or self._locale
        self._frame = pd.DataFrame() if table is None else table
        self._columns = columns_of(self._frame, columns or None, self._locale)
        with self.hold_sync():
            self.alert = ""
            self.dark = config("dark") if chart is not None else {}
            self.table = table_state(self._frame, self._columns, self._locale) if self._columns else {}
            self.words = {"title": title, "summary": summary, "note": note}
            self.spec = specification(chart, self._locale) if chart is not None else {}

    def clear(self, empty: str | None = None) -> None:
        """Take the chart away; `empty` says what is missing for one."""
        with self.hold_sync():
            self.spec, self.words, self.table = {}, {}, {}
            self.empty = self.empty if empty is None else empty

    @guarded
    def _asked(self, content: dict[str, Any], buffers: object = None) -> None:
        if self.answered(content):
            return
        file = as_file(str(content.get("type")), self.words.get("title") or "chart", self._frame, self._columns, self._locale)
        if file is not None:
            self.offer(*file)


def specification(chart: Any, locale: Locale) -> dict[str, Any]:
    """Return the chart's specification with its data in it, in the theme and the reader's locale.

    Raises
    ------
    ValueError
        When the chart is too large to draw.
    """
    spec: dict[str, Any] = chart.to_dict(validate=False)  # the tests check every chart against its schema: a page need not
    rows = sum(len(values) for values in spec.get("datasets", {}).values() if isinstance(values, list))
    if rows > MOST:
        msg = f"A chart may carry {MOST} rows (got {rows}). Group or sample the table before drawing it."
        raise ValueError(msg)
    own = spec.get("config", {})
    themed = own if "style" in own else config("light")
    return {**spec, "config": {"locale": d3_locale(locale.language, locale.currency), **themed}}


__all__ = ["ChartView", "specification"]
