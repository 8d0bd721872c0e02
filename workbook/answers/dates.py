"""Reading days as people type them.

`2026-09-30`, `30.9.2026`, `30 September 2026` and `Sep 30, 2026` have one meaning. `03/04/2026` has two. Who writes
English meets both orders, so that the day is asked for; elsewhere the locale decides, and the day is shown back in words.
A day as the workbook itself writes it into a proposal (`2026-09-30`, ISO 8601) is not shown back: nobody can misread it.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import babel
import babel.dates

from workbook.answers import messages
from workbook.answers.messages import Choice
from workbook.answers.numerals import plain
from workbook.answers.parsed import BLANK, Parsed

if TYPE_CHECKING:
    from workbook.answers.fields import Spec
    from workbook.answers.locale import Locale

_FIGURES = re.compile(r"(\d{1,4})\s*([-/.年년])\s*(\d{1,2})\s*(?:[-/.月월])\s*(\d{1,4})\.?\s*(?:[日일]|г\.?|р\.?)?")
_WORD = re.compile(r"[^\s\d_.,/()'-]+")
_NUMBERED = re.compile(r"\s*\b(?:tháng|thg)\b\s*(\d{1,2})\s*,?\s*")  # "30 tháng 9, 2026"
_NUMBER = re.compile(r"\d+")
_FILLERS = frozenset(["of", "the", "de", "del", "den", "d", "st", "nd", "rd", "th", "e", "er", "º", "г", "р"])
_USUAL = range(1950, 2101)
_Candidate = tuple[int, int, int]  # year, month, day


def parse_date(spec: Spec, raw: str, locale: Locale) -> Parsed:
    """Read a calendar day; the order of day and month is the locale's where the text leaves it open.

    Examples
    --------
    >>> from workbook.answers.fields import Spec
    >>> from workbook.answers.locale import Locale
    >>> parse_date(Spec("date", "Launch date"), "30 February 2026", Locale()).error
    '30 February 2026 does not exist. Enter the launch date as a day, such as 30 September 2026'
    >>> [c.label for c in parse_date(Spec("date", "Launch date"), "03/04/2026", Locale()).choices]
    ['3 April 2026', '4 March 2026']
    >>> parse_date(Spec("date", "Launch date"), "03/04/2026", Locale("fr_FR")).understood
    'Understood as 3 April 2026'
    """
    text = _NUMBERED.sub(r"/\1/", plain(raw[:200]))
    if not text and len(raw) <= 200:
        return BLANK
    candidates = _candidates(text, locale.language) if len(text) <= 60 else []
    if not candidates:
        return Parsed(error=_wanted(spec, locale, _lacking(text, locale.language)))
    if _is_open(text, locale.language):
        return _asked(spec, raw, candidates[0], locale)
    for year, month, day in candidates:
        try:
            return _found(spec, raw, dt.date(year, month, day), locale)
        except ValueError:
            continue
    return Parsed(error=f"{_named(candidates[0])} does not exist. {_wanted(spec, locale)}")


def _is_open(text: str, language: str) -> bool:
    """Whether day and month can change places: figures up to 12 with a slash or a dash between, in English."""
    figures = _FIGURES.fullmatch(text)
    if not figures or not language.startswith("en"):
        return False
    first, mark, second, year = map(str, figures.groups())
    if len(first) > 2 or mark not in "-/":
        return False
    a, b = int(first), int(second)
    return 1 <= min(a, b) < max(a, b) <= 12 and int(year) > 0


def _asked(spec: Spec, raw: str, likelier: _Candidate, locale: Locale) -> Parsed:
    """Both days to choose from, the one in the locale's own order first."""
    year, month, day = likelier
    days = (dt.date(year, month, day), dt.date(year, day, month))
    text = f"“{messages.short(raw)}” can be read in two ways. Choose what you mean for {messages.the(spec)}"
    return Parsed(error=text, choices=tuple(Choice(locale.date(one), locale.date(one)) for one in days))


def _found(spec: Spec, raw: str, day: dt.date, locale: Locale) -> Parsed:
    written = {plain(locale.date(day)).casefold(), _named((day.year, day.month, day.day)).casefold(), day.isoformat()}
    understood = None if plain(raw).casefold() in written else f"Understood as {locale.date(day)}"
    warning = None if day.year in _USUAL else f"Is this right? {messages.name(spec)} is in the year {day.year}."
    return Parsed(day, understood, warning=warning)


