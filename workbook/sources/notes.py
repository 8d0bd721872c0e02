"""What the lines around a table say: the days it is about, its currency, and what to know before using it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbook.sources.money import SIGN, SYMBOLS, is_code

_DAY = re.compile(r"(?<!\d)(20\d{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_CURRENCY = re.compile(r"(?:currency|währung|devise|moneda|valuta|货币)\w*\s*+[:：]?\s*+\(?([A-Z]{3})\b", re.IGNORECASE)
"""Blanks are not given back (`*+`): a line of a hundred thousand of them would be tried in as many ways as it has pairs of them."""
_NOUNS = (
    r"(?:\w*(?:beträge?|preise?|umsatz|umsätze|kosten|ausgaben|werte|angaben|summen|zahlen)|amounts?|values?|prices?|figures|costs?|revenues?|sales|spend"
    r"|montants?|prix|valeurs|coûts|dépenses|chiffres|importes?|precios|valores|costes|cifras|importi|prezzi|valori|costi|金额单位|货币单位|金额|单位)"
)
_NAMED = {
    "euros?": "EUR",
    "us[ -]?dollars?|dollars us": "USD",
    "pounds? sterling|sterling": "GBP",
    "swiss francs?|schweizer franken|francs? suisses?": "CHF",
}
_STATED = re.compile(
    rf"\b{_NOUNS}\b[^\n]{{0,40}}?(?:\b(?:in|en)\b|[:：=(])\s{{0,3}}(?:(?-i:(?P<code>[A-Z]{{3}}))\b|(?P<sign>{SIGN})|(?P<word>{'|'.join(_NAMED)})\b)",
    re.IGNORECASE,
)
"""A line such as "alle Beträge in EUR": what is meant, then the currency, not far from it."""
_SCALED = re.compile(
    rf"\b{_NOUNS}\b[^\n]{{0,40}}?(?:\b(?:in|en) {{1,3}}1[.,]000\b|(?:\b(?:in|en)\b|[:：=(]) {{0,3}}(?:[a-z]{{3}} |€ ?)?"
    r"(?:tsd|tausend|teur|keur|[tk]€|thousand|mio\b|million|milliers|miles|millones|migliaia|milioni|千|万))",
    re.IGNORECASE,
)
FLAWED = (dt.date(2025, 5, 13), dt.date(2026, 4, 27))
"""Google announced a logging error for these days of Search Console: impressions, CTR and position are affected, clicks are not."""


def period_in(notes: Sequence[str]) -> tuple[dt.date, dt.date] | None:
    """The first and last day that notes name.

    >>> period_in(["Start date: 20260101", "End date: 20260331"])
    (datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))
    """
    days = []
    for year, month, day in _DAY.findall("\n".join(notes)):
        try:
            days.append(dt.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return (min(days), max(days)) if days else None


@dataclass(frozen=True)
class Stated:
    """A currency, and the line around the table that names it."""

    code: str
    line: str

    @property
    def said(self) -> str:
        """From where the currency was taken, for the report of the file."""
        return f"The amounts are read as {self.code}, because a line beside the table says so: “{self.line}”."


def currency_in(notes: Sequence[str]) -> Stated | None:
    """The currency that notes name, when they name one; amounts told in thousands are none that could be read as they stand.

    >>> currency_in(["Currency: EUR"]).code, currency_in(["All amounts in USD", ""]).code
    ('EUR', 'USD')
    >>> currency_in(["Costs in EUR", "Revenue in USD"]), currency_in(["Alle Beträge in Tsd. EUR"])
    (None, None)
    """
    found = [Stated(code, shown(note)) for note in notes if not _SCALED.search(note) for code in _codes(note)]
    return found[0] if len({stated.code for stated in found}) == 1 else None


def _codes(note: str) -> list[str]:
    labelled = _CURRENCY.search(note)
    codes = [labelled.group(1)] if labelled and labelled.group(1).isupper() else []
    for hit in _STATED.finditer(note):
        named = next((code for word, code in _NAMED.items() if hit["word"] and re.fullmatch(word, hit["word"], re.IGNORECASE)), None)
        codes.append(hit["code"] or SYMBOLS.get(hit["sign"] or "") or named or "")
    return [code for code in codes if is_code(code)]


def scaled_in(notes: Sequence[str]) -> tuple[str, ...]:
    """What to say where notes tell amounts in thousands or millions: nothing here multiplies them.

    >>> len(scaled_in(["Beträge in TEUR"])), scaled_in(["The first 1,000 orders in EUR"])
    (1, ())
    """
    lines = [shown(note) for note in notes if _SCALED.search(note)]
    told = (
        "Amounts seem to be told in thousands or millions (“{}”) and are read as the cells have them. Export them in full, and load the file again."
    )
    return (told.format(lines[0]),) if lines else ()


def shown(note: str) -> str:
    r"""A line as it can be quoted: without the marks between its cells, cut where it is long.

    >>> shown('"alle Beträge in EUR",,,\n')
    'alle Beträge in EUR'
    """
    text = re.sub(r"[,;|\t\"\s]{2,}", " ", note).strip(' ,;|"\t\r\n')
    return text if len(text) <= 80 else f"{text[:79]}…"


def search_notes(period: tuple[dt.date, dt.date] | None, rows: dict[str, int]) -> tuple[str, ...]:
    """What to know before using a Search Console export."""
    said = []
    if period is None or (period[0] <= FLAWED[1] and period[1] >= FLAWED[0]):
        said.append(
            "Google announced a logging error for 13 May 2025 to 27 April 2026: impressions, click-through rate and position of these days are "
            "affected, clicks are not. Compare clicks across that time, not impressions."
        )
    if "search_queries" in rows:
        said.append("The queries never add up to the days: Google withholds rare queries. That is not a loss. For totals, use the days.")
    said += [
        f"`{table}` stops at 1,000 rows, Google's limit for this export; rarer entries are missing." for table, count in rows.items() if count == 1000
    ]
    return tuple(said)
