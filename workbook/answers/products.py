"""Products for the internet: which lines suit it, in which stage of life they are, and what promotion is to do for each."""

from __future__ import annotations

from typing import Any, ClassVar

from workbook.answers.fields import Answers, Item, count, group, money, one_of, rate, text

STAGES = {"introduction": "Introduction", "growth": "Growth", "maturity": "Maturity", "decline": "Decline"}
AIMS = {
    "known": "Make it known", "try": "Win first buyers", "share": "Win rivals' buyers", "repeat": "Keep buyers", "margin": "Earn, little effort",
    "leave": "Sell off and drop it",
}  # fmt: skip

_SCORE: dict[str, Any] = {"unit": "of 4", "le": 4, "width": "xs", "dont_know": False}


class Line(Item):
    """One product line: what it earns in a year, how well it suits selling online (scores 0 to 4), its stage and the aim of its promotion."""

    name: str | None = text("Product line", dont_know=False)
    revenue: float | None = money("Revenue a year", hint="Roughly, over all channels.")
    margin_rate: float | None = rate("Margin rate", unusual=(0.02, 0.9), hint="What is left of the price after the costs that each order causes.")
    judged: int | None = count("Can be judged without touching it", hint="0: must be tried on the spot. 4: the name says it all.", **_SCORE)
    sent: int | None = count("Can be delivered at a cost you can bear", hint="0: not at all. 4: digitally, or at hardly any cost.", **_SCORE)
    searched: int | None = count("Is searched for online", hint="0: nobody looks for it. 4: large and steady demand.", **_SCORE)
    different: int | None = count(
        "Differs in a way that can be proved", hint="0: the same as everywhere. 4: customers name the difference.", **_SCORE
    )
    again: int | None = count("Is bought again", hint="0: once in a lifetime. 4: every few weeks.", **_SCORE)
    stage: str | None = one_of(
        "Stage of life",
        STAGES,
        hint="Introduction: new, hardly known. Growth: rising quickly. Maturity: high and steady. Decline: falling year after year.",
    )
    aim: str | None = one_of("What is promotion to do for it?", AIMS, dont_know=False)


class Products(Answers):
    """Which lines go online first, and to what end."""

    FORM: ClassVar[str] = "strategy.products"
    TITLE: ClassVar[str] = "Product lines"

    lines: tuple[Line, ...] = group(
        "Your product lines", Line, item_label="Product line", hint="Three to six. Score what is true today.", min_items=1, max_items=12
    )
