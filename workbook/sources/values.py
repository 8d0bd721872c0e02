"""What the cells of a column look like: days, amounts, shares, numbers of things, addresses, names of channels.

A title can be anything ("Spalte 3", "Wert", "D1"); the cells say what they are. Each look is a pattern that a cell must fit in full; the share of a
column's cells that fit is how sure the look is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from workbook.lessons.channel_names import is_channel
from workbook.sources.formats import Column

_MONTH = r"(jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zé]*\.?"
_MONTH_NAME = (
    r"(jan(uary|uar|vier)?|j[äa]nner|feb(ruary|ruar|rero)?|f[ée]vr?(ier)?|mar(ch|s|zo)?|m[äa]e?rz|mär|mrz|apr(il)?|avr(il)?|abr(il)?|may(o)?|mai|june?|juni|juin|junio"
    r"|july?|juli|juil(let)?|julio|aug(ust)?|ao[ûu]t|ago(sto)?|sept?(ember|embre)?|septiembre|o[ck]t(ober)?|octobre|octubre|nov(ember|embre)?|noviembre"
    r"|de[cz](ember)?|d[ée]c(embre)?|dic(iembre)?|enero|ene)\.?"
)
_YEAR = r"(19|20)\d{2}"
_CLOCK = r"([ T,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?( ?(z|[+-]\d{2}:?\d{2}))?)?"
_DATE = re.compile(
    rf"(\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.]\d{{1,2}}[-/.](\d{{4}}|\d{{2}})|(19|20)\d{{2}}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
    rf"|\d{{4}}年\d{{1,2}}月\d{{1,2}}日|{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}[ -]{_MONTH}[ -]\d{{2,4}}){_CLOCK}",
    re.IGNORECASE,
)
_NUMBER = r"[-+−]?\d+([.,'’ \u00a0\u202f]\d{3})*([.,]\d*)?"
_SIGN = r"([A-Z]{3}|US\$|[€$£¥₹元]|zł|kr|Fr\.?)"
_BLANK = "[ \u00a0\u202f]?"
_CENTS = r"[-+]?[\d.,'’ \u00a0\u202f]*\d[.,]\d{2}"
LOOKS: dict[str, re.Pattern[str]] = {
    "date": _DATE,
    "month": re.compile(
        rf"{_YEAR}[-/.](0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-/.]{_YEAR}|{_YEAR}年\d{{1,2}}月"
        rf"|{_MONTH_NAME}([ ./'’-]*({_YEAR}|\d{{2}}))?|{_YEAR}[ ./-]*{_MONTH_NAME}",
        re.IGNORECASE,
    ),
    "whole": re.compile(r"[-+]?(\d+|\d{1,3}([.,'’ \u00a0\u202f]\d{3})+)(\.0)?"),
    "pieces": re.compile(r"0|[1-9]\d{0,3}([.,]0+)?"),
    "padded": re.compile(r"0\d+"),
    "number": re.compile(_NUMBER),
    "amount": re.compile(rf"\(?{_SIGN}?[ \u00a0\u202f]?{_NUMBER}[ \u00a0\u202f]?{_SIGN}?\)?"),
    "decimals": re.compile(rf"{_SIGN}?{_BLANK}{_CENTS}{_BLANK}{_SIGN}?|{_SIGN}{_BLANK}[\d.,]+|[\d.,]+{_BLANK}{_SIGN}"),
    "share": re.compile(r"[<>]? ?\d+([.,]\d+)?[ \u00a0\u202f]?%"),
    "fraction": re.compile(r"[01]([.,]\d+)?"),
    "clock": re.compile(r"\d{1,3}:\d{2}(:\d{2})?|(\d+ ?(d|h|min|m|s) ?)+"),
    "currency": re.compile(r"[A-Z]{3}|[€$£¥]"),
    "flag": re.compile(r"true|false|yes|no|y|n|ja|nein|oui|non|sí|si|是|否|x|[01]|wahr|falsch|vrai|faux", re.IGNORECASE),
    "word": re.compile(r"true|false|yes|no|ja|nein|oui|non|sí|si|是|否|wahr|falsch|vrai|faux|x|open|offen|\?", re.IGNORECASE),
    "address": re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE),
    "telephone": re.compile(r"[+0][\d ()/.-]{7,}"),
    "contact": re.compile(r".*(chat|phone|call|tele|téléphone|anruf|appel|form|mail|whatsapp|messenger|微信|电话|表单|在线|邮件).*", re.IGNORECASE),
    "page": re.compile(r"(https?://|/)\S*", re.IGNORECASE),
    "code": re.compile(r"(?=.*\d)[\w#=\"./-]{2,40}"),
}  # fmt: skip


def share(look: str, cells: Sequence[str]) -> float:
    """How many of the cells that are filled look like this.

    >>> share("date", ["03.07.2026", "2026-07-04 10:00", "soon", ""]), share("share", ["5 %", "36,68 %"])
    (0.6666666666666666, 1.0)
    """
    filled = [cell for cell in (one.strip() for one in cells) if cell not in ("", "--", "-")]
    if not filled:
        return 0.0
    fits: Callable[[str], object] = is_channel if look == "channel" else LOOKS[look].fullmatch
    return sum(bool(fits(cell)) for cell in filled) / len(filled)


def fit(column: Column, cells: Sequence[str]) -> float:
    """How well the cells are what a column of this kind holds, from 0 to 1; a column without cells fits anything."""
    if not any(cell.strip() for cell in cells):
        return 1.0
    date, number = share("date", cells), share("amount", cells)
    day = max(date, share("month", cells))  # months are no days, and where a table needs days the person hears so
    said = max(date, share("share", cells))
    spread = len({cell.strip() for cell in cells if cell.strip()})
    words = 1 - share("word", cells)
    return {
        "day": day, "moment": day, "nth_day": share("whole", cells), "count": share("whole", cells) * (1 - _dates_only(cells)),
        "number": share("number", cells), "money": number * (1 - _dates_only(cells)), "price": number * (1 - _dates_only(cells)),
        "rate": max(share("share", cells), share("fraction", cells)), "duration": max(share("clock", cells), share("number", cells)),
        "currency": share("currency", cells), "flag": share("flag", cells) if spread <= 2 else 0.0,
        "id": min(words, 1 - max(said, share("decimals", cells))), "customer": min(words, 1 - max(said, share("decimals", cells))),
        "personal": 1 - said, "text": 1 - max(said, share("decimals", cells)),
    }[column.kind]  # fmt: skip


def _dates_only(cells: Sequence[str]) -> float:
    """1 where a column of eight digits is a column of days; an amount seldom is `20260701`."""
    return float(share("date", cells) > 0.9)
