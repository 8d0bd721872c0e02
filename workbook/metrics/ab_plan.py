"""A test planned: visitors per variant, how long it takes, and what it can find in the time there is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.answers.finding import Figure, Finding
from workbook.metrics.sample_size import Duration, duration, per_variant, smallest_effect

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

LONG_WEEKS = 8
"""Longer tests meet another season, and visitors whose cookies are gone count twice."""
FOUR_WEEKS = 28


@dataclass(frozen=True)
class Plan:
    """What a test needs: `n` per variant for `effect` on `rate`; `takes` is blank without visitors a day; `in_four_weeks`: what is found by then."""

    rate: float
    effect: float
    alpha: float
    power: float
    n: int
    takes: Duration | None
    in_four_weeks: float


def plan(rate: float, effect: float, visitors_a_day: float | None = None, *, share: float = 1.0, alpha: float = 0.05, power: float = 0.8) -> Plan:
    """Plan a test of two variants.

    >>> made = plan(0.20, 0.05, 100)
    >>> made.n, made.takes.weeks, round(made.in_four_weeks, 3)
    (1030, 3, 0.043)
    """
    n = per_variant(rate, effect, alpha=alpha, power=power)
    daily = (visitors_a_day or 0.0) * share
    by_then = smallest_effect(rate, FOUR_WEEKS * daily / 2, alpha=alpha, power=power) if daily else math.nan
    return Plan(rate, effect, alpha, power, n, duration(n, daily), by_then)


def finding(p: Plan, locale: Locale) -> Finding:
    """The plan in sentences."""
    times = f"{locale.count(p.takes.weeks)} {'week' if p.takes.weeks == 1 else 'weeks'}" if p.takes else ""
    figures = [Figure("Visitors per variant", locale.count(p.n), f"from {locale.rate(p.rate)} to {locale.rate(p.rate + p.effect)}")]
    if p.takes:
        figures.append(Figure("Duration", times, f"{locale.count(p.takes.visitors)} visitors in all, whole weeks"))
    if not math.isnan(p.in_four_weeks):
        points = locale.number(100 * p.in_four_weeks, 1)
        figures.append(Figure("Found in four weeks", f"{points} points", "the smallest rise that this many visitors can show"))
    long = p.takes is not None and p.takes.weeks > LONG_WEEKS
    return Finding(
        headline=f"{locale.count(p.n)} visitors per variant" + (f", about {times}" if times else ""),
        tone="warn" if long else "neutral",
        figures=tuple(figures),
        points=(f"More than {locale.count(LONG_WEEKS)} weeks: the season changes meanwhile. Test a bolder change, or a page with more visitors.",)
        if long
        else (),
        means=f"If the effect is that large, {locale.count(round(p.power * 100))} of 100 such tests will show it. "
        f"If there is none, {locale.count(round(p.alpha * 100))} of 100 will seem to show one.",
        means_not="It does not say that the effect is there, and a smaller one will mostly be missed.",
        next_step="Write the number and the last day down before the test starts, and read it once, on that day."
        if p.takes
        else "Enter the visitors a day, or load your visits, to see how long it takes.",
    )


def peeking_finding(rate_at_end: float, looks: int, locale: Locale, alpha: float = 0.05) -> Finding:
    """What looking again and again costs, in a sentence.

    >>> from workbook.answers.locale import Locale
    >>> peeking_finding(0.19, 10, Locale()).headline
    'Looking 10 times finds something that is not there in 19 of 100 tests'
    """
    times = "once" if looks == 1 else f"{locale.count(looks)} times"
    return Finding(
        headline=f"Looking {times} finds something that is not there in {locale.number(100 * rate_at_end, 0)} of 100 tests",
        tone="neutral" if looks == 1 else "warn",
        means=f"Both variants of the simulation are the same. Looked at once, at the end, {locale.number(100 * alpha, 0)} of 100 tests go wrong: "
        "that is what a p value promises, and only that.",
        means_not="It does not forbid to watch for breakdowns: a broken page may be stopped at any time. It forbids to call a winner early.",
        next_step="Fix the number of visitors beforehand, and decide on that day.",
    )
