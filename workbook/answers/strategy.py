"""Strategy: whether to go online, how money is earned there, what the goal is, what it costs and brings."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, ClassVar

from workbook.answers.fields import (
    Answers,
    Item,
    Option,
    Remark,
    Row,
    count,
    date,
    grid,
    group,
    long_text,
    money,
    number,
    one_of,
    rate,
    spec_of,
    text,
    yes_no,
)  # fmt: skip

ASPECTS = {"product": "Product", "competition": "Competition", "finance": "Finance", "people": "People"}


class Feasibility(Answers):
    """A weighted scorecard over product, competition, finance and people."""

    FORM: ClassVar[str] = "strategy.feasibility"
    TITLE: ClassVar[str] = "Feasibility"

    criteria: dict[str, dict[str, Any]] = grid(
        "How does the company stand on each point?",
        hint="Score what is true today. Weights go from 0 to 10; a blank one counts as suggested.",
        rows=lambda: _criteria(),
        columns={
            "score": one_of("Score", {str(n): str(n) for n in range(5)}),
            "weight": number("Weight", ge=0, le=10, width="xs", optional=True, dont_know=False),
            "note": text("What you base it on", optional=True, dont_know=False, width="l", max_length=500),
        },
    )


def _criteria() -> list[Row]:
    from workbook import lessons

    return [
        Row(
            c.id,
            c.question,
            hint=f"Suggested weight {c.weight}.",
            why=f"{c.why} What would raise the score? {c.raise_it}",
            group=ASPECTS[c.aspect],
            levels=c.scores,
        )
        for c in lessons.feasibility_criteria()
    ]


class BusinessModel(Answers):
    """How a sale comes about, and which way of working online follows from it."""

    FORM: ClassVar[str] = "strategy.business_model"
    TITLE: ClassVar[str] = "Business model"

    deal: dict[str, dict[str, Any]] = grid(
        "How does a sale come about?",
        hint="Think of the typical order, not of the exception.",
        rows=lambda: _deal_questions(),
        columns={"answer": text("Answer")},
    )
    chosen: str | None = one_of("Which model do you choose?", lambda: _models(), hint="The recommendation stands below. You may decide otherwise.")
    reason: str | None = long_text(
        "Why this one?",
        hint="If you depart from the recommendation, say what it does not know about your company.",
        optional=True,
        dont_know=False,
        max_length=1500,
    )


def _deal_questions() -> list[Row]:
    from workbook import lessons

    return [
        Row(q.id, q.question, why=q.why, cell=spec_of(one_of(q.question, {o.value: o.label for o in q.options}))) for q in lessons.deal_questions()
    ]


def _models() -> list[Option]:
    from workbook import lessons

    return [Option(model.id, model.name, model.what) for model in lessons.business_models()]


MEASURES = {
    "impressions": "Impressions", "brand_searches": "Searches for the brand name", "visits": "Visits", "sign_ups": "Sign-ups (newsletter, account)",
    "enquiries": "Enquiries", "qualified": "Qualified enquiries", "orders": "Orders", "new_customers": "New customers", "revenue": "Revenue",
    "contribution": "Contribution (margin less marketing cost)", "cpa": "Cost per order (CPA)", "repeat_rate": "Repeat purchase rate, in %",
    "awareness": "Unaided awareness, in %",
}  # fmt: skip
MONEY_MEASURES = frozenset({"revenue", "contribution", "cpa"})
"""Measures in the workbook's currency."""
PER_CENT_MEASURES = frozenset({"awareness", "repeat_rate"})
"""Measures given in per cent: 30 means 30 %, whatever its size."""

ACTIVITIES = {"reach": "Reach an audience", "information": "Collect information and enquiries", "sales": "Sell", "loyalty": "Keep customers"}


def _by_measure(raws: Mapping[str, Any]) -> dict[str, str]:
    """`25 %` is read where the measure is in per cent, `€45` where it is money; without a measure the sign does no harm."""
    measure = raws.get("measure")
    if measure in MONEY_MEASURES:
        return {"kind": "money"}
    return {"unit": "%"} if not measure or measure in PER_CENT_MEASURES else {}


class Goal(Item):
    """One goal: a number with a unit, a date, a source and somebody responsible."""

    activity: str | None = one_of("What is it about?", ACTIVITIES, dont_know=False)
    statement: str | None = text("The goal in one sentence", hint="Example: 60 orders a month from the website by June.", width="full")
    measure: str | None = one_of("Measured by", MEASURES, dont_know=False)
    baseline: float | None = number(
        "Today", hint="The same measure now, 0 if it does not exist yet. A rate in per cent: 30 for 30 of 100 customers.", ge=0,
        reads_as=_by_measure,
    )  # fmt: skip
    target: float | None = number("Target", ge=0, reads_as=_by_measure)
    period: str | None = one_of("Per", {"month": "Month", "quarter": "Quarter", "year": "Year", "total": "In total"}, dont_know=False)
    due: datetime.date | None = date("Reached by", why="Without a date nobody can ever say that the goal was missed.")
    source: str | None = text("Where is it measured?", hint="Example: shop orders export, GA4, the enquiry list.", width="l")
    owner: str | None = text("Who is responsible?", width="m")


