"""What a calculation has to say, in words and figures, without any markup.

Metrics return findings, pages show them, the plan prints them: the same sentence everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["good", "warn", "bad", "neutral"]


@dataclass(frozen=True)
class Figure:
    """One number worth showing large: already formatted, with its label and an optional remark."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Finding:
    """A verdict with its reasons and what to do next.

    `points` is what else is to be said, under `points_title`.
    `means` says what the result means, `means_not` what it does not: every result has both.
    """

    headline: str
    tone: Tone = "neutral"
    figures: tuple[Figure, ...] = ()
    reasons_for: tuple[str, ...] = ()
    reasons_against: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    points_title: str = ""
    means: str = ""
    means_not: str = ""
    next_step: str = ""
