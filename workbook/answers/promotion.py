"""Promotion: which channels fit, and what the chosen ones cost and bring."""

from __future__ import annotations

import datetime
from typing import ClassVar

from workbook.answers.fields import Answers, Item, Option, date, group, long_text, many_of, money, one_of, rate, text
from workbook.answers.strategy import ACTIVITIES

AUDIENCES = {"consumers": "Consumers", "business": "Businesses", "both": "Both"}
AGES = {"under_25": "Under 25", "25_44": "25 to 44", "45_64": "45 to 64", "65_plus": "65 and over"}
PLACES = {
    "search": "They search when they need it", "social": "Social networks", "video": "Video platforms", "forums": "Forums and communities",
    "trade_press": "Trade press and vertical sites", "marketplaces": "Marketplaces", "email": "Their inbox", "chat_groups": "Chat groups",
    "news": "News and general portals", "events": "Events and fairs",
}  # fmt: skip


def _channels() -> list[Option]:
    from workbook import lessons

    return [Option(channel.id, channel.name) for channel in lessons.channels()]


class Fit(Answers):
    """What a channel has to be good for: goal, people, money and time."""

    FORM: ClassVar[str] = "promotion.fit"
    TITLE: ClassVar[str] = "Channel fit"

    goal: str | None = one_of(
        "What is the promotion mainly for?",
        ACTIVITIES,
        why="A channel is a pipe: what should flow through it decides which one to lay.",
        dont_know=False,
    )
    audience: str | None = one_of("Whom do you want to reach?", AUDIENCES)
    ages: tuple[str, ...] = many_of("How old are they, mostly?", AGES, optional=True)
    places: tuple[str, ...] = many_of("Where do they look and gather?", PLACES)
    budget_monthly: float | None = money("What can be spent on media each month?")
    needed_by: datetime.date | None = date("When must the first effect show?")
    shortlist: tuple[str, ...] = many_of(
        "Your short list", _channels, hint="Three to five channels done well beat ten done by halves.", optional=True
    )
    reason: str | None = long_text("Why these?", optional=True, dont_know=False, max_length=1500)


class Line(Item):
    """One channel of the media plan, in a normal month."""

    channel: str | None = one_of("Channel", _channels, dont_know=False)
    purpose: str | None = text("What it is for", optional=True, dont_know=False, width="m")
    budget: float | None = money("Budget a month")
    cpc: float | None = money("Cost per click", hint="All cost ÷ clicks, also for channels that charge a fee.", gt=0)
    enquiry_rate: float | None = rate("Enquiry rate", optional=True, dont_know=False, hint="Blank: as in the forecast.")
    close_rate: float | None = rate("Close rate", optional=True, dont_know=False, hint="Blank: as in the forecast.")


class MediaPlan(Answers):
    """Channels side by side: what each costs and is expected to bring."""

    FORM: ClassVar[str] = "promotion.media_plan"
    TITLE: ClassVar[str] = "Media plan"

    lines: tuple[Line, ...] = group(
        "Channels", Line, item_label="Channel", layout="table", min_items=1, max_items=25,
        hint="One line per channel, for a normal month. A table from a spreadsheet can be pasted in.",
    )  # fmt: skip
    stop_rule: str | None = long_text(
        "When do you stop a channel?", hint="Example: after 300 clicks without an order, or when an order costs more than its margin.",
        why="Decided beforehand, it is a rule. Decided afterwards, it is an excuse.", max_length=1500,
    )  # fmt: skip
