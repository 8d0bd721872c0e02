"""One page for whoever decides: what is asked of them, and by when."""

from __future__ import annotations

import datetime
from typing import ClassVar

from workbook.answers.fields import Answers, date, long_text, text


class OnePage(Answers):
    """What the one page cannot take from the other answers."""

    FORM: ClassVar[str] = "plan.one_page"
    TITLE: ClassVar[str] = "What only you can say"

    reader: str | None = text(
        "For whom is it?", hint="Example: the management, 12 January.", optional=True, dont_know=False, width="m", max_length=80
    )
    ask: str | None = long_text(
        "What do you ask of them?",
        hint="One decision: the sum, the person, the change. Example: release 6,800 at the start and Vera for two days a week.",
        why="A page that asks for nothing is read and put away.",
        max_length=400,
    )
    decide_by: datetime.date | None = date("Decision needed by", why="A decision without a date costs the season.")
    worry: str | None = long_text(
        "What could go wrong that no figure shows?", hint="One sentence. Whoever names it first keeps the trust.", optional=True, max_length=300
    )


__all__ = ["OnePage"]
