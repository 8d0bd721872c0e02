"""How a file writes numbers and dates: looked for in the file itself, asked when the file does not say.

`1.234` is one thousand in Berlin and one and a bit in Boston; `03/04/2026` is April in London and March in New York.
One value that can only be read one way decides for the whole file. Where none does, nothing is guessed: a question is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from workbook.sources.formats import Match
from workbook.sources.money import SIGN, SYMBOLS, is_code

_SAMPLE = 50_000
_NUMERIC = ("number", "money", "price", "count", "duration", "rate")

_AMBIGUOUS = r"[1-9][0-9]{0,2}[.,][0-9]{3}"

_TITLED = re.compile(rf"[(\[]([A-Z]{{3}})[)\]]|\bin ([A-Z]{{3}})\b|\b(EUR|USD|GBP|CHF)\b|({SIGN})")


def _number(decimal: str, group: str) -> str:
    """What an amount looks like that can only be read with this decimal mark."""
    d, g = f"\\{decimal}", f"\\{group}"
    grouped, short, zero, long = (
        f"[0-9]{{1,3}}({g}[0-9]{{2,3}})*{g}[0-9]{{3}}{d}[0-9]+",
        f"[0-9]*{d}([0-9]{{1,2}}|[0-9]{{4,}})",
        f"0{d}[0-9]+",
        f"[0-9]{{4,}}{d}[0-9]{{3}}",
    )
    return "|".join([grouped, short, zero, long, f"[0-9]{{1,3}}({g}[0-9]{{3}}){{2,}}"])


def _count(decimal: str, group: str) -> str:
    """What a whole number looks like in a file with this decimal mark: the other mark groups thousands."""
    return f"[0-9]{{1,3}}(\\{group}[0-9]{{3}})+(\\{decimal}0*)?|[0-9]+\\{decimal}0{{1,2}}"


@dataclass(frozen=True)
class Found:
    """What the file shows: values for each reading, values that fit both, and one such value as an example."""

    first: int
    second: int
    unclear: int
    example: str = ""

    def __add__(self, other: Found) -> Found:
        return Found(self.first + other.first, self.second + other.second, self.unclear + other.unclear, self.example or other.example)

    @property
    def decided(self) -> bool:
        """Whether exactly one reading is shown."""
        return bool(self.first) != bool(self.second)


def decimal_evidence(db: duckdb.DuckDBPyConnection, rows: str, match: Match) -> Found:
    """Values with a decimal point (`first`), with a decimal comma (`second`), and those that could be either."""
    kinds = {column.name: column.kind for column in match.format.columns}
    columns = [(position, kinds[key]) for key, position in match.positions.items() if kinds[key] in _NUMERIC]
    if not columns:
        return Found(0, 0, 0)
    found = _decimal_scan(db, f"{rows} LIMIT {_SAMPLE}", columns)
    return found if found.decided else _decimal_scan(db, rows, columns)


def _decimal_scan(db: duckdb.DuckDBPyConnection, rows: str, columns: list[tuple[int, str]]) -> Found:
    cells = ", ".join(f"{{'t': c{position}, 'k': {str(kind == 'count').lower()}}}" for position, kind in columns)
    query = f"""
        WITH source AS ({rows}), cells AS (SELECT unnest([{cells}]) AS cell FROM source),
        cores AS (
          SELECT regexp_replace(cell.t, '[^0-9.,]', '', 'g') AS t, cell.k AS k, cell.t AS original
          FROM cells WHERE contains(cell.t, '.') OR contains(cell.t, ',')
        )
        SELECT count(*) FILTER (CASE WHEN k THEN regexp_full_match(t, '{_count(".", ",")}') ELSE regexp_full_match(t, '{_number(".", ",")}') END),
               count(*) FILTER (CASE WHEN k THEN regexp_full_match(t, '{_count(",", ".")}') ELSE regexp_full_match(t, '{_number(",", ".")}') END),
               count(*) FILTER (NOT k AND regexp_full_match(t, '{_AMBIGUOUS}')),
               any_value(original) FILTER (NOT k AND regexp_full_match(t, '{_AMBIGUOUS}'))
        FROM cores"""
    row = db.execute(query).fetchone()
    assert row is not None
    return Found(row[0], row[1], row[2], row[3] or "")


def date_evidence(db: duckdb.DuckDBPyConnection, rows: str, match: Match) -> Found:
    """Dates that only read day first (`first`), only month first (`second`), or either way."""
    positions = [
        match.positions[column.name] for column in match.format.columns if column.kind in ("day", "moment") and column.name in match.positions
    ]
    if not positions:
        return Found(0, 0, 0)
    found = _date_scan(db, f"{rows} LIMIT {_SAMPLE}", positions)
    return found if found.decided or not (found.first or found.second or found.unclear) else _date_scan(db, rows, positions)


def _date_scan(db: duckdb.DuckDBPyConnection, rows: str, positions: list[int]) -> Found:
    cells = ", ".join(f"c{position}" for position in positions)
    pattern = r"^([0-9]{1,2})[/-]([0-9]{1,2})[/-][0-9]{2,4}"
    query = f"""
        WITH source AS ({rows}), cells AS (SELECT cleaned(unnest([{cells}])) AS t FROM source),
        slashed AS (
          SELECT t, try_cast(regexp_extract(t, '{pattern}', 1) AS INTEGER) AS a, try_cast(regexp_extract(t, '{pattern}', 2) AS INTEGER) AS b
          FROM cells WHERE length(t) >= 6 AND (t[2] IN ('/', '-') OR t[3] IN ('/', '-'))
        )
        SELECT count(*) FILTER (a > 12 AND b <= 12), count(*) FILTER (b > 12 AND a <= 12), count(*) FILTER (a <= 12 AND b <= 12),
               any_value(t) FILTER (a <= 12 AND b <= 12)
        FROM slashed"""
    row = db.execute(query).fetchone()
    assert row is not None
    return Found(row[0], row[1], row[2], row[3] or "")


def signs_in(db: duckdb.DuckDBPyConnection, rows: str, match: Match) -> list[str]:
    """Currency signs and codes that stand beside the amounts of the first rows."""
    positions = [
        match.positions[column.name] for column in match.format.columns if column.kind in ("money", "price") and column.name in match.positions
    ]
    if not positions:
        return []
    cells = ", ".join(f"c{position}" for position in positions)
    query = f"""
        WITH source AS ({rows} LIMIT {_SAMPLE}), cells AS (SELECT unnest([{cells}]) AS t FROM source)
        SELECT DISTINCT trim(regexp_replace(t, '[-−+0-9.,()''’ \\x{{00a0}}\\x{{202f}}%]', '', 'g')) AS sign FROM cells
        WHERE NOT regexp_full_match(t, '[-0-9.,]*|-?[0-9]+e-[0-9]') ORDER BY sign LIMIT 5"""
    return [sign for (sign,) in db.execute(query).fetchall() if sign]


def signs_above(header: Sequence[str], match: Match) -> list[str]:
    """Currency signs and codes in the titles of amounts, such as "Cost (USD)" or "Umsatz in €"."""
    titles = [header[match.positions[one.name]] for one in match.format.columns if one.kind in ("money", "price") and one.name in match.positions]
    found = [next(filter(None, hit.groups())) for title in titles for hit in _TITLED.finditer(title)]
    return sorted({sign for sign in found if sign in SYMBOLS or is_code(sign)})
