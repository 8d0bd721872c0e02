"""Own site and competitors on five axes: who leads where, and where the lead costs customers.

    score of a site = Σ weight × points / Σ weight, over the axes that are scored for both            (0 to 5)
    gap that costs  = weight × (best rival − own)

A lead on an axis that customers do not care about is decoration; a lag on one that they care about is where they are lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

OWN = "Own site"


@dataclass(frozen=True)
class Compared:
    """`table`: a row per axis and site (axis, site, points, weight); `totals`: weighted mean; `gaps`: axis, weight, own, best, rival, cost."""

    table: pd.DataFrame
    totals: Mapping[str, float]
    gaps: pd.DataFrame


def compare(axes: Mapping[str, str], weights: Mapping[str, float | None], points: Mapping[str, Mapping[str, float | None]]) -> Compared:
    """Compare sites; `points` maps a site to its points per axis, the own site under `OWN`. An axis without a weight counts as 3.

    >>> c = compare({"content": "Content", "speed": "Speed"}, {"content": 5, "speed": 1},
    ...             {OWN: {"content": 2, "speed": 5}, "Mill": {"content": 4, "speed": 1}})
    >>> c.totals, c.gaps.iloc[0].axis
    ({'Own site': 2.5, 'Mill': 3.5}, 'Content')
    """
    rows = [(axes[a], site, given.get(a), weights.get(a) or 3.0) for a in axes for site, given in points.items() if given.get(a) is not None]
    table = pd.DataFrame(rows, columns=["axis", "site", "points", "weight"]).astype({"points": float, "weight": float})
    own = set(table[table.site == OWN].axis)
    shared = table[table.axis.isin(own)]
    totals = {str(site): float((f.points * f.weight).sum() / f.weight.sum()) for site, f in shared.groupby("site", sort=False)}
    return Compared(table, totals, _gaps(shared))


def _gaps(table: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for axis, each in table.groupby("axis", sort=False):
        rivals = each[each.site != OWN]
        if rivals.empty:
            continue
        own, best = each[each.site == OWN].iloc[0], rivals.sort_values("points", ascending=False, kind="stable").iloc[0]
        rows.append((axis, own.weight, own.points, best.points, best.site, own.weight * (best.points - own.points)))
    frame = pd.DataFrame(rows, columns=["axis", "weight", "own", "best", "rival", "cost"])
    return frame.sort_values("cost", ascending=False, kind="stable", ignore_index=True)


def finding(c: Compared, locale: Locale) -> Finding:
    """Who leads, where the own site loses most, and where it leads."""
    if OWN not in c.totals or len(c.totals) < 2:
        return Finding(headline="Nothing can be compared yet", next_step="Score your own site and one competitor on the same axes.")
    behind, ahead = c.gaps[c.gaps.cost > 0], c.gaps[c.gaps.cost < 0]
    best = max((s for s in c.totals if s != OWN), key=lambda s: c.totals[s])
    own, theirs = c.totals[OWN], c.totals[best]
    level = abs(own - theirs) < 0.25
    headline = f"About level with {best}" if level else f"{best} leads" if theirs > own else "Your site leads"
    return Finding(
        headline=headline + (f", most of all in {str(behind.axis.iloc[0]).lower()}" if len(behind) and theirs > own and not level else ""),
        tone="neutral" if level else "warn" if theirs > own else "good",
        figures=tuple(Figure(site, f"{locale.number(score, 1)} of 5", "weighted") for site, score in c.totals.items()),
        reasons_for=tuple(f"{r.axis}: you {r.own:.0f}, best competitor {r.best:.0f}." for r in ahead.itertuples()),
        reasons_against=tuple(f"{r.axis}: {r.rival} {r.best:.0f}, you {r.own:.0f}, weight {locale.number(r.weight)}." for r in behind.itertuples()),
        means="An axis counts as much as customers care about it. On the first one that speaks against you, you probably lose most customers.",
        means_not="It compares sites, not companies: price, product and name are not in it. Own points flatter, so let a customer score too.",
        next_step=f"Look at the {str(behind.axis.iloc[0]).lower()} of {behind.rival.iloc[0]}, and find one thing to do better in your own way."
        if len(behind)
        else "Keep the lead where it matters, and say so on the first screen.",
    )
