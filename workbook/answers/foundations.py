"""Foundations: a month from visit to what is left, the maturity of the work, and what the medium is used for."""

from __future__ import annotations

from typing import Any, ClassVar

from workbook.answers.fields import Answers, Option, Row, count, grid, money, one_of, rate, text

USES = {"use": "In use", "want": "Wanted", "need_not": "Not needed"}


class Levers(Answers):
    """One month from visit to contribution, to see what moves it."""

    FORM: ClassVar[str] = "foundations.levers"
    TITLE: ClassVar[str] = "A month, from visit to what is left"

    visits: int | None = count(
        "Visits a month", unit="visits", gt=0, hint="Visits to the site, as your statistics count them. One person may come several times."
    )
    visit_cost: float | None = money(
        "Cost of one more visit", hint="What a bought visit costs: the price of a click ÷ the share of clicks that arrive on the site."
    )
    enquiry_rate: float | None = rate(
        "Visits that become an enquiry", hint="An enquiry here is a question, a call, or a basket that somebody starts.", unusual=(0.001, 0.4)
    )
    close_rate: float | None = rate("Enquiries that become an order", unusual=(0.005, 0.9))
    order_value: float | None = money("Order value", gt=0, hint="Revenue ÷ orders.")
    margin_rate: float | None = rate("Margin rate", hint="What is left of the price after the costs that each order causes.", unusual=(0.02, 0.9))
    interest: float | None = rate(
        "Interest of bought visits, compared with today's",
        hint="100 %: bought visits ask as often as today's. Mostly they ask less often.",
        why="Whoever searches for your name wants you. Whoever sees an advertisement may only be passing the time.",
    )


class Maturity(Answers):
    """How far each part of the work has come."""

    FORM: ClassVar[str] = "foundations.maturity"
    TITLE: ClassVar[str] = "Maturity of the work"

    modules: dict[str, dict[str, Any]] = grid(
        "How far has each part come?",
        hint="0 to 4: choose the sentence that describes today, not next year.",
        rows=lambda: _modules(),
        columns={
            "score": one_of("Level", tuple(Option(str(n), str(n)) for n in range(5))),
            "evidence": text("What shows it", optional=True, dont_know=False, width="l", max_length=500),
        },
    )


class Functions(Answers):
    """Which functions of the medium the company uses, wants, or does not need."""

    FORM: ClassVar[str] = "foundations.functions"
    TITLE: ClassVar[str] = "What the medium is used for"

    functions: dict[str, dict[str, Any]] = grid(
        "Which of these does the company use?",
        hint="“Not needed” is a decision too: write down why.",
        rows=lambda: _functions(),
        columns={
            "use": one_of("Today", USES),
            "note": text("How, or why not", optional=True, dont_know=False, width="l", max_length=500),
        },
    )


def _modules() -> list[Row]:
    from workbook import lessons

    return [Row(m.id, m.title, why=m.why, levels=m.levels) for m in lessons.modules()]


def _functions() -> list[Row]:
    from workbook import lessons

    return [Row(f.id, f.title, hint=f.what) for f in lessons.functions()]
