"""Numbers inside sentences that were written once, in English, brought to the reader's own way of writing.

Who writes 80.000 reads “80,000 euros” as eighty. Only what is surely a number is changed: a version (WCAG 2.2), a criterion (1.4.3), a date or a code
stays as it is, and so does what has two meanings.
"""

from __future__ import annotations

import re

_EDGES = r"(?<![\w.,’'/-])", r"(?!\w|[.,’]\d)"
_GROUPED = re.compile(rf"{_EDGES[0]}\d{{1,3}}(?:,\d{{3}})+{_EDGES[1]}")
_DECIMAL = re.compile(rf"{_EDGES[0]}\d+\.\d+{_EDGES[1]}")
_WORD = re.compile(r"\w+$")
_CODES = frozenset({"version", "criterion", "criteria", "section", "chapter", "article", "step", "level", "release"})


def rewritten(text: str, decimal_mark: str, group_mark: str) -> str:
    """The text with `1,234` and `1.5` in the given marks, where each is surely a number.

    >>> rewritten("Printers for 80,000 euros; the mean is 2.9, at most 53.3 %.", ",", ".")
    'Printers for 80.000 euros; the mean is 2,9, at most 53,3 %.'
    >>> rewritten("WCAG 2.2, criterion 1.4.3, version 4.0, on 31.10.2027: 1,234.56", ",", ".")
    'WCAG 2.2, criterion 1.4.3, version 4.0, on 31.10.2027: 1,234.56'
    """
    if (decimal_mark, group_mark) == (".", ","):
        return text
    pieces = _DECIMAL.sub(lambda found: found[0] if _is_code(found) else found[0].replace(".", "\0"), text)
    return _GROUPED.sub(lambda found: found[0].replace(",", group_mark), pieces).replace("\0", decimal_mark)


def _is_code(found: re.Match[str]) -> bool:
    """Whether the word before it makes it a name rather than a number: WCAG 2.2, version 4.0."""
    word = _WORD.search(found.string[: found.start()].rstrip())
    return word is not None and (word[0] in _CODES or word[0] != word[0].lower())


__all__ = ["rewritten"]
