"""Where do they drop out? The measured funnel: how many reach each stage and which share goes on to the next.

A step rate is this stage / the stage before that was measured; the overall rate is this stage / the first. A stage that was not measured is
left out, never guessed. Where a later stage is larger than the one before (direct visits without a click) its step rate is above 1:
that is a sign of another way in, not of success.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from workbook.metrics.funnel import STAGES


def funnel(counts: Mapping[str, float]) -> pd.DataFrame:
    """Stages with counts and rates. `counts` maps stages to totals; also a row of a KPI table or its total.

    Columns: stage, label, count, step_rate (blank for the first), overall_rate.

    >>> funnel({"visits": 1000, "enquiries": 50, "orders": 10})[["stage", "step_rate", "overall_rate"]].to_dict("records")[1:]
    [{'stage': 'enquiries', 'step_rate': 0.05, 'overall_rate': 0.05}, {'stage': 'orders', 'step_rate': 0.2, 'overall_rate': 0.01}]
    """
    there = [(s, float(counts[s])) for s in STAGES if s in counts and not math.isnan(counts[s])]
    first = there[0][1] if there else math.nan
    rows = []
    before = math.nan
    for stage, n in there:
        rows.append({"stage": stage, "label": STAGES[stage], "count": n, "step_rate": _rate(n, before), "overall_rate": _rate(n, first)})
        before = n
    return pd.DataFrame(rows, columns=["stage", "label", "count", "step_rate", "overall_rate"])


def main_path(counts: Mapping[str, float]) -> dict[str, float]:
    """The counts without the enquiry stages where more people order than ask: asking is then a way beside the funnel, not a step of it.

    >>> main_path({"visits": 1000, "enquiries": 20, "qualified": 12, "orders": 30})
    {'visits': 1000, 'orders': 30}
    >>> main_path({"visits": 1000, "enquiries": 50, "orders": 10})
    {'visits': 1000, 'enquiries': 50, 'orders': 10}
    """
    asked, orders = counts.get("enquiries", math.nan), counts.get("orders", math.nan)
    return {stage: n for stage, n in counts.items() if not (orders > asked and stage in ("enquiries", "qualified"))}


def _rate(top: float, under: float) -> float:
    return top / under if under > 0 else math.nan
