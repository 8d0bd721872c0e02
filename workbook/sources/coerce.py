"""From texts to typed columns: one SQL expression per column, and per row the reason why it cannot be used.

The whole file goes through DuckDB in one pass; no row is touched in Python. What a column must be is said by its kind; a text that does
not fit refuses the row with a sentence that names the column and shows the text (never a personal one).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook.sources.connection import literal, name
from workbook.sources.formats import Column, Match
from workbook.sources.money import digits, scale_sql

_WANTED = {
    "day": "a date", "moment": "a date", "nth_day": "the number of a day", "count": "a whole number", "number": "a number", "money": "an amount",
    "price": "an amount", "duration": "a number of seconds", "currency": "a currency code such as EUR", "flag": "yes or no",
    "rate": "a share such as 5%",
}  # fmt: skip
SQL_TYPES = {
    "text": "VARCHAR", "id": "VARCHAR", "personal": "VARCHAR", "customer": "VARCHAR", "day": "DATE", "moment": "TIMESTAMP", "nth_day": "DATE",
    "count": "BIGINT", "number": "DOUBLE", "money": "BIGINT", "price": "DOUBLE", "duration": "DOUBLE", "currency": "VARCHAR", "flag": "BOOLEAN",
    "rate": "DOUBLE",
}  # fmt: skip
KEYS = ("channel", "campaign", "customer_id", "visitor_id", "currency", "query", "page")
"""Columns that every table of theirs has, even where a file leaves them unknown: rows are grouped and joined by them."""
BOUND = "_bound"
"""A share can be told as a bound (`< 10%`): `<` or `>` stands in the column of this ending beside it."""
_LABELS = ("text", "id", "day", "moment", "nth_day")
_FIGURES = ("count", "number", "money")


@dataclass(frozen=True)
class Choices:
    """How this file writes things: found in it, or told by the person.

    `start` is the day that "day 0" means; `sure`: the decimal mark was seen in the file or told.
    """

    decimal: str = "."
    date_order: str = "unknown"
    currency: str | None = None
    start: dt.date | None = None
    sure: bool = False


def typed_sql(rows: str, match: Match, header: Sequence[str], choices: Choices) -> str:
    """A SELECT that gives, per row of `rows` (columns `_n`, `c0`, `c1`, …): `_n`, typed columns, `_skip`, `_reason`, `_label`.

    `_skip` says why a row is not data (a total, a blank line, a repeated header), `_reason` why a row of data is refused.
    """
    present = {column.name: column for column in match.format.columns if column.name in match.positions}
    texts = [f"cleaned(c{match.positions[key]}) AS {_text(key)}" for key in present]
    values = [f"{_value(column, choices)} AS {name(key)}" for key, column in present.items() if column.kind not in ("money", "price")]
    amounts = [
        f"{_amount(column, choices, 'currency' in present)} AS {name(key)}" for key, column in present.items() if column.kind in ("money", "price")
    ]
    values += [f"bound_of({_text(key)}) AS {name(key + BOUND)}" for key, column in present.items() if column.kind == "rate"]
    absent = [f"CAST(NULL AS {SQL_TYPES[column.kind]}) AS {name(column.name)}" for column in match.format.columns if column.name not in present]
    absent = [_constant_currency(choices) if column.endswith(' AS "currency"') else column for column in absent]
    if not any(column.name == "currency" for column in match.format.columns):
        absent.append(_constant_currency(choices))
    bounds = [name(key + BOUND) for key, column in present.items() if column.kind == "rate"]
    kept = ", ".join(["_n", *(name(column.name) for column in match.format.columns), *bounds, *([] if _declares_currency(match) else ['"currency"'])])
    titles = {key: header[position] for key, position in match.positions.items()}
    return (
        f"WITH texts AS (SELECT _n, cleaned(c0) AS _first, {', '.join(texts)} FROM ({rows})), "
        f"singles AS (SELECT *, {', '.join([*values, *absent, 'NULL AS _none'])} FROM texts), "
        f"typed AS (SELECT *, {', '.join([*amounts, 'NULL AS _nothing'])} FROM singles) "
        f"SELECT {kept}, {_skip(match, present, titles)} AS _skip, {_reason(present, titles)} AS _reason, "
        f"{_label(match, present)} AS _label FROM typed"
    )


def final_sql(source: str, match: Match, columns: Mapping[str, str], period: tuple[object, object]) -> str:
    """A SELECT that gives the canonical table from the typed rows that are neither skipped nor refused.

    Columns about which the file says nothing are left out (a margin of null would add up to 0), but for the keys in `KEYS`.
    """
    known = set(match.positions) | {"currency"} | {key + BOUND for key in match.positions}
    parts = []
    for target, kind in columns.items():
        made = expression(target, match, known, period)
        if made != "NULL" or target in KEYS:
            parts.append(f"CAST({made} AS {kind}) AS {name(target)}")
    data = f"WITH typed AS (SELECT * FROM {source} WHERE _skip IS NULL AND _reason IS NULL)"
    if not match.format.prepare:
        return f"{data} SELECT {', '.join(parts)} FROM typed"
    return f"{data}, prepared AS ({match.format.prepare}) SELECT {', '.join(parts)} FROM prepared ORDER BY _n"


def expression(target: str, match: Match, known: set[str], period: tuple[object, object]) -> str:
    """What a column of the canonical table is made of; `NULL` where the file says nothing about it."""
    into = match.format.into
    if target in into:
        return f"({into[target]})" if _told(target, match) else "NULL"
    if target in ("period_start", "period_end"):
        day = period[target == "period_end"]
        return literal(str(day)) if day else "NULL"
    if target.endswith("_at_s"):
        return f"epoch_us(CAST({into.get(target[:-2], target[:-2])} AS TIMESTAMP)) // 1000000"
    return name(target) if target in known else "NULL"


def _told(target: str, match: Match) -> bool:
    """Whether the file has what an expression is made of; where nothing else is said, one of its columns is enough."""
    declared = match.format
    if target in declared.needs:
        return any(all(column in match.positions for column in columns) for columns in declared.needs[target])
    names = {column.name for column in declared.columns} & set(re.findall(r"\w+", declared.into[target]))
    return bool(declared.prepare) or not names or "_n" in declared.into[target] or bool(names & set(match.positions))


def number_sql(text: str, decimal: str) -> str:
    """An expression that reads a number written with the given decimal mark."""
    return f"number_comma({text})" if decimal == "," else f"number_point({text})"


def _text(key: str) -> str:
    return name(f"{key}__t")


def _value(column: Column, choices: Choices) -> str:
    text = _text(column.name)
    number = number_sql(text, choices.decimal)
    moment = f"moment_{choices.date_order}({text})"
    start = literal(str(choices.start or dt.date(1970, 1, 1)))
    return {
        "text": text,
        "id": f"identifier({text})",
        "personal": f"fingerprint({text})",
        "customer": f"customer(identifier({text}))",
        "day": f"CAST({moment} AS DATE)",
        "moment": moment,
        "nth_day": f"CAST(CAST({start} AS DATE) + CAST(try_cast({text} AS INTEGER) AS INTEGER) AS DATE)",
        "count": f"whole({number})",
        "number": f"CAST({number} AS DOUBLE)",
        "duration": f"seconds({text}, {number})",
        "currency": f"coalesce(currency_code({text}), {_code(choices)})" if not column.filled else f"currency_code({text})",
        "flag": f"yes_no({text})",
        "rate": f"share_{'comma' if choices.decimal == ',' else 'point'}({text})",
    }[column.kind]


def _amount(column: Column, choices: Choices, own_currency: bool) -> str:
    number = number_sql(_text(column.name), choices.decimal)
    scale = scale_sql('"currency"') if own_currency else str(10 ** digits(choices.currency))
    return f"minor({number}, {scale})" if column.kind == "money" else f"CAST({number} AS DOUBLE) * {scale}"


def _code(choices: Choices) -> str:
    return literal(choices.currency) if choices.currency else "CAST(NULL AS VARCHAR)"


def _constant_currency(choices: Choices) -> str:
    return f'{_code(choices)} AS "currency"'


def _declares_currency(match: Match) -> bool:
    return any(column.name == "currency" for column in match.format.columns)


def _skip(match: Match, present: Mapping[str, Column], titles: Mapping[str, str]) -> str:
    blank = " AND ".join(f"{_text(key)} IS NULL" for key in present)
    needed = [key for key, column in present.items() if column.needed] or list(present)
    repeated = " AND ".join(f"{_text(key)} = {literal(titles[key])}" for key in needed)
    cases = [f"WHEN {blank} THEN 'blank'", f"WHEN {repeated} THEN 'header'"]
    if match.format.totals:
        labels = " OR ".join(f"coalesce(is_total_label({text}), false)" for text in _label_texts(present))
        cases.append(f"WHEN {' AND '.join([*_clocks(present), f'({labels})'])} THEN 'total'")
        if not match.format.free and match.format.source != "mapped":
            cases += [f"WHEN {' AND '.join(nameless)} THEN 'total'" for nameless in [_nameless(present)] if nameless]
    return f"CASE {' '.join(cases)} END"


def _clocks(present: Mapping[str, Column]) -> list[str]:
    """What a totals row looks like beside its label: the day is no day (a campaign may be called "Total")."""
    return [f"{name(key)} IS NULL" for key, column in present.items() if column.kind in ("day", "moment", "nth_day") and column.filled]


def _nameless(present: Mapping[str, Column]) -> list[str]:
    """What a platform's totals row without a label looks like: figures, and a blank wherever a row says what it is about."""
    about = [key for key, column in present.items() if column.filled or column.kind in ("text", "id")]
    figures = [f"CAST({name(key)} AS DOUBLE)" for key, column in present.items() if column.kind in _FIGURES]
    if not figures or not any(present[key].filled for key in about):
        return []
    return ["_first IS NULL", *(f"{_text(key)} IS NULL" for key in about), f"coalesce({', '.join(figures)}) IS NOT NULL"]


