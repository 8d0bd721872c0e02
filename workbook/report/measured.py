"""What the loaded files count in a month, kept when the channels are compared, so that goals, forecast and plan can be held against it."""

from __future__ import annotations

import datetime

from workbook.answers.strategy import Budget
from workbook.metrics import measured as holding
from workbook.metrics.inputs import strategy as given
from workbook.metrics.measured import Measured
from workbook.report import sample
from workbook.report.source import Source

KEPT = "measured"
"""Under which it is kept; the name is `month`."""


def measured(source: Source) -> Measured | None:
    """A mean month of the company's own files; `None` while none was looked at. Another company's sample says nothing about it."""
    kept = source.kept(KEPT).get("month")
    if not kept or sample.foreign(source, kept.get("sample")):
        return None
    first, last = (datetime.date.fromisoformat(kept[day]) for day in ("first", "last"))
    same = kept.get("currency") == source.locale.currency
    return Measured(kept["orders"], kept.get("revenue") if same else None, first, last)


def of_forecast(source: Source) -> tuple[str, ...]:
    """Where the forecast says something else than the files, a sentence each."""
    answers = source.answers(Budget)
    ranges = given.assumptions(answers)
    if ranges is None:
        return ()
    aov, best = ranges.factors["aov"], given.goal_limits(answers)["forecast"]["orders"][1]
    return holding.of_forecast((min(aov.worst, aov.best), max(aov.worst, aov.best)), best, measured(source), source.locale)


__all__ = ["KEPT", "measured", "of_forecast"]
