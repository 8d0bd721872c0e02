"""How numbers, money, shares and days are written for the person who reads them.

The same amount is `1,234.50` in London and `1.234,50` in Berlin. Whoever reads the wrong one as the other is
wrong by a factor of a thousand, so every figure that is shown goes through one `Locale`: the reader's language
decides the marks, the workbook's currency decides the money. The rules come from Unicode's CLDR through Babel.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

import babel
import babel.core
import babel.dates
import babel.numbers

from workbook.answers.languages import CURRENCIES, LANGUAGES
from workbook.answers.prose import rewritten

BLANK = "–"
"""What stands where a number is not known."""
MINUS = "−"
"""As wide as a plus, and never the end of a line as a hyphen is. What is typed (`spell`) and what machines read has the plain one."""
WHOLE_FROM = 100
"""The amount from which cents say nothing any more."""


@dataclass(frozen=True)
class Locale:
    """The reader's way of writing numbers and the workbook's currency.

    Examples
    --------
    >>> german = Locale("de_DE", "EUR")
    >>> german.number(1234.5), german.decimal_mark, german.group_mark
    ('1.234,5', ',', '.')
    >>> Locale().money(-1250), Locale().rate(0.125), Locale().count(None)
    ('−€1,250', '12.5%', '–')
    >>> Locale().amounts(-86.08, 1285)
    ('−€86', '€1,285')
    """

    language: str = "en_GB"
    currency: str = "EUR"

    def __post_init__(self) -> None:
        """Refuse a language or a currency that nobody writes in, naming where to look."""
        try:
            _cldr(self.language)
        except (babel.core.UnknownLocaleError, ValueError, TypeError):
            message = f"`language` must be a code such as en_GB (got {self.language!r}). Take one from `LANGUAGES`."
            raise ValueError(message) from None
        if not babel.numbers.is_currency(self.currency):
            message = f"`currency` must be an ISO code such as EUR (got {self.currency!r}). Take one from `CURRENCIES`."
            raise ValueError(message)

    @property
    def decimal_mark(self) -> str:
        """The mark between whole and part: `.` or `,`."""
        return babel.numbers.get_decimal_symbol(_cldr(self.language))

    @property
    def group_mark(self) -> str:
        """The mark between thousands: `,`, `.`, `’` or a narrow space."""
        return babel.numbers.get_group_symbol(_cldr(self.language))

    @property
    def currency_sign(self) -> str:
        """How the currency is written in this locale: `€`, `AU$`, `CHF`."""
        return babel.numbers.get_currency_symbol(self.currency, _cldr(self.language))

    @property
    def minor_digits(self) -> int:
        """How many decimals the currency has: 2 for euros, 0 for yen."""
        return babel.numbers.get_currency_precision(self.currency)

    def number(self, x: Any, digits: int | None = None) -> str:
        """Any number; without `digits`, at most two decimals, and three figures below 1."""
        value = finite(x)
        if value is None:
            return BLANK
        return self._write("decimal", value, *_span(value, digits))

    def prose(self, text: str) -> str:
        """A sentence that was written in English, its numbers in this way of writing; see `prose.py`."""
        return rewritten(text, self.decimal_mark, self.group_mark)

    def count(self, x: Any) -> str:
        """A number of things: no decimals."""
        return self.number(x, 0)

    def money(self, x: Any, digits: int | None = None) -> str:
        """An amount in the workbook's currency; from 100 on without cents unless `digits` asks for them."""
        value = finite(x)
        if value is None:
            return BLANK
        if digits is None:
            whole = abs(value) >= WHOLE_FROM or value == value.to_integral_value()
            digits = 0 if whole else self.minor_digits
        return self._write("money", value, digits, digits)

    def amounts(self, *xs: Any) -> tuple[str, ...]:
        """Amounts of one sentence, or of one column, all with cents or all without: `("−€86", "€1,285")`."""
        digits = self.cents(xs)
        return tuple(self.money(x, digits) for x in xs)

    def cents(self, xs: Iterable[Any]) -> int:
        """The decimals of amounts that stand together: none where one is so large that its cents say nothing, or where none has any.

        >>> Locale().cents([14.86, 20]), Locale().cents([14.86, 105]), Locale().cents([20, None])
        (2, 0, 0)
        """
        known = [value for value in map(finite, xs) if value is not None]
        whole = any(abs(value) >= WHOLE_FROM for value in known) or all(value == value.to_integral_value() for value in known)
        return 0 if whole else self.minor_digits

    def rate(self, x: Any, digits: int | None = None) -> str:
        """A share as a percentage: 0.12 → `12%`; small ones keep two figures."""
        value = finite(x)
        if value is None:
            return BLANK
        percent = value * 100
        least, most = _span(percent, digits)
        if digits is None and abs(percent) >= 10:
            most = 1
        return self._write("percent", value, least, most)

    def date(self, d: dt.date | None) -> str:
        """A day with its year, the month in words: `30 September 2026`. The words are those of the page, which is in English."""
        return BLANK if _no_day(d) else babel.dates.format_date(d, "long", locale=_english(self.language))

    def day(self, d: dt.date | None) -> str:
        """A day and its month, for axes and tables: `30 Sept`."""
        return BLANK if _no_day(d) else babel.dates.format_skeleton("MMMd", d, locale=_english(self.language))

    def month_day(self, d: dt.date | None) -> str:
        """A day inside a sentence that tells its year elsewhere: `2 March`."""
        return BLANK if _no_day(d) else babel.dates.format_skeleton("MMMMd", d, locale=_english(self.language))

    def weekday(self, d: dt.date | None) -> str:
        """A day with its weekday, for what happened on it: `Tuesday 3 March 2026`."""
        return BLANK if _no_day(d) else babel.dates.format_date(d, "EEEE", locale="en_GB") + " " + self.date(d)

    def things(self, n: Any, noun: str, plural: str = "") -> str:
        """A number of things with its noun in the right form; `plural` where it is not the noun with an s.

        Examples
        --------
        >>> Locale().things(1, "customer"), Locale().things(1200, "enquiry", "enquiries")
        ('1 customer', '1,200 enquiries')
        """
        written = self.count(n)
        return f"{written} {noun if written == '1' else plural or noun + 's'}"

    def exact(self, x: Any, least: int = 0) -> str:
        """A number with every decimal it has, thousands marked."""
        value = finite(x)
        if value is None:
            return BLANK
        return self._write("decimal", value, least, max(least, _decimals(value)))

    def spell(self, x: Any) -> str:
        """A number as it can be typed in this locale and be read in one way only.

        No thousands marks; three decimals get a fourth, because `1.234` could mean 1 234.

        Examples
        --------
        >>> Locale("de_DE").spell(1234.5), Locale("de_DE").spell(1.234)
        ('1234,5', '1,2340')
        """
        value = finite(x)
        if value is None:
            return ""
        text = f"{_trimmed(value):f}"
        whole, _, part = text.partition(".")
        if len(part) == 3 and whole.lstrip("-") != "0":
            part += "0"
        return f"{whole}{self.decimal_mark}{part}" if part else whole

    def _write(self, style: str, value: Decimal, least: int, most: int) -> str:
        shift = 2 if style == "percent" else 0
        step = Decimal(1).scaleb(-most - shift)
        try:
            rounded = value.quantize(step, ROUND_HALF_UP)
        except InvalidOperation:  # more than 28 figures: nobody reads the last ones
            rounded = value
        if not rounded:
            rounded = abs(rounded)  # no "-0"
        cldr = _cldr(self.language)
        pattern = _pattern(self.language, style, least, most)
        written: str = pattern.apply(rounded, cldr, self.currency if style == "money" else None, currency_digits=False)
        return written.replace("-", MINUS)


