"""How well does the site sell? Scores from a checklist, the weak points in the order in which to mend them, the rivals beside it.

The test of a site's sales force: a visitor easily finds what they came for, it helps them, and they feel the urge to get in touch.
Each item is scored 0 (missing) to 3 (as good as it gets). A group's score is the share of the attainable points over the items that were
scored; what does not apply is left out, what is unanswered is counted as unanswered and never as 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

OWN = "Own site"
"""What the own site is called beside rivals."""

NOT_APPLICABLE = "na"
MAX_SCORE = 3
Score = int | str | None
Quadrant = Literal["quick win", "project", "fill-in", "leave"]


@dataclass(frozen=True)
class Item:
    """One line of the checklist. `effect` and `effort` run from 1 to 5: how much a better level changes, how much work it is."""

    name: str
    label: str
    group: str
    effect: float = 3.0
    effort: float = 3.0


def points(score: Score) -> int | None:
    """A score as points, or `None` when it is unanswered or does not apply. Scores may be texts, as they come from a form.

    >>> points("2"), points("na"), points(None)
    (2, None, None)
    """
    if score is None or score in ("", "?", NOT_APPLICABLE):
        return None
    value = int(score)
    if 0 <= value <= MAX_SCORE:
        return value
    msg = f"A score must lie between 0 and {MAX_SCORE}, or be {NOT_APPLICABLE!r} (got {score!r})."
    raise ValueError(msg)


def group_scores(items: Sequence[Item], scores: Mapping[str, Score]) -> pd.DataFrame:
    """One row per group, in the order of the list.

    Columns: group, share (points / attainable points, blank when nothing is scored), scored, unanswered, not_applicable.

    >>> items = [Item("speed", "Speed", "Finding"), Item("menu", "Menu", "Finding"), Item("chat", "Chat", "Contact")]
    >>> group_scores(items, {"speed": 3, "menu": 0, "chat": "na"}).to_dict("records")[0]
    {'group': 'Finding', 'share': 0.5, 'scored': 2, 'unanswered': 0, 'not_applicable': 0}
    """
    rows = [_group_row(g, [i for i in items if i.group == g], scores) for g in dict.fromkeys(i.group for i in items)]
    return pd.DataFrame(rows, columns=["group", "share", "scored", "unanswered", "not_applicable"])


def total_share(items: Sequence[Item], scores: Mapping[str, Score]) -> float:
    """Points / attainable points over all scored items; `nan` when nothing is scored."""
    scored = [p for i in items if (p := points(scores.get(i.name))) is not None]
    return sum(scored) / (MAX_SCORE * len(scored)) if scored else math.nan


def priorities(items: Sequence[Item], scores: Mapping[str, Score]) -> pd.DataFrame:
    """The weak points, the most rewarding first: priority = effect × shortfall / effort, shortfall = (3 − score) / 3.

    Columns: rank, item, label, group, score, shortfall, effect, effort, gain (effect × shortfall),
    priority, quadrant. Items at full score are left out.

    >>> items = [Item("menu", "Menu", "Finding", effect=5, effort=2), Item("film", "Film", "Seeing", effect=3, effort=5)]
    >>> priorities(items, {"menu": 0, "film": 0})[["item", "priority", "quadrant"]].to_dict("records")
    [{'item': 'menu', 'priority': 2.5, 'quadrant': 'quick win'}, {'item': 'film', 'priority': 0.6, 'quadrant': 'project'}]
    """
    rows = [_weak(i, p) for i in items if (p := points(scores.get(i.name))) is not None and p < MAX_SCORE]
    ranked = sorted(rows, key=lambda r: (-float(str(r["priority"])), -float(str(r["gain"]))))
    columns = ["rank", "item", "label", "group", "score", "shortfall", "effect", "effort", "gain", "priority", "quadrant"]
    return pd.DataFrame([{"rank": n, **row} for n, row in enumerate(ranked, start=1)], columns=columns)


def quadrant(gain: float, effort: float) -> Quadrant:
    """Much or little to gain (from 2 on the scale to 5), little or much work (above 3).

    >>> quadrant(3, 2), quadrant(3, 4), quadrant(1, 2), quadrant(1, 4)
    ('quick win', 'project', 'fill-in', 'leave')
    """
    if gain >= 2:
        return "quick win" if effort <= 3 else "project"
    return "fill-in" if effort <= 3 else "leave"


def compare(items: Sequence[Item], own: Mapping[str, Score], rivals: Mapping[str, Mapping[str, Score]]) -> pd.DataFrame:
    """Own site and rivals by the same list, per group; only items scored on both sites count, so that no one gains by a blank.

    Columns: group, rival, own, other, gap (own − other), compared (items), leader ("own", the rival's name, or "" when level or unknown).
    """
    rows = [
        _gap(group, rival, [(own.get(i.name), theirs.get(i.name)) for i in items if i.group == group])
        for group in dict.fromkeys(i.group for i in items)
        for rival, theirs in rivals.items()
    ]
    return pd.DataFrame(rows, columns=["group", "rival", "own", "other", "gap", "compared", "leader"])


def common(items: Sequence[Item], *sites: Mapping[str, Score]) -> list[Item]:
    """The items that are scored on every one of the sites: only those can be compared.

    >>> items = [Item("speed", "Speed", "Finding"), Item("menu", "Menu", "Finding")]
    >>> [item.name for item in common(items, {"speed": 3, "menu": 1}, {"speed": 2, "menu": "na"})]
    ['speed']
    """
    return [item for item in items if all(points(scores.get(item.name)) is not None for scores in sites)]


def lowest(groups: pd.DataFrame) -> str:
    """The group of `group_scores` with the smallest share; blank when nothing is scored.

    >>> lowest(pd.DataFrame({"group": ["Finding", "Contact"], "share": [0.5, 0.2]}))
    'Contact'
    """
    known = groups.dropna(subset=["share"])
    return "" if known.empty else str(known.sort_values("share").iloc[0].group)


def finding(items: Sequence[Item], scores: Mapping[str, Score], locale: Locale) -> Finding:
    """The checklist in sentences: how much of the attainable, the weakest group, what to mend first."""
    groups, weak = group_scores(items, scores), priorities(items, scores)
    known = groups.dropna(subset=["share"])
    if known.empty:
        return Finding(headline="Nothing is scored yet", next_step="Open the site as a visitor would, and score what you see.")
    unanswered = int(groups.unanswered.sum())
    total = total_share(items, scores)
    return Finding(
        headline=f"The site reaches {locale.rate(total)} of the attainable points; the weakest part is “{lowest(groups)}”",
        tone="good" if total >= 0.75 else "warn" if total >= 0.5 else "bad",
        figures=tuple(Figure(str(group), locale.rate(share)) for group, share in zip(known.group, known.share, strict=True)),
        points=tuple(f"{r.label} ({r.quadrant})" for r in weak.head(5).itertuples()),
        means="The points listed bring most for their effort: effect × what is missing ÷ effort.",
        means_not=_open_items(unanswered, locale) + "A list does not replace watching three people use the site.",
        next_step=f"Begin with “{weak.label[0]}”, then score the site again." if len(weak) else "Repeat the audit after the next change.",
    )


def _open_items(unanswered: int, locale: Locale) -> str:
    if unanswered == 1:
        return "One point is not scored and not counted. "
    return f"{locale.count(unanswered)} points are not scored and not counted. " if unanswered else ""


def _group_row(group: str, items: Sequence[Item], scores: Mapping[str, Score]) -> dict[str, object]:
    left_out = sum(scores.get(i.name) == NOT_APPLICABLE for i in items)
    scored = sum(points(scores.get(i.name)) is not None for i in items)
    share = total_share(items, scores)
    return {"group": group, "share": share, "scored": scored, "unanswered": len(items) - scored - left_out, "not_applicable": left_out}


def _weak(item: Item, score: int) -> dict[str, object]:
    shortfall = (MAX_SCORE - score) / MAX_SCORE
    gain = item.effect * shortfall
    measured = {"shortfall": shortfall, "effect": item.effect, "effort": item.effort, "gain": gain, "priority": gain / item.effort}
    return {"item": item.name, "label": item.label, "group": item.group, "score": score, **measured, "quadrant": quadrant(gain, item.effort)}


def _gap(group: str, rival: str, pairs: Sequence[tuple[Score, Score]]) -> dict[str, object]:
    both = [(a, b) for x, y in pairs if (a := points(x)) is not None and (b := points(y)) is not None]
    attainable = MAX_SCORE * len(both)
    own, other = (sum(side) / attainable for side in zip(*both, strict=True)) if both else (math.nan, math.nan)
    gap = own - other
    leader = "own" if gap > 0 else rival if gap < 0 else ""
    return {"group": group, "rival": rival, "own": own, "other": other, "gap": gap, "compared": len(both), "leader": leader}
