"""How a chart's axes write numbers and dates: the reader's marks and the page's English month names, in the form d3 knows.

The marks come from Unicode's CLDR through Babel, so that axes agree with the numbers in the text.
"""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def d3_locale(language: str, currency: str) -> dict[str, Any]:
    """The `locale` entry of a Vega-Lite configuration.

    >>> d3_locale("de_DE", "EUR")["number"]["decimal"], d3_locale("de_DE", "EUR")["time"]["shortMonths"][2]
    (',', 'Mar')
    """
    import babel
    from babel.numbers import get_currency_symbol, get_decimal_symbol, get_group_symbol, parse_pattern

    cldr = babel.Locale.parse(language)
    sign = get_currency_symbol(currency, locale=language)
    before = cldr.currency_formats["standard"].pattern.lstrip("‏").startswith("¤")
    first, second = parse_pattern(cldr.decimal_formats[None].pattern).grouping
    number = {
        "decimal": get_decimal_symbol(language),
        "thousands": get_group_symbol(language),
        "grouping": [first, *[second] * 5],
        "currency": [sign, ""] if before else ["", f" {sign}"],
    }
    return {"number": number, "time": _time(babel.Locale.parse("en_GB"))}


def _time(cldr: Any) -> dict[str, Any]:
    days, months = cldr.days["stand-alone"], cldr.months["stand-alone"]
    week = (6, 0, 1, 2, 3, 4, 5)  # d3 counts from Sunday, CLDR from Monday
    return {
        "dateTime": "%Y-%m-%d, %H:%M:%S",
        "date": "%Y-%m-%d",
        "time": "%H:%M:%S",
        "periods": ["AM", "PM"],
        "days": [days["wide"][d] for d in week],
        "shortDays": [days["abbreviated"][d] for d in week],
        "months": [months["wide"][m] for m in range(1, 13)],
        "shortMonths": [months["abbreviated"][m] for m in range(1, 13)],
    }
