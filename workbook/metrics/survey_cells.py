"""One cell of returned answers: what it means for the question that it stands under."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbook.answers import numerals
from workbook.metrics.survey import Asked
from workbook.metrics.survey_estimates import Value
from workbook.metrics.survey_matching import plain

YES = frozenset(["yes", "y", "ja", "j", "oui", "o", "si", "sí", "sim", "true", "wahr", "vrai", "1", "x", "✓", "✔", "☒", "☑", "checked", "selected"])
NO = frozenset(["no", "n", "nein", "non", "nej", "false", "falsch", "faux", "0", "☐", "unchecked"])
_BLANK = frozenset({"", "na", "n a", "k a", "keine angabe", "sans réponse", "no answer", "null", "none", "nan"})
_LEADING = re.compile(r"^\s*(-?\d+(?:[.,]\d+)?)(?=\s*(?:[-–:=(/]|$|\s))")
LONGEST = 4000


@dataclass(frozen=True)
class Cell:
    """The value, `None` where there is none, and what could not be read: pairs of what stands there and what it must be."""

    value: Value
    problems: tuple[tuple[str, str], ...] = ()


def undefused(text: str) -> str:
    """The text without the apostrophe that keeps a spreadsheet from running it.

    >>> undefused("'=1+1"), undefused("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@\t\r\n＝＋－＠" else text


def is_blank(text: str) -> bool:
    """Whether somebody left it out, or wrote that they do.

    >>> is_blank(" – "), is_blank("k. A."), is_blank("0")
    (True, True, False)
    """
    return plain(text) in _BLANK and not any(mark in text for mark in "✓✔☒☑☐")


def cell(q: Asked, text: str, decimal: str = "") -> Cell:
    """Read a cell; `decimal` is the column's decimal mark where it is known.

    >>> cell(Asked(1, "a", "?", "multiple", ("Price", "Taste", "Advice")), "taste; Price | Colour")
    Cell(value=('Price', 'Taste'), problems=(('Colour', 'is none of the answers'),))
    >>> cell(Asked(1, "a", "?", "single", ("Yes", "No", "I do not know")), "Ja").value
    'Yes'
    """
    text = undefused(text.strip())[:LONGEST]
    if q.kind in ("single", "multiple") and (whole := _choice(q, text)):
        return Cell((whole,) if q.kind == "multiple" else whole)
    if q.kind == "text":
        return Cell(text if plain(text) else None)
    if is_blank(text):
        return Cell(None)
    if q.kind == "single":
        return Cell(None, ((text, _not_listed(q, text)),))
    if q.kind == "multiple":
        return _several(q, text)
    return _number(q, text, decimal)


def _choice(q: Asked, text: str) -> str:
    """The choice that is meant: by its words, by yes and no in other languages, or by its number in the code book."""
    wanted = plain(text)
    for choice in q.choices:
        if plain(choice) == wanted and wanted:
            return choice
    for words in (YES, NO):
        if wanted in words and not wanted.isdigit():
            return next((c for c in q.choices if plain(c) in words), "")
    numbered = text.isdecimal() and not any(c.strip()[:1].isdigit() for c in q.choices)
    return q.choices[int(text) - 1] if numbered and 1 <= int(text) <= len(q.choices) else ""


def _several(q: Asked, text: str) -> Cell:
    chosen: set[str] = set()
    wrong: list[tuple[str, str]] = []
    for piece in filter(str.strip, re.split(r"[;|\n]", text)):
        known, rest = _by_commas(q, piece)
        chosen |= known
        wrong += [(one, _not_listed(q, one)) for one in rest]
    return Cell(tuple(c for c in q.choices if c in chosen) or None, tuple(wrong))


def _by_commas(q: Asked, piece: str) -> tuple[set[str], list[str]]:
    """A piece is one choice, or several with commas between them; a choice that has a comma itself is found all the same."""
    if whole := _choice(q, piece.strip()):
        return {whole}, []
    parts, found, rest = [p.strip() for p in piece.split(",") if p.strip()], set(), []
    at = 0
    while at < len(parts):
        end = next((e for e in range(len(parts), at, -1) if _choice(q, ", ".join(parts[at:e]))), 0)
        if end:
            found.add(_choice(q, ", ".join(parts[at:end])))
        else:
            rest.append(parts[at])
        at = end or at + 1
    return found, rest


def _number(q: Asked, text: str, decimal: str) -> Cell:
    for end, step in zip(q.ends, (q.low, q.high), strict=True):
        if q.steps and end and plain(end) == plain(text):
            return Cell(step)
    leading = _LEADING.match(text) if q.steps else None
    typed = numerals.dissect(numerals.plain(leading[1] if leading else text))
    if typed is None:
        return Cell(None, ((text, "must be a number"),))
    sizes = [(-float(size) if typed.negative else float(size)) for size in typed.readings]
    fitting = [size for size in sizes if _inside(q, size)] or sizes[:1]
    if len(fitting) > 1:
        if not decimal:
            return Cell(None, ((text, "can be read in two ways: its mark may be a decimal mark or a thousands mark"),))
        fitting = fitting[:1] if typed.mark == decimal else fitting[1:]
    value = fitting[0]
    if not _inside(q, value):
        return Cell(None, ((text, _bounds(q)),))
    return Cell(value) if not q.steps or value.is_integer() else Cell(None, ((text, "must be a whole step of the scale"),))


def _inside(q: Asked, value: float) -> bool:
    return (q.low is None or value >= q.low) and (q.high is None or value <= q.high)


def _bounds(q: Asked) -> str:
    if q.low is not None and q.high is not None:
        return f"must lie between {q.low:g} and {q.high:g}"
    return f"must be {q.low:g} or more" if q.low is not None else f"must be {q.high:g} or less"


def _not_listed(q: Asked, text: str) -> str:
    near: Sequence[str] = difflib.get_close_matches(text[:80].casefold(), [c.casefold() for c in q.choices], n=1, cutoff=0.75)
    meant = next((c for c in q.choices if near and c.casefold() == near[0]), "")
    return f"is none of the answers; the nearest is “{meant}”" if meant else "is none of the answers"


__all__ = ["NO", "YES", "Cell", "cell", "is_blank", "undefused"]
