"""Where the difficulty lies: with the channels, the site, the price, the sales staff, or the product.

The places where the chain breaks point to different people. The observation alone proves nothing, so each diagnosis names what speaks for it and
what against it, and "cannot be told yet" is an answer:

    fewer of the visits ask or order   the wrong visitors came (channel), or the site persuades less (site)
    clicks do not arrive               a slow page, a missing tag, false clicks (site)
    fewer see and click                the message, the place, the wrong words (channel)
    fewer pages per visit              content or speed (site)
    as many ask, fewer buy             poorer enquiries (channel), slower answers (sales staff), a dearer offer (price)
    fewer come back                    product or customer care (product)

Visitors or site? If visits only moved to channels that always asked less, no channel's own rate fell: it is who came. If the rate fell within
the channels, it is what they found.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbook.metrics.anomalies import signed
from workbook.metrics.drivers import Tree
from workbook.metrics.linked import Linked
from workbook.metrics.signals import LEAST, Signal

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

Seen = Literal["yes", "no", "cannot be told yet", "not measured"]
PLACES: Mapping[str, str] = {
    "channel": "the channels",
    "site": "the site",
    "price": "price and offer",
    "sales": "the sales staff",
    "product": "product and customer care",
}


@dataclass(frozen=True)
class Diagnosis:
    """One line of the matrix. `factor` is the driver whose part it would explain."""

    name: str
    place: str
    observation: str
    seen: Seen
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    look_first: str
    factor: str


@dataclass(frozen=True)
class Evidence:
    """What a diagnosis may look at: the signals, and how the ask rate would have changed by the mix of channels alone (relative)."""

    signals: Mapping[str, Signal]
    mix: float
    via_enquiry: bool
    locale: Locale

    @property
    def ask(self) -> Signal | None:
        """Enquiries per visit; orders per visit where people order directly."""
        return self.signals.get("enquiry_rate" if self.via_enquiry else "order_rate")


def mix_effect(found: Linked, tree: Tree) -> float:
    """How the ask rate of all channels together would have changed if no channel's own rate had: the shift of visits alone, as a share.

    >>> from workbook.metrics.drivers import drivers
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2026-01-05", "2026-01-06"] * 2)
    >>> table = pd.DataFrame({"channel": ["a", "a", "b", "b"], "date": days, "visits": [100.0, 100.0, 100.0, 300.0],
    ...                       "orders": [10.0, 10.0, 2.0, 6.0], "revenue": [1.0] * 4})
    >>> linked = Linked(table, "EUR", False, ())
    >>> first, second = days[0].date(), days[1].date()
    >>> round(mix_effect(linked, drivers(linked, ((first, first), (second, second)))), 3)
    -0.333
    """
    asked = "enquiries" if found.via_enquiry else "orders"
    if not {"visits", asked} <= set(found.table.columns):
        return math.nan
    old, new = (found.within(*p).groupby("channel")[["visits", asked]].sum() for p in tree.periods)
    both = old.join(new.visits.rename("later"), how="inner")
    both = both[both.visits > 0]
    before, visits = float(both[asked].sum()), float(both.visits.sum())
    expected = float((both[asked] / both.visits * both.later).sum() / both.later.sum()) if both.later.sum() > 0 else math.nan
    return expected / (before / visits) - 1 if before > 0 else math.nan


def diagnose(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """Every diagnosis with what speaks for and against it, in the order of the chain."""
    lines = [_message, _arrival, _precision, _site, _content]
    lines += [_quality, _staff, _price] if evidence.via_enquiry else [_price]
    return tuple(line(evidence) for line in [*lines, _care])


def verdict(lines: tuple[Diagnosis, ...], tree: Tree) -> Diagnosis | None:
    """The diagnosis that is seen and explains most of a loss; None when none is seen."""
    parts = dict(zip(tree.parts.factor, tree.parts.part, strict=True))
    seen = [line for line in lines if line.seen == "yes"]
    return min(seen, key=lambda line: parts.get(line.factor, 0.0), default=None)


def told(signal: Signal, locale: Locale) -> str:
    """A signal in a sentence, with its range."""
    write: Callable[[float], str] = locale.count if signal.name in ("visits", "enquiries", "orders") else _writer(signal, locale)
    words = signal.words[:1].upper() + signal.words[1:]
    if signal.events < LEAST:
        return f"{words}: {write(signal.before)}, then {write(signal.after)}; fewer than {LEAST} events in a period tell nothing."
    return f"{words} went from {write(signal.before)} to {write(signal.after)} ({signed(signal.change, locale)}; {_range(signal, locale)})."


def open_question(signal: Signal, locale: Locale) -> str:
    """What would settle a signal that cannot be told: so many times the data, as long as the change stays as it is."""
    half = (signal.high - signal.low) / 2
    if signal.events < LEAST or not half or abs(signal.change) < 0.02 or math.isnan(half):
        return f"{told(signal, locale)} Too few or too alike to tell."
    times = (half / abs(signal.change)) ** 2
    if times <= 1:
        return told(signal, locale)
    return f"{told(signal, locale)} About {locale.number(math.ceil(10 * times) / 10, 1)} times the data would tell."


def _range(signal: Signal, locale: Locale) -> str:
    return f"likely {signed(signal.low - 1, locale)} to {signed(signal.high - 1, locale)}"


def _writer(signal: Signal, locale: Locale) -> Callable[[float], str]:
    if signal.name == "aov":
        return locale.money
    return (lambda x: locale.number(x, 2)) if signal.name in ("pages", "landing_rate") else locale.rate


def _seen(signal: Signal | None, worse: str = "down") -> Seen:
    if signal is None:
        return "not measured"
    return "yes" if signal.state == worse else "cannot be told yet" if signal.state == "unclear" else "no"


def _sides(e: Evidence, *names: str, worse: str = "down") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the named signals say for and against; those that cannot be told stand against, as an open question."""
    known = [e.signals[name] for name in names if name in e.signals]
    speaks = tuple(told(s, e.locale) for s in known if s.state == worse)
    against = (told(s, e.locale) if s.state != "unclear" else open_question(s, e.locale) for s in known if s.state != worse)
    return speaks, tuple(against)


