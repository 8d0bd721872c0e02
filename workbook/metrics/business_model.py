"""How will money be earned online? A recommendation from how a purchase comes about.

Four ways of working: sell directly in a shop or marketplace (retail goods); win enquiries on an own marketing site and close offline
(large or complex deals); support sales elsewhere by brand communication (big brands); or two of these side by side.
Each answer about the deal gives points to the ways it speaks for and takes points from those it speaks against. The points are
conventions, put down openly so that they can be disputed; the reasons count more than the sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

MODELS: Mapping[str, str] = {
    "direct": "sell directly in a shop or marketplace",
    "enquiry": "own marketing site, online enquiry, offline follow-up",
    "brand": "brand communication that supports sales elsewhere",
    "mixed": "two ways of working side by side",
}
CLOSE = 2.0
"""Two ways of working nearer to each other than this many points are recommended together."""


@dataclass(frozen=True)
class Sign:
    """What one answer says: `points` per model (negative: speaks against it) and why, in a sentence."""

    question: str
    answer: str
    points: Mapping[str, float]
    because: str


@dataclass(frozen=True)
class Recommendation:
    """The model recommended, the points of each, and the signs that spoke. `lead` is the distance from the first to the second."""

    model: str
    parts: tuple[str, ...]
    points: Mapping[str, float]
    lead: float
    signs: tuple[Sign, ...]
    unanswered: tuple[str, ...]

    def reasons_for(self, model: str) -> tuple[str, ...]:
        """Why this model, strongest reason first."""
        return tuple(s.because for s in sorted(self.signs, key=lambda s: -s.points.get(model, 0)) if s.points.get(model, 0) > 0)

    def reasons_against(self, model: str) -> tuple[str, ...]:
        """Why not this model: signs that take points from it, or that give it none and another model many."""
        return tuple(s.because for s in self.signs if _speaks_against(s, model))


def recommend(answers: Mapping[str, str | None], signs: Sequence[Sign], *, close: float = CLOSE) -> Recommendation:
    """Add up what the answers say. `answers` maps a question to the answer's value; blank ones say nothing.

    >>> signs = [Sign("advice", "none", {"direct": 3, "enquiry": -2}, "The product explains itself."),
    ...          Sign("advice", "much", {"enquiry": 3, "direct": -2}, "Each customer needs advice.")]
    >>> r = recommend({"advice": "much"}, signs)
    >>> r.model, r.lead, r.reasons_for("enquiry")
    ('enquiry', 5.0, ('Each customer needs advice.',))
    """
    spoken = tuple(s for s in signs if answers.get(s.question) == s.answer)
    names = tuple(dict.fromkeys(m for s in signs for m in s.points))
    points = {m: float(sum(s.points.get(m, 0) for s in spoken)) for m in names}
    ranked = sorted(names, key=lambda m: -points[m])
    lead = points[ranked[0]] - points[ranked[1]] if len(ranked) > 1 else 0.0
    shared = tuple(m for m in ranked[:2] if points[m] > 0 and points[ranked[0]] - points[m] < close)
    asked = dict.fromkeys(s.question for s in signs)
    return Recommendation(
        model="mixed" if len(shared) > 1 else ranked[0] if spoken and points[ranked[0]] > 0 else "",
        parts=shared,
        points=points,
        lead=lead,
        signs=spoken,
        unanswered=tuple(q for q in asked if not any(s.question == q for s in spoken)),
    )


def finding(recommendation: Recommendation, locale: Locale, labels: Mapping[str, str] = MODELS) -> Finding:
    """The recommendation in sentences: reasons for it, against it, and how clear it is."""
    r = recommendation
    if not r.model:
        return Finding(
            headline="Not enough is known about the deal for a recommendation", next_step="Answer the questions about how a customer buys."
        )
    chosen = r.parts if r.model == "mixed" else (r.model,)
    points = [f"{labels.get(m, m)}: {' '.join(r.reasons_against(m)[:2])}" for m in r.points if m not in chosen and r.reasons_against(m)]
    if r.unanswered:
        n = len(r.unanswered)
        points.append(
            "One question is still open and may change this." if n == 1 else f"{locale.count(n)} questions are still open and may change this."
        )
    return Finding(
        headline=f"Recommended: {_named(r, labels)}",
        tone="good" if r.lead >= 2 * CLOSE else "neutral",
        figures=tuple(Figure(_short(labels.get(m, m)), locale.number(p, 0), "point" if round(p) == 1 else "points") for m, p in r.points.items()),
        reasons_for=tuple(dict.fromkeys(w for m in chosen for w in r.reasons_for(m))),
        reasons_against=tuple(dict.fromkeys(w for m in chosen for w in r.reasons_against(m))) if r.model != "mixed" else (),
        points=tuple(points),
        points_title="The other models, and what is still open" if r.unanswered else "What speaks against the other models",
        means=_clearness(r, locale),
        means_not="It knows the deal, not the company: people, money and habits may be good reasons to decide otherwise.",
        next_step="Compare it with your own choice. Where you depart from it, write down why.",
    )


def _named(r: Recommendation, labels: Mapping[str, str]) -> str:
    if r.model != "mixed":
        return labels.get(r.model, r.model)
    return "both at once: " + "; and ".join(labels.get(m, m) for m in r.parts)


def _clearness(r: Recommendation, locale: Locale) -> str:
    if r.model == "mixed":
        return f"They are {locale.number(r.lead, 0)} points apart, so neither is clearly better."
    word = "clear" if r.lead >= 2 * CLOSE else "narrow"
    return f"The lead over the next model is {word}: {locale.number(r.lead, 0)} points."


def _short(label: str) -> str:
    return label[:1].upper() + label[1:].split(",")[0]


def _speaks_against(sign: Sign, model: str) -> bool:
    own = sign.points.get(model, 0)
    return own < 0 or (own == 0 and max(sign.points.values()) >= 2)
