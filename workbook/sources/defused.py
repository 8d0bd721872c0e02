"""Texts that a spreadsheet would carry out as a formula, made harmless before they are written out again.

A product called `=HYPERLINK("http://…")` in a shop's export is a text here; opened in a spreadsheet it would be a formula of somebody else's. An
apostrophe before it keeps it a text. Numbers stay numbers: `-5` is no formula.
"""

from __future__ import annotations

import re

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,\s]*%?")


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would see a formula.

    >>> harmless("=1+1"), harmless("@now"), harmless("-5"), harmless("- sale -"), harmless("tea")
    ("'=1+1", "'@now", '-5', "'- sale -", 'tea')
    """
    return f"'{text}" if text.startswith(_STARTS) and not _NUMBER.fullmatch(text) else text
