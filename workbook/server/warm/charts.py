"""Charts drawn without checking each of them against Vega-Lite's schema again, and without preparing the same rows for every layer.

Altair checks a chart while it is built and once more when it is written, for good error messages while one writes its code. The
charts of the workbook are checked by its tests. And for every short channel name Altair works out anew which of its 570 classes
has which schema, and for every layer it takes the table apart again: here each is done once.
"""

from __future__ import annotations

import math
import weakref
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import altair
import pandas as pd
from altair.utils import schemapi
from altair.vegalite.v6.schema import core

_Search = schemapi._FromDict
_PLAIN = (str, int, float, bool, type(None))
_MOST = 5000  # rows; for more Altair has a sentence


class _Known(tuple[Any, ...]):
    """The classes of Vega-Lite's schema, and which of them has which schema."""

    by_schema: dict[int, list[Any]]


class RememberedSearch(_Search):
    """Altair's search for the class of a schema, which remembers what was worked out.

    One table is shared by all searches: to copy it would touch the memory of 570 classes in every kernel.
    """

    def __init__(self, wrapper_classes: Iterable[Any], /) -> None:
        if isinstance(wrapper_classes, _Known):
            self.class_dict = wrapper_classes.by_schema
        else:
            super().__init__(wrapper_classes)


class _Rows:
    """The rows of the last table, as a chart carries them."""

    def __init__(self) -> None:
        self._frame: weakref.ref[pd.DataFrame] | None = None
        self._rows: list[dict[str, Any]] = []

    def of(self, data: Any) -> Any:
        """Return a table as Altair's own way would; what is out of the ordinary is left to that."""
        if not isinstance(data, pd.DataFrame):
            return altair.default_data_transformer(data)
        if self._frame is None or self._frame() is not data:
            taken = _records(data)
            if taken is None:
                return altair.default_data_transformer(data)
            self._frame, self._rows = weakref.ref(data), taken
        return {"values": self._rows}


def _records(frame: pd.DataFrame) -> list[dict[str, Any]] | None:
    """Return the rows as dicts of plain values, missing ones as None; None when a column holds something else."""
    names = list(frame.columns)
    if len(frame) > _MOST or frame.columns.nlevels > 1 or len(set(names)) < len(names) or not all(isinstance(name, str) for name in names):
        return None
    columns = []
    for name in names:
        values = frame[name].tolist() if frame[name].dtype.kind in "biufO" else None
        if values is None or not all(isinstance(value, _PLAIN) for value in values):
            return None
        columns.append([None if isinstance(value, float) and not math.isfinite(value) else value for value in values])
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def quicken() -> None:
    """Let this process draw charts without Altair's checks."""
    schemapi.disable_debug_mode()
    known = _Known(core.VegaLiteSchema._default_wrapper_classes())
    known.by_schema = defaultdict(list, _Search(known).class_dict)
    schemapi._FromDict = RememberedSearch  # type: ignore[misc]
    core.VegaLiteSchema._default_wrapper_classes = classmethod(lambda _: known)  # type: ignore[method-assign,assignment]
    altair.data_transformers.register("workbook", _Rows().of)
    altair.data_transformers.enable("workbook")
