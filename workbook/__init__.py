"""An interactive workbook for online marketing.

A notebook takes its chapter from here (`from workbook import strategy`) and shows a step with one call
(`strategy.budget()`). Chapters are loaded when they are asked for.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

__all__ = ["analysis", "foundations", "plan", "promotion", "sales_force", "start", "strategy"]


def __getattr__(name: str) -> ModuleType:
    if name in __all__:
        return import_module(f"workbook.pages.{name}")
    message = f"module 'workbook' has no chapter {name!r}; there are {', '.join(__all__)}."
    raise AttributeError(message)
