"""Strategy: whether to go online, how money is earned there, what the goal is, what it costs and brings."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import Any, ClassVar

from workbook.answers.fields import (
    Answers,
    Item,
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


class Feasibility(Answers):
    """A weighted scorecard over product, competition, finance and people."""

    FORM: ClassVar[str] = "strategy.feasibility"
    TITLE: ClassVar[str] = "Feasibility"

    criteria: dict[str, dict[str, Any]] = grid(
        "How does the company stand on each point?",
        hint="Score what is true today. Leave a weight blank to use the suggested one.",
        rows=lambda: _criteria(),
        columns={
            "score": one_of("Score", {str(n): str(n) for n in range(5)}),
            "weight": number("Weight", ge=0, le=10, width="xs", optional=True, dont_know=False),
            "note": text("What you base it on", optional=True, dont_know=False, width="l", max_length=500),
        },
    )


def _criteria() -> list[Row]:
    from workbook import lessons

    return [Row(c.id, c.question, hint=_levels(c.scores), why=c.why, group=c.aspect_title) for c in lessons.feasibility_criteria()]


def _levels(scores: Any) -> str:
    return " ".join(f"{value}: {meaning}" for value, meaning in sorted(dict(scores).items()))


MODELS = {
    "direct": "Direct sale: goods bought online at once, in a shop or marketplace",
    "enquiry": "Enquiry: own marketing site, online consultation, offline follow-up",
    "brand": "Brand: communication that supports sales elsewhere",
    "mixed": "Mixed: two of these side by side",
}


class BusinessModel(Answers):
    """How a sale comes about, and which way of working online follows from it."""

    FORM: ClassVar[str] = "strategy.business_model"
    TITLE: ClassVar[str] = "Business model"

    order_value: float | None = money(
        "Value of a typical order", why="Small amounts are bought at once; large ones need trust and advice first.", unusual=(None, 5_000_000)
    )
    advice: str | None = one_of(
        "How much advice does a buyer need before buying?",
        {"none": "None: the product explains itself", "some": "Some: a question or two", "much": "Much: it is chosen or adapted for each customer"},
    )
    deciders: str | None = one_of(
        "Who decides about a purchase?",
        {"one": "One person, alone", "household": "A household together", "committee": "Several people in an organisation"},
    )
    decision_time: str | None = one_of(
        "How long from first interest to purchase?",
        {"minutes": "Minutes or hours", "days": "Days", "weeks": "Weeks", "months": "Months"},
    )
    shippable: str | None = one_of(
        "Can the product be delivered from an online order?",
        {
            "yes": "Yes, by post, courier or download",
            "partly": "Partly, or only some products",
            "no": "No, it is installed, negotiated or bought on the spot",
        },
    )
    price_public: str | None = one_of(
        "Can you show a price on the page?", {"yes": "Yes, one price for all", "from": "A starting price", "no": "No, each offer is calculated"}
    )
    retail: str | None = one_of(
        "Where is the product bought today?",
        {"own": "Mainly from us", "dealers": "From dealers and partners", "everywhere": "In shops across the country"},
    )
    brand_known: str | None = one_of(
        "How well is the brand known among its buyers?",
        {"unknown": "Hardly", "niche": "In its field or region", "national": "By most people in the country"},
    )
    repeat: str | None = one_of(
        "How often does a customer buy again?", {"once": "Once or rarely", "yearly": "About once a year", "often": "Several times a year"}
    )
    chosen: str | None = one_of("Which model do you choose?", MODELS, hint="The recommendation stands below. You may decide otherwise.")
    reason: str | None = long_text(
        "Why this one?",
        hint="If you depart from the recommendation, say what it does not know about your company.",
        optional=True,
        dont_know=False,
        max_length=1500,
    )


MEASURES = {
    "impressions": "Impressions", "brand_searches": "Searches for the brand name", "visits": "Visits", "sign_ups": "Sign-ups (newsletter, account)",
    "enquiries": "Enquiries", "qualified": "Qualified enquiries", "orders": "Orders", "new_customers": "New customers", "revenue": "Revenue",
    "contribution": "Contribution (margin less marketing cost)", "cpa": "Cost per order (CPA)", "repeat_rate": "Repeat purchase rate",
}  # fmt: skip

ACTIVITIES = {"reach": "Reach an audience", "information": "Collect information and enquiries", "sales": "Sell", "loyalty": "Keep customers"}


class Goal(Item):
    """One goal: a number with a unit, a date, a source and somebody responsible."""

    activity: str | None = one_of("What is it about?", ACTIVITIES, dont_know=False)
    statement: str | None = text("The goal in one sentence", hint="Example: 60 orders a month from the website by June.", width="full")
    measure: str | None = one_of("Measured by", MEASURES, dont_know=False)
    baseline: float | None = number("Today", hint="The same measure now, 0 if it does not exist yet.", ge=0)
    target: float | None = number("Target", ge=0)
    period: str | None = one_of("Per", {"month": "Month", "quarter": "Quarter", "year": "Year", "total": "In total"}, dont_know=False)
    due: datetime.date | None = date("Reached by", why="A goal without a date cannot be missed, so it cannot steer anything.")
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
    Row("impressions", "Impressions a month", "How often an ad, a result or a post is seen.", cell=spec_of(count("Impressions a month"))),
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

    via_enquiry: bool | None = yes_no("Do customers ask before they buy?", hint="Yes for pumps, no for tea.", dont_know=False)
    factors: dict[str, dict[str, Any]] = grid(
        "From impression to profit, in a normal month",
        hint="Worst and best are values you would be surprised to see exceeded, not disasters or dreams.",
        why="A single number hides how unsure it is. The forecast works with the whole range.",
        rows=_FACTORS,
        columns={"worst": number("Worst", width="s"), "likely": number("Likely", width="s"), "best": number("Best", width="s")},
    )
    media_monthly: float | None = money("Spent on media each month", hint="What ads, listings and commissions cost.")
    team_monthly: float | None = money("People and tools each month", hint="Salaries, agency, software: the share that works on this.")
    start_cost: float | None = money("Investment at the start", hint="Site, photos, set-up: paid once, before the first sale.")
    ramp_months: int | None = count("Months until full effect", hint="0 when the effect is there at once.", unit="months", le=36, unusual=(None, 18))
    horizon_months: int | None = count("Months to look ahead", unit="months", gt=0, le=120, unusual=(3, 60))
    discount_rate: float | None = rate(
        "Discount rate a year", hint="What the money would earn elsewhere. Many firms use 8 to 12 %.", unusual=(None, 0.4)
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


__all__ = ["ACTIVITIES", "MEASURES", "MODELS", "Budget", "BusinessModel", "Feasibility", "Goal", "Goals"]
