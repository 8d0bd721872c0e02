"""Do the segments and the size of the market agree? Both count the same buyers, on two sheets, often on two days.

Segments are parts of the market. Together they cannot hold more buyers than there are, nor spend more than the whole market, and nobody can win
more from them than they spend:

    people in all segments  ≤  buyers = people who could have the need × share who have it
                            ≤  buyers × share that can be served
    Σ people × spend        ≤  TAM
    SOM                     ≤  Σ people × spend

Where it is the other way round, somebody is counted twice, the need is commoner than was thought, or the two sheets count different things:
people here, households or firms there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.answers.finding import Figure, Finding
from workbook.metrics.market_size import Market
from workbook.metrics.segments import SegmentLike

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

ROUNDED = 1.02
"""Two numbers for the same thing that differ by less were only rounded."""


@dataclass(frozen=True)
class Held:
    """`people` in all segments with a size, and what they `spend` a year (`None` where one is unknown); `unsized`: the segments without a size."""

    people: float
    spend: float | None
    unsized: tuple[str, ...]
    market: Market


@dataclass(frozen=True)
class Conflict:
    """Two numbers that cannot both be right, and what to do about them."""

    says: str
    do: str


def held(segments: Sequence[SegmentLike], market: Market) -> Held | None:
    """The segments beside the market; `None` until a segment has a size and the market has buyers."""
    sized = [s for s in segments if s.size]
    if not sized or market.buyers is None:
        return None
    unsized = tuple(s.name or f"Segment {n}" for n, s in enumerate(segments, 1) if s.size is None)
    worths = [(s.size or 0) * s.worth for s in sized if s.worth is not None]
    return Held(float(sum(s.size or 0 for s in sized)), sum(worths) if len(worths) == len(sized) else None, unsized, market)


def conflicts(h: Held, locale: Locale) -> tuple[Conflict, ...]:
    """What cannot be right at the same time, the numbers of people first.

    >>> from workbook.answers.locale import Locale
    >>> from workbook.metrics.market_size import market
    >>> conflicts(Held(18_500, None, (), market(population=120_000, need_rate=0.08)), Locale())[0].says
    'Your segments hold 18,500 people or firms, and the whole market has only 9,600 buyers'
    """
    return (*_people(h, locale), *_spend(h, locale))


def _people(h: Held, locale: Locale) -> Iterator[Conflict]:
    buyers, served = h.market.buyers or 0.0, h.market.served
    here = f"Your segments hold {locale.count(h.people)} people or firms"
    if h.people > ROUNDED * buyers:
        yield Conflict(
            f"{here}, and the whole market has only {locale.count(buyers)} buyers",
            "Look first for people counted in two segments, and whether both count the same: people, households or firms. "
            "Then correct the sizes, or the share that really has the need.",
        )
    elif served is not None and h.people > ROUNDED * served:
        yield Conflict(
            f"{here}, and you can serve only {locale.count(served)} of the {locale.count(buyers)} buyers",
            f"Count in the segments only those you can serve, or raise the share that you can serve to {locale.rate(min(1, h.people / buyers), 0)}.",
        )


def _spend(h: Held, locale: Locale) -> Iterator[Conflict]:
    tam, som, buyers = h.market.tam, h.market.som, h.market.buyers or 0.0
    if h.spend is None:
        return
    here = locale.money(h.spend, 0)
    if tam is not None and h.spend > ROUNDED * tam and h.people <= ROUNDED * buyers:  # else the number of people explains it
        each = f"{locale.money(h.spend / h.people, 0)} a year in the segments, {locale.money(tam / buyers, 0)} in the market"
        yield Conflict(
            f"Your segments spend {here} a year, and the whole market only {locale.money(tam, 0)}",
            f"Compare what one buyer spends: {each}. Correct the one without a source.",
        )
    if som is not None and not h.unsized and som > ROUNDED * h.spend:
        yield Conflict(
            f"You want to win {locale.money(som, 0)} a year, and your segments spend only {here}",
            "Lower the share that you can win, or describe the segment that is missing.",
        )


def finding(h: Held, locale: Locale) -> Finding:
    """Whether the segments fit into the market: both numbers, and what to do."""
    found = conflicts(h, locale)
    buyers, served = h.market.buyers or 0.0, h.market.served
    within, words = (served, "buyers that you can serve") if served is not None else (buyers, "buyers")
    figures = [
        Figure("In your segments", locale.count(h.people), "people or firms"),
        Figure("Buyers in the market", locale.count(buyers), "those who really have the need"),
    ]
    figures += [Figure("Buyers you can serve", locale.count(served))] if served is not None else []
    return Finding(
        found[0].says if found else f"The segments fit into the market: they hold {locale.count(h.people)} of the {locale.count(within)} {words}",
        tone="warn" if found else "good",
        figures=tuple(figures),
        reasons_against=tuple(f"{c.says}. {c.do}" for c in found[1:]),
        points=(f"Without a size, and so not in the sum: {', '.join(f'“{name}”' for name in h.unsized)}.",) if h.unsized else (),
        means="Segments are parts of the market: together they cannot hold more buyers than there are.",
        means_not="It does not see who is counted in two segments, nor whether one side counts people and the other households.",
        next_step=found[0].do if found else _next(within - h.people, within, locale),
    )


def _next(rest: float, within: float, locale: Locale) -> str:
    if rest <= (ROUNDED - 1) * within:
        return "Both sheets agree: use the same numbers in the plan."
    return f"Who are the other {locale.count(rest)}? Describe them as a segment, or leave them out on purpose."


__all__ = ["ROUNDED", "Conflict", "Held", "conflicts", "finding", "held"]
