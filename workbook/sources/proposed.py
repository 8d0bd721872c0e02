"""Which column of an unknown file seems to be which: proposed from the titles and from the cells, for the person to correct.

A title that a known format uses, or a word of it ("Bestelldatum" ends in *datum*), speaks for a column; cells that cannot be what the column holds
speak against it. Where titles say nothing, cells that can hardly be anything else (days, codes of currencies, names of channels) are enough.
Nothing is read by a proposal alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import yaml

from workbook.sources.formats import Column, Format, known, plain
from workbook.sources.mapping import declared, lacking, mappable
from workbook.sources.values import fit, share

_EXACT, _ENDS, _BEGINS, _SURE = 10.0, 7.0, 5.0, 0.6
_CELLS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "date": (("date", 3.0), ("month", 2.5)), "ordered_at": (("date", 3.0),), "started_at": (("date", 3.0),), "created_at": (("date", 3.0),),
    "currency": (("currency", 2.5),), "channel": (("channel", 3.5),), "email": (("address", 4.0),), "phone": (("telephone", 2.0),),
    "page": (("page", 3.0),), "landing_page": (("page", 3.0),), "revenue": (("decimals", 2.0),), "cost": (("decimals", 1.8),),
    "kind": (("contact", 3.0),), "bounce": (("share", 2.0),), "duration": (("clock", 2.0),), "duration_s": (("clock", 2.0),),
    "first_response_s": (("clock", 2.0),),
    "quantity": (("pieces", 0.8),), "customer_id": (("code", 0.9),), "order_id": (("code", 1.0),),
}  # fmt: skip
"""What the cells alone speak for, and how loudly."""
Rows = Sequence[Sequence[str]]
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_IS_NAME = re.compile(r"(?i)name\b|\bnom\b|\bnombre\b|\bnome\b|姓名|名称")


def proposal(table: str, header: Sequence[str], rows: Rows = ()) -> dict[str, str]:
    """Column of the table → title in the file, for the columns that were found.

    >>> proposal("orders", ["Beleg", "Bestelldatum", "Summe"], [["A1", "03.07.2026", "12,50"]])
    {'ordered_at': 'Bestelldatum', 'revenue': 'Summe', 'order_id': 'Beleg'}
    """
    found = {key: header[position] for key, (position, _) in _assigned(declared(table), header, rows).items()}
    if "email" in found and _IS_NAME.search(found.get("customer_id", "")):  # two people share a name, and every guest may be called "Guest"
        del found["customer_id"]
    return found


def likely_table(header: Sequence[str], rows: Rows = ()) -> str:
    """The table that explains most of the file; blank where none could be read from it.

    >>> likely_table(["Tag", "Kosten", "Klicks", "Werbeweg"], [["03.07.2026", "12,50", "31", "Newsletter"]])
    'promotion'
    """
    found = {table: _worth(declared(table), header, rows) for table in mappable()}
    best = max(found, key=lambda table: found[table])
    return best if found[best] > 0 else ""


def _worth(table: Format, header: Sequence[str], rows: Rows) -> float:
    """How much of the file a table explains: the scores of its columns; nothing where a column that it needs is missing."""
    chosen = _assigned(table, header, rows)
    return 0.0 if lacking(table, chosen) else sum(score for _, score in chosen.values())


def _assigned(table: Format, header: Sequence[str], rows: Rows) -> dict[str, tuple[int, float]]:
    """Each column of the table with its place in the header: the surest first, each place once."""
    cells = [[row[place] for row in rows if place < len(row)] for place in range(len(header))]
    scored = [
        (_score(table.table, column, title, cells[place]), -place, column.name) for column in table.columns for place, title in enumerate(header)
    ]
    found: dict[str, tuple[int, float]] = {}
    for score, place, key in sorted(scored, reverse=True):
        if score > 0 and key not in found and -place not in {taken for taken, _ in found.values()}:
            found[key] = (-place, score)
    return found


def _score(table: str, column: Column, title: str, cells: Sequence[str]) -> float:
    """How sure a title and its cells are this column."""
    fits = fit(column, cells)
    if fits < _SURE:
        return 0.0
    return _named(table, column.name, plain(title)) * fits + _seen(column.name, cells)


def _named(table: str, key: str, title: str) -> float:
    """What a title says: a name of the known formats most, a word in it less, a longer word a little more than a shorter one."""
    if re.fullmatch(r"column \d+( \(.*\))?", title):  # a title of our own
        return 0.0
    if title in _aliases().get((table, key), ()):
        return _EXACT
    words = re.findall(r"[^\W\d_]+", title)
    return max((_word(wanted, words, title) * (1 + len(wanted) / 100) for wanted in _words().get(key, ())), default=0.0)


def _word(wanted: str, words: Sequence[str], title: str) -> float:
    if _CHINESE.search(wanted):  # has no blanks between words
        return _ENDS if wanted in title else 0.0
    if wanted in words or (len(wanted) > 3 and any(word.endswith(wanted) for word in words)):
        return _ENDS
    return _BEGINS if len(wanted) > 3 and any(word.startswith(wanted) for word in words) else 0.0


def _seen(key: str, cells: Sequence[str]) -> float:
    """What the cells alone say."""
    said = sum(loud * seen for look, loud in _CELLS.get(key, ()) if (seen := share(look, cells)) >= _SURE)
    if not said or key not in ("order_id", "customer_id", "quantity"):
        return said
    filled = [cell for cell in cells if cell.strip()]
    if key == "quantity":  # figures that never repeat rather number the rows
        return said if len(set(filled)) < len(filled) else 0.0
    padded = all(re.fullmatch(r"0\d+|.*[A-Za-z#].*", cell.strip()) for cell in filled)  # 00004, K-17; plain figures are rather counts
    alone = len(set(filled)) == len(filled)
    return said if padded and alone == (key == "order_id") and len(filled) > 2 else 0.0


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    found = yaml.safe_load(resources.files(__package__ or "workbook.sources").joinpath("mapping_words.yaml").read_text("utf-8"))
    return {str(key): tuple(plain(str(word)) for word in words) for key, words in found.items()}


@cache
def _aliases() -> Mapping[tuple[str, str], frozenset[str]]:
    """Every name under which a known format of a table (or of its twins) has a column of this name."""
    names: dict[tuple[str, str], set[str]] = {}
    for one in known():
        for column in one.columns:
            for table in mappable():
                if table.split("_")[0] == one.table.split("_")[0]:
                    names.setdefault((table, column.name), set()).update(map(plain, (column.name, *column.names)))
    return {key: frozenset(found) for key, found in names.items()}
