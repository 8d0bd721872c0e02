"""Currencies: which one a file is in, and how many minor units one unit has.

Amounts are kept as whole numbers of the smallest unit (12.50 EUR → 1250, 1,200 JPY → 1200), so that sums are exact.
Amounts of different currencies are never added.
"""

from __future__ import annotations

import re
from functools import cache

SYMBOLS = {"€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "₽": "RUB", "zł": "PLN", "₺": "TRY", "US$": "USD", "A$": "AUD", "C$": "CAD", "R$": "BRL"}
"""Signs that mean one currency. `$`, `¥` and `kr` mean several: then we ask."""
SIGN = "|".join(map(re.escape, sorted(SYMBOLS, key=len, reverse=True)))
"""Any of these signs, for a regular expression; `US$` is looked for before what is shorter."""

UNCLEAR = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"),
    "¥": ("JPY", "CNY"),
    "kr": ("SEK", "NOK", "DKK"),
}
"""Signs that several currencies share."""


_WORDS = ("ALL", "TOP")
"""Words first, and only then a lek and a pa'anga."""


@cache
def is_code(text: str) -> bool:
    """Whether three letters in a title or a line can only be the code of a currency.

    >>> is_code("EUR"), is_code("ROI"), is_code("ALL")
    (True, False, False)
    """
    from babel.core import get_global

    return text not in _WORDS and text in get_global("all_currencies")


@cache
def digits(currency: str | None) -> int:
    """Decimal places of a currency; 2 when it is unknown.

    >>> digits("EUR"), digits("JPY"), digits("KWD"), digits(None)
    (2, 0, 3, 2)
    """
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency)) if currency else 2


@cache
def scale_sql(column: str) -> str:
    """An SQL expression: minor units per unit of the currency in `column`."""
    from babel.core import get_global

    fractions = get_global("currency_fractions")
    cases = " ".join(f"WHEN '{code}' THEN {10 ** places[0]}" for code, places in sorted(fractions.items()) if code != "DEFAULT" and places[0] != 2)
    return f"CASE WHEN {column} IN ('EUR', 'USD', 'GBP', 'CHF', 'CNY') THEN 100 ELSE CASE {column} {cases} ELSE 100 END END"
