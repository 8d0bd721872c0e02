"""What nobody in the market can know: what each channel truly brings, and which days were unlike the others and why."""

from __future__ import annotations

import math

import pandas as pd

from workbook.market.company import Company
from workbook.market.flow import incremental_orders
from workbook.market.linked import margin_an_order
from workbook.market.simulate import Market

_WORDS = {
    "outage": "The counting of visits failed: about {share:.0%} of them were counted, while orders went on.",
    "press": "The press wrote about the company: the unpaid channels brought {share:g} times their usual first visits, of people less keen to buy.",
    "change": "The page {page} was rewritten: from this day on it stands at position {position:g} for “{query}” (before: {before:g}).",
}


def truth_of(market: Market) -> pd.DataFrame:
    """Per channel, expected over the period: what stands beside it, and what would be lost without it.

    Returns
    -------
    DataFrame
        channel; cost (whole units of the currency); expected_first_orders (first orders placed, or asked for, in a visit by this channel);
        incremental_orders (first orders that would be missing without the channel); true_return (margin of the incremental orders / cost, blank
        for a channel without cost). Incremental orders do not add up to all orders: several channels can be needed for one order, or none.

    >>> from workbook.market import simulate
    >>> truth = truth_of(simulate("tea", days=7)).set_index("channel")
    >>> truth.true_return[["Paid Social", "Affiliates"]].round(1).tolist()
    [1.4, 0.2]
    """
    return expected(market.company, market.days)


def expected(truth: Company, days: int) -> pd.DataFrame:
    """The same for a company and a number of days, without simulating them.

    >>> from workbook.market import company
    >>> float(expected(company("soda"), 10).set_index("channel").cost["Display"])
    400.0
    """
    lost = [incremental_orders(truth.id, channel.name) * days for channel in truth.channels]
    margin = margin_an_order(truth)
    return pd.DataFrame({
        "channel": [channel.name for channel in truth.channels],
        "cost": [channel.cost * days for channel in truth.channels],
        "expected_first_orders": [channel.visits_a_day * channel.orders_a_visit * days for channel in truth.channels],
        "incremental_orders": lost,
        "true_return": [
            orders * margin / (channel.cost * days) if channel.cost else math.nan
            for channel, orders in zip(truth.channels, lost, strict=True)
        ],
    })  # fmt: skip


def shared_queries(truth: Company) -> list[str]:
    """Which queries two pages of a site share, in sentences.

    >>> from workbook.market import company
    >>> shared_queries(company("tea"))
    ['“loose green tea” is shared by /green-tea and /journal/green-tea (38% of the impressions).']
    """
    return [
        f"“{query.query}” is shared by {query.page} and {aside.page} ({aside.share:.0%} of the impressions)."
        for query in truth.queries
        for aside in query.asides
        if aside.page and not aside.query
    ]


def tried(truth: Company) -> str:
    """What the company tested on its site and the true effect, in a sentence.

    >>> from workbook.market import company
    >>> tried(company("tea"))
    'A test (column `variant`): the page of a tea shows how it tastes in three words. Truly, 40% more of its visitors buy.'
    """
    does = {"order": "buy", "enquiry": "enquire"}[truth.trial.success]
    effect = f"{truth.trial.lift:.0%} more of its visitors {does}" if truth.trial.lift else "it makes no difference"
    return f"A test (column `variant`): {truth.trial.what[0].lower()}{truth.trial.what[1:]}. Truly, {effect}."


def bought_together(truth: Company) -> list[str]:
    """Which products go together, in sentences; all other pairs stand together by chance.

    >>> from workbook.market import company
    >>> bought_together(company("soda"))[0]
    'Products that go together: 35% of the orders of “Tray of 24 cans Zero” get “Lime slices in a tin” too.'
    """
    return [f"Products that go together: {link.share:.0%} of the orders of “{link.first}” get “{link.then}” too." for link in truth.links]


def events_of(market: Market) -> pd.DataFrame:
    """The days that were unlike the others: kind (outage, press, change), first and last day (a change lasts to the end), and what happened.

    >>> from workbook.market import simulate
    >>> events_of(simulate("tea")).kind.tolist()
    ['outage', 'change', 'press']
    """
    rows: list[tuple[str, int, int, str]] = [
        (event.kind, event.day, event.day + event.days - 1, _WORDS[event.kind].format(share=event.share)) for event in market.company.events
    ]
    for query in market.company.queries:
        if query.change:
            words = _WORDS["change"].format(page=query.page, position=query.change.position, query=query.query, before=query.position)
            rows.append(("change", query.change.day, market.days - 1, words))
    start = pd.Timestamp(market.start)
    kept = sorted(row for row in rows if row[1] < market.days)
    found = pd.DataFrame(kept, columns=["kind", "first", "last", "what"])
    days = {name: start + pd.to_timedelta(found[name].clip(upper=market.days - 1), unit="D") for name in ("first", "last")}
    return found.assign(**days).sort_values("first", ignore_index=True)
