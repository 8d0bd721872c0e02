"""What samples say of a population whose truth is known: how far chance throws them, and how far those who like to answer pull them.

Chance shrinks with the root of the number of answers: four times as many, half as far. Who answers of their own accord is another matter. Where a
“yes” answers k times as often, the surveys gather around

    p k / (p k + 1 − p)     instead of p,

and more answers only make everybody surer of the wrong figure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbook.answers.finding import Figure, Finding
from workbook.metrics.intervals import wilson
from workbook.metrics.survey_size import margin_of_share

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

SURVEYS = 40


@dataclass(frozen=True)
class Truth:
    """The true share of yes, the answers of each survey, and how many times likelier a yes answers."""

    share: float
    n: int
    willing: float = 1.0

    @property
    def pulled(self) -> float:
        """The share among those who answer.

        >>> round(Truth(0.4, 100, willing=3).pulled, 2)
        0.67
        """
        return self.share * self.willing / (self.share * self.willing + 1 - self.share)


def surveys(truth: Truth, *, seed: int = 1, many: int = SURVEYS) -> pd.DataFrame:
    """Surveys of the same population, one after the other: survey, share, low, high, hit (whether the range holds the truth).

    >>> found = surveys(Truth(0.4, 100))
    >>> len(found), bool(found.hit.mean() > 0.85)
    (40, True)
    """
    rng = np.random.default_rng(seed)
    ranges = [wilson(float(hits), truth.n) for hits in rng.binomial(truth.n, truth.pulled, many)]
    return pd.DataFrame(
        {
            "survey": range(1, many + 1),
            "share": [r.value for r in ranges],
            "low": [r.low for r in ranges],
            "high": [r.high for r in ranges],
            "hit": [r.holds(truth.share) for r in ranges],
        }
    )


def finding(truth: Truth, found: pd.DataFrame, locale: Locale) -> Finding:
    """How far the surveys lie from the truth, by chance and by who answers."""
    hits, many = int(found.hit.sum()), len(found)
    margin, four = (100 * margin_of_share(n, rate=truth.pulled) for n in (truth.n, 4 * truth.n))
    off = truth.pulled - truth.share
    biased = not math.isclose(truth.willing, 1.0)
    figures = (
        Figure("Truth", locale.rate(truth.share, 0)),
        Figure("Ranges that hold it", f"{locale.count(hits)} of {locale.count(many)}", "95 of 100 are expected"),
        Figure("Margin by chance", f"± {locale.number(margin, 1)} points", f"with four times the answers ± {locale.number(four, 1)}"),
        *(
            (Figure("Pulled by who answers", f"{'+' if off > 0 else '−'}{locale.number(abs(100 * off), 0)} points", "with any number of answers"),)
            if biased
            else ()
        ),
    )
    if biased:
        headline = f"The surveys gather around {locale.rate(truth.pulled, 0)}, and the truth is {locale.rate(truth.share, 0)}"
        step = "Take ten times the answers: the ranges shrink around the wrong figure. Then put the last field back to 1."
    else:
        headline = f"Of {locale.count(many)} surveys, {locale.count(hits)} have the truth in their range"
        step = "Take four times the answers and see the ranges halve. Then let those who say yes answer three times as often."
    return Finding(
        headline, tone="warn" if biased else "neutral", figures=figures, next_step=step,
        means="A range says how far off a survey of this size may be by chance alone.",
        means_not="It says nothing about who answered. More answers do not help when the wrong people were asked.",
    )  # fmt: skip


__all__ = ["SURVEYS", "Truth", "finding", "surveys"]
