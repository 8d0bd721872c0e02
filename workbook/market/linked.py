"""Products that are bought together in the simulated market, because one is of use beside the other: a strainer for loose tea, a seal for a pump.

What else stands in an order is drawn product by product, so that all other pairs are together only by chance. The truth (`links` in
`companies.yaml`) is what an analysis of baskets should find, and the rest is what it should not.
"""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pandas as pd

from workbook.market.company import Company, Link, Product


def with_linked(rng: np.random.Generator, truth: Company, orders: pd.DataFrame) -> pd.DataFrame:
    """The order lines with those of the linked products below them: one piece each, never twice in an order.

    The draws are of their own, so that nothing else in the market depends on which products are linked.
    """
    heads = orders.drop_duplicates("order_id")
    holds = {name: heads["order_id"].isin(orders.loc[orders["product"] == name, "order_id"]).to_numpy() for name in _names(truth)}
    parts = [orders]
    for then in dict.fromkeys(link.then for link in truth.links):
        led = [holds[link.first] & (rng.random(len(heads)) < link.share) for link in truth.links if link.then == then]
        parts.append(_lines(heads[np.any(led, axis=0) & ~holds[then]], _product(truth, then)))
    both = pd.concat(parts, ignore_index=True).sort_values(["ordered_at", "order_id", "line"], ignore_index=True, kind="stable")
    return both.assign(line=both.groupby("order_id").cumcount() + 1)


def margin_an_order(truth: Company) -> float:
    """Expected margin of an order in units of the currency, of kept orders: its drawn lines, and the linked products beside them.

    >>> from workbook.market.company import company
    >>> round(margin_an_order(company("tea")), 1)
    26.7
    """
    total = sum(product.weight for product in truth.products)
    line = sum(product.weight / total * (1 + product.most) / 2 * (product.price - product.cost) for product in truth.products)
    beside = sum(_added(truth, then) * (_product(truth, then).price - _product(truth, then).cost) for then in {link.then for link in truth.links})
    return (line * truth.lines + beside) * (1 - truth.refunds - truth.cancels)


def _added(truth: Company, then: str) -> float:
    """The share of orders to which a linked product is added.

    It stays away where no product leads to it. With i in the order it is left out with 1 − share, without i for certain: the product of these over
    all i, multiplied out, is a sum over the sets of products that are not in the order.
    """
    links = [link for link in truth.links if link.then == then]
    stays = sum(
        _weight(links, away) * _absent(truth, {then, *(link.first for link in away)})
        for n in range(len(links) + 1)
        for away in combinations(links, n)
    )
    return _absent(truth, {then}) - stays


def _weight(links: list[Link], away: tuple[Link, ...]) -> float:
    return math.prod(link.share if link in away else 1 - link.share for link in links)


def _absent(truth: Company, names: set[str]) -> float:
    """The chance that none of these products is drawn: 1 + Poisson(lines − 1) draws, each by weight."""
    weight = sum(product.weight for product in truth.products if product.name in names) / sum(product.weight for product in truth.products)
    return (1 - weight) * math.exp(-(truth.lines - 1) * weight)


def _lines(heads: pd.DataFrame, product: Product) -> pd.DataFrame:
    price, cost = round(product.price * 100), round(product.cost * 100)
    return heads.assign(line=len(heads) + 10**6, product=product.name, quantity=1, unit_price=float(price), revenue=price, margin=price - cost)


def _product(truth: Company, name: str) -> Product:
    return next(product for product in truth.products if product.name == name)


def _names(truth: Company) -> set[str]:
    return {name for link in truth.links for name in (link.first, link.then)}