def _line(e: Evidence, name: str, place: str, observation: str, main: str, others: tuple[str, ...], look: str, factor: str) -> Diagnosis:
    speaks, against = _sides(e, main, *others)
    return Diagnosis(name, place, observation, _seen(e.signals.get(main)), speaks, against, look, factor)


def _message(e: Evidence) -> Diagnosis:
    look = "Compare the campaigns' words and places; put the oldest advertisement beside the newest."
    return _line(e, "The message reaches or moves fewer", "channel", "Fewer of those who see it click", "ctr", (), look, "ctr")


def _arrival(e: Evidence) -> Diagnosis:
    look = "Open the landing pages on a telephone, check the tag on them, and compare clicks and visits day by day."
    return _line(e, "Clicks do not arrive", "site", "Fewer visits per click", "landing_rate", (), look, "landing_rate")


def _precision(e: Evidence) -> Diagnosis:
    return _who_or_what(
        e, "Precision of the traffic", "channel", _is_mix, "See which channels grew, and what their visitors searched for or clicked on."
    )


def _site(e: Evidence) -> Diagnosis:
    look = "Walk from the landing page to the form or the basket as a customer would, and score the site's sales force again."
    return _who_or_what(e, "The site's sales force", "site", lambda e: not _is_mix(e), look)


