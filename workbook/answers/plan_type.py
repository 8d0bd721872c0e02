"""The type of plan, and whether it fits what the company wants and does already."""

from __future__ import annotations

from typing import Any, ClassVar

from workbook.answers.fields import Answers, Option, Row, grid, long_text, one_of, text

TYPES = (
    Option("sales", "Sales", "Orders and enquiries, now and from the internet."),
    Option("service", "Service", "Help before and after the purchase: fewer calls, happier customers."),
    Option("brand", "Brand", "Being known and trusted; sales happen elsewhere."),
    Option("enhancement", "Enhancement", "Replace or support the marketing you have, so that it costs less and is easier to manage."),
    Option("mixed", "Mixed", "Several of these, with one that comes first."),
)
FITS = (Option("supports", "Supports it"), Option("neutral", "No effect"), Option("contradicts", "Contradicts it"))


class PlanType(Answers):
    """What the plan is for, and what it must not contradict."""

    FORM: ClassVar[str] = "strategy.plan_type"
    TITLE: ClassVar[str] = "Type of plan"

    kind: str | None = one_of("Which type of plan is it?", TYPES)
    first: str | None = one_of("If it is mixed, which comes first?", TYPES[:4], optional=True, dont_know=False)
    company_strategy: str | None = text(
        "What does the company want in three years?", width="full", hint="In one sentence, as management would say it."
    )
    consistency: dict[str, dict[str, Any]] = grid(
        "Does the plan fit what is decided already?",
        hint="A contradiction found now costs a conversation. Found later, it costs a campaign.",
        rows=(
            Row("strategy", "The company's strategy", "Growth, margin, independence, succession …"),
            Row("policy", "The company's policies", "Prices, discounts, dealers, privacy, tone of voice."),
            Row("sales_plan", "The sales plan", "Targets, areas, commissions of the sales people."),
            Row("marketing_plan", "Other marketing plans", "Fairs, print, television, what the agency has booked."),
            Row("capacity", "Production and service", "What can be made, sent and answered in time."),
        ),
        columns={
            "fit": one_of("The plan", FITS),
            "note": text("How, and what to do about it", optional=True, dont_know=False, width="l", max_length=400),
        },
    )
    settle: str | None = long_text("How are contradictions settled, and by whom?", optional=True, max_length=800)
