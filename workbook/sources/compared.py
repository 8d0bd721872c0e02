"""Search Console's compare mode: every figure stands in the table twice, once per period.

    Top queries | Last 3 months Clicks | Previous 3 months Clicks | Last 3 months Impressions | …

Read as it stands, both periods would be added. The first period is read, and the other is left out and named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from workbook.sources.formats import Format, best_match, known, plain
from workbook.sources.head import Head


@dataclass(frozen=True)
class Compared:
    """The head of a table of two periods, matched by the first one; `read` and `left` are how the file calls the two."""

    head: Head
    read: str
    left: str


def compared(head: Head) -> Compared | None:
    """The head with the first period's columns; None when the table is about one period."""
    if not head.header or plain(head.header[0]) not in _dimensions():
        return None
    names, periods = [head.header[0]], dict[str, None]()
    for cell in head.header[1:]:
        metric, period = _divided(cell)
        periods |= {period: None} if metric else {}
        names.append(metric if metric and metric not in names else f"other {cell}")
    match = best_match(names, _formats())
    if match is None or len(periods) != 2 or len({"clicks", "impressions"} & set(match.positions)) < 2:
        return None
    first, other = periods
    return Compared(replace(head, match=match), first, other)


def _divided(cell: str) -> tuple[str, str]:
    """A title such as "Last 3 months Clicks" in two: ("clicks", "Last 3 months"); blanks when it is no figure of a period."""
    name = plain(cell)
    for alias in _metrics():
        if name.endswith(f" {alias}"):
            return alias, cell.strip()[: -len(alias)].strip()
        if name.startswith(f"{alias} "):
            return alias, cell.strip()[len(alias) :].strip()
    return "", ""


@cache
def _formats() -> tuple[Format, ...]:
    return tuple(declared for declared in known() if declared.source == "search_console")


@cache
def _dimensions() -> frozenset[str]:
    return frozenset(plain(alias) for declared in _formats() for alias in declared.columns[0].names)


@cache
def _metrics() -> tuple[str, ...]:
    """The names of the figures, the longest first, so that "average position" is not read as "position"."""
    names = {plain(alias) for declared in _formats() for column in declared.columns[1:] for alias in column.names}
    return tuple(sorted(names | {"ctr"}, key=lambda alias: (-len(alias), alias)))


def said(name: str, found: Compared) -> str:
    """What a reader is told about it."""
    return (
        f"`{name}` compares two periods. Read was the first (`{found.read}`); the other (`{found.left}`) was left out, "
        "so that nothing counts twice. Export each period alone to have both."
    )
