"""How firm is the verdict? Which single score or weight would turn it.

A verdict that flips when one criterion moves by one point rests on that point: look at it again before deciding.
For weights, one criterion's share of all weight is changed and the others shrink or grow in proportion.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from workbook.answers.strategy import ASPECTS
from workbook.metrics.feasibility import MAX_SCORE, Criterion, Rules, Verdict, share, verdict_of

_STEP = 1e-6


@dataclass(frozen=True)
class Flip:
    """The nearest value at which the verdict turns, and into what."""

    at: float
    verdict: Verdict


def score_flip(criteria: Sequence[Criterion], scores: Mapping[str, float], name: str, rules: Rules | None = None) -> Flip | None:
    """The whole score of one criterion nearest to its own at which the verdict differs; `None` when no score does.

    >>> card = [Criterion("fit", "Fit", "product"), Criterion("staff", "Staff", "people")]
    >>> score_flip(card, {"fit": 4, "staff": 2}, "staff")
    Flip(at=1, verdict='pilot')
    """
    rules = rules or Rules()
    now, own = verdict_of(criteria, scores, rules), scores[name]
    for value in sorted(range(MAX_SCORE + 1), key=lambda v: abs(v - own)):
        then = verdict_of(criteria, {**scores, name: value}, rules)
        if then != now:
            return Flip(value, then)
    return None


def weight_flip(criteria: Sequence[Criterion], scores: Mapping[str, float], name: str, rules: Rules | None = None) -> Flip | None:
    """The share of all weight nearest to its own at which the verdict differs, the other weights kept in proportion.

    The candidates are solved exactly: where the total meets a threshold, x = (T − R) / (s − R) with R the others' share, and
    where the criterion's own aspect meets the floor. `None` when no weight turns the verdict.

    >>> card = [Criterion("fit", "Fit", "product"), Criterion("price", "Price", "product")]
    >>> flip = weight_flip(card, {"fit": 4, "price": 2}, "price")
    >>> round(flip.at, 2), flip.verdict
    (0.7, 'pilot')
    """
    rules = rules or Rules()
    card = [c for c in criteria if c.name in scores]
    own = weight_share(card, name)
    now = verdict_of(card, scores, rules)
    flips = []
    for root in _roots(card, scores, name, rules):
        for x in (root - _STEP, root + _STEP):
            if 0 <= x <= 1 and (then := verdict_of(_with_share(card, name, x), scores, rules)) != now:
                flips.append(Flip(root, then))
    return min(flips, key=lambda f: abs(f.at - own), default=None)


def weight_share(criteria: Sequence[Criterion], name: str) -> float:
    """One criterion's share of all weight; 0 when nothing has any.

    >>> weight_share([Criterion("fit", "Fit", "product", 3), Criterion("staff", "Staff", "people", 1)], "fit")
    0.75
    """
    whole = sum(c.weight for c in criteria)
    return next(c.weight for c in criteria if c.name == name) / whole if whole else 0.0


def table(criteria: Sequence[Criterion], scores: Mapping[str, float | None], rules: Rules | None = None) -> pd.DataFrame:
    """One row per criterion: what it adds to the score and what would turn the verdict.

    Columns: criterion, label, aspect, aspect_label, weight (share of all weight), score, contribution (share of the attainable points),
    verdict_lower and verdict_higher (score one lower or higher; for an unknown score: 0 and 4), flip_score,
    flip_score_verdict, flip_weight (share of all weight), flip_weight_verdict. Blank where nothing flips.
    """
    rules = rules or Rules()
    known = {name: float(s) for name, s in scores.items() if s is not None}
    rows = [_row(criteria, known, c, rules) for c in criteria]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


_COLUMNS = (
    "criterion", "label", "aspect", "aspect_label", "weight", "score", "contribution",
    "verdict_lower", "verdict_higher", "flip_score", "flip_score_verdict", "flip_weight", "flip_weight_verdict",
)  # fmt: skip


def _row(criteria: Sequence[Criterion], known: Mapping[str, float], c: Criterion, rules: Rules) -> dict[str, object]:
    own = known.get(c.name)
    low, high = (0.0, float(MAX_SCORE)) if own is None else (max(0.0, own - 1), min(float(MAX_SCORE), own + 1))
    scored = [k for k in criteria if k.name in known]
    weight = weight_share(scored if own is not None else criteria, c.name)
    by_score = score_flip(criteria, known, c.name, rules) if own is not None else None
    by_weight = weight_flip(criteria, known, c.name, rules) if own is not None else None
    return {
        "criterion": c.name,
        "label": c.label,
        "aspect": c.aspect,
        "aspect_label": ASPECTS.get(c.aspect, c.aspect),
        "weight": weight,
        "score": math.nan if own is None else own,
        "contribution": math.nan if own is None else weight * own / MAX_SCORE,
        "verdict_lower": verdict_of(criteria, {**known, c.name: low}, rules),
        "verdict_higher": verdict_of(criteria, {**known, c.name: high}, rules),
        "flip_score": by_score.at if by_score else math.nan,
        "flip_score_verdict": by_score.verdict if by_score else None,
        "flip_weight": by_weight.at if by_weight else math.nan,
        "flip_weight_verdict": by_weight.verdict if by_weight else None,
    }


def _with_share(card: Sequence[Criterion], name: str, x: float) -> list[Criterion]:
    others = sum(c.weight for c in card if c.name != name)
    return [replace(c, weight=x if c.name == name else (1 - x) * c.weight / others if others else 0.0) for c in card]


def _roots(card: Sequence[Criterion], scores: Mapping[str, float], name: str, rules: Rules) -> Iterator[float]:
    own = next(c for c in card if c.name == name)
    others = [c for c in card if c.name != name]
    s = scores[name] / MAX_SCORE
    rest = share(others, scores)
    if math.isnan(rest):
        return
    if s != rest:
        yield from ((t - rest) / (s - rest) for t in (rules.go, rules.pilot) if 0 <= (t - rest) / (s - rest) <= 1)
    mates = [c for c in others if c.aspect == own.aspect]
    if mates:  # the aspect's share x·s + (1−x)·c·R over x + (1−x)·c meets the floor F
        pull = sum(c.weight for c in mates) / sum(c.weight for c in others) * (rules.floor - share(mates, scores))
        if (s - rules.floor) + pull != 0 and 0 <= (x := pull / ((s - rules.floor) + pull)) <= 1:
            yield x
