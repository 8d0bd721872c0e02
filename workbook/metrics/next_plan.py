"""The plan of the next period: what was really paid for a click, how many really bought, carried over into the media plan.

A figure is carried over when enough stands behind it: a price per visit from 100 visits on, a rate from 20 events on. Below that the old
assumption stays. The budget follows the decision: a stopped channel gets nothing, one whose even low end pays well gets a quarter more (the next
unit brings less than the last), all others stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

ENOUGH_VISITS, ENOUGH_EVENTS = 100, 20
STEP = 0.25


@dataclass(frozen=True)
class Now:
    """One line of the media plan as it stands: budget a month, price per click, rates as shares (`None`: as in the forecast)."""

    id: str
    channel: str
    budget: float
    cpc: float
    enquiry_rate: float | None
    close_rate: float


@dataclass(frozen=True)
class Seen:
    """What happened to a channel in the period; `None` where nobody measured it. `clicks` are those paid for."""

    cost: float | None = None
    clicks: float | None = None
    visits: float | None = None
    enquiries: float | None = None
    orders: float | None = None


@dataclass(frozen=True)
class Proposed:
    """What a line becomes. `why` has a reason for each figure that changes, by its name."""

    line: Now
    budget: float
    cpc: float
    enquiry_rate: float | None
    close_rate: float
    why: Mapping[str, str]

    @property
    def changes(self) -> dict[str, tuple[float | None, float | None]]:
        """What differs from the line as it stands: name → (now, proposed)."""
        pairs = {name: (getattr(self.line, name), getattr(self, name)) for name in ("budget", "cpc", "enquiry_rate", "close_rate")}
        return {name: pair for name, pair in pairs.items() if not _same(*pair)}


def propose(line: Now, seen: Seen, action: str, locale: Locale, *, asked_first: bool) -> Proposed:
    """The line of the next period. `action`: "stop", "increase", or anything else; `asked_first`: people ask before they buy.

    >>> from workbook.answers.locale import Locale
    >>> now, seen = Now("l", "ads", 500, 0.5, None, 0.02), Seen(cost=600, clicks=1000, visits=900, orders=27)
    >>> propose(now, seen, "continue", Locale(), asked_first=False).changes
    {'cpc': (0.5, 0.6), 'close_rate': (0.02, 0.03)}
    """
    budget, reasons = line.budget, {}
    if action == "stop":
        budget, reasons["budget"] = 0.0, "it is stopped"
    elif action == "increase":
        budget, reasons["budget"] = line.budget * (1 + STEP), "even the low end of what it brings back pays well"
    cpc = _carried(line.cpc, seen.cost, seen.clicks, ENOUGH_VISITS)
    if cpc is not None:
        reasons["cpc"] = f"{locale.money(seen.cost)} paid for {locale.things(seen.clicks, 'click')}"
    enquiry = _carried(line.enquiry_rate, seen.enquiries, seen.visits, ENOUGH_VISITS, least=ENOUGH_EVENTS) if asked_first else None
    if enquiry is not None:
        reasons["enquiry_rate"] = f"{locale.things(seen.enquiries, 'enquiry', 'enquiries')} of {locale.things(seen.visits, 'visit')}"
    base = seen.enquiries if asked_first else seen.visits
    close = _carried(line.close_rate, seen.orders, base, 2 * ENOUGH_EVENTS, least=ENOUGH_EVENTS)
    if close is not None:
        of = locale.things(base, "enquiry", "enquiries") if asked_first else locale.things(base, "visit")
        reasons["close_rate"] = f"{locale.things(seen.orders, 'order')} from {of}"
    return Proposed(
        line,
        round(budget, 2),
        line.cpc if cpc is None else cpc,
        line.enquiry_rate if enquiry is None else enquiry,
        line.close_rate if close is None else close,
        reasons,
    )


def as_raws(raws: Sequence[Mapping[str, Any]], proposed: Sequence[Proposed], locale: Locale) -> list[dict[str, Any]]:
    """The media plan's lines as they would be typed, with what changes; everything else stays as it stands."""
    found = {p.line.id: p for p in proposed}
    return [{**raw, **_typed(found[str(raw.get("_id"))], locale)} if str(raw.get("_id")) in found else dict(raw) for raw in raws]


def _typed(p: Proposed, locale: Locale) -> dict[str, str]:
    written = {"budget": locale.spell, "cpc": locale.spell, "enquiry_rate": _percent(locale), "close_rate": _percent(locale)}
    return {name: written[name](new) for name, (_, new) in p.changes.items()}


def _percent(locale: Locale) -> Any:
    return lambda rate: f"{locale.spell(round(100 * rate, 4))} %"


def _carried(old: float | None, top: float | None, under: float | None, enough: float, least: float = 0.0) -> float | None:
    """The ratio that was seen, where enough stands behind it and it is another one than assumed."""
    if not top or not under or under < enough or top < least or (top > under and least):
        return None
    seen = round(top / under, 4)
    return None if old is not None and _same(old, seen) else seen


def _same(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 0.02 * max(abs(a), abs(b), 1e-9)


__all__ = ["Now", "Proposed", "Seen", "as_raws", "propose"]
