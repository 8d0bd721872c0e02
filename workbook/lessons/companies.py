"""Three sample companies and "my own company": cases with numbers that fit together.

Each pure business model has a case. A trainee finds beside each step what a consultant would have been told at the kick-off: facts,
not answers. The funnel of a case multiplies out, and the products' turnover is the company's turnover; the file is refused otherwise.
"""

from __future__ import annotations

from math import isclose
from typing import Annotated, Literal

import pydantic

from workbook.lessons.files import Id, Lesson, Line, Note, Prose, one, read

Step = Literal["feasibility", "business_model", "goals", "budget", "sales_force", "rivals", "promotion", "schedule", "analysis"]
Share = Annotated[float, pydantic.Field(ge=0, le=1)]
Amount = Annotated[float, pydantic.Field(ge=0)]


class Product(Lesson):
    """A product: price and variable cost in EUR without value-added tax, units sold in a year."""

    id: Id
    name: Line
    price: Amount
    unit_cost: Amount
    units_a_year: Annotated[int, pydantic.Field(ge=0)]

    @property
    def revenue(self) -> float:
        """Turnover of a year: price × units."""
        return self.price * self.units_a_year

    @property
    def margin_rate(self) -> float:
        """Contribution margin per euro of price: (price − variable cost) / price."""
        return (self.price - self.unit_cost) / self.price


class Funnel(Lesson):
    """One month online, from impressions to contribution; each count is the one before × its rate.

    `enquiry_means` and `order_means` say what is counted at this company (a started basket, a request for a quotation, a coupon).
    """

    impressions: int
    ctr: Share
    clicks: int
    landing_rate: Share
    visits: int
    enquiry_rate: Share
    enquiries: int
    close_rate: Share
    orders: int
    order_value: Amount
    revenue: Amount
    margin_rate: Share
    contribution: Amount
    enquiry_means: Line
    order_means: Line

    @pydantic.model_validator(mode="after")
    def _multiplies_out(self) -> Funnel:
        chain = (
            ("clicks", self.impressions * self.ctr),
            ("visits", self.clicks * self.landing_rate),
            ("enquiries", self.visits * self.enquiry_rate),
            ("orders", self.enquiries * self.close_rate),
            ("revenue", self.orders * self.order_value),
            ("contribution", self.revenue * self.margin_rate),
        )
        for name, product in chain:
            if not isclose(product, getattr(self, name), rel_tol=1e-6, abs_tol=1e-6):
                msg = f"`{name}` must be {product:g}, the product of the line before it and its rate (got {getattr(self, name):g})."
                raise ValueError(msg)
        return self


class ChannelUse(Lesson):
    """What a channel cost and brought in the funnel's month; `cost` in EUR."""

    channel: Id
    cost: Amount
    clicks: int
    note: Line


class Person(Lesson):
    """Somebody who can work on it, and how much."""

    role: Line
    hours_a_week: Annotated[float, pydantic.Field(ge=0, le=60)]
    can: Line


class Rival(Lesson):
    """A rival and its site, described so that it can be judged with the same checklist."""

    name: Line
    what: Note
    site: Prose
    online_since: int
    strengths: tuple[Line, ...]
    weaknesses: tuple[Line, ...]


class Case(Lesson):
    """A company to work on. `site` is evidence for the checklist: what one sees, without a verdict."""

    id: Id
    name: Line
    in_short: Line
    model: Literal["a", "b", "c"] | None
    story: Prose
    market: tuple[Note, ...] = ()
    products: tuple[Product, ...] = ()
    turnover_offline: Amount = 0
    turnover_online: Amount = 0
    funnel: Funnel | None = None
    channels: tuple[ChannelUse, ...] = ()
    people: tuple[Person, ...] = ()
    budget_a_month: Amount = 0
    site: dict[str, tuple[Note, ...]] = pydantic.Field(default_factory=dict)
    rivals: tuple[Rival, ...] = ()
    facts: dict[Step, tuple[Note, ...]]
    to_find_out: dict[str, tuple[Note, ...]] = pydantic.Field(default_factory=dict)
    """One's own company: what to find out for a step whose facts a sample company shares with another step."""

    @property
    def turnover(self) -> float:
        """Turnover of a year, EUR."""
        return self.turnover_offline + self.turnover_online

    @pydantic.model_validator(mode="after")
    def _adds_up(self) -> Case:
        if self.funnel is None:
            return self
        sums = (
            ("turnover_online", self.turnover_online, 12 * self.funnel.revenue),
            ("turnover_offline + turnover_online", self.turnover, sum(p.revenue for p in self.products)),
            ("the channels' clicks", sum(c.clicks for c in self.channels), self.funnel.clicks),
            ("budget_a_month", self.budget_a_month, sum(c.cost for c in self.channels)),
        )
        for name, got, wanted in sums:
            if not isclose(got, wanted, rel_tol=1e-6):
                msg = f"{self.id}: {name} must be {wanted:,.2f} (got {got:,.2f})."
                raise ValueError(msg)
        return self


def companies() -> tuple[Case, ...]:
    """Every case, "my own company" last.

    Examples
    --------
    >>> [c.id for c in companies()]
    ['tea', 'pumps', 'soda', 'own']
    """
    cases: tuple[Case, ...] = read("companies", tuple[Case, ...])
    return cases


def company(id: str) -> Case:
    """One case by its id.

    Examples
    --------
    >>> round(company("tea").products[0].margin_rate, 2)
    0.5
    """
    return one(companies(), id, "company")  # type: ignore[no-any-return]
