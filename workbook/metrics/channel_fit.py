"""Which channel fits? A channel is a pipe: the goal, the people, the money and the time decide which one to lay.

Each of five questions gives a channel 0 to 1: does it serve the goal, suit the way of working, reach the people, fit the budget, act in
time. The score is their weighted mean; a channel whose least budget exceeds the budget, or that acts only after the date, is
blocked whatever its score. The ratings come from a catalogue of teaching values: the reasons matter more than the decimals.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

AGE_BANDS: Mapping[str, tuple[int, int]] = {"under_25": (14, 24), "25_44": (25, 44), "45_64": (45, 64), "65_plus": (65, 99)}
WEIGHTS: Mapping[str, float] = {"goal": 3, "model": 2, "audience": 2, "budget": 1.5, "time": 1.5}
ENOUGH = 3
"""With fewer of the five questions answered, half of the channels fit equally well: an order of them would be chance."""

_ASKED = {
    "goal": "what the promotion is for", "model": "how you sell (Strategy, business model)", "audience": "whom you want to reach",
    "budget": "what can be spent", "time": "when it must work",
}  # fmt: skip


@dataclass(frozen=True)
class Channel:
    """A channel of a catalogue. Ratings run from 0 (not at all) to 3 (first choice), each with a sentence why.

    `who` is "consumers", "businesses" or "both"; `min_budget` is money a month; lead times are days to the first and to the full effect.
    """

    name: str
    label: str
    goals: Mapping[str, tuple[float, str]]
    models: Mapping[str, tuple[float, str]] = field(default_factory=dict)
    who: str = "both"
    ages: tuple[int, int] = (14, 99)
    places: frozenset[str] = frozenset()
    min_budget: float = 0.0
    lead_days: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Need:
    """What a channel has to be good for. What is not known stays `None` or empty and is left out of the score."""

    goal: str | None = None
    model: str | None = None
    who: str | None = None
    ages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    budget: float | None = None
    days: int | None = None

    @classmethod
    def until(cls, needed_by: datetime.date | None, today: datetime.date, **more: object) -> Need:
        """A need with a date instead of days."""
        return cls(days=None if needed_by is None else max(0, (needed_by - today).days), **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Part:
    """What one question gives: a value from 0 to 1 and the sentence that goes with it."""

    question: str
    value: float
    because: str


@dataclass(frozen=True)
class Fit:
    """One channel judged. `blocked` are sentences that rule it out for now."""

    channel: Channel
    score: float
    parts: tuple[Part, ...]
    blocked: tuple[str, ...]

    @property
    def reasons_for(self) -> tuple[str, ...]:
        """What speaks for the channel, the strongest first."""
        return tuple(p.because for p in sorted(self.parts, key=lambda p: -p.value) if p.value >= 0.6)

    @property
    def reasons_against(self) -> tuple[str, ...]:
        """What speaks against it, the strongest first; what blocks it stands on top."""
        return (*self.blocked, *(p.because for p in sorted(self.parts, key=lambda p: p.value) if p.value < 0.4 and p.because not in self.blocked))


def fit(channel: Channel, need: Need, locale: Locale, weights: Mapping[str, float] = WEIGHTS) -> Fit:
    """Judge one channel for a need. Without any known need the score is 0."""
    parts = tuple(_parts(channel, need, locale))
    weight = sum(weights[p.question] for p in parts)
    score = sum(weights[p.question] * p.value for p in parts) / weight if weight else 0.0
    blocked = tuple(p.because for p in parts if p.value == 0 and p.question in ("budget", "time"))
    return Fit(channel, score, parts, blocked)


def shortlist(channels: Sequence[Channel], need: Need, locale: Locale) -> tuple[Fit, ...]:
    """All channels, those not blocked first, the best fit on top; as they come while too little is known."""
    fits = tuple(fit(c, need, locale) for c in channels)
    return tuple(sorted(fits, key=lambda f: (bool(f.blocked), -f.score))) if enough(fits) else fits


def enough(fits: Sequence[Fit]) -> bool:
    """Whether so many questions are answered that one channel can be told from another."""
    return len(_known(fits)) >= ENOUGH


def _known(fits: Sequence[Fit]) -> list[str]:
    return [question for question in WEIGHTS if any(p.question == question for f in fits for p in f.parts)]


def table(fits: Sequence[Fit]) -> pd.DataFrame:
    """One row per channel: channel, label, score, one column per question, blocked (yes or no), why, why_not.

    A question nothing is known about is blank, and so is the score while too little is known.
    """
    scored = enough(fits)
    rows = [
        {
            "channel": f.channel.name, "label": f.channel.label, "score": f.score if scored and f.parts else None,
            **dict.fromkeys(WEIGHTS), **{p.question: p.value for p in f.parts},
            "blocked": bool(f.blocked), "why": " ".join(f.reasons_for[:2]), "why_not": " ".join(f.reasons_against[:2]),
        }
        for f in fits
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["channel", "label", "score", *WEIGHTS, "blocked", "why", "why_not"]).astype({"score": float})


def finding(fits: Sequence[Fit], locale: Locale, *, size: int = 4, chosen: Collection[str] = ()) -> Finding:
    """The short list in sentences; `chosen` are the names of the channels on one's own."""
    if not any(f.parts for f in fits):
        return Finding("Nothing is known yet about what the channels are for", next_step="Say what the promotion is for and whom it has to reach.")
    if not enough(fits):
        return _not_yet(_known(fits))
    open_ones = [f for f in fits if not f.blocked and f.parts][:size]
    if not open_ones:
        why = tuple(f"{f.channel.label}: {f.blocked[0]}" for f in fits if f.blocked)[:size]
        next_step = "Change the budget or the date, or say more about goal and audience."
        means = "Each channel is ruled out by the budget, the date or what it can do; the first reasons are listed."
        not_means = "It does not mean that promotion is impossible: the limits are yours, and some of them can be moved."
        return Finding("No channel fits as things stand", "warn", points=why, means=means, means_not=not_means, next_step=next_step)
    first, in_vain = open_ones[0], [f for f in fits if f.blocked and f.channel.name in chosen]
    return Finding(
        headline=f"Best fit: {first.channel.label}",
        tone="warn" if in_vain else "good" if first.score >= 0.6 else "neutral",
        figures=tuple(Figure(f.channel.label, locale.rate(f.score)) for f in open_ones),
        reasons_for=first.reasons_for,
        reasons_against=first.reasons_against,
        points=tuple(f"{f.channel.label}: {(f.reasons_for or ('no strong reason',))[0]}" for f in open_ones[1:]),
        points_title="The next channels",
        means="The share says how far a channel meets goal, way of working, people, budget and time.",
        means_not="The ratings are general experience, not your figures: a small test says more.",
        next_step=_look_again(in_vain) or "Choose three to five, and write the stop rule before the first payment.",
    )


