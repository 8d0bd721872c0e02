"""What each export looks like, declared once per format in a data file beside this module.

A format names the columns of an export in the languages it comes in, says of what kind each is, and tells by SQL expressions how
a row becomes a row of a canonical table. A new format is a new YAML file; code is only needed for a new kind of *file*.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

KINDS = (
    "text",
    "id",
    "personal",
    "customer",
    "day",
    "moment",
    "nth_day",
    "count",
    "number",
    "money",
    "price",
    "duration",
    "currency",
    "flag",
    "rate",
)
_SPACES = re.compile(r"[\s\u00a0\u202f_]+")
_WIDE = str.maketrans("（）：＃’", "():#'")
_DIVIDED = re.compile(r"-\s*\n\s*")
"""A title that a spreadsheet's owner has divided into two lines."""


@dataclass(frozen=True)
class Column:
    """One column of an export.

    `needed`: the file is not of this format without it. `filled`: a row with a blank here is refused.
    A name may hold `{currency}`, which stands for a code such as `EUR`, and is then kept.
    """

    name: str
    kind: str
    names: tuple[str, ...]
    needed: bool = False
    filled: bool = False


@dataclass(frozen=True)
class Remark:
    """Something to say about rows for which `when` (SQL over the typed columns) holds; `{rows}` in `say` is how many they are."""

    when: str
    say: str


@dataclass(frozen=True)
class Format:
    """One export format: how to know it and how to turn it into a canonical table."""

    source: str
    title: str
    table: str
    columns: tuple[Column, ...]
    into: Mapping[str, str] = field(default_factory=dict)
    prepare: str = ""
    totals: bool = True
    decimal: str | None = None
    one_of: tuple[tuple[str, ...], ...] = ()  # at least one of these sets of columns must be there
    rank: int = 0
    warnings: tuple[str, ...] = ()
    claims: Mapping[str, str] = field(default_factory=dict)  # column of the table → what to know where it has figures above 0
    control: Mapping[str, str] = field(default_factory=dict)  # column summed here → column of the totals row; same name by default
    whole: bool = False  # a second table of this shape in the same file is a breakdown, not more rows
    currency: str | None = None  # the currency of every file of this format
    quoted: bool = True  # whether texts can stand in quotation marks; elsewhere a mark is a letter like others
    needs: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)  # target → sets of columns, one of which must be there
    remarks: tuple[Remark, ...] = ()
    proof: Mapping[str, str] = field(default_factory=dict)  # column → what one of its first values looks like
    free: bool = False  # its titles are anybody's: a column that is not known is named in the report


@dataclass(frozen=True)
class Match:
    """A format found in a header: column name → position, and the currency a header named."""

    format: Format
    positions: Mapping[str, int]
    currency: str | None = None

    @property
    def score(self) -> tuple[int, int]:
        """How well it fits: matched columns, then rank."""
        return len(self.positions), self.format.rank


def plain(name: str) -> str:
    r"""A column's name as it is compared: lower case, one space between words.

    >>> plain(" Invoice_No "), plain("Avg.\u00a0CPC"), plain("Order-\nNo.")
    ('invoice no', 'avg. cpc', 'order-no.')
    """
    return _SPACES.sub(" ", _DIVIDED.sub("-", name.translate(_WIDE).strip().strip('"\ufeff'))).strip().casefold()


def match(declared: Format, header: Sequence[str]) -> Match | None:
    """Where the columns of a format stand in a header; None when a needed one is missing."""
    return _match(declared, _places(header))


def _places(header: Sequence[str]) -> dict[str, int]:
    """Each title as it is compared, with its first place. Made once for all formats: a header can have a thousand titles."""
    found: dict[str, int] = {}
    for place, title in enumerate(header):
        found.setdefault(plain(title), place)
    return found


def _match(declared: Format, places: Mapping[str, int]) -> Match | None:
    positions: dict[str, int] = {}
    currency = None
    for column in declared.columns:
        found = _find(column, places, positions.values())
        if found is not None:
            positions[column.name], code = found
            currency = currency or code
    if any(column.needed and column.name not in positions for column in declared.columns):
        return None
    if declared.one_of and not any(all(name in positions for name in names) for names in declared.one_of):
        return None
    return Match(declared, positions, currency)


def best_match(header: Sequence[str], formats: Sequence[Format] | None = None, rows: Sequence[Sequence[str]] = ()) -> Match | None:
    """The format that fits a header best: the one with the most columns found; where it asks for a proof, one of the first `rows` must give it."""
    places = _places(header)
    found = [hit for declared in (formats if formats is not None else known()) if (hit := _match(declared, places)) and _proven(hit, rows)]
    return max(found, key=lambda hit: hit.score, default=None)


def _proven(hit: Match, rows: Sequence[Sequence[str]]) -> bool:
    return all(
        any(re.fullmatch(pattern, row[hit.positions[column]].strip()) for row in rows[:50] if len(row) > hit.positions[column])
        for column, pattern in hit.format.proof.items()
    )


def _find(column: Column, places: Mapping[str, int], taken: Collection[int]) -> tuple[int, str | None] | None:
    for wanted in _compared(column.names):
        if isinstance(wanted, re.Pattern):
            for name, position in places.items():
                if position not in taken and (hit := wanted.fullmatch(name)):
                    return position, hit.group(1).upper()
        elif wanted in places and places[wanted] not in taken:
            return places[wanted], None
    return None


@cache
def _compared(names: tuple[str, ...]) -> tuple[str | re.Pattern[str], ...]:
    """The names of a column as titles are compared with them; prepared once, because a long file has many lines that could be its header."""
    return tuple(
        re.compile(re.escape(wanted).replace(r"\{currency\}", "([a-z]{3})")) if "{currency}" in wanted else wanted for wanted in map(plain, names)
    )


@cache
def known() -> tuple[Format, ...]:
    """Every declared format, read from the YAML files the first time it is asked for."""
    found: list[Format] = []
    for entry in sorted(resources.files(__name__).iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".yaml"):
            for document in yaml.safe_load_all(entry.read_text("utf-8")):
                found += [from_mapping(item) for item in (document if isinstance(document, list) else [document])]
    return tuple(found)


def from_mapping(declared: Mapping[str, Any]) -> Format:
    """A format from its declaration; a mistake in it is a sentence that names the column."""
    columns = []
    for name, about in declared["columns"].items():
        if about["kind"] not in KINDS:
            message = f"`{name}` of {declared['source']} must be one of {', '.join(KINDS)} (got {about['kind']})."
            raise ValueError(message)
        names = tuple(str(alias) for alias in about.get("names", (name,)))
        columns.append(Column(name, about["kind"], names, about.get("needed", False), about.get("filled", False)))
    return Format(
        source=declared["source"],
        title=declared["title"],
        table=declared["table"],
        columns=tuple(columns),
        into=declared.get("into", {}),
        prepare=declared.get("prepare", ""),
        totals=declared.get("totals", True),
        decimal=declared.get("decimal"),
        one_of=tuple(tuple(names) for names in declared.get("one_of", ())),
        rank=declared.get("rank", 0),
        warnings=tuple(declared.get("warnings", ())),
        claims=declared.get("claims", {}),
        control=declared.get("control", {}),
        whole=declared.get("whole", False),
        currency=declared.get("currency"),
        quoted=declared.get("quoted", True),
        needs={target: tuple(tuple(names) for names in sets) for target, sets in declared.get("needs", {}).items()},
        remarks=tuple(Remark(**remark) for remark in declared.get("remarks", ())),
        proof=declared.get("proof", {}),
        free=declared.get("free", False),
    )
