"""Search: which words are the own name, which place is aimed at, and what was changed when."""

from __future__ import annotations

import datetime
from typing import ClassVar

from workbook.answers.fields import Answers, Remark, count, date, number, one_of, text


class Search(Answers):
    """How search is to be read."""

    FORM: ClassVar[str] = "analysis.search"
    TITLE: ClassVar[str] = "How to read search"

    brand_words: str | None = text(
        "Words of your own name",
        hint="With commas between them, also as people misspell them. Blank: taken from the company's name.",
        why="Who types the name wants you already. Such queries have click rates that no other page reaches, and would bend every average.",
        optional=True,
        dont_know=False,
        max_length=500,
        width="full",
    )
    target: float | None = number(
        "Position aimed at", hint="Blank: 3.", ge=1, le=10, optional=True, dont_know=False, noun="position aimed at"
    )  # fmt: skip
    least_impressions: int | None = count(
        "Leave out queries with fewer impressions than", hint="Blank: 100 in the period of the file.", optional=True, dont_know=False
    )


class Change(Answers):
    """A change on the site whose effect is to be told."""

    FORM: ClassVar[str] = "analysis.search_change"
    TITLE: ClassVar[str] = "A change and its effect"

    what: str | None = text("What was changed?", hint="Example: new titles on the tea pages.", optional=True, dont_know=False, width="full")
    on: datetime.date | None = date(
        "On which day?", hint="The first day with the change. Whole weeks before and after it are compared.", optional=True, dont_know=False
    )
    kind: str | None = one_of(
        "How are the changed ones known?", {"page": "By their pages", "query": "By their queries"}, optional=True, dont_know=False
    )
    changed: str | None = text(
        "Which ones?",
        hint="Parts of addresses or queries, with commas between them: /green-tea, /darjeeling. All others are the control.",
        why="Season and market move all pages. What the changed ones did beyond the others is the effect.",
        optional=True,
        dont_know=False,
        max_length=1000,
        width="full",
    )

    def review(self) -> list[Remark]:
        """A day that has not come has no effect yet."""
        if self.on and self.on > datetime.date.today():
            return [Remark("on", "This day has not come yet: there is nothing to compare.")]
        return []
