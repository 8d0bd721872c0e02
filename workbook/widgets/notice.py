"""A sentence on the page that is neither a result nor a mistake: what to know before going on.

Four tones, each with a drawing and a word of its own. An alert is read out at once; the others when they change.
"""

from __future__ import annotations

from typing import Literal

import traitlets

from workbook.widgets.awaited import Awaited
from workbook.widgets.island import Island, drawn_by

NoticeTone = Literal["neutral", "good", "warn", "bad"]


class Notice(Awaited, Island):
    """A calm strip with one message; without a text it takes no room."""

    _esm = drawn_by("remark")
    title = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    tone = traitlets.Enum(["neutral", "good", "warn", "bad"], "neutral").tag(sync=True)
    links: traitlets.List = traitlets.List().tag(sync=True)

    def __init__(self, text: str = "", *, title: str = "", tone: NoticeTone = "neutral", links: dict[str, str] | None = None) -> None:
        super().__init__(text=text, title=title, tone=tone, links=_listed(links))

    def show(self, text: str, *, title: str = "", tone: NoticeTone = "neutral", links: dict[str, str] | None = None) -> None:
        """Show a message; `links` maps the words of a link to its address (`02_strategy.ipynb#budget`)."""
        with self.hold_sync():
            self.title, self.text, self.tone, self.links = title, text, tone, _listed(links)

    def clear(self) -> None:
        """Take the message away."""
        self.show("")


def _listed(links: dict[str, str] | None) -> list[dict[str, str]]:
    return [{"label": label, "href": href} for label, href in (links or {}).items()]
