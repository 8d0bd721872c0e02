"""What the returned answers say in sentences, and how far that carries: who answered, how exactly, and what hangs together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding
from workbook.metrics.survey import Asked
from workbook.metrics.survey_cross import ALPHA
from workbook.metrics.survey_estimates import Value, mean, recommendation, share, shares
from workbook.metrics.survey_returned import Returned
from workbook.metrics.survey_size import Plan, margin_of_share

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

FEW = 30
LOW_RESPONSE = 0.3
_SPLIT = "Choose such a pair above (“Look at”, “Split by”), and see which group differs."
_WHO = {
    "self": "Only volunteers answered: the shares hold for people like them, and nobody knows how the others differ.",
    "handy": "Only people at hand were asked: the shares hold for them. No range says how far everybody else is from that.",
    "": "Say above who could answer: without chance, a range says nothing about the others.",
}


@dataclass(frozen=True)
class Asking:
    """How the answers came about: the way, how many were invited, out of how many; whether the people are invented."""

    way: str = ""
    invited: int | None = None
    population: int | None = None
    invented: bool = False


def planned(made: Plan, locale: Locale) -> Finding:
    """What a sample-size plan says: answers, invitations, cost, and what to do where it does not work out."""
    margin = f"± {locale.number(100 * made.margin)} points" if made.rate else f"± {locale.number(made.margin)}"
    inside = f"{locale.count(made.groups)} groups of {locale.count(made.answers // made.groups)}" if made.groups > 1 else ""
    figures = [
        Figure("Answers", locale.count(made.answers), inside),
        Figure("Invitations", locale.count(made.invitations), f"at {locale.rate(made.response)} who answer"),
    ]
    if made.cost:
        figures.append(
            Figure("Cost", locale.money(made.cost)) if made.enough_people else Figure("Cost of asking all", locale.money(made.cost_of_all))
        )
    points = []
    if made.groups > 1:
        points.append(f"For one figure over all, {locale.count(made.n)} answers would do. Each group to be compared needs nearly as many for itself.")
    if not made.enough_people:
        points.append(f"{_everybody(made, locale)} Remind them twice, or accept the wider margin.")
    return Finding(
        _planned(made, margin, locale),
        tone="neutral" if made.enough_people else "warn", figures=tuple(figures), points=tuple(points),
        means=f"Of a hundred such surveys, {locale.number(100 * made.level)} come as close as that, if chance decides who is asked.",
        means_not="It does not help against those who never answer: they may think otherwise, however many invitations go out.",
        next_step="Half the margin takes four times the answers. Which margin would change your decision?",
    )  # fmt: skip


def _everybody(made: Plan, locale: Locale) -> str:
    """What asking all of a small group gives: the answers to expect, and the margin that they tell a figure within."""
    n, margin = made.from_all
    within = f"± {locale.number(100 * margin, 1)} points" if made.rate else f"± {locale.number(margin, 1)}"
    each = f", {locale.count(n // made.groups)} in each of the {locale.count(made.groups)} groups" if made.groups > 1 else ""
    told = f", which tell a figure over all within {within}" if math.isfinite(margin) else ""
    cost = f" It costs {locale.money(made.cost_of_all)}." if made.cost else ""
    everybody, share = locale.count(made.population or 0), locale.rate(made.response)
    return f"Ask all {everybody}: at {share} who answer that gives {locale.count(n)} answers{each}{told}.{cost}"


def _planned(made: Plan, margin: str, locale: Locale) -> str:
    """How many to invite, or that there are too few people for it."""
    groups = f" in each of the {locale.count(made.groups)} groups" if made.groups > 1 else ""
    told = f"{locale.count(made.answers)} answers tell it within {margin}{groups}"
    if made.enough_people:
        return f"{told}, so invite {locale.count(made.invitations)}"
    return f"{told}, but that takes {locale.count(made.invitations)} invitations, and there are {locale.count(made.population or 0)} people"


def overall(back: Returned, asking: Asking, locale: Locale) -> Finding:
    """How many answered, out of how many, and for whom that speaks."""
    n, points = back.people, ["These people are invented, for practice: decide nothing by them."] if asking.invented else []
    if asking.way in ("self", "handy", ""):
        points.append(_WHO[asking.way])
    rate = share(n, asking.invited) if asking.invited and n <= asking.invited else None
    if asking.invited and n > asking.invited:
        points.append(f"There are more answers ({locale.count(n)}) than invitations ({locale.count(asking.invited)}): was the link passed on?")
    if asking.population and n > asking.population:
        points.append(
            f"The group asked is said to have {locale.count(asking.population)} members, and {locale.count(n)} answered: look which is right."
        )
    if rate and rate.value < LOW_RESPONSE and asking.way in ("chance", "all"):
        points.append(
            f"{locale.rate(1 - rate.value, 0)} of the invited said nothing. Compare those who answered with your list: age, region, orders."
        )
    if back.problems:
        points.append(f"{locale.things(len(back.problems), 'cell')} could not be read and count as no answer; each is named below.")
    if back.nothing:
        points.append(f"{locale.things(len(back.nothing), 'row')} had no answer to any question and are left out.")
    margin = margin_of_share(n, population=asking.population) if n else float("nan")
    figures = [Figure("Answers", locale.count(n))]
    figures += [Figure("Response rate", locale.rate(rate.value), f"of {locale.count(asking.invited)} invited")] if rate else []
    figures += [Figure("Margin of a share", f"± {locale.number(100 * margin, 1)} points", "at most, by chance alone")] if n else []
    headline = f"{locale.things(n, 'person', 'people')} answered" + (f", {locale.rate(rate.value)} of those invited" if rate else "")
    return Finding(
        headline, tone="warn" if points or n < FEW else "good", figures=tuple(figures), points=tuple(points),
        means="Each range below says how far off a figure from this many answers may be by chance alone.",
        means_not="It says nothing about those who were not asked, or did not answer.",
        next_step="Look at the question for whose answer a decision waits; read both ends of its range.",
    )  # fmt: skip


def question(q: Asked, values: Sequence[Value], asking: Asking, locale: Locale) -> Finding:
    """What one question says."""
    given = [v for v in values if v is not None]
    blank = len(values) - len(given)
    rest = f"{locale.things(blank, 'person', 'people')} left it blank." if blank else "Everybody answered it."
    few = f"Only {locale.things(len(given), 'answer')}: read it as a hint, not as a figure." if len(given) < FEW else ""
    if not given:
        return Finding(f"Question {q.number}: no answer", next_step="Look whether its column was found.")
    told = _number(q, given, asking, locale) if q.kind in ("nps", "scale", "number") else _choice(q, given, asking, locale)
    headline, figures, means = told
    return Finding(
        f"Question {q.number}: {headline}", tone="warn" if few else "neutral", figures=figures, points=tuple(filter(None, (few, rest))), means=means,
        means_not=_WHO.get(asking.way, "It says what people say, which is not always what they do."),
        next_step=f"You noted what it is for: {q.why}" if q.why else "Decide what you do at the lower end of the range, and what at the upper.",
    )  # fmt: skip


def _choice(q: Asked, given: Sequence[Value], asking: Asking, locale: Locale) -> tuple[str, tuple[Figure, ...], str]:
    if q.kind == "text":
        return f"{locale.things(len(given), 'answer')} in own words", (), "Read all of them; then count which thought comes how often."
    table = shares(q, given, population=asking.population).sort_values("share", ascending=False)
    leading = ((str(r.answer), locale.rate(r.share, 0), f"{locale.rate(r.low, 0)} to {locale.rate(r.high, 0)}") for r in table.head(3).itertuples())
    figures = tuple(Figure(*told) for told in leading)
    first, second = table.iloc[0], table.iloc[1]
    clear = first.low > second.high
    headline = (
        f"“{first.answer}”, {locale.rate(first.share, 0)}" if clear else f"“{first.answer}” and “{second.answer}” are too close to tell which leads"
    )
    means = "Its range lies above all others." if clear else "Their ranges overlap: another survey of this size may turn the order round."
    return headline, figures, means


def _number(q: Asked, given: Sequence[Value], asking: Asking, locale: Locale) -> tuple[str, tuple[Figure, ...], str]:
    if q.kind == "nps" and (score := recommendation(given, population=asking.population)):
        span = f"{_signed(score.low, locale)} to {_signed(score.high, locale)}"
        means = "Promoters (9, 10) less detractors (0 to 6), in points. Compare it with your own earlier figure only if both ranges lie apart."
        return f"a recommendation score of {_signed(score.value, locale)}", (Figure("Score", _signed(score.value, locale), span),), means
    m = mean(given, population=asking.population)
    if m is None:
        return "one answer", (), "A mean needs two answers or more."
    figures = (
        Figure("Mean", locale.number(m.interval.value, 2), f"{locale.number(m.interval.low, 2)} to {locale.number(m.interval.high, 2)}"),
        Figure("Median", locale.number(m.median, 2), "half say less, half more"),
    )
    headline = f"{locale.number(m.interval.value, 1)} on average" + (f" on a scale from {q.low:g} to {q.high:g}" if q.kind == "scale" else "")
    return headline, figures, "The range of the mean, not of people: single answers lie much further apart."


def together(found: pd.DataFrame, questions: Sequence[Asked], locale: Locale) -> Finding:
    """Which questions hang together, after a correction for the number of pairs that were looked at."""
    if found.empty:
        return Finding("No two questions can be compared yet", next_step="Questions with answers to choose from, or scales, can be crossed.")
    sure = found[found.corrected < ALPHA]
    plain = int((found.p < ALPHA).sum())
    of = locale.things(len(found), "pair")
    texts = {q.number: q.text.rstrip("?") for q in questions}
    best = sure.head(4)
    points = tuple(f"“{texts[a]}” and “{texts[b]}”: {strength(v)}." for a, b, v in zip(best.a, best.b, best.v, strict=True))
    if sure.empty:
        headline = f"None of {of} certainly goes together"
        chance = locale.number(len(found) * ALPHA, 1)
        means = f"Taken alone, {locale.things(plain, 'pair')} would look like a find at 5 %. Chance alone would give {chance} of them."
    else:
        headline = f"{locale.things(len(sure), 'pair')} of {locale.count(len(found))} {'goes' if len(sure) == 1 else 'go'} together"
        means = "Chance would give this so rarely that it holds even after looking at all pairs (corrected by Holm)."
    return Finding(
        headline, points=points, means=means,
        means_not="That two answers go together does not say that one is the cause. A third thing, such as age, may be behind both.",
        next_step=_SPLIT if len(sure) else "Do not build a decision on differences between groups here.",
    )  # fmt: skip


def strength(v: float) -> str:
    """Cramér's V in words.

    >>> strength(0.08), strength(0.35)
    ('hardly any connection', 'a clear connection')
    """
    return "hardly any connection" if v < 0.1 else "a weak connection" if v < 0.3 else "a clear connection" if v < 0.5 else "a strong connection"


def _signed(x: float, locale: Locale) -> str:
    return f"+{locale.number(x, 0)}" if round(x) > 0 else locale.number(round(x), 0)


__all__ = ["FEW", "Asking", "overall", "planned", "question", "strength", "together"]