def _who_or_what(e: Evidence, name: str, place: str, holds: Callable[[Evidence], bool], look: str) -> Diagnosis:
    """Both explain that fewer of the visits ask: the shift between the channels decides which."""
    what = f"Fewer of the visits {'ask' if e.via_enquiry else 'order'}"
    factor = "enquiry_rate" if e.via_enquiry else "close_rate"
    seen = _seen(e.ask)
    if seen != "yes" or e.ask is None:
        _, against = _sides(e, "enquiry_rate" if e.via_enquiry else "order_rate")
        return Diagnosis(name, place, what, seen, (), against, look, factor)
    more = {"channel": ("qualified_rate", "engaged_rate"), "site": ("pages",)}[place]
    speaks, against = _sides(e, *more)
    main, shift = told(e.ask, e.locale), _shift(e)
    if holds(e):
        return Diagnosis(name, place, what, "yes", (main, shift, *speaks), against, look, factor)
    return Diagnosis(name, place, what, "no", speaks, (shift, *against), look, factor)


def _is_mix(e: Evidence) -> bool:
    """Whether the shift between the channels explains at least half of the fall."""
    return e.ask is not None and not math.isnan(e.mix) and e.mix <= e.ask.change / 2


def _shift(e: Evidence) -> str:
    if math.isnan(e.mix):
        return "The channels of the visits are not known in both periods."
    return f"The shift of visits between the channels alone would have changed the rate by {signed(e.mix, e.locale)}."


def _content(e: Evidence) -> Diagnosis:
    look = "Look at the pages on which most visits end, and at how long they take to load."
    return _line(e, "Content or speed of the pages", "site", "Fewer page views per visit", "pages", ("engaged_rate",), look, "close_rate")


def _quality(e: Evidence) -> Diagnosis:
    look = "Read twenty enquiries that were not qualified, and see what brought them."
    return _line(
        e, "Quality of the enquiries", "channel", "Fewer of the enquiries are qualified", "qualified_rate", ("close_rate",), look, "close_rate"
    )


def _staff(e: Evidence) -> Diagnosis:
    look = "Measure the first response by hour and weekday in the step on enquiries."
    return _line(e, "Answers by the sales staff", "sales", "Fewer of the enquiries are answered", "answer_rate", ("close_rate",), look, "close_rate")


def _price(e: Evidence) -> Diagnosis:
    """Fewer buy although no poorer enquiries came and the order is not smaller: or a discount that brought no more buyers."""
    name, what = "Price or offer", f"Fewer of the {'enquiries' if e.via_enquiry else 'visits'} end in an order, and the order is dearer"
    close, aov = e.signals.get("close_rate" if e.via_enquiry else "order_rate"), e.signals.get("aov")
    look = "Ask five who did not buy what they bought instead, and at which price."
    if close is None or aov is None:
        return Diagnosis(name, "price", what, "not measured", (), (), look, "close_rate")
    speaks = [told(s, e.locale) for s, way in ((close, "down"), (aov, "up")) if s.state == way]
    against = [
        open_question(s, e.locale) if s.state == "unclear" else told(s, e.locale) for s, way in ((close, "down"), (aov, "up")) if s.state != way
    ]
    clear = "unclear" not in (close.state, aov.state)
    seen: Seen = "yes" if len(speaks) == 2 else "no" if clear or close.state in ("up", "same") else "cannot be told yet"
    return Diagnosis(name, "price", what, seen, tuple(speaks), tuple(against), look, "close_rate")


def _care(e: Evidence) -> Diagnosis:
    look = "Ask customers of one order why there was no second; read the complaints and the returns."
    return _line(e, "Product or customer care", "product", "Fewer of the orders come from customers who return", "repeat_rate", (), look, "orders")


def evidence_lines(lines: tuple[Diagnosis, ...]) -> Iterator[dict[str, str]]:
    """The matrix as rows: diagnosis, look_at, observation, seen, speaks, against, first."""
    for line in lines:
        yield {
            "diagnosis": line.name,
            "look_at": PLACES[line.place][:1].upper() + PLACES[line.place][1:],
            "observation": line.observation,
            "seen": line.seen,
            "speaks": " ".join(line.reasons_for) or "–",
            "against": " ".join(line.reasons_against) or "–",
            "first": line.look_first,
        }
