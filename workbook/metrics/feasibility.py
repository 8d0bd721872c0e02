"""Should this company start online marketing now? A weighted scorecard answers go, pilot or wait.

Four aspects are judged: the product, the competition, the money and the people. Each criterion gets 0 (speaks
clearly against) to 4 (speaks clearly for); its weight says how much it matters. A good average must not hide
a hole: an aspect below the floor blocks "go" however good the rest is.

    score = Σ weight × score / (4 × Σ weight)          a share of what is attainable, 0 to 1

Thresholds and floor are conventions of this workbook, open to change; see how near the verdict is to another one
in `feasibility_sensitivity` before trusting it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbook.answers.finding import Figure, Finding, Tone
from workbook.answers.strategy import ASPECTS

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

Verdict = Literal["go", "pilot", "wait"]
MAX_SCORE = 4
NAMED = 3
"""Unknown criteria named in a sentence; of the others it tells the number."""


@dataclass(frozen=True)
class Criterion:
    """One line of the scorecard. `aspect` is a key of `ASPECTS`; `weight` is 0 (does not count) or more; `said` what the score given stands for."""

    name: str
    label: str
    aspect: str
    weight: float = 1.0
    said: str = ""

    @property
    def reason(self) -> str:
        """The criterion with what was said of it."""
        return f"{self.label} {self.said}".strip()


@dataclass(frozen=True)
class Rules:
    """From which share on the verdict is "go" or "pilot", and the floor no aspect may fall below for "go"."""

    go: float = 0.65
    pilot: float = 0.45
    floor: float = 0.40


@dataclass(frozen=True)
class Judgement:
    """The scorecard read. `worst` and `best` are the verdicts if every unknown score turned out 0 or 4."""

    verdict: Verdict
    worst: Verdict
    best: Verdict
    score: float
    aspects: Mapping[str, float]
    blocked_by: tuple[str, ...]
    unknown: tuple[Criterion, ...]
    speaks_for: tuple[Criterion, ...]
    speaks_against: tuple[Criterion, ...]

    @property
    def settled(self) -> bool:
        """Whether what is not known yet cannot change the verdict."""
        return self.worst == self.best


def judge(criteria: Sequence[Criterion], scores: Mapping[str, float | None], rules: Rules | None = None) -> Judgement:
    """Read a scorecard. A score that is missing or `None` is unknown: it is left out of the score, not counted as 0.

    >>> card = [Criterion("fit", "Product can be explained online", "product"), Criterion("staff", "Staff", "people")]
    >>> j = judge(card, {"fit": 4, "staff": 2})
    >>> j.verdict, j.score
    ('go', 0.75)
    >>> judge(card, {"fit": 4, "staff": 0}).verdict, judge(card, {"fit": 4, "staff": 0}).blocked_by
    ('pilot', ('people',))
    >>> j = judge(card, {"fit": 4})
    >>> j.worst, j.best
    ('pilot', 'go')
    """
    rules = rules or Rules()
    known = {c.name: _score(c, scores) for c in criteria if scores.get(c.name) is not None}
    unknown = tuple(c for c in criteria if c.name not in known)
    aspects = aspect_shares(criteria, known)
    ranked = sorted((c for c in criteria if c.name in known), key=lambda c: -c.weight)
    return Judgement(
        verdict=verdict_of(criteria, known, rules),
        worst=verdict_of(criteria, {**{c.name: 0.0 for c in unknown}, **known}, rules),
        best=verdict_of(criteria, {**{c.name: float(MAX_SCORE) for c in unknown}, **known}, rules),
        score=share(criteria, known),
        aspects=aspects,
        blocked_by=tuple(a for a, s in aspects.items() if s < rules.floor),
        unknown=unknown,
        speaks_for=tuple(c for c in ranked if known[c.name] >= 3),
        speaks_against=tuple(c for c in ranked if known[c.name] <= 1),
    )


def share(criteria: Sequence[Criterion], scores: Mapping[str, float]) -> float:
    """Weighted share of the attainable points over the criteria that have a score; `nan` without any."""
    scored = [(c.weight, scores[c.name]) for c in criteria if c.name in scores]
    attainable = MAX_SCORE * sum(w for w, _ in scored)
    return sum(w * s for w, s in scored) / attainable if attainable else math.nan


def aspect_shares(criteria: Sequence[Criterion], scores: Mapping[str, float]) -> dict[str, float]:
    """`share` per aspect, for the aspects with at least one known score of weight."""
    by_aspect = {a: share([c for c in criteria if c.aspect == a], scores) for a in dict.fromkeys(c.aspect for c in criteria)}
    return {a: s for a, s in by_aspect.items() if not math.isnan(s)}


def verdict_of(criteria: Sequence[Criterion], scores: Mapping[str, float], rules: Rules) -> Verdict:
    """Go, pilot or wait for known scores; without any score it is "wait"."""
    total = round(share(criteria, scores), 12)
    if math.isnan(total) or total < rules.pilot:
        return "wait"
    held_back = any(round(s, 12) < rules.floor for s in aspect_shares(criteria, scores).values())
    return "go" if total >= rules.go and not held_back else "pilot"


_HEADLINES: Mapping[Verdict, str] = {
    "go": "Go: online marketing suits this company now",
    "pilot": "Pilot: start small, with a limit on money and time",
    "wait": "Wait: mend the weak points first",
}
_TONES: Mapping[Verdict, Tone] = {"go": "good", "pilot": "warn", "wait": "bad"}
_NEXT: Mapping[Verdict, str] = {
    "go": "Write down the goals, then the budget.",
    "pilot": "Choose one product line and one channel, set a limit, and say beforehand which number would end or widen the pilot.",
    "wait": "Take the two weakest criteria, say who mends them by when, then fill in the scorecard again.",
}


def finding(judgement: Judgement, locale: Locale) -> Finding:
    """The judgement in sentences."""
    j = judgement
    least = locale.rate(Rules().floor, 0)
    points = [f"{ASPECTS.get(a, a)}: {locale.rate(j.aspects[a], 0)} of the points. Below {least}, a full start is ruled out." for a in j.blocked_by]
    if j.unknown and j.aspects:
        points.append(_unknown_sentence(j))
    weakest = min(j.aspects, key=lambda a: j.aspects[a], default="")
    return Finding(
        headline=_HEADLINES[j.verdict] if j.aspects else "No criterion has a score yet",
        tone=_TONES[j.verdict] if j.aspects else "neutral",
        figures=tuple(Figure(ASPECTS.get(a, a), locale.rate(s), "weakest aspect" if a == weakest else "") for a, s in j.aspects.items()),
        reasons_for=tuple(c.reason for c in j.speaks_for),
        reasons_against=tuple(c.reason for c in j.speaks_against),
        points=tuple(points),
        points_title="What limits this verdict",
        means=f"The criteria reach {locale.rate(j.score)} of the attainable points." if j.aspects else "",
        means_not="It is a judgement put in order, not a forecast: it says nothing about how much money will come back.",
        next_step=_NEXT[j.verdict] if j.aspects else "Give each criterion a score from 0 to 4.",
    )


def _unknown_sentence(j: Judgement) -> str:
    names = ", ".join(f"“{c.label}”" for c in j.unknown[:NAMED])
    if len(j.unknown) > NAMED:
        names += f" and {len(j.unknown) - NAMED} more"
    if j.settled:
        return f"Not known yet: {names}. Whatever the answers are, the verdict stays {j.verdict}."
    return f"With what you do not know yet ({names}) the verdict lies between {j.worst} and {j.best}."


def _score(criterion: Criterion, scores: Mapping[str, float | None]) -> float:
    value = float(scores[criterion.name] or 0)
    if 0 <= value <= MAX_SCORE:
        return value
    msg = f"The score of `{criterion.name}` must lie between 0 and {MAX_SCORE} (got {value})."
    raise ValueError(msg)
