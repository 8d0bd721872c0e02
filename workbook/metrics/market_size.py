"""The size of the market, seen from above and from below.

    buyers = people who could have the need × share who have it
    TAM = buyers × what one spends a year                                                   (total addressable market)
    SAM = TAM × share that can be served                                                    (serviceable available market)
    SOM = SAM × share that can be won                                                       (serviceable obtainable market)
    from below = people reached a month × 12 × customer rate × order value × orders of a customer a year

The view from above says what is possible, the one from below what one's own means bring about. Where they are far apart, one of the shares is a
wish: the gap is more useful than either number. All amounts are a year's revenue in the workbook's currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

CLOSE = 2.0
"""Up to this ratio the two views agree well enough for a plan."""


@dataclass(frozen=True)
class Market:
    """`tam`, `sam`, `som` from above and `below` from one's own means, in money; `buyers`, and those `served`. `None` where a number is missing."""

    tam: float | None
    sam: float | None
    som: float | None
    below: float | None
    buyers: float | None = None
    served: float | None = None

    @property
    def ratio(self) -> float | None:
        """From above ÷ from below."""
        return self.som / self.below if self.som is not None and self.below else None


def market(
    *, population: float | None = None, need_rate: float | None = None, spend: float | None = None, served_rate: float | None = None,
    attainable_rate: float | None = None, reached: float | None = None, customer_rate: float | None = None, order_value: float | None = None,
    orders_a_year: float | None = None,
) -> Market:  # fmt: skip
    """The market from whatever numbers there are; `reached` is a month's.

    >>> m = market(population=1_000_000, need_rate=0.4, spend=70, served_rate=0.5, attainable_rate=0.02,
    ...            reached=10_000, customer_rate=0.01, order_value=40, orders_a_year=2)
    >>> m.tam, m.sam, m.som, m.below
    (28000000.0, 14000000.0, 280000.0, 96000.0)
    """
    buyers = _product(population, need_rate)
    tam = _product(buyers, spend)
    sam = _product(tam, served_rate)
    below = _product(reached, 12, customer_rate, order_value, orders_a_year)
    return Market(tam, sam, _product(sam, attainable_rate), below, buyers, _product(buyers, served_rate))


def _product(*factors: float | None) -> float | None:
    product = 1.0
    for factor in factors:
        if factor is None:
            return None
        product *= factor
    return product


def finding(m: Market, locale: Locale) -> Finding:
    """Both views beside each other, and what their gap says."""
    if m.som is None and m.below is None:
        return Finding(
            headline="The market has no size yet",
            next_step="Begin from below: whom can you reach in a month? Four numbers from your own figures say more than a study.",
        )
    views = (
        ("Whole market (TAM)", m.tam),
        ("What you can serve (SAM)", m.sam),
        ("What you can win (SOM)", m.som),
        ("From below, by your means", m.below),
    )
    figures = tuple(Figure(label, locale.money(value, 0), "a year") for label, value in views if value is not None)
    if m.ratio is None:
        other = (
            "from below: whom you reach, and how many of them buy" if m.below is None else "from above: how many have the need, and what they spend"
        )
        known = m.som if m.som is not None else m.below or 0.0
        return Finding(
            f"Seen from one side: {locale.money(known, 0)} a year", figures=figures, means="The number rests on one chain of estimates.",
            means_not="It has not been checked: only a second way to the same number shows whether an estimate is far off.",
            next_step=f"Add the view {other}.",
        )  # fmt: skip
    return _compared(m, m.ratio, figures, locale)


def _compared(m: Market, ratio: float, figures: tuple[Figure, ...], locale: Locale) -> Finding:
    som, below = m.som or 0.0, m.below or 0.0
    means = "From above counts what is possible, from below what your own means bring about."
    not_means = "Neither is a forecast: the forecast with its ranges stands in the budget step."
    if 1 / CLOSE <= ratio <= CLOSE:
        headline = f"Both views agree: {locale.money(min(som, below), 0)} to {locale.money(max(som, below), 0)} a year"
        return Finding(headline, "good", figures, means=means, means_not=not_means, next_step="Use the lower one in the plan, and name the source.")
    times = locale.number(max(ratio, 1 / ratio), 1)
    if ratio > CLOSE:
        reason = "Your means reach only a part of what the shares promise: more reach, a better conversion, or a lower share."
        return Finding(
            f"Counted from above you can win {times} times as much as counted from below: your means do not carry the share", "warn", figures,
            reasons_against=(reason,), means=means, means_not=not_means,
            next_step=f"Which share would your means carry? {locale.rate(below / (m.sam or 1), 2)} of the market that you can serve.",
        )  # fmt: skip
    reason = "You cannot win more than there is: perhaps people are counted twice, or the rate is that of regulars."
    return Finding(
        f"Counted from below you would win {times} times as much as counted from above: one of your numbers is a wish", "warn", figures,
        reasons_against=(reason,), means=means, means_not=not_means,
        next_step="Check first how many of those you reach become customers: this share is easily too high.",
    )  # fmt: skip
