"""A result on the page: the verdict first, then what speaks for and against it, what it means, and what to do next.

A number alone teaches nothing. A result names what was found, shows the figures behind it, says how far it carries and
where it ends, and gives the next step. The tone is told by a drawing and a word, never by colour alone.
"""

from __future__ import annotations

from dataclasses import asdict

import traitlets

from workbook.answers.finding import Figure, Finding
from workbook.widgets.awaited import Awaited
from workbook.widgets.island import Island, drawn_by


class Result(Awaited, Island):
    """A place on the page for a `Finding`; `show` replaces what stands there.

    Parameters
    ----------
    empty : str
        The sentence that stands there before there is anything to show: what has to be filled in for a result.
    """

    _esm = drawn_by("result")
    finding = traitlets.Dict().tag(sync=True)
    empty = traitlets.Unicode().tag(sync=True)
    alert = traitlets.Unicode().tag(sync=True)

    def __init__(self, empty: str = "The result appears here as soon as the questions above are answered.") -> None:
        super().__init__(empty=empty)

    def show(self, finding: Finding) -> None:
        """Show a finding in place of the last one; screen readers hear the headline when it has changed."""
        self.alert = ""
        self.finding = asdict(finding)

    def clear(self, empty: str | None = None) -> None:
        """Take the finding away; `empty` says what is missing."""
        self.finding = {}
        if empty is not None:
            self.empty = empty


__all__ = ["Figure", "Finding", "Result"]
