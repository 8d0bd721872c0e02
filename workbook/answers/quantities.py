"""Reading numbers, counts, amounts and shares as people type them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from workbook.answers import messages
from workbook.answers.limits import within
from workbook.answers.messages import Choice
from workbook.answers.numerals import Typed, dissect, plain
from workbook.answers.parsed import BLANK, Parsed
from workbook.answers.times import EXAMPLES, time_in
from workbook.answers.words import Around, around

if TYPE_CHECKING:
    from workbook.answers.fields import Spec
    from workbook.answers.locale import Locale

LIMIT = Decimal(10) ** 15
"""Numbers from here on are typing mistakes; floats begin to lose units there."""

_EXAMPLES = {"money": 500, "count": 20, "number": 2.5}


@dataclass(frozen=True)
class _Number:
    """A typed number with everything that is needed to read it."""

    spec: Spec
    text: str
    typed: Typed
    around: Around
    locale: Locale
    foreign: bool = False  # typed in other digits than the workbook writes


def parse_number(spec: Spec, raw: str, locale: Locale) -> Parsed:
    """Read a number of any kind; see `parse` for what is asked about."""
    text = plain(raw[:2000])
    if not text:
        return BLANK if len(raw) <= 2000 else Parsed(error=messages.not_a_number(spec, _example(spec, locale)))
    typed = dissect(_with_code(_without_unit(text, spec.unit), spec, locale))
    words = around(typed.words, spec.unit, locale.language) if typed else None
    if typed and words is None and (times := time_in(typed.words, spec.unit)):
        words = Around(times[0], over=times[1])
    if typed is None or words is None:
        return Parsed(error=messages.not_a_number(spec, _example(spec, locale)))
    number = _Number(spec, text, typed, words, locale, foreign=any(c.isdigit() and not c.isascii() for c in raw))
    wrong = _wrong_words(number)
    return Parsed(error=wrong) if wrong else _sized(number)


def _without_unit(text: str, unit: str) -> str:
    """A unit with figures in it (`m2`, `per 1000`) is taken off first; other units are read as words."""
    if any(c.isdigit() for c in unit) and text.casefold().endswith(plain(unit).casefold()):
        return text[: -len(plain(unit))].rstrip()
    return text


def _with_code(text: str, spec: Spec, locale: Locale) -> str:
    """The currency's sign as this locale writes it (`AU$`) becomes its code; other signs are read as words."""
    if spec.kind != "money" or text.isdigit():
        return text
    return _own_sign(locale.currency_sign).sub(f" {locale.currency} ", text, count=1).strip()


@lru_cache(maxsize=128)
def _own_sign(sign: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_]){re.escape(plain(sign))}(?![^\W\d_])", re.IGNORECASE)


def _wrong_words(n: _Number) -> str | None:
    """A percentage where none is asked for, another currency, thousands of percent."""
    spec, words = n.spec, n.around
    if words.currencies and spec.kind == "money":
        if n.locale.currency in words.currencies:
            return None if not words.percent else messages.not_a_number(spec, _example(spec, n.locale))
        return f"Enter {messages.the(spec)} in {n.locale.currency}, the workbook's currency (got “{messages.short(n.text)}”): convert it first"
    unasked = words.percent and spec.kind != "rate" and "%" not in spec.unit
    if unasked or words.currencies or (spec.kind == "rate" and words.times != 1):
        return messages.not_a_number(spec, _example(spec, n.locale))
    return None


def _sized(n: _Number) -> Parsed:
    """Choose among the readings, or ask."""
    sizes = tuple(_signed(n, n.around.of(size)) for size in n.typed.readings)
    if n.spec.kind == "count" and len(sizes) > 1:
        whole = tuple(size for size in sizes if size == size.to_integral_value())
        sizes = whole or sizes[:1]
    if len(sizes) == 1:
        return _scaled(n, sizes[0], chosen=len(n.typed.readings) > 1)
    if _reads_as_thousands(n):
        return _scaled(n, sizes[1], chosen=True)
    choices = tuple(_choice(n, size) for size in sizes)
    text = f"“{messages.short(n.text)}” can be read in two ways. Choose what you mean for {messages.the(n.spec)}"
    return Parsed(error=text, choices=choices)


def _reads_as_thousands(n: _Number) -> bool:
    if n.typed.mark != plain(n.locale.group_mark):
        return False
    return n.spec.kind == "count" or (n.spec.kind == "money" and n.typed.mark == ",")


