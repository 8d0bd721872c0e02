"""The reader's locale in the words of the drawing library: marks of numbers, names of days and months.

Source: d3-format and d3-time-format, "locale"; the names come from Unicode's CLDR through Babel.
"""

from __future__ import annotations

from typing import Any

import babel

from workbook.answers.locale import Locale


def number_locale(locale: Locale) -> dict[str, Any]:
    """Return decimal mark, thousands mark, grouping and currency for d3-format.

    Examples
    --------
    >>> number_locale(Locale("de_DE", "EUR"))["decimal"], number_locale(Locale())["currency"]
    (',', ['€', ''])
    """
    before, _, after = locale.money(0).partition("0")
    grouping = [3, 2, 2, 2, 2, 2] if locale.language.endswith("_IN") else [3]
    return {"decimal": locale.decimal_mark, "thousands": locale.group_mark, "grouping": grouping, "currency": [before, after]}


def time_locale(locale: Locale) -> dict[str, Any]:
    """Return the names of days and months for d3-time-format.

    Examples
    --------
    >>> time_locale(Locale())["months"][8]
    'September'
    """
    cldr = babel.Locale.parse(locale.language)
    sunday_first = [6, 0, 1, 2, 3, 4, 5]
    days, short_days = cldr.days["format"]["wide"], cldr.days["format"]["abbreviated"]
    months, short_months = cldr.months["format"]["wide"], cldr.months["format"]["abbreviated"]
    return {
        "dateTime": "%x, %X",
        "date": "%-d %B %Y",
        "time": "%H:%M:%S",
        "periods": ["AM", "PM"],
        "days": [days[i] for i in sunday_first],
        "shortDays": [short_days[i] for i in sunday_first],
        "months": [months[i] for i in range(1, 13)],
        "shortMonths": [short_months[i] for i in range(1, 13)],
    }