def finite(x: Any) -> Decimal | None:
    """The number as an exact decimal; None for a blank, NaN or infinite one (also pandas' and NumPy's)."""
    if isinstance(x, Decimal):
        return x if x.is_finite() else None
    try:
        value = Decimal(x) if isinstance(x, int) else Decimal(repr(float(x)))
    except (TypeError, ValueError, OverflowError):
        return None
    return value if value.is_finite() else None


def _trimmed(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and abs(value) < 10**20 else value.normalize()


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _span(value: Decimal, digits: int | None) -> tuple[int, int]:
    """Fewest and most decimals to show."""
    if digits is not None:
        return digits, digits
    if not value or abs(value) >= 1:
        return 0, 2 if abs(value) < 1000 else 1
    return 0, min(2 - value.adjusted(), 12) if abs(value) < Decimal("0.1") else 3


def _no_day(d: dt.date | None) -> bool:
    return d is None or d != d  # pandas' NaT differs from itself


@lru_cache(maxsize=64)
def _cldr(language: str) -> babel.Locale:
    return babel.Locale.parse(language)


@lru_cache(maxsize=64)
def _english(language: str) -> babel.Locale:
    """Days are told in the page's language, in the reader's own order where that language is theirs."""
    return _cldr(language if language.startswith("en") else "en_GB")


@lru_cache(maxsize=1024)
def _pattern(language: str, style: str, least: int, most: int) -> babel.numbers.NumberPattern:
    cldr = _cldr(language)
    patterns = {"decimal": cldr.decimal_formats[None], "percent": cldr.percent_formats[None], "money": cldr.currency_formats["standard"]}
    pattern: babel.numbers.NumberPattern = copy.copy(patterns[style])
    pattern.frac_prec = (least, most)
    return pattern


__all__ = ["BLANK", "CURRENCIES", "LANGUAGES", "Locale", "finite"]
