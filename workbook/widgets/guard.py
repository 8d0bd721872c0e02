"""What happens when a calculation fails on a page: the log gets everything, the reader gets one sentence.

An exception in a widget's callback outside an output cell is neither shown nor logged by Jupyter. Therefore each
callback runs inside `guard`; the widget's `alert` then holds a sentence that its JavaScript shows with `role=alert`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

import traitlets

SENTENCE = "Something went wrong on our side. Your answers are kept; reload the page to go on."

_log = logging.getLogger("workbook")
_F = TypeVar("_F", bound=Callable[..., Any])


class Alerting(traitlets.HasTraits):
    """A widget that can say in one sentence that something failed."""

    alert = traitlets.Unicode().tag(sync=True)


@contextmanager
def guard(widget: object, sentence: str = SENTENCE) -> Iterator[None]:
    """Log whatever fails inside with its traceback, and show `sentence` on `widget`.

    Parameters
    ----------
    widget : object
        Its `alert` trait is set when something fails; without that trait the failure is logged only.
    sentence : str
        What the reader sees: what happened and what to do.

    Examples
    --------
    >>> logging.getLogger("workbook").setLevel(logging.CRITICAL + 1)
    >>> shown = Alerting()
    >>> with guard(shown, "The chart could not be drawn."):
    ...     _ = 1 / 0
    >>> shown.alert
    'The chart could not be drawn.'
    >>> logging.getLogger("workbook").setLevel(logging.NOTSET)
    """
    try:
        yield
    except Exception:
        _log.exception("A callback of %s failed.", type(widget).__name__)
        if isinstance(widget, traitlets.HasTraits) and widget.has_trait("alert"):
            widget.alert = sentence  # type: ignore[attr-defined]


def guarded(method: _F) -> _F:
    """Wrap a widget's method in `guard`; when it fails it returns None."""

    @wraps(method)
    def run(self: object, *args: Any, **kwargs: Any) -> Any:
        with guard(self):
            return method(self, *args, **kwargs)

    return run  # type: ignore[return-value]
