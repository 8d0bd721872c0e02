"""Answer classes made of numbers: each value has exactly one place, or it is said where not.

`0–10, 10–20, over 25`: ten stands twice, 22 nowhere. Such classes are read here from their words (`2 to 4 times`, `65 or older`, `under 15`), and
what overlaps, is left out, or is missing at an end is named.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_SPAN = re.compile(rf"{_NUMBER}\s*(?:-|–|—|\bto\b|\band\b|\bbis\b|\bà\b)\s*{_NUMBER}", re.I)
_ABOVE = re.compile(rf"(?:\bover|\bmore than|\babove|>)\s*{_NUMBER}", re.I)
_FROM = re.compile(rf"(?:\bat least|\bfrom|>=|≥)\s*{_NUMBER}|{_NUMBER}\s*\+|{_NUMBER}[^\d]*\bor (?:more|older|over|above|longer)\b", re.I)
_BELOW = re.compile(rf"(?:\bunder|\bless than|\bfewer than|\bbelow|<)\s*{_NUMBER}", re.I)
_UP_TO = re.compile(rf"(?:\bup to|\bat most|<=|≤)\s*{_NUMBER}|{_NUMBER}[^\d]*\bor (?:less|fewer|younger|under)\b", re.I)
_ONE = re.compile(rf"^\D{{0,12}}{_NUMBER}\D{{0,20}}$")
_WORDS = {"not once": 0.0, "never": 0.0, "not at all": 0.0, "once": 1.0, "twice": 2.0}
_EPS = 1e-9


@dataclass(frozen=True)
class Span:
    """A class from `low` to `high`, both included; `text` as it stands. Open ends are infinite."""

    text: str
    low: float
    high: float


def spans(choices: Sequence[str]) -> tuple[Span, ...]:
    """The classes that are made of numbers, by their lower end; blank when fewer than two are.

    >>> [(s.low, s.high) for s in spans(["Not once", "Once", "2 to 4 times", "5 times or more"])]
    [(0.0, 0.0), (1.0, 1.0), (2.0, 4.0), (5.0, inf)]
    """
    step = 1.0 if not any(re.search(r"\d[.,]\d", c) for c in choices) else 0.0
    found = [span for choice in choices if (span := _span(choice, step))]
    ranges = [s for s in found if s.low != s.high]
    return tuple(sorted(found, key=lambda s: (s.low, s.high))) if len(found) > 1 and ranges else ()


def overlaps(found: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Neighbours that share a value.

    >>> [(a.text, b.text) for a, b in overlaps(spans(["0-10", "10-20", "over 20"]))]
    [('0-10', '10-20')]
    """
    return [(a, b) for a, b in pairwise(found) if b.low <= a.high + _EPS and not (math.isinf(a.high) and math.isinf(b.high) and a.low == b.low)]


def gaps(found: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Neighbours between which values have no place; whole numbers leave none between 9 and 10.

    >>> [(a.text, b.text) for a, b in gaps(spans(["0-10", "11-20", "over 25"]))]
    [('11-20', 'over 25')]
    """
    whole = all(float(end).is_integer() or math.isinf(end) for s in found for end in (s.low, s.high))
    step = 1.0 if whole else 0.0101
    return [(a, b) for a, b in pairwise(found) if b.low > a.high + step + _EPS]


def open_top(found: Sequence[Span]) -> bool:
    """Whether very large values have a place."""
    return bool(found) and math.isinf(max(s.high for s in found))


def _span(text: str, step: float) -> Span | None:
    plain = text.strip()
    word = _WORDS.get(plain.casefold())
    if word is not None:
        return Span(plain, word, word)
    if hit := _SPAN.search(plain):
        low, high = (_value(hit[n]) for n in (1, 2))
        return Span(plain, min(low, high), max(low, high))
    for pattern, low_side, by in ((_ABOVE, True, step or 0.01), (_FROM, True, 0.0), (_BELOW, False, -(step or 0.01)), (_UP_TO, False, 0.0)):
        if hit := pattern.search(plain):
            value = _value(next(g for g in hit.groups() if g)) + by
            return Span(plain, value, math.inf) if low_side else Span(plain, -math.inf, value)
    hit = _ONE.match(plain)
    return Span(plain, _value(hit[1]), _value(hit[1])) if hit else None


def _value(text: str) -> float:
    return float(text.replace(",", "."))


__all__ = ["Span", "gaps", "open_top", "overlaps", "spans"]
