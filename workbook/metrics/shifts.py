"""When did the level jump? Sudden, lasting changes in a series, told apart from a trend.

A new page template, a lost ranking, a tag that counts twice: from one day on everything is higher or lower, and stays so. That is no unusual day,
and no trend either. For each day a line is laid through the three weeks before and after it that may jump at that day; a steady rise needs no
jump. A jump counts when it is at least four times its own standard error, and when the weeks after it differ from those before by half of it or
more. The largest is taken out first, then the next is looked for.

Source: the regression discontinuity of Thistlethwaite & Campbell (1960), used here over time.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]

WINDOW, LEAST, SURE, MOST = 21, 7, 4.0, 6
"""Days on each side, days needed on each side, standard errors of a jump that counts, jumps looked for."""


def shifts(y: Floats) -> tuple[tuple[int, float], ...]:
    """Positions and sizes of the jumps of a series without weekly pattern, in the order of time.

    >>> shifts(np.array([10.0] * 20 + [16.0] * 20))
    ((20, 6.0),)
    >>> shifts(np.arange(40.0))
    ()
    """
    left, found = _calm(y), []
    for _ in range(MOST):
        jumps = [_jump(left, at) for at in range(LEAST, len(y) - LEAST + 1)]
        best = max((jump for jump in jumps if _stays(left, *jump[:2])), key=lambda j: abs(j[1] / j[2]), default=(0, 0.0, 1.0))
        if abs(best[1]) < SURE * best[2]:
            break
        at, jump, _ = best
        found.append((at, round(jump, 9)))
        left = left - jump * (np.arange(len(y)) >= at)
    return tuple(_lasting(sorted(found)))


def _lasting(found: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Without a jump that the next one takes back within two weeks: both together are an event, not a level."""
    kept: list[tuple[int, float]] = []
    for at, jump in found:
        if kept and at - kept[-1][0] <= 14 and kept[-1][1] * jump < 0 and 0.5 < abs(jump / kept[-1][1]) < 2:
            kept.pop()
        else:
            kept.append((at, jump))
    return kept


def _stays(y: Floats, at: int, jump: float) -> bool:
    """Whether the weeks after differ from those before by at least half of the jump: a bad week from which all recovers is no new level."""
    change = float(y[at : at + WINDOW].mean() - y[max(0, at - WINDOW) : at].mean())
    return change * jump > 0 and abs(change) >= abs(jump) / 2


def _jump(y: Floats, at: int) -> tuple[int, float, float]:
    """The jump at a place and its standard error, from the days around it."""
    start, end = max(0, at - WINDOW), min(len(y), at + WINDOW)
    weights, spread = _line(at - start, end - at)
    near = y[start:end]
    rest = near - weights @ near
    scale = max(1.0, float(np.sqrt(rest @ rest / max(1, len(near) - 3))))
    return at, float(_jump_weights(at - start, end - at) @ near), scale * spread


@cache
def _design(before: int, after: int) -> Floats:
    t = np.arange(-before, after, dtype=float)
    return np.column_stack([np.ones(len(t)), t, (t >= 0).astype(float)])


@cache
def _jump_weights(before: int, after: int) -> Floats:
    return np.asarray(np.linalg.pinv(_design(before, after))[2])


@cache
def _line(before: int, after: int) -> tuple[Floats, float]:
    """The matrix that lays the line through the days, and the jump's standard error where the days scatter by 1."""
    x = _design(before, after)
    return np.asarray(x @ np.linalg.pinv(x)), float(np.sqrt(np.linalg.inv(x.T @ x)[2, 2]))


def _calm(y: Floats) -> Floats:
    """Single days far from the middle of their fortnight are brought near to it: an outage of a day is no new level."""
    padded = np.pad(y, 7, mode="edge")
    middle = np.median(np.lib.stride_tricks.sliding_window_view(padded, 15), axis=1)
    reach = 3 * max(1.0, 1.4826 * float(np.median(np.abs(y - middle))))
    return np.asarray(np.clip(y, middle - reach, middle + reach))
