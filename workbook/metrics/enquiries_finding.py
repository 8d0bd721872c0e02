"""What the enquiries say, in sentences: how many become customers, how fast they are answered, and what slowness may cost."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbook.answers.finding import Figure, Finding
from workbook.metrics.enquiries import DAY, HOUR, Enquiries
from workbook.metrics.intervals import Interval
from workbook.metrics.response import LEAST, Response

if TYPE_CHECKING:
    from workbook.answers.locale import Locale


def finding(found: Enquiries, locale: Locale) -> Finding:
    """How many ask, are answered, are qualified and buy."""
    if not found.number:
        return Finding(
            "There is no enquiry yet", means="The list has no row that was read.",
            means_not="It does not mean that nobody asked: questions on the telephone are seldom noted by themselves.",
            next_step="Load the enquiry list, or note each enquiry in the template from now on.",
        )  # fmt: skip
    row = found.total.iloc[0]
    count = locale.things(found.number, "enquiry", "enquiries")
    headline = f"{count}, of which {locale.rate(row.customer_rate, 0)} became customers" if found.has("customer_rate") else count
    return Finding(
        headline=headline,
        figures=tuple(_figures(found, locale)),
        points=(*_topics(found, locale), *found.missing),
        means="The share that becomes customers counts those who came and wanted: it is the fairest measure of a way of promotion.",
        means_not="An enquiry without an order may still become one; the youngest enquiries have had the least time.",
        next_step="Read the enquiries of the topic that asks most and buys least: the answer may belong on the page.",
    )


def cost_of_slowness(r: Response | None, locale: Locale) -> Finding:
    """What slow answers may cost, with the caution it needs."""
    if r is None:
        return Finding(
            "What a slow answer costs cannot be told",
            means="Which enquiries were answered when, and which of them ended in an order, is not in the list.",
            means_not="It does not mean that waiting costs nothing.",
            next_step="Note the time of the first answer and the order number in the enquiry list; the template has both columns.",
        )
    promise = span(r.promise_s, locale)
    if not r.enough:
        less = min(r.in_time[1], r.later[1])
        side = f"within {promise}" if r.in_time[1] <= r.later[1] else f"later than {promise}"
        return Finding(
            f"Only {locale.things(less, 'qualified enquiry', 'qualified enquiries')} answered {side}: no comparison yet",
            figures=tuple(_sides(r, promise, locale)),
            means=f"At least {LEAST} on each side are needed, and several times that to be sure.",
            means_not="It does not mean that waiting costs nothing: with so few it cannot be seen.",
            next_step="Answer the next weeks' enquiries as fast as you can, one day at once and the next as always, and compare.",
        )
    lower, sure = r.difference.value > 0, r.difference.low > 0
    return Finding(
        headline=_headline(r, promise, locale),
        tone="warn" if lower and sure else "neutral",
        figures=(*_sides(r, promise, locale), *_losses(r, locale)),
        reasons_for=tuple(_speaks(r, locale)),
        reasons_against=(_CONFOUNDED,),
        means=_means(r, promise, locale),
        means_not="It does not prove that faster answers would win these orders. Slow and fast enquiries differ in more than the answer.",
        next_step="Answer every second qualified enquiry at once for a month, drawn by lot, and compare the two halves: that is proof.",
    )


def span(number: float, locale: Locale) -> str:
    """A time in words.

    >>> from workbook.answers.locale import Locale
    >>> span(5400, Locale()), span(3600, Locale()), span(200_000, Locale()), span(90, Locale())
    ('1.5 hours', '1 hour', '2.3 days', '1.5 minutes')
    """
    for size, noun in ((DAY * 2, "day"), (HOUR, "hour"), (60, "minute")):
        if number >= size or noun == "minute":
            unit = DAY if noun == "day" else size
            value = round(number / unit, 1)
            return f"{locale.number(value)} {noun}{'' if value == 1 else 's'}"
    return ""


_CONFOUNDED = "Hard questions are answered late and buy rarely; night and weekend enquiries wait. Part of the difference may come from there."


def _figures(found: Enquiries, locale: Locale) -> Iterator[Figure]:
    row = found.total.iloc[0]
    yield Figure("Enquiries", locale.count(row.enquiries))
    if found.has("answer_rate"):
        yield Figure("Answered", locale.rate(row.answer_rate, 0), "answered ÷ enquiries")
    if found.has("median_s") and not math.isnan(row.median_s):
        yield Figure("First response", span(row.median_s, locale), f"median; nine of ten within {span(row.p90_s, locale)}")
    if found.has("qualified_rate"):
        yield Figure("Qualified", locale.rate(row.qualified_rate, 0), "qualified ÷ enquiries")
    if found.has("customer_rate"):
        yield Figure(
            "Became customers", locale.rate(row.customer_rate, 0), f"likely {locale.rate(row.customer_low, 0)} to {locale.rate(row.customer_high, 0)}"
        )


def _topics(found: Enquiries, locale: Locale) -> Iterator[str]:
    """The topic asked about most, with what became of it."""
    if not len(found.topics):
        return
    top = found.topics.iloc[0]
    sold = (
        f"; {locale.rate(top.customer_rate, 0)} of them became customers"
        if "customer_rate" in found.topics and top.customer_rate == top.customer_rate
        else ""
    )
    yield f"Most ask about “{top.topic}”: {locale.things(top.enquiries, 'enquiry', 'enquiries')}{sold}."


def _headline(r: Response, promise: str, locale: Locale) -> str:
    if r.difference.value <= 0:
        return f"Enquiries answered within {promise} did not become customers more often than the later ones"
    lost = locale.number(r.lost.value, 1 if r.lost.value < 10 else 0)
    if r.difference.low <= 0:
        return f"Later answers won fewer customers, by about {lost} orders, but that may be chance: the range reaches down to none"
    return f"If time alone made the difference, answers after {promise} cost about {lost} orders"


def _sides(r: Response, promise: str, locale: Locale) -> Iterator[Figure]:
    for name, (hits, n) in ((f"Answered within {promise}", r.in_time), ("Later or never", r.later)):
        rate = locale.rate(hits / n, 0) if n else "–"
        yield Figure(name, rate, f"customers: {locale.count(hits)} of {locale.count(n)} qualified")


def _losses(r: Response, locale: Locale) -> Iterator[Figure]:
    low, high = max(0.0, r.lost.low), max(0.0, r.lost.high)
    if r.difference.value <= 0:
        return
    yield Figure("Orders that would be missing", locale.number(r.lost.value, 1), f"likely {locale.number(low, 1)} to {locale.number(high, 1)}")
    if r.margin is not None:
        span_ = f"likely {' to '.join(locale.amounts(low * r.margin, high * r.margin))}, at {locale.money(r.margin)} an order"
        yield Figure("Margin that would be missing", locale.money(r.lost.value * r.margin), span_)


def _speaks(r: Response, locale: Locale) -> Iterator[str]:
    yield f"In time minus later: {_points(r.difference, locale)}."
    if r.groups:
        groups = locale.things(r.groups, "group")
        yield f"Within the same channel and kind of enquiry ({groups} with both): {_points(r.within, locale)}."


def _points(i: Interval, locale: Locale) -> str:
    value, low, high = (locale.number(100 * x, 0) for x in (i.value, i.low, i.high))
    return f"{value} percentage points (likely {low} to {high})"


def _means(r: Response, promise: str, locale: Locale) -> str:
    later = locale.things(r.later[1], "qualified enquiry was", "qualified enquiries were")
    return f"{later} answered after {promise} or never; at the rate of those answered in time so many more would have bought."
