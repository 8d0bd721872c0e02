"""How people travel over channels before they buy, and what would be lost without each channel: the truth in closed form.

A person arrives by some channel. They buy or ask, or they come back some days later by a way of their own (a saved address, the name typed
into a search engine, a newsletter), where they buy more readily. So a channel can bring people who buy elsewhere later, and a channel through
which many buy can merely stand at the end of journeys that others began. With

    t  visits per day    a  first visits    m  ways back (shares)    ρ  share that comes back    o  orders per visit    e  buys or asks

a journey's worth is U on the way back and V at its first visit:

    U = Σ m·o·warmth / (1 − Σ m·(1 − e)·ρ)        V = o + (1 − e)·ρ·U        orders per day = Σ a·V

Without a channel its first visits and its share of the ways back are gone, but for those who would have come anyway and take another way. What is
then missing from the orders per day is the channel's *incremental* effect. Attribution only divides the orders that were seen; it never knows this.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from workbook.market.company import Company, company

Shares = np.ndarray[tuple[int], np.dtype[np.float64]]
_ROUNDS = 50


@dataclass(frozen=True)
class Flow:
    """Per channel, in the company's order: first visits a day, shares of the ways back, and the scale of the declared rates at each kind of visit.

    The declared rates are those of all visits of a channel; first visits stay below them, later ones are `warmth` times the first.
    """

    names: tuple[str, ...]
    first: Shares
    ways: Shares
    keen: Shares
    warm: Shares

    def orders(self, truth: Company) -> float:
        """Expected first orders on an average day.

        >>> tea = company("tea")
        >>> flow_of("tea").orders(tea) > flow_of("tea").without(tea, "Paid Search").orders(tea)
        True
        """
        returns, buys = (np.array([getattr(channel, name) for channel in truth.channels]) for name in ("returns", "orders_a_visit"))
        on_the_way_back = float(self.ways @ (buys * self.warm)) / (1 - float(self.ways @ (_leaves(truth, self.warm) * returns)))
        worth = buys * self.keen + _leaves(truth, self.keen) * returns * on_the_way_back
        return float(self.first @ worth)

    def without(self, truth: Company, name: str) -> Flow:
        """The flow when a channel is switched off: who would have come anyway takes one of the other ways back; the rest stay away."""
        gone = self.names.index(name)
        stays = np.arange(len(self.names)) != gone
        others = self.ways * stays / (self.ways * stays).sum()
        moved = truth.channels[gone].anyway * others
        return replace(self, first=self.first * stays + self.first[gone] * moved, ways=self.ways * stays + self.ways[gone] * moved)


@cache
def flow_of(key: str) -> Flow:
    """How many visits of each channel are first ones, such that all visits add up to the declared ones."""
    truth = company(key)
    total = np.array([channel.visits_a_day for channel in truth.channels])
    returns = np.array([channel.returns for channel in truth.channels])
    ways = np.array([truth.ways_back.get(channel.name, 0.0) for channel in truth.channels])
    back = np.zeros_like(total)
    for _ in range(_ROUNDS):
        keen = total / (total - back + truth.warmth * back)
        coming = (total - back) @ (_leaves(truth, keen) * returns) + back @ (_leaves(truth, truth.warmth * keen) * returns)
        back = coming * ways
    names = tuple(channel.name for channel in truth.channels)
    if (back > total).any():
        message = f"More people come back to {truth.name} than its channels bring: lower `returns`, or change `ways_back`."
        raise ValueError(message)
    return Flow(names, total - back, ways, keen, truth.warmth * keen)


def incremental_orders(key: str, name: str) -> float:
    """First orders on an average day that would be lost without a channel.

    >>> lost = {channel.name: incremental_orders("tea", channel.name) for channel in company("tea").channels}
    >>> lost["Paid Search"] < 18.4 * company("tea").channels[0].orders_a_visit  # many who click on the brand's advertisement would have come anyway
    True
    """
    truth, flow = company(key), flow_of(key)
    return flow.orders(truth) - flow.without(truth, name).orders(truth)


def _leaves(truth: Company, scale: Shares) -> Shares:
    """The share of visits that end with neither an order nor an enquiry, the rates being scaled."""
    buys, asks = (np.array([getattr(channel, name) for channel in truth.channels]) for name in ("buys", "enquires"))
    return (1 - buys * scale) * (1 - asks * scale)
