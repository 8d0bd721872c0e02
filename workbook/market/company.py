"""A company in the simulated market, and the truth about its channels.

In a real market nobody knows what a channel truly does; here it is written down, so that a calculation can be held against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml


@dataclass(frozen=True)
class Product:
    """A product: price and variable cost in units of the currency, how often it is chosen, and the most of it in one order line."""

    name: str
    price: float
    cost: float
    weight: float
    most: int


@dataclass(frozen=True)
class Change:
    """A page was rewritten: from this day (0 is the first) its query stands at another position."""

    day: int
    position: float


@dataclass(frozen=True)
class Trial:
    """A test on the company's own site: what is tried, and how much more often visitors with the new page truly have `success` (0.3: 30 % more)."""

    what: str
    lift: float
    success: Literal["order", "enquiry"] = "order"


@dataclass(frozen=True)
class Link:
    """Two products that go together: whoever orders `first` takes one of `then` too, in that `share` of the orders that do not hold it already."""

    first: str
    then: str
    share: float


@dataclass(frozen=True)
class Aside:
    """What a share of a query's searches truly is: other words for it, or another page of the site that is shown, and where it then stands."""

    share: float
    position: float
    query: str = ""
    page: str = ""


@dataclass(frozen=True)
class Query:
    """A search query: its page, its share of the searches, and the position where the page stands on average."""

    query: str
    page: str
    share: float
    position: float
    change: Change | None = None
    asides: tuple[Aside, ...] = ()

    def position_on(self, day: int) -> float:
        """Where the page stands on a day, on average."""
        return self.change.position if self.change and day >= self.change.day else self.position


@dataclass(frozen=True)
class Event:
    """Days unlike the others. `outage`: only `share` of the visits were counted; `press`: free visits are `share` times the usual ones."""

    kind: Literal["outage", "press"]
    day: int
    days: int
    share: float


@dataclass(frozen=True)
class Channel:
    """What a channel truly does. Paid ones have a `cost` per day and per click; the others bring `visits` per day.

    `returns`: the share of its visitors who come back without having bought or asked; `anyway`: who would have come by another way without it.
    """

    name: str
    campaigns: tuple[str, ...]
    enquires: float
    buys: float
    qualifies: float
    closes: float
    returns: float
    anyway: float
    cost: float = 0.0
    click_cost: float = 0.0
    ctr: float = 0.0
    landing: float = 1.0
    claims: float = 0.0
    visits: float = 0.0
    searches: bool = False

    @property
    def visits_a_day(self) -> float:
        """Visits on an average day: cost / click cost × landing rate for a paid channel."""
        return self.cost / self.click_cost * self.landing if self.click_cost else self.visits

    @property
    def orders_a_visit(self) -> float:
        """First orders per visit, direct ones and those out of enquiries: buys + enquires × qualifies × closes."""
        return self.buys + self.enquires * self.qualifies * self.closes


@dataclass(frozen=True)
class Company:
    """A company: its demand over the week, its products, its customers' habits, its channels, and how people travel over them."""

    id: str
    name: str
    currency: str
    share: str
    site: str
    weekdays: tuple[float, ...]
    growth: float
    regions: Mapping[str, float]
    devices: Mapping[str, float]
    pages: Mapping[str, float]
    kinds: Mapping[str, float]
    topics: tuple[str, ...]
    response_s: float
    products: tuple[Product, ...]
    lines: float
    refunds: float
    cancels: float
    repeat: float
    repeat_days: float
    warmth: float
    back_days: float
    ways_back: Mapping[str, float]
    events: tuple[Event, ...]
    queries: tuple[Query, ...]
    channels: tuple[Channel, ...]
    trial: Trial
    links: tuple[Link, ...]


@cache
def companies() -> tuple[Company, ...]:
    """The companies of the market, read from the data file beside this module when first asked for."""
    declared = yaml.safe_load(resources.files("workbook.market").joinpath("companies.yaml").read_text("utf-8"))
    return tuple(_company(item) for item in declared)


def company(key: str) -> Company:
    """One company by its id."""
    found = next((item for item in companies() if item.id == key), None)
    if found is None:
        message = f"The company must be one of {', '.join(item.id for item in companies())} (got `{key}`)."
        raise ValueError(message)
    return found


def _company(item: Mapping[str, Any]) -> Company:
    parts: dict[str, Any] = {
        "products": tuple(Product(**entry) for entry in item["products"]),
        "queries": tuple(_query(entry) for entry in item["queries"]),
        "channels": tuple(Channel(**{**entry, "campaigns": tuple(entry["campaigns"])}) for entry in item["channels"]),
        "events": tuple(Event(**entry) for entry in item["events"]),
        "weekdays": tuple(item["weekdays"]),
        "topics": tuple(item["topics"]),
        "trial": Trial(**item["trial"]),
        "links": tuple(Link(**entry) for entry in item["links"]),
    }
    return Company(**{field.name: parts[field.name] if field.name in parts else item[field.name] for field in fields(Company)})


def _query(entry: Mapping[str, Any]) -> Query:
    change = Change(**entry["change"]) if "change" in entry else None
    asides = tuple(Aside(**aside) for aside in entry.get("asides", ()))
    return Query(**{**entry, "change": change, "asides": asides})
