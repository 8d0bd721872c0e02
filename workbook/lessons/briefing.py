"""What a consultant would have been told at the kick-off: everything about a sample company that a step needs, as sentences.

`Case.facts` has the few facts that show at once; this is what stands behind "more": products, figures, people, the site as one sees it, rivals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbook.lessons.channels import channels
from workbook.lessons.checklist import GROUPS
from workbook.lessons.companies import Case
from workbook.lessons.draw import Plain, Words
from workbook.lessons.files import Lesson, read


class _Sentences(Lesson):
    product: str
    turnover: str
    reached: str
    earned: str
    counted: str
    channel: str
    person: str
    site: str
    rival: str
    rival_points: str


def briefing(case: Case, step: str, words: Words | None = None) -> tuple[str, ...]:
    """The longer story for a step; nothing for one's own company.

    Parameters
    ----------
    case : the company.
    step : a key of `Case.facts`, such as `"budget"`.
    words : how numbers are written (a `Locale`).

    Examples
    --------
    >>> from workbook.lessons.companies import company
    >>> briefing(company("tea"), "feasibility")[4]
    'Classic loose tea 100 g: price €8.50, variable cost €4.25 (margin 50%), 42,000 sold a year.'
    >>> briefing(company("own"), "feasibility")
    ()
    """
    if case.funnel is None:
        return ()
    say, numbers = read("briefing", _Sentences), words or Plain()
    return tuple(line for part in _PARTS.get(step, ()) for line in part(case, say, numbers))


def _story(case: Case, say: _Sentences, words: Words) -> Iterator[str]:
    yield words.prose(case.story)


def _market(case: Case, say: _Sentences, words: Words) -> Iterator[str]:
    yield from map(words.prose, case.market)


def _products(case: Case, say: _Sentences, words: Words) -> Iterator[str]:
    for p in case.products:
        price, cost = words.money(p.price), words.money(p.unit_cost)
        yield say.product.format(name=p.name, price=price, unit_cost=cost, margin_rate=words.rate(p.margin_rate), units=words.count(p.units_a_year))
    yield say.turnover.format(turnover=words.money(case.turnover), online=words.money(case.turnover_online))


def _funnel(case: Case, say: _Sentences, words: Words) -> Iterator[str]:
    f = case.funnel
    if f is None:
        return
    counts = {n: words.count(getattr(f, n)) for n in ("impressions", "clicks", "visits", "enquiries", "orders")}
    rates = {n: words.rate(getattr(f, n)) for n in ("ctr", "landing_rate", "enquiry_rate", "close_rate", "margin_rate")}
    money = {n: words.money(getattr(f, n)) for n in ("order_value", "revenue", "contribution")}
    for sentence in (say.reached, say.earned):
        yield sentence.format(**counts, **rates, **money)
    yield say.counted.format(enquiry=f.enquiry_means, order=f.order_means)


def _channels(case: Case, say: _Sentences, words: Words) -> Iterator[str]:
    names = {c.id: c.name for c in channels()}
    for use in case.channels:
        yield say.channel.format(name=names[use.channel], cost=words.money(use.cost), clicks=words.count(use.clicks), note=words.prose(use.note))


def _people(case: Case, say: _Sentences, words: Words) -> Iterator[str]:
    for p in case.people:
        yield say.person.format(role=p.role, hours=words.number(p.hours_a_week), can=p.can.rstrip("."))


def _site(case: Case, say: _Sentences, words: Words) -> Iterator[str]:
    for group, heading in GROUPS.items():
        for note in case.site.get(group, ()):
            yield say.site.format(group=heading, note=words.prose(note))


def _rivals(case: Case, say: _Sentences, words: Words) -> Iterator[str]:
    for r in case.rivals:
        yield say.rival.format(name=r.name, since=r.online_since, what=words.prose(r.what), site=words.prose(r.site))
        strong, weak = (", ".join(words.prose(p.lower()) for p in points) for points in (r.strengths, r.weaknesses))
        yield say.rival_points.format(name=r.name, strengths=strong, weaknesses=weak)


_Part = Callable[[Case, _Sentences, Words], Iterator[str]]
_PARTS: dict[str, tuple[_Part, ...]] = {
    "feasibility": (_story, _market, _products, _people),
    "business_model": (_market, _products),
    "goals": (_funnel, _market),
    "budget": (_funnel, _products, _channels, _people),
    "sales_force": (_site,),
    "rivals": (_rivals,),
    "promotion": (_market, _channels, _people),
    "schedule": (_people, _market),
    "analysis": (_funnel, _channels),
}