def _signed(n: _Number, size: Decimal) -> Decimal:
    return -size if n.typed.negative and size else size


def _choice(n: _Number, size: Decimal) -> Choice:
    raw = n.locale.spell(size) + (" %" if n.spec.kind == "rate" else "")
    return Choice(f"{_printed(n, size)}: {_in_words(abs(size), n.locale)}", raw)


def _in_words(size: Decimal, locale: Locale) -> str:
    """A size in words that do not depend on marks: `1 thousand 234`, `between 1 and 2`."""
    thousands, rest = divmod(size, 1000)
    if thousands and not rest:
        return f"{thousands:f} thousand"
    if thousands and rest == rest.to_integral_value():
        return f"{thousands:f} thousand {rest:f}"
    whole = int(size)
    return f"just {locale.spell(whole)}" if size == whole else f"between {whole} and {whole + 1}"


def _scaled(n: _Number, size: Decimal, *, chosen: bool) -> Parsed:
    """A rate is typed as a percentage; `0.45` without a percent sign can only be the share where 0.45 % would be unusual and 45 % would not."""
    if n.spec.kind != "rate":
        return _valued(n, size, size, chosen=chosen)
    if not n.around.percent and abs(size) < 1 and _rare(n.spec, size / 100) and not _rare(n.spec, size):
        choices = tuple(Choice(_printed(n, p), n.locale.spell(p) + " %") for p in (size, size * 100))
        text = f"“{messages.short(n.text)}” can mean {choices[0].label} or {choices[1].label}. Choose what you mean for {messages.the(n.spec)}"
        return Parsed(error=text, choices=choices)
    return _valued(n, size, size / 100, chosen=chosen)


def _valued(n: _Number, size: Decimal, value: Decimal, *, chosen: bool) -> Parsed:
    """Hold the value against the limits."""
    spec = n.spec
    if spec.kind == "count" and size != size.to_integral_value():
        return Parsed(error=f"{messages.name(spec)} must be a whole number, such as {_example(spec, n.locale)}")
    if abs(size) >= LIMIT:
        return Parsed(error=f"{messages.name(spec)} must be smaller than {n.locale.count(LIMIT)}")
    number = int(value) if spec.kind == "count" else float(value)
    if not within(spec, number):
        return Parsed(error=messages.bounds(spec, n.locale))
    warning = messages.unusual(spec, n.locale) if _rare(spec, number) else None
    shown = chosen or n.foreign or not _is_as_printed(n, size)
    return Parsed(number, f"Understood as {_printed(n, size)}" if shown else None, warning=warning)


def _rare(spec: Spec, value: Decimal | float) -> bool:
    """Whether a value lies outside of what the field usually has."""
    low, high = spec.unusual
    return (low is not None and value < low) or (high is not None and value > high)


def _printed(n: _Number, size: Decimal) -> str:
    """The number as the workbook writes it, with all its decimals and its unit."""
    locale = n.locale
    if n.spec.kind == "rate":
        return locale.rate(size / 100, _decimals(size))
    if n.spec.kind == "money":
        whole = size == size.to_integral_value()
        return f"{locale.exact(size, 0 if whole else locale.minor_digits)} {locale.currency}"
    return f"{locale.exact(size)} {n.spec.unit}".rstrip()


def _is_as_printed(n: _Number, size: Decimal) -> bool:
    """Whether the text already looks as the workbook writes the number, so that there is nothing to show back."""
    if n.around.times != 1 or n.text.startswith("("):
        return False
    typed, size, locale = _bare(n.typed.core), abs(size), n.locale
    if typed == locale.spell(size):
        return n.around.percent or n.spec.kind != "rate" or not 0 < size <= 1  # "1" could be meant as 100 %, "0.8" as 80 %
    return typed == _bare(locale.exact(size)) or (n.spec.kind == "money" and typed == _bare(locale.exact(size, locale.minor_digits)))


def _bare(text: str) -> str:
    return re.sub(r"\s", "", plain(text)).casefold()


def _decimals(size: Decimal) -> int:
    exponent = size.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _example(spec: Spec, locale: Locale) -> str:
    if spec.kind == "rate":
        return locale.rate(0.12)
    if spec.unit in EXAMPLES:
        return locale.number(EXAMPLES[spec.unit])
    usual = _EXAMPLES[spec.kind]
    return locale.number(usual if within(spec, usual) else spec.le if spec.le is not None else usual)


__all__ = ["LIMIT", "parse_number"]
