"""What every widget of ours is made of: an island of the page, drawn by a module that the server of the page has.

A chapter has a hundred widgets, and each costs what it tells the browser before anybody looks. An island tells little: it has no layout
model beside it (style sheets lay out our pages), and the two texts that are the same for all of a kind belong to the kind.
"""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets
from ipywidgets import Layout, widget_serialization

from workbook.widgets.stub import stub


def drawn_by(name: str) -> traitlets.Unicode[str, str | bytes]:
    """Return the `_esm` of a kind of widget: the module `static/<name>.js` draws it.

    Parameters
    ----------
    name : str
        The module's name without its ending.

    Examples
    --------
    >>> "import(" in drawn_by("form").default_value
    True
    """
    return traitlets.Unicode(stub(name)).tag(sync=True)


class Island(anywidget.AnyWidget):
    """The base of our widgets. A kind sets `_esm = drawn_by(…)`."""

    layout = traitlets.Instance(Layout, allow_none=True).tag(sync=True, **widget_serialization)
    _anywidget_id = traitlets.Unicode().tag(sync=True)

    @traitlets.default("_anywidget_id")
    def _kind(self) -> str:
        return f"{type(self).__module__}.{type(self).__name__}"

    def _handle_custom_msg(self, content: Any, buffers: Any) -> None:
        """A page of ours says objects; what is none is not heard."""
        if isinstance(content, dict):
            super()._handle_custom_msg(content, buffers)

    def add_traits(self, **traits: Any) -> None:
        """Add what the kind has not got; anywidget would else make a class for every single widget."""
        if new := {name: trait for name, trait in traits.items() if not self.has_trait(name)}:
            super().add_traits(**new)