def _look_again(in_vain: Sequence[Fit]) -> str:
    """What to do about channels on one's short list that budget or date rule out; blank when there are none."""
    if not in_vain:
        return ""
    told = " ".join(f"“{f.channel.label}”: {f.blocked[0]}" for f in in_vain)
    return f"Look again at your short list. {told} Take {'it' if len(in_vain) == 1 else 'them'} off, or change the budget or the date."


def _not_yet(known: Sequence[str]) -> Finding:
    """Too little is known for a ranking: what is, and what is not."""
    left = [words for question, words in _ASKED.items() if question not in known]
    return Finding(
        headline="Not yet: too little is known to tell the channels apart",
        means=f"{len(known)} of {len(WEIGHTS)} questions {'is' if len(known) == 1 else 'are'} answered. By so few, many channels fit equally well.",
        means_not="It does not mean that the channels are equally good for you.",
        next_step=f"Say {', '.join(left[:-1])} and {left[-1]}; three answers are enough for a first ranking.",
    )


def _parts(channel: Channel, need: Need, locale: Locale) -> Iterator[Part]:
    for question, asked, ratings in (("goal", need.goal, channel.goals), ("model", need.model, channel.models)):
        if asked is not None and asked in ratings:
            rating, because = ratings[asked]
            yield Part(question, rating / 3, because)
    yield from _audience(channel, need)
    if need.budget is not None:
        yield _budget(channel, need.budget, locale)
    if need.days is not None:
        yield _time(channel, need.days, locale)


def _audience(channel: Channel, need: Need) -> Iterator[Part]:
    if need.who and "both" not in (need.who, channel.who) and need.who != channel.who:
        yield Part("audience", 0.1, f"It reaches mainly {channel.who}.")
        return
    checks = [
        *([_age_overlap(channel, need.ages)] if need.ages else []),
        *([1.0 if channel.places & set(need.places) else 0.2] if need.places and channel.places else []),
    ]
    if not checks and not need.who:
        return
    value = sum(checks) / len(checks) if checks else 1.0
    words = "It reaches the people you want to reach." if value >= 0.6 else "The people you want to reach are mostly elsewhere."
    yield Part("audience", value, words if value >= 0.6 or value < 0.4 else "It reaches only part of the people you want to reach.")


def _age_overlap(channel: Channel, ages: Sequence[str]) -> float:
    low, high = channel.ages
    bands = [AGE_BANDS[a] for a in ages]
    covered = sum(max(0, min(high, b) - max(low, a) + 1) for a, b in bands)
    return covered / sum(b - a + 1 for a, b in bands)


def _budget(channel: Channel, budget: float, locale: Locale) -> Part:
    least = locale.money(channel.min_budget)
    if channel.min_budget > budget:
        return Part("budget", 0.0, f"It needs at least about {least} a month to show anything, and the budget is {locale.money(budget)}.")
    if channel.min_budget > budget / 2:
        return Part("budget", 0.5, f"It takes about {least} a month, more than half of the budget.")
    return Part("budget", 1.0, f"About {least} a month is enough to begin." if channel.min_budget else "It can begin without a media budget.")


def _time(channel: Channel, days: int, locale: Locale) -> Part:
    first, full = channel.lead_days
    if first > days:
        return Part("time", 0.0, f"Its first effect shows after about {locale.count(first)} days, and there are {locale.count(days)}.")
    if full > days:
        return Part("time", 0.6, f"A first effect shows in time; the full effect takes about {locale.count(full)} days.")
    return Part("time", 1.0, f"It works fully within about {locale.count(full)} days.")
