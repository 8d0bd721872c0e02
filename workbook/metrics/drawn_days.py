"""How far could it be chance? Days drawn again with replacement, so that sums and ratios get a range without a formula for each.

A Sunday is replaced by Sundays only, where there are at least three of each weekday; all figures of a day stay together. Efron (1979).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

Floats = np.ndarray[Any, np.dtype[np.float64]]
_LEAST = 3


def sums(frame: pd.DataFrame, channels: Sequence[str], stages: Sequence[str]) -> dict[str, Floats]:
    """Sums by stage: one row, a column per channel. `frame` has channel, date and the stages; a stage that is not there is 0."""
    _, cube = _cube(frame, channels, stages)
    return {stage: values.sum(axis=0, keepdims=True) for stage, values in cube.items()}


def drawn_sums(frame: pd.DataFrame, channels: Sequence[str], stages: Sequence[str], draws: int, seed: int) -> dict[str, Floats]:
    """The same sums over days drawn again: a row per draw.

    >>> frame = pd.DataFrame({"channel": "ads", "date": pd.to_datetime(["2026-01-05", "2026-01-06"]), "visits": [3.0, 3.0]})
    >>> drawn_sums(frame, ["ads"], ["visits"], draws=2, seed=0)["visits"].tolist()
    [[6.0], [6.0]]
    """
    days, cube = _cube(frame, channels, stages)
    weights = _weights(days, draws, seed)
    return {stage: weights @ values for stage, values in cube.items()}


def _cube(frame: pd.DataFrame, channels: Sequence[str], stages: Sequence[str]) -> tuple[pd.DatetimeIndex, dict[str, Floats]]:
    """The days, and by stage a row per day with a column per channel."""
    days = pd.DatetimeIndex(np.sort(frame.date.unique()))
    column = {name: n for n, name in enumerate(channels)}
    rows, columns = days.get_indexer(pd.DatetimeIndex(frame.date)), frame.channel.map(column).to_numpy()
    cube = {stage: np.zeros((len(days), len(column))) for stage in stages}
    for stage in (s for s in stages if s in frame):
        np.add.at(cube[stage], (rows, columns), frame[stage].fillna(0.0).to_numpy())
    return days, cube


def _weights(days: pd.DatetimeIndex, draws: int, seed: int) -> Floats:
    """How often each day is drawn: a row per draw, a column per day."""
    random = np.random.default_rng(seed)
    weekday = days.day_of_week.to_numpy()
    groups = [np.flatnonzero(weekday == d) for d in range(7)]
    if min(len(g) for g in groups) < _LEAST:
        groups = [np.arange(len(days))]
    weights = np.zeros((draws, len(days)))
    for group in (g for g in groups if len(g)):
        weights[:, group] = random.multinomial(len(group), np.full(len(group), 1 / len(group)), size=draws)
    return weights


__all__ = ["drawn_sums", "sums"]