def _wanted(spec: Spec, locale: Locale, how: str = "") -> str:
    example = locale.date(dt.date(2026, 9, 30))
    return f"Enter {messages.the(spec)} {how or 'as a day'}, such as {example}"


def _candidates(text: str, language: str) -> list[_Candidate]:
    """What the text can mean as year, month, day: the likelier reading first."""
    figures = _FIGURES.fullmatch(text)
    if figures:
        return _from_figures(figures, language)
    return _from_words(text, language)


def _from_figures(figures: re.Match[str], language: str) -> list[_Candidate]:
    first, mark, second, third = figures.groups()
    if len(first) == 4 or mark in "年년":  # 2026-09-30, 2026年9月30日
        return [(int(first), int(second), int(third))] if len(first) == 4 and len(third) <= 2 else []
    if len(first) > 2 or len(third) not in (2, 4) or (len(third) == 2 and _order(language) == "ymd" and mark != "."):
        return []
    year, a, b = _year(third), int(first), int(second)
    day_first, month_first = (year, b, a), (year, a, b)
    month_leads = mark != "." and _order(language) == "mdy"
    ordered = [month_first, day_first] if month_leads else [day_first, month_first]
    return ordered if 12 < max(a, b) <= 31 and min(a, b) <= 12 and mark != "." else ordered[:1]


def _from_words(text: str, language: str) -> list[_Candidate]:
    """A day with its month's name, in English or the locale's language, in any order."""
    month = _month(text, language)
    numbers = _NUMBER.findall(text)
    if month is None or len(numbers) != 2:
        return []
    days = [n for n in numbers if len(n) <= 2]
    years = [n for n in numbers if len(n) == 4]
    if len(days) == 1 and len(years) == 1:
        return [(int(years[0]), month, int(days[0]))]
    return [(_year(numbers[1]), month, int(numbers[0]))] if len(days) == 2 else []


def _lacking(text: str, language: str) -> str:
    """What a day without its year, or a month without its day, has to be completed with."""
    numbers = _NUMBER.findall(text)
    named = _month(text, language) is not None and len(numbers) == 1
    if named and len(numbers[0]) == 4:
        return "with its day"
    return "with its year" if named or re.fullmatch(r"\d{1,2}[-/.]\d{1,2}\.?", text) else ""


def _month(text: str, language: str) -> int | None:
    """The month that is named; None when there is none, two, or another word."""
    names = _months(language)
    months = set()
    for word in _WORD.findall(text.casefold()):
        if word in names:
            months.add(names[word])
        elif word not in _FILLERS:
            return None
    return months.pop() if len(months) == 1 else None


def _year(figures: str) -> int:
    """Two figures mean the century around now: 26 → 2026, 85 → 1985."""
    year = int(figures)
    return year if len(figures) == 4 else year + (2000 if year < 70 else 1900)


def _named(day: _Candidate) -> str:
    """The day in words, also when it does not exist: `30 February 2026`."""
    year, month, date = day
    if 1 <= month <= 12:
        return f"{date} {_cldr('en_GB').months['format']['wide'][month]} {year}"
    return f"{year:04d}-{month:02d}-{date:02d}"


@lru_cache(maxsize=64)
def _months(language: str) -> dict[str, int]:
    names: dict[str, int] = {"sept": 9}
    for code in ("en_GB", "en_US", language):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in _cldr(code).months[context][width].items():
                    word = "".join(_WORD.findall(name.casefold()))
                    if len(word) > 1 and not _NUMBER.search(name):
                        names.setdefault(word, month)
    return names


@lru_cache(maxsize=64)
def _order(language: str) -> str:
    """In which order the locale writes a day in figures: `dmy`, `mdy` or `ymd`."""
    pattern = _cldr(language).date_formats["short"].pattern
    return "".join(sorted("dmy", key=pattern.casefold().find))


@lru_cache(maxsize=64)
def _cldr(language: str) -> babel.Locale:
    return babel.Locale.parse(language)


__all__ = ["parse_date"]
