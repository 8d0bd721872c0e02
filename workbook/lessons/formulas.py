"""Where an exercise finds its sums by name: right ones (`sums.py`), typical mistakes (`slips.py`), and both in one for search and customers."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from types import ModuleType

from workbook.lessons import slips, sums, sums_analysis, sums_customers, sums_plan, sums_search, sums_strategy, sums_survey


def _functions(module: ModuleType) -> dict[str, Callable[..., float]]:
    return {name: f for name, f in inspect.getmembers(module, inspect.isfunction) if f.__module__ == module.__name__}


FORMULAS: dict[str, Callable[..., float]] = (
    _functions(sums) | _functions(sums_analysis) | _functions(sums_search) | _functions(sums_customers) | _functions(sums_survey)
    | _functions(sums_plan) | _functions(sums_strategy) | _functions(slips)
)  # fmt: skip
"""Every formula by its name."""


def needed(formula: str) -> tuple[str, ...]:
    """The names of the numbers that a formula takes."""
    return tuple(inspect.signature(FORMULAS[formula]).parameters)


def work_out(formula: str, numbers: Mapping[str, float]) -> float:
    """The value of a formula for drawn numbers.

    Examples
    --------
    >>> work_out("break_even_roas", {"margin_rate": 0.5, "cost": 100})
    2.0
    """
    return FORMULAS[formula](**{name: numbers[name] for name in needed(formula)})
