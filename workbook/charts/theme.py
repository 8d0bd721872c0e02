"""One look for all charts: colours, type and axes from `theme.json`, numbers and months in the reader's language.

A chart names no colour: it names a style ("accent", "loss", "label") and the theme gives it one. So the page can swap the light theme
for the dark one by replacing `config`, and print stays readable.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from workbook.charts.d3_locale import d3_locale

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

SHORT = "abs(datum.value) < 1000 ? format(datum.value, ',.2~f') : format(datum.value, '.3~s')"
"""An axis' `labelExpr` for numbers and money: 0.5, 250, 1.5k, 2M."""


@cache
def _themes() -> dict[str, dict[str, Any]]:
    themes: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("theme.json").read_text(encoding="utf-8"))
    return themes


def config(scheme: Literal["light", "dark"] = "light") -> dict[str, Any]:
    """The Vega-Lite configuration of a colour scheme, as a copy.

    >>> config("dark")["background"]
    'transparent'
    """
    copied: dict[str, Any] = json.loads(json.dumps(_themes()[scheme]))
    return copied


def themed(chart: Any, locale: Locale, height: Any) -> Any:
    """The chart in the theme, as wide as its container. `height` in pixels, or an `alt.Step` per row."""
    words = d3_locale(locale.language, locale.currency)
    return chart.properties(width="container", height=height).configure(**config(), locale=words)
