"""Points that would lie on top of each other are moved apart, just far enough to be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

WIDTH, HEIGHT, SIZE = 260.0, 330.0, 21.0
"""Pixels of the narrowest plot it must work on, and the room of one point. On a wider plot the points only get further apart."""


def apart(xs: Iterable[float], ys: Iterable[float], x_domain: tuple[float, float], y_domain: tuple[float, float]) -> dict[str, list[float]]:
    """New x and y in the same units, the first point staying where it is.

    >>> apart([1, 1], [1, 4], (0, 5), (0, 5))
    {'x': [1.0, 1.0], 'y': [1.0, 4.0]}
    """
    per_x, per_y = WIDTH / (x_domain[1] - x_domain[0]), HEIGHT / (y_domain[1] - y_domain[0])
    placed: list[tuple[float, float]] = []
    for x, y in zip(xs, ys, strict=True):
        at = (float(x) * per_x, float(y) * per_y)
        low, high = (x_domain[0] * per_x + SIZE / 2, y_domain[0] * per_y + SIZE / 2), (x_domain[1] * per_x - SIZE / 2, y_domain[1] * per_y - SIZE / 2)
        free = (p for p in _around(*at) if _inside(p, low, high) and all(_clear(p, q) for q in placed))
        placed.append(next(free, at))
    return {"x": [p[0] / per_x for p in placed], "y": [p[1] / per_y for p in placed]}


def _around(x: float, y: float) -> Iterator[tuple[float, float]]:
    """The place itself, then places around it; at most one step aside, so that a point stays in its column."""
    yield x, y
    for ring in range(1, 8):
        places = [(i, j) for i in (-1, 0, 1) for j in range(-ring, ring + 1) if max(abs(i), abs(j)) == ring]
        yield from ((x + i * SIZE, y + j * SIZE) for i, j in sorted(places, key=lambda p: abs(p[0]) + abs(p[1])))


def _inside(p: tuple[float, float], low: tuple[float, float], high: tuple[float, float]) -> bool:
    return low[0] <= p[0] <= high[0] and low[1] <= p[1] <= high[1]


def _clear(p: tuple[float, float], q: tuple[float, float]) -> bool:
    return max(abs(p[0] - q[0]), abs(p[1] - q[1])) >= SIZE - 0.5
