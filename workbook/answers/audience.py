"""Potential customers: segments with what moves them, and how many of them there are."""

from __future__ import annotations

from typing import ClassVar

from workbook.answers.fields import Answers, Item, Remark, count, group, long_text, many_of, money, number, one_of, rate, text

TIERS = {"1": "Large cities", "2": "Middle-sized cities", "3": "Small towns", "rural": "Countryside", "all": "No difference"}
EDUCATION = {"school": "School", "training": "Training for a job", "degree": "University degree", "mixed": "No difference"}
INCOME = {"low": "Below average", "middle": "About average", "high": "Above average", "mixed": "No difference"}
GENDER = {"women": "Mostly women", "men": "Mostly men", "mixed": "No difference"}
SEARCHES = {
    "problem": "By the problem", "kind": "By kind of product", "brand": "By brand names", "price": "By price and offers",
    "place": "By place, “near me”",
    "asks": "They ask people", "none": "They do not search",
}  # fmt: skip
PLACES = {
    "search": "Search engines", "marketplaces": "Marketplaces", "social": "Social networks", "video": "Video platforms",
    "forums": "Forums and groups",
    "chat": "Chat groups", "news": "News, trade portals", "email": "E-mail, newsletters", "offline": "Mostly offline",
}  # fmt: skip
PATTERNS = {
    "habit": "By habit",
    "impulse": "On impulse",
    "compare": "By comparing offers",
    "advice": "With advice",
    "committee": "Several people, over a long time",
}


class Segment(Item):
    """One group of potential customers who want the same for the same reason."""

    name: str | None = text("Name of the segment", hint="What you would call them in the office: “gift givers”, “plant engineers”.", dont_know=False)
    who: str | None = text("Who are they?", hint="Age, occupation, situation, in one line.", width="full", max_length=300)
    gender: str | None = one_of("Gender", GENDER, optional=True)
    age: str | None = text("Age", hint="From and to, such as 35–65.", width="s", optional=True)
    education: str | None = one_of("Education", EDUCATION, optional=True)
    income: str | None = one_of("Income", INCOME, optional=True)
    tier: str | None = one_of("Where they live", TIERS, optional=True)
    interests: str | None = text("Interests", width="l", optional=True, dont_know=False)
    size: int | None = count(
        "How many are there?", unit="people or firms", hint="Those you can serve, each in one segment only. Say below where the number comes from."
    )
    source: str | None = text("Where does the number come from?", width="l", hint="Statistics, a trade association, a keyword tool, your own count.")
    need: str | None = text("What do they need?", hint="What they want to get done, in their words.", width="full")
    motive: str | None = text("Why would they buy from you?", hint="What moves them: to save time, to be sure, to please somebody.", width="full")
    pattern: str | None = one_of(
        "How do they decide?", PATTERNS, hint="Habit: without thinking. Impulse: within seconds. Several people: over weeks or months."
    )
    searches: tuple[str, ...] = many_of("How do they search?", SEARCHES)
    places: tuple[str, ...] = many_of("Where do they gather?", PLACES)
    words: str | None = text("Words they type or say", hint="Three to five, as they would say them.", width="full", optional=True)
    worth: float | None = money("What one of them spends a year on this", hint="On this kind of product, with all suppliers together.")
    fit: int | None = count(
        "How well does your offer fit them?", unit="of 5", le=5, width="xs", hint="1 hardly, 5 as if made for them.", dont_know=False
    )
    persona: str | None = long_text(
        "One of them, as a person",
        hint="A name, a day, a moment in which the need comes up. Invented, but true to what you know.",
        optional=True,
        max_length=1200,
    )


class Segments(Answers):
    """Who might buy, and why."""

    FORM: ClassVar[str] = "strategy.segments"
    TITLE: ClassVar[str] = "Potential customers"

    segments: tuple[Segment, ...] = group(
        "Your segments",
        Segment,
        item_label="Segment",
        hint="Two or three that want different things. A segment that everybody belongs to is none.",
        min_items=1,
        max_items=6,
    )


class MarketSize(Answers):
    """The market from above and from below."""

    FORM: ClassVar[str] = "strategy.market_size"
    TITLE: ClassVar[str] = "Size of the market"

    population: int | None = count(
        "People or firms who could have the need at all", unit="buyers", gt=0, hint="From statistics, for the whole country or region."
    )
    need_rate: float | None = rate("Share of these who really have the need", hint="Those who buy this kind of thing at least once a year.")
    spend: float | None = money("What one buyer spends a year on this kind of product", gt=0)
    served_rate: float | None = rate(
        "Share of the buyers you can serve", hint="Leave out whom you do not reach by region, language, delivery or price."
    )
    attainable_rate: float | None = rate(
        "Share of these you can win in three years",
        hint="Look at what rivals of your size have reached.",
        unusual=(None, 0.2),
    )
    reached: int | None = count(
        "Potential buyers you can reach a month",
        unit="buyers",
        gt=0,
        hint="Now from below: those who would see you, with your channels and your money.",
    )
    customer_rate: float | None = rate(
        "Share of these who become customers", unusual=(None, 0.1), hint="New customers of a month ÷ buyers reached in it."
    )
    order_value: float | None = money("Order value", gt=0, hint="Revenue ÷ orders.")
    orders_a_year: float | None = number("Orders a customer places a year", unit="orders", gt=0, unusual=(None, 50))
    source: str | None = text(
        "Where do these numbers come from?", width="full", hint="One source for each number. A number without a source is a guess."
    )

    def review(self) -> list[Remark]:
        """A share that is everybody is no estimate."""
        everybody = (("need_rate", "Does everybody really buy this at least once a year?"), ("served_rate", "Can you really serve all of them?"))
        return [Remark(name, sentence, "warning") for name, sentence in everybody if getattr(self, name) == 1.0]
