"""Which numbers a typed text can mean.

`1,5`, `1 000,50`, `1'000.50`, `1,23,456` have one meaning wherever they were written. `1.234` has two: a little over
one, or one thousand two hundred and thirty-four. This module lists the meanings and chooses none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

GROUPS = ".,' ٬"
DECIMALS = ".,٫"
LONGEST = 80  # characters of a text that can be a number

_CORE = re.compile(r"(?P<before>[^0-9]*?)(?P<core>[.,٫]?[0-9](?:[0-9.,'٫٬ ]*[0-9])?)(?P<after>[^0-9]*)", re.DOTALL)
_SCIENTIFIC = re.compile(r"[+-]?[0-9]{1,17}(?:\.[0-9]{1,17})?[eE][+-]?[0-9]{1,2}")
_TOKEN = re.compile(r"[^\W\d_]{1,3}\$|[^\W\d_]+\.?|[^\w\s]")
_NO_CENTS = re.compile(r"^[.,]\s*-{1,2}(?!\w)")
_SIGNS = str.maketrans("−‒–—﹣－＋．，％﹪٪’‘ʼ＇´（）＄￥￡￦", "-" * 6 + "+.," + "%" * 3 + "'" * 5 + "()$¥£₩")


@dataclass(frozen=True)
class Typed:
    """A number as it stands in a text: its possible sizes, and the words around it."""

    readings: tuple[Decimal, ...]  # one, or two: with the mark as decimal mark, then as thousands mark
    mark: str  # the mark that has two readings, or ""
    negative: bool
    words: tuple[str, ...]  # what stands around it, in lower case: "€", "k", "days"
    core: str  # the figures and marks themselves


def plain(text: str) -> str:
    """The text with ASCII digits, plain spaces and plain signs; nothing else is changed.

    Examples
    --------
    >>> plain("－１\u202f５００ €")
    '-1 500 €'
    """
    text = text.translate(_SIGNS)
    if text.isascii():
        return " ".join(text.split())
    return " ".join("".join(map(_plain, text)).split())


def dissect(text: str) -> Typed | None:
    """The number in a plain text and the words around it; None when there is not exactly one number.

    Examples
    --------
    >>> dissect("€ 1.234")
    Typed(readings=(Decimal('1.234'), Decimal('1234')), mark='.', negative=False, words=('€',), core='1.234')
    >>> dissect("two or 3 or 4") is None
    True
    """
    if len(text) > LONGEST:
        return None
    if _SCIENTIFIC.fullmatch(text):
        value = Decimal(text)
        return Typed((abs(value),), "", value < 0, (), text)
    found = _CORE.fullmatch(text)
    if not found:
        return None
    before, core = found["before"], found["core"]
    after = _NO_CENTS.sub("", found["after"])
    sizes = readings(core)
    if after != found["after"]:  # "3.500,-" has its decimals named already: its other mark stands between thousands
        sizes = sizes[-1:]
    after = re.sub(r"^[.,](?=\s|$)", "", after)  # "500." at the end of a sentence
    negative, before, after = _sign(before, after)
    words = tuple(w.casefold() for part in (before, after) for w in _TOKEN.findall(part))
    if not sizes or "".join(words) != re.sub(r"\s", "", before + after).casefold():
        return None
    mark = next(c for c in core if c in GROUPS) if len(sizes) > 1 else ""
    return Typed(sizes, mark, negative, words, core)


@lru_cache(maxsize=2048)
def readings(core: str) -> tuple[Decimal, ...]:
    """Every size that a string of digits and marks can have.

    Thousands come in threes (or, with commas, in the Indian way), never after a leading zero; at most one decimal mark, last.

    Examples
    --------
    >>> [readings(s) for s in ("1,5", "1.234", "0.123", "1.234,50", "1.2.3")]
    [(Decimal('1.5'),), (Decimal('1.234'), Decimal('1234')), (Decimal('0.123'),), (Decimal('1234.50'),), ()]
    """
    marks = [c for c in core if not c.isdigit()]
    if not marks:
        return (Decimal(core),)
    found = []
    last = marks[-1]
    if last in DECIMALS and marks.count(last) == 1:
        whole, _, part = core.rpartition(last)
        ungrouped = _ungrouped(whole)
        if ungrouped is not None:
            found.append(Decimal(f"{ungrouped or 0}.{part}"))
    ungrouped = _ungrouped(core)
    if ungrouped is not None:
        found.append(Decimal(ungrouped))
    return tuple(found)


def _ungrouped(whole: str) -> str | None:
    """The digits of a whole number, its thousands marks taken out; None when the marks stand wrong."""
    marks = {c for c in whole if not c.isdigit()}
    if not marks:
        return whole
    mark = marks.pop()
    if marks or mark not in GROUPS:
        return None
    first, *rest = whole.split(mark)
    if not 1 <= len(first) <= 3 or first.startswith("0") or len(rest[-1]) != 3:
        return None
    lengths = {len(group) for group in rest[:-1]}
    indian = mark == "," and lengths == {2} and len(first) <= 2
    return first + "".join(rest) if lengths <= {3} or indian else None


def _sign(before: str, after: str) -> tuple[bool, str, str]:
    before, after = before.strip(), after.strip()
    if before.startswith("(") and after.endswith(")"):  # the bookkeeper's minus
        return True, before[1:], after[:-1]
    for sign in "+-":
        if before.startswith(sign):
            return sign == "-", before[1:], after
        if before.endswith(sign):
            return sign == "-", before[:-1], after
    return False, before, after


def _plain(c: str) -> str:
    if c < "\x80":
        return c
    kind = unicodedata.category(c)
    if kind == "Nd":
        return str(unicodedata.decimal(c))
    return " " if kind in ("Zs", "Zl", "Zp") else "" if kind in ("Cf", "Cc", "Cs") else c


__all__ = ["Typed", "dissect", "plain", "readings"]
