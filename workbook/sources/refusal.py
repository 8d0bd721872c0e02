"""When a file cannot be read at all: one full sentence says what was expected, what was found and what to do."""

from __future__ import annotations


class Unreadable(ValueError):
    """Nothing in the file can be used. The message is a sentence for the person who chose the file.

    >>> raise Unreadable("`sales.csv` is empty: export it again.")
    Traceback (most recent call last):
    ...
    workbook.sources.refusal.Unreadable: `sales.csv` is empty: export it again.
    """
