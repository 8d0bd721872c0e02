"""The words that stand around a number: currencies, units, "k" and "million", percent signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from workbook.answers.languages import CURRENCIES
from workbook.answers.numerals import plain

_DOLLARS = frozenset({"USD", "AUD", "CAD", "HKD", "MXN", "NZD", "SGD", "TWD"})
_SIGNS: dict[str, frozenset[str]] = {
    "$": _DOLLARS, "dollar": _DOLLARS, "dollars": _DOLLARS, "us$": frozenset({"USD"}), "a$": frozenset({"AUD"}), "c$": frozenset({"CAD"}),
    "ca$": frozenset({"CAD"}), "hk$": frozenset({"HKD"}), "mx$": frozenset({"MXN"}), "nz$": frozenset({"NZD"}), "s$": frozenset({"SGD"}),
    "nt$": frozenset({"TWD"}), "r$": frozenset({"BRL"}), "€": frozenset({"EUR"}), "euro": frozenset({"EUR"}), "euros": frozenset({"EUR"}),
    "£": frozenset({"GBP"}), "pound": frozenset({"GBP"}), "pounds": frozenset({"GBP"}), "fr": frozenset({"CHF"}), "sfr": frozenset({"CHF"}),
    "¥": frozenset({"CNY", "JPY"}), "元": frozenset({"CNY"}), "rmb": frozenset({"CNY"}), "yuan": frozenset({"CNY"}), "円": frozenset({"JPY"}),
    "yen": frozenset({"JPY"}), "₹": frozenset({"INR"}), "rs": frozenset({"INR"}), "rupees": frozenset({"INR"}), "kč": frozenset({"CZK"}),
    "kr": frozenset({"DKK", "NOK", "SEK"}), "ft": frozenset({"HUF"}), "rp": frozenset({"IDR"}), "₩": frozenset({"KRW"}), "rm": frozenset({"MYR"}),
    "zł": frozenset({"PLN"}), "zl": frozenset({"PLN"}), "lei": frozenset({"RON"}), "฿": frozenset({"THB"}), "₺": frozenset({"TRY"}),
    "tl": frozenset({"TRY"}), "₴": frozenset({"UAH"}), "₫": frozenset({"VND"}), "đ": frozenset({"VND"}), "r": frozenset({"ZAR"}),
}  # fmt: skip
_PERCENT = frozenset({"%", "percent", "pct", "prozent", "procent", "proc"})
_TIMES = {
    3: "k tsd thousand thousands tausend tys тыс 千",
    4: "万 萬 만",
    5: "lakh lakhs lac",
    6: "m mn mio mln mill million millions millionen millón millones milioni miljoen mi млн",
    7: "crore crores cr",
    8: "亿 億 억",
    9: "bn mrd mld miliardi milliarden",
}
_TIMES_IN = {"en": {"billion": 9, "billions": 9, "b": 9}, "es": {"mil": 3}, "pt": {"mil": 3}, "fr": {"mille": 3}, "it": {"mila": 3, "mille": 3}}
_POWERS = {word: power for power, words in _TIMES.items() for word in words.split()}
_TOKEN = re.compile(r"[\u4e00-\u9fff만억]|[^\W\d_]{1,3}\$|[^\W\d_]+|[^\w\s.]")


@dataclass(frozen=True)
class Around:
    """What the words say: how often the number, whether a percentage, in which currencies it may be."""

    times: Decimal = Decimal(1)
    percent: bool = False
    currencies: frozenset[str] | None = None
    over: Decimal = Decimal(1)

    def of(self, size: Decimal) -> Decimal:
        """The size with its words: 1.2 and "k" are 1 200, 30 and "minutes" half an hour."""
        whole = size * self.times
        return whole if self.over == 1 else round(whole / self.over, 4)


def around(words: tuple[str, ...], unit: str, language: str) -> Around | None:
    """Read the words around a number; None when one of them belongs neither to a number nor to the unit.

    Examples
    --------
    >>> around(("k", "€"), "", "en_GB")
    Around(times=Decimal('1E+3'), percent=False, currencies=frozenset({'EUR'}), over=Decimal('1'))
    >>> around(("days",), "days", "en_GB")
    Around(times=Decimal('1'), percent=False, currencies=None, over=Decimal('1'))
    """
    tokens = [t for word in words for t in _TOKEN.findall(word)]
    if _PERCENT.isdisjoint(tokens) and (not tokens or _is_unit(tuple(tokens), unit)):
        return Around()
    times, percent, currencies, left = 0, False, None, []
    for token in tokens:
        power = _POWERS.get(token) or _TIMES_IN.get(language[:2], {}).get(token)
        money = _currencies(token)
        if power and not times:
            times = power
        elif token in _PERCENT and not percent:
            percent = True
        elif money and currencies is None:
            currencies = money
        else:
            left.append(token)
    if left and not _is_unit(tuple(left), unit):
        return None
    return Around(Decimal(1).scaleb(times) if times else Decimal(1), percent, currencies)


def _currencies(token: str) -> frozenset[str] | None:
    code = token.upper()
    return frozenset({code}) if code in CURRENCIES else _SIGNS.get(token)


@lru_cache(maxsize=1024)
def _is_unit(tokens: tuple[str, ...], unit: str) -> bool:
    """Whether the words are the unit: all of it or its beginning, in the singular or the plural."""
    expected = _TOKEN.findall(plain(unit).casefold())
    return 0 < len(tokens) <= len(expected) and all(_singular(a) == _singular(b) for a, b in zip(tokens, expected, strict=False))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 2 and word.endswith("s") else word


__all__ = ["Around", "around"]