def _label_texts(present: Mapping[str, Column]) -> list[str]:
    return ["_first", *(_text(key) for key, column in present.items() if column.kind in _LABELS)]


def _label(match: Match, present: Mapping[str, Column]) -> str:
    """The label of a totals row; only texts that read like one, so that nothing personal is kept."""
    if not match.format.totals:
        return "CAST(NULL AS VARCHAR)"
    found = f"coalesce({', '.join(f'CASE WHEN is_total_label({text}) THEN {text} END' for text in _label_texts(present))})"
    clocks = _clocks(present)
    return f"CASE WHEN {' AND '.join(clocks)} THEN {found} END" if clocks else found


def _reason(present: Mapping[str, Column], titles: Mapping[str, str]) -> str:
    cases = []
    for key, column in present.items():
        title = literal(f"`{titles[key]}`")
        if column.filled:
            cases.append(f"WHEN {_text(key)} IS NULL THEN {title} || ' is blank; a row needs it.'")
        if column.kind in _WANTED:
            wanted = literal(f' must be {_WANTED[column.kind]} (got "')
            cases.append(f"WHEN {_text(key)} IS NOT NULL AND {name(key)} IS NULL THEN {title} || {wanted} || left({_text(key)}, 40) || '\").'")
    return f"CASE {' '.join(cases)} END" if cases else "CAST(NULL AS VARCHAR)"
