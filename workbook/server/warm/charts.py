"""Charts drawn without checking each of them against Vega-Lite's schema again.

Altair checks a chart while it is built and once more when it is written, for good error messages while one writes its code. The
charts of the workbook are checked by its tests. And for every short channel name Altair works out anew which of its 570 classes
has which schema: here that is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from altair.utils import schemapi

_Search = schemapi._FromDict


@cache
def _found(classes: tuple[Any, ...]) -> dict[int, list[Any]]:
    return dict(_Search(classes).class_dict)


class RememberedSearch(_Search):
    """Altair's search for the class of a schema, which remembers what it has worked out."""

    def __init__(self, wrapper_classes: Iterable[Any], /) -> None:
        self.class_dict = _Search(()).class_dict
        self.class_dict.update(_found(tuple(wrapper_classes)))


def quicken() -> None:
    """Let this process draw charts without Altair's checks."""
    schemapi.disable_debug_mode()
    schemapi._FromDict = RememberedSearch  # type: ignore[misc]
