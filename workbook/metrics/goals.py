"""Is a goal one that can be missed? Checks of goals for number, unit, date, source, owner and sense.

A goal is SMART when it is specific, measurable, ambitious but reachable, relevant and dated. The checks here find what is missing, and what
does not fit together: two goals that cannot both hold, a sales goal the enquiries cannot carry, a brand goal judged by cost per order.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal, Protocol

from workbook.answers.finding import Finding
from workbook.answers.strategy import MONEY_MEASURES, PER_CENT_MEASURES

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

PER_YEAR: Mapping[str, float] = {"month": 12, "quarter": 4, "year": 1}
COST_MEASURES = frozenset({"cpa"})
REACH_MEASURES = frozenset({"impressions", "brand_searches", "visits"})
AMBITIOUS, TIMID = 3.0, 1.05


class GoalLike(Protocol):
    """What a goal has to offer; the goals of the form do."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def activity(self) -> str | None: ...  # noqa: D102
    @property
    def measure(self) -> str | None: ...  # noqa: D102
    @property
    def baseline(self) -> float | None: ...  # noqa: D102
    @property
    def target(self) -> float | None: ...  # noqa: D102
    @property
    def period(self) -> str | None: ...  # noqa: D102
    @property
    def due(self) -> datetime.date | None: ...  # noqa: D102
    @property
    def source(self) -> str | None: ...  # noqa: D102
    @property
    def owner(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True)
class Goal:
    """A goal by itself, without a form."""

    id: str
    activity: str | None = None
    measure: str | None = None
    baseline: float | None = None
    target: float | None = None
    period: str | None = None
    due: datetime.date | None = None
    source: str | None = None
    owner: str | None = None


@dataclass(frozen=True)
class GoalRemark:
    """One thing to look at. `goals` are the ids concerned, `field` the answer to change, `level` how much it matters."""

    goals: tuple[str, ...]
    field: str
    text: str
    level: Literal["conflict", "missing", "caution", "note"] = "missing"


_NEEDED: Mapping[str, str] = {
    "target": "It has no number: say how much is to be reached.",
    "measure": "It has no unit: say what is counted.",
    "period": "It does not say whether the number is per month, per year or in total.",
    "due": "It has no date, so nobody can ever say that it was missed.",
    "source": "Nobody knows where to read the number: name the report or the list.",
    "owner": "Nobody is responsible for it.",
    "baseline": "Today's value is not known, so nobody can tell whether it moved.",
}


def check(goal: GoalLike, today: datetime.date) -> tuple[GoalRemark, ...]:
    """What one goal lacks or what is odd about it.

    >>> g = Goal("a", "sales", "orders", 20, 60, "month", datetime.date(2027, 6, 30), "shop export", "Ana")
    >>> check(g, datetime.date(2027, 1, 1))
    ()
    >>> [r.field for r in check(Goal("b", "sales", "orders", 20, 60, "month", datetime.date(2026, 1, 1), "export"), datetime.date(2027, 1, 1))]
    ['owner', 'due']
    """
    found = [GoalRemark((goal.id,), field, text) for field, text in _NEEDED.items() if getattr(goal, field) in (None, "")]
    if goal.due is not None and goal.due <= today:
        found.append(GoalRemark((goal.id,), "due", "Its date has passed: choose one in the future.", "missing"))
    if goal.measure in PER_CENT_MEASURES and 0 < (goal.target or 0) <= 1:
        text = "Its target is one per cent or less: is that meant? It is entered in per cent: 40 for 40 of 100 people."
        found.append(GoalRemark((goal.id,), "target", text, "caution"))
    if goal.activity == "reach" and goal.measure in COST_MEASURES:
        text = (
            "A goal of being known is judged by cost per order: that would stop it before it works. Use reach, searches for the brand, or a survey."
        )
        found.append(GoalRemark((goal.id,), "measure", text, "conflict"))
    if goal.activity == "sales" and goal.measure in REACH_MEASURES:
        text = "A goal of selling is measured by attention: many visits can go with few sales. Use orders, revenue or contribution."
        found.append(GoalRemark((goal.id,), "measure", text, "conflict"))
    return tuple(found)


def ambition(goal: GoalLike) -> float | None:
    """The target as a multiple of today's value; `None` when it cannot be told.

    >>> ambition(Goal("a", baseline=20, target=60))
    3.0
    """
    return goal.target / goal.baseline if goal.target is not None and goal.baseline else None


def stretch(goal: GoalLike, locale: Locale) -> GoalRemark | None:
    """A note when a goal asks for very much more than today, for nothing new, or for less."""
    times = ambition(goal)
    if times is None or goal.measure in COST_MEASURES:
        return None
    if times > AMBITIOUS:
        return GoalRemark(
            (goal.id,), "target", f"It asks for {locale.number(times, 1)} times today's value: say what changes to make that possible.", "note"
        )
    if times < 1:
        return GoalRemark((goal.id,), "target", "It lies below today's value: is that meant?", "note")
    if times < TIMID:
        return GoalRemark((goal.id,), "target", "It is hardly more than today: chance alone may reach it.", "note")
    return None


def contradictions(goals: Sequence[GoalLike]) -> tuple[GoalRemark, ...]:
    """Pairs of goals on the same measure, period and date with different numbers.

    >>> d = datetime.date(2027, 6, 30)
    >>> pair = [Goal("a", measure="orders", target=60, period="month", due=d), Goal("b", measure="orders", target=80, period="month", due=d)]
    >>> contradictions(pair)[0].goals
    ('a', 'b')
    """
    text = "Two goals give different numbers for the same measure and date: only one can be right."
    return tuple(
        GoalRemark((a.id, b.id), "target", text, "conflict")
        for a, b in combinations(goals, 2)
        if a.measure and (a.measure, a.period, a.due) == (b.measure, b.period, b.due) and None not in (a.target, b.target) and a.target != b.target
    )


