"""What a test says, in sentences: first whether the split holds, then whether it is over, then what is shown and what is not."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from workbook.answers.finding import Figure, Finding
from workbook.metrics.ab_split import Split
from workbook.metrics.ab_test import Comparison
from workbook.metrics.intervals import Interval

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

NOT_NO_EFFECT = "“Not shown” is not “no effect”: with so many visitors an effect of this size could hide, in either direction."


def finding(c: Comparison, split: Split | None, locale: Locale, *, money: bool = False, share: bool = True, planned: int | None = None) -> Finding:
    """The comparison in sentences. `share`: of visitors, in points; otherwise means, `money` or plain. `planned`: visitors per variant by plan."""
    if math.isnan(c.p):
        return Finding(
            "The test cannot be read yet", tone="warn", means="A share has no range while nobody, or everybody, of both variants succeeded.",
            means_not="It does not mean that the variants are alike.",
            next_step="Enter how many visitors each variant had, and how many of them succeeded.",
        )  # fmt: skip
    write = _writer(locale, money, share)
    if split and split.verdict == "refuse":
        return _broken(split, locale)
    early = planned is not None and min(c.n) < planned
    return Finding(
        headline=_headline(c, write, early),
        tone="neutral" if not c.shown else "warn" if early else "good" if c.difference.value > 0 else "bad",
        figures=_figures(c, write, locale, share),
        points=tuple(_points(c, split, locale, planned)),
        means=_means(c, write, locale),
        means_not=_not(c, early),
        next_step=_next(c, early),
    )


def _headline(c: Comparison, write: Callable[[float], str], early: bool) -> str:
    if not c.shown:
        return f"A difference is not shown: A {write(c.a.value)}, B {write(c.b.value)}"
    better = "better" if c.difference.value > 0 else "worse"
    return f"B looks {better}, but the test is not over" if early else f"B is {better}: {write(c.b.value)} against {write(c.a.value)}"


def _figures(c: Comparison, write: Callable[[float], str], locale: Locale, share: bool) -> tuple[Figure, ...]:
    gap = _points_text(c.difference, locale) if share else _span(c.difference, write)
    test = "z" if share else "t"

    def rough(x: float) -> str:
        return locale.rate(x, 0 if abs(x) >= 0.1 else 1)

    return (
        Figure("A", write(c.a.value), _span(c.a, write)),
        Figure("B", write(c.b.value), _span(c.b, write)),
        Figure("B − A", f"{_signed(c.difference.value * 100, locale, 1)} points" if share else _plus(c.difference.value, write), gap),
        Figure("Uplift", "–" if math.isnan(c.uplift.value) else _plus(c.uplift.value, rough), _span(c.uplift, rough)),
        Figure(
            "p value", locale.number(c.p, 4) if c.p >= 0.0001 else f"below {locale.number(0.0001, 4)}", f"{test} = {locale.number(c.statistic, 4)}"
        ),
    )


def _points(c: Comparison, split: Split | None, locale: Locale, planned: int | None) -> list[str]:
    said = []
    if split and split.verdict == "warn":
        said.append(f"The split is odd (p = {locale.number(split.p, 4)}): look for a reason why one variant loses visitors.")
    elif split:
        said.append(f"The split fits the plan: {' and '.join(locale.count(n) for n in split.counts)} visitors.")
    if planned is not None and min(c.n) < planned:
        said.append(f"Planned were {locale.count(planned)} visitors per variant, {locale.count(min(c.n))} are there. Reading it now is peeking.")
    return said


def _means(c: Comparison, write: Callable[[float], str], locale: Locale) -> str:
    chance = locale.rate(c.p, 0 if c.p >= 0.01 else None)
    if c.p < 0.0001:
        return "If both were alike, a difference as large as this would hardly ever come up."
    return f"If both were alike, a difference at least as large would come up in {chance} of such tests."


def _not(c: Comparison, early: bool) -> str:
    if not c.shown:
        return NOT_NO_EFFECT
    if early:
        return "A p value read before the planned end is too small: with every look chance gets another opportunity."
    return "It does not say how large the effect is for sure: the interval does. Nor that it lasts, or holds for visitors of another kind."


def _next(c: Comparison, early: bool) -> str:
    if early:
        return "Let the test run to its planned end, then read it once."
    if c.shown:
        return f"Take {'B' if c.difference.value > 0 else 'A'}, and write the interval into the decision."
    return "Keep A, or plan a test with more visitors, or try a bolder change."


def _broken(split: Split, locale: Locale) -> Finding:
    counted, planned = (" and ".join(locale.count(n) for n in numbers) for numbers in (split.counts, split.expected))
    return Finding(
        headline="The split is broken: nothing can be concluded",
        tone="bad",
        figures=(Figure("Counted", counted), Figure("Planned", planned), Figure("p of the split", _small(split.p, locale))),
        means="So uneven a split hardly ever comes by chance. Something removes visitors from one variant, so the two groups differ in more than it.",
        means_not="It does not say which variant is better, and no larger sample will mend that.",
        next_step="Find out where visitors are lost (redirects, robots, a page that fails), mend it, and start the test anew.",
    )


def _writer(locale: Locale, money: bool, share: bool) -> Callable[[float], str]:
    return locale.rate if share else locale.money if money else locale.number


def _span(i: Interval, write: Callable[[float], str]) -> str:
    return "" if math.isnan(i.low) or math.isnan(i.high) else f"likely {write(i.low)} to {write(i.high)}"


def _points_text(i: Interval, locale: Locale) -> str:
    return f"likely {_signed(i.low * 100, locale, 1)} to {_signed(i.high * 100, locale, 1)} points"


def _signed(x: float, locale: Locale, digits: int) -> str:
    text = locale.number(x, digits)
    return f"+{text}" if x > 0 else text


def _plus(x: float, write: Callable[[float], str]) -> str:
    return f"+{write(x)}" if x > 0 else write(x)


def _small(p: float, locale: Locale) -> str:
    return locale.number(p, 4) if p >= 0.0001 else f"below {locale.number(0.0001, 4)}"
