"""An aside with what is known about the company: facts to look up while answering, out of the way of the questions."""

from __future__ import annotations

from collections.abc import Sequence

import traitlets

from workbook.widgets.island import Island, drawn_by


class Facts(Island):
    """A short list of facts, and more of them behind one button.

    Parameters
    ----------
    title : str
        "About the company".
    facts : sequence of str
        What always shows; on a narrow screen it folds up.
    more : sequence of str
        What shows on request.
    """

    _esm = drawn_by("facts")
    title = traitlets.Unicode().tag(sync=True)
    facts = traitlets.List(traitlets.Unicode()).tag(sync=True)
    more = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, title: str, facts: Sequence[str], more: Sequence[str] = ()) -> None:
        super().__init__(title=title, facts=list(facts), more=list(more))

    def show(self, title: str, facts: Sequence[str], more: Sequence[str] = ()) -> None:
        """Replace the facts: another company was chosen."""
        with self.hold_sync():
            self.title, self.facts, self.more = title, list(facts), list(more)