def beyond_forecast(goals: Sequence[GoalLike], forecast: Mapping[str, tuple[float, float]], locale: Locale) -> tuple[GoalRemark, ...]:
    """Goals above what the forecast holds possible. `forecast` maps a measure to its (likely, best) value per month."""
    return tuple(remark for goal in goals if (remark := _against_forecast(goal, forecast, locale)))


def _against_forecast(goal: GoalLike, forecast: Mapping[str, tuple[float, float]], locale: Locale) -> GoalRemark | None:
    monthly = per_month(goal)
    if monthly is None or goal.measure is None or goal.measure not in forecast or goal.measure in COST_MEASURES:
        return None
    likely, best = forecast[goal.measure]
    if monthly <= likely:
        return None
    where = "even the best case of" if monthly > best else "the likely case of"
    money, given = goal.measure in MONEY_MEASURES, best if monthly > best else likely
    asked = locale.money(monthly) if money else locale.number(monthly)
    found = locale.money(given, 0) if money else locale.number(given, 0 if given >= 10 else 1)
    text = f"It asks for {asked} a month; {where} the forecast gives about {found}."
    return GoalRemark((goal.id,), "target", text, "conflict" if monthly > best else "caution")


def per_month(goal: GoalLike) -> float | None:
    """The target per month; `None` for a total or an unknown period.

    >>> per_month(Goal("a", target=240, period="year"))
    20.0
    """
    if goal.target is None or goal.period is None or goal.period not in PER_YEAR:
        return None
    return goal.target * PER_YEAR[goal.period] / 12


def carried_by_enquiries(goals: Sequence[GoalLike], close_rate: float, locale: Locale) -> tuple[GoalRemark, ...]:
    """Sales goals that need more enquiries than the enquiry goal gives: orders / close rate > enquiries.

    `close_rate` is orders / enquiries.
    """
    if close_rate <= 0:
        return ()
    return tuple(_uncarried(goals, close_rate, locale))


def _uncarried(goals: Sequence[GoalLike], close_rate: float, locale: Locale) -> Iterator[GoalRemark]:
    orders = [(g, m) for g in goals if g.measure == "orders" and (m := per_month(g)) is not None]
    asked = [(g, m) for g in goals if g.measure == "enquiries" and (m := per_month(g)) is not None]
    for (order, n), (enquiry, m) in ((o, e) for o in orders for e in asked):
        if n / close_rate > m * (1 + 1e-9):
            text = (
                f"{locale.number(n)} orders a month at a close rate of {locale.rate(close_rate)} need {locale.number(n / close_rate)} enquiries; "
                f"the enquiry goal gives {locale.number(m)}."
            )
            yield GoalRemark((order.id, enquiry.id), "target", text, "conflict")


def review(
    goals: Sequence[GoalLike], today: datetime.date, locale: Locale, *,
    forecast: Mapping[str, tuple[float, float]] | None = None, close_rate: float | None = None, also: Sequence[GoalRemark] = (),
) -> tuple[GoalRemark, ...]:  # fmt: skip
    """All checks at once, the most serious first; `also` is what was found elsewhere."""
    found = [*also]
    found += [remark for goal in goals for remark in (*check(goal, today), stretch(goal, locale)) if remark]
    found += contradictions(goals)
    found += beyond_forecast(goals, forecast or {}, locale)
    found += carried_by_enquiries(goals, close_rate or 0, locale)
    return tuple(sorted(found, key=lambda r: ("conflict", "missing", "caution", "note").index(r.level)))


def finding(goals: Sequence[GoalLike], remarks: Sequence[GoalRemark], names: Mapping[str, str] | None = None) -> Finding:
    """The remarks in one verdict; `names` maps a goal's id to how it is called."""
    if not goals:
        return Finding(
            headline="There is no goal yet", next_step="Begin with the number from which the company earns: orders, enquiries or awareness."
        )
    called = {g.id: (names or {}).get(g.id) or f"Goal {i}" for i, g in enumerate(goals, start=1)}
    serious = [r for r in remarks if r.level in ("conflict", "missing")]
    doubtful = [r for r in remarks if r.level == "caution"]
    said = tuple(f"{' and '.join(called[i] for i in r.goals)}: {r.text}" for r in remarks)
    return Finding(
        headline=_headline(serious, doubtful, called),
        tone="warn" if serious or doubtful else "good",
        points=said,
        means="Each goal was checked for number, unit, period, date, source, owner and today's value, and against the other goals.",
        means_not="A well-formed goal is not yet a good one: whether it matters to the company is for you to say.",
        next_step=_next(said[0] if said else "", serious, doubtful),
    )


def _headline(serious: Sequence[GoalRemark], doubtful: Sequence[GoalRemark], called: Mapping[str, str]) -> str:
    if serious:
        return "Some goals are not ready to work with yet"
    if not doubtful:
        return "Every goal can be measured, and they fit together"
    first = doubtful[0]
    return f"{called[first.goals[0]]}: {first.text[:1].lower()}{first.text[1:].rstrip('.')}"


def _next(first: str, serious: Sequence[GoalRemark], doubtful: Sequence[GoalRemark]) -> str:
    if serious:
        return f"Mend this first: {first}"
    if doubtful:
        return "Lower the goal, or change in the forecast what is to bring the rest, such as the budget or a rate."
    return "Set the budget that fits these goals."
