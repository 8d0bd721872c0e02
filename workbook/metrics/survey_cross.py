"""Do two questions hang together? Cross tables, a test that fits the numbers, and a correction for having looked at many.

    χ² = Σ (counted − expected)² / expected,   expected = row × column / all

Where few are expected in a cell (under 1 anywhere, or under 5 in more than a fifth of the cells), χ² misleads: a table of two by two is then tested
exactly (Fisher), a larger one by shuffling the answers 1 999 times. Who looks at twenty pairs finds one “connection” at 5 % in pure noise, so the p
values of all pairs are corrected together (Holm). V says how strong a connection is: 0 none, 1 complete.
Source: Cochran (1954), *Some methods for strengthening the common χ² tests*; Holm (1979); Cramér (1946).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbook.metrics.survey import Asked
from workbook.metrics.survey_estimates import Value, share

SHUFFLES = 1999
ALPHA = 0.05
_Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Association:
    """How a table was tested: `how` ("chi-square", "Fisher", "shuffled"), p, Cramér's V, the answers counted, the smallest expected count."""

    how: str
    p: float
    v: float
    n: int
    expected: float


def counts(asked: Asked, values: Sequence[Value], by: Asked, groups: Sequence[Value]) -> pd.DataFrame:
    """How many of each group (columns) gave each answer (rows). Who chose several answers stands in several rows.

    >>> a, b = Asked(1, "a", "A?", "single", ("x", "y")), Asked(2, "b", "B?", "single", ("m", "n"))
    >>> counts(a, ["x", "x", "y"], b, ["m", "n", "n"]).to_numpy().tolist()
    [[1, 1], [0, 1]]
    """
    tally = Counter(
        (row, column)
        for value, group in zip(values, groups, strict=True)
        if value is not None and group is not None
        for row in _classes(asked, value)
        for column in _classes(by, group)
    )
    return pd.DataFrame([[tally[row, column] for column in by.classes] for row in asked.classes], index=list(asked.classes), columns=list(by.classes))


def table(asked: Asked, values: Sequence[Value], by: Asked, groups: Sequence[Value], *, level: float = 0.95) -> pd.DataFrame:
    """The share of each answer within each group: group, of, answer, n, share, low, high; groups without answers are left out."""
    cells, rows = counts(asked, values, by, groups).to_numpy(), []
    for column, group in enumerate(by.classes):
        of = sum(v is not None and g is not None and group in _classes(by, g) for v, g in zip(values, groups, strict=True))
        for row, answer in enumerate(asked.classes if of else ()):
            n = int(cells[row, column])
            i = share(n, of, level=level)
            rows.append({"group": group, "of": of, "answer": answer, "n": n, "share": i.value, "low": i.low, "high": i.high})
    return pd.DataFrame(rows, columns=["group", "of", "answer", "n", "share", "low", "high"])


def association(found: pd.DataFrame | _Counts, *, seed: int = 1) -> Association | None:
    """Whether rows and columns of a table of counts hang together; `None` where nothing is left to compare.

    >>> told = association(np.array([[30, 10], [10, 30]]))
    >>> told.how, round(told.p, 6), round(told.v, 2)
    ('chi-square', 8e-06, 0.5)
    """
    cells: _Counts = np.asarray(found, dtype=np.int64)
    cells = cells[cells.sum(axis=1) > 0][:, cells.sum(axis=0) > 0]
    if min(cells.shape) < 2:
        return None
    n, expected = int(cells.sum()), _expected(cells)
    statistic = float(((cells - expected) ** 2 / expected).sum())
    v = math.sqrt(statistic / (n * (min(cells.shape) - 1)))
    few = expected.min() < 1 or (expected < 5).mean() > 0.2
    how, p = _exact(cells, statistic, seed) if few else ("chi-square", _chi_square(cells, statistic))
    return Association(how, p, min(1.0, v), n, float(expected.min()))


def compare(asked: Asked, values: Sequence[Value], by: Asked, groups: Sequence[Value]) -> Association | None:
    """The test of two questions. Where several answers may be chosen, each is tested, and the smallest p counts for all of them (Bonferroni)."""
    if by.kind == "multiple" and asked.kind != "multiple":
        asked, values, by, groups = by, groups, asked, values
    if asked.kind != "multiple":
        return association(counts(asked, values, by, groups))
    pairs = [(v, g) for v, g in zip(values, groups, strict=True) if v is not None and g is not None]
    each = [found for choice in asked.choices if (found := _chosen(choice, pairs, by))]
    if not each:
        return None
    best = min(each, key=lambda one: one.p)
    return Association(best.how, min(1.0, best.p * len(each)), best.v, best.n, best.expected)


def pairs(questions: Sequence[Asked], values: Mapping[str, Sequence[Value]]) -> pd.DataFrame:
    """Every two questions with classes, the likeliest connection first: a, b (numbers), how, p, corrected (Holm), v, n, expected."""
    usable = [q for q in questions if q.counted and q.code in values]
    rows = []
    for a, b in combinations(usable, 2):
        if a.kind == "multiple" and b.kind == "multiple":
            continue
        tested = compare(a, values[a.code], b, values[b.code])
        if tested:
            rows.append({"a": a.number, "b": b.number, "how": tested.how, "p": tested.p, "v": tested.v, "n": tested.n, "expected": tested.expected})
    found = pd.DataFrame(rows, columns=["a", "b", "how", "p", "v", "n", "expected"])
    return found.assign(corrected=holm(list(found.p))).sort_values(["p", "v"], ascending=[True, False], ignore_index=True)


def holm(p: Sequence[float]) -> list[float]:
    """The p values corrected for their number: the smallest × k, the next × (k − 1), …, never falling.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order, corrected, highest = sorted(range(len(p)), key=p.__getitem__), [1.0] * len(p), 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, p[place] * (len(p) - rank)))
        corrected[place] = highest
    return corrected


def _chosen(choice: str, pairs: Sequence[tuple[Value, Value]], by: Asked) -> Association | None:
    cells = np.zeros((2, len(by.classes)), dtype=np.int64)
    for value, group in pairs:
        for name in _classes(by, group):
            cells[0 if choice in _classes(None, value) else 1, by.classes.index(name)] += 1
    return association(cells)


def _expected(cells: _Counts) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.outer(cells.sum(axis=1), cells.sum(axis=0)) / cells.sum()
    return found


def _chi_square(cells: _Counts, statistic: float) -> float:
    from scipy.stats import chi2

    return float(chi2.sf(statistic, (cells.shape[0] - 1) * (cells.shape[1] - 1)))


def _exact(cells: _Counts, statistic: float, seed: int) -> tuple[str, float]:
    """Fisher's test for two by two; otherwise how many tables with the same margins are at least as far from what is expected."""
    from scipy.stats import fisher_exact, random_table

    if cells.shape == (2, 2):
        return "Fisher", float(fisher_exact(cells).pvalue)
    drawn = random_table(cells.sum(axis=1), cells.sum(axis=0)).rvs(SHUFFLES, random_state=seed)
    expected = _expected(cells)
    far = ((drawn - expected) ** 2 / expected).sum(axis=(1, 2)) >= statistic - 1e-9
    return "shuffled", float((far.sum() + 1) / (SHUFFLES + 1))


def _classes(asked: Asked | None, value: Value) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (asked.class_of(value),) if asked else (str(value),)


__all__ = ["ALPHA", "SHUFFLES", "Association", "association", "compare", "counts", "holm", "pairs", "table"]