class Goals(Answers):
    """What is to be reached, by when, and how one will know."""

    FORM: ClassVar[str] = "strategy.goals"
    TITLE: ClassVar[str] = "Goals"

    goals: tuple[Goal, ...] = group(
        "Your goals", Goal, item_label="Goal", hint="Two to four are enough. Begin with what the company earns from.", min_items=1, max_items=12
    )


_FACTORS = (
    Row(
        "impressions",
        "Impressions a month",
        "How often an advertisement, a search result or a post is shown.",
        cell=spec_of(count("Impressions a month")),
    ),
    Row("ctr", "Click rate (CTR)", "Clicks ÷ impressions.", cell=spec_of(rate("Click rate", unusual=(None, 0.2)))),
    Row("landing_rate", "Landing rate", "Visits ÷ clicks. Some clicks never arrive.", cell=spec_of(rate("Landing rate", unusual=(0.3, None)))),
    Row(
        "enquiry_rate",
        "Enquiry rate",
        "Enquiries ÷ visits. Leave blank when people buy without asking.",
        cell=spec_of(rate("Enquiry rate", unusual=(None, 0.25), optional=True)),
    ),
    Row(
        "close_rate",
        "Close rate",
        "Orders ÷ enquiries, or orders ÷ visits when people buy without asking.",
        cell=spec_of(rate("Close rate", unusual=(None, 0.6))),
    ),
    Row("aov", "Order value", "Revenue ÷ orders.", cell=spec_of(money("Order value"))),
    Row(
        "margin_rate",
        "Margin rate",
        "What is left of a sale after the goods, shipping and fees, before marketing.",
        cell=spec_of(rate("Margin rate", unusual=(0.02, 0.9))),
    ),
)


class Budget(Answers):
    """What it costs and what it brings: a range for each step from an impression to profit."""

    FORM: ClassVar[str] = "strategy.budget"
    TITLE: ClassVar[str] = "Budget and effect"

    via_enquiry: bool | None = yes_no(
        "Do customers ask before they buy?",
        hint="Yes where advice, a quotation or a visit comes first; no where people order straight away.",
        dont_know=False,
    )
    factors: dict[str, dict[str, Any]] = grid(
        "From impression to profit, in a normal month",
        hint="Worst and best are the limits you would be surprised to see passed, not disasters or dreams.",
        why="A single number hides how unsure it is. The forecast works with the whole range.",
        rows=_FACTORS,
        columns={"worst": number("Worst", width="s"), "likely": number("Likely", width="s"), "best": number("Best", width="s")},
    )
    media_monthly: float | None = money("Spent on media each month", hint="What advertisements, listings and commissions cost.")
    team_monthly: float | None = money("People and tools each month", hint="Salaries, agency, software: the share that works on this.")
    start_cost: float | None = money("Investment at the start", hint="Site, photos, set-up: paid once, before the first sale.")
    ramp_months: int | None = count("Months until full effect", hint="0 when the effect is there at once.", unit="months", le=36, unusual=(None, 18))
    horizon_months: int | None = count("Months to look ahead", unit="months", gt=0, le=120, unusual=(3, 60))
    discount_rate: float | None = rate(
        "Discount rate a year", hint="What the money would earn elsewhere in a year. 8 to 12 % is common.", unusual=(None, 0.4)
    )

    def review(self) -> list[Remark]:
        """Worst ≤ likely ≤ best in every row; an enquiry rate where people ask first."""
        remarks = [remark for row in _FACTORS for remark in _order(row, self.factors.get(row.name, {}))]
        asked = self.factors.get("enquiry_rate", {})
        if self.via_enquiry and not any(v is not None for v in asked.values()):
            remarks.append(Remark("factors/enquiry_rate/likely", "Enter the enquiry rate: you said that customers ask before they buy.", "error"))
        return remarks


def _order(row: Row, cells: dict[str, Any]) -> list[Remark]:
    values = [(name, cells.get(name)) for name in ("worst", "likely", "best")]
    known = [(name, value) for name, value in values if value is not None]
    return [
        Remark(f"factors/{row.name}/{high}", f"{row.label}: the {high} value must not be below the {low} one.", "error")
        for (low, a), (high, b) in pairwise(known)
        if b < a
    ]


__all__ = ["ACTIVITIES", "MEASURES", "MONEY_MEASURES", "PER_CENT_MEASURES", "Budget", "BusinessModel", "Feasibility", "Goal", "Goals"]
