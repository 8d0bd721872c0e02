"""A document before it has a format: headings, paragraphs, lists and tables in order.

The plan is written once as blocks; Markdown, DOCX and the preview on the page are three ways to print the same blocks,
so a number cannot differ between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "right"]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a part of the plan."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Words. `style` "missing" marks a gap that the reader must see, "note" a remark in small type."""

    text: str
    style: Literal["body", "missing", "note", "lead"] = "body"


@dataclass(frozen=True)
class Bullets:
    """A list; `numbered` where the order counts."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """A table: head, rows of already formatted cells, one alignment a column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[Align, ...] = ()
    caption: str = ""

    def aligned(self, column: int) -> Align:
        """The alignment of a column; left unless said otherwise."""
        return self.align[column] if column < len(self.align) else "left"


@dataclass(frozen=True)
class Picture:
    """A chart as a picture: PNG bytes, with the words that replace it for whoever cannot see it."""

    png: bytes
    caption: str
    alt: str


Block = Heading | Paragraph | Bullets | Table | Picture


@dataclass(frozen=True)
class Document:
    """A title and blocks."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    language: str = "en_GB"


def clean(text: object) -> str:
    r"""Text without control characters and half surrogates, which no document format can hold.

    >>> clean("Tea\x00 house")
    'Tea house'
    """
    return _CONTROL.sub("", str(text))


def table(head: Sequence[str], rows: Sequence[Sequence[object]], *, right: Sequence[int] = (), caption: str = "") -> Table:
    """A table from anything printable; `right` lists the columns with numbers, from 0.

    >>> table(["Channel", "Cost"], [["Search", "€ 500"]], right=[1]).aligned(1)
    'right'
    """
    align: tuple[Align, ...] = tuple("right" if i in right else "left" for i in range(len(head)))
    return Table(tuple(head), tuple(tuple(clean(cell) for cell in row) for row in rows), align, caption)
