"""A document before it has a format: headings, paragraphs, lists, tables and charts in order.

The plan is written once as blocks; Word, PDF, Markdown, the sheets of a spreadsheet and the preview on the page are ways to print the same
blocks, so a number cannot differ between them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "right"]
Kind = Literal["text", "count", "number", "money", "rate", "date"]

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What no format can hold, and the marks that turn the direction of the words after them, so that a text reads as what it is not."""
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""All white space but the three that hold a line together."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a part of the plan. `part` is the name under which the text of the part can be edited."""

    text: str
    level: int = 1
    part: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Words. `style` "missing" marks a gap that the reader must see, "note" a remark in small type.

    `href` leads to where a gap is filled: the preview makes a link of it, what is printed does without.
    """

    text: str
    style: Literal["body", "missing", "note", "lead"] = "body"
    href: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list; `numbered` where the order counts."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Cell:
    """What a cell says, and the number or day behind it: a sheet gets the value, the reader the text.

    A share is 0.12 for 12 %. `digits` says how many decimals are shown.
    """

    text: str
    value: float | datetime.date | None = None
    kind: Kind = "text"
    digits: int = 0


@dataclass(frozen=True)
class Table:
    """A table: head, rows of cells as they are read, one alignment a column; `cells` are the same with the values behind them.

    `name` is what its sheet is called in a spreadsheet, `widths` how wide the columns are, compared with each other.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[Align, ...] = ()
    caption: str = ""
    name: str = ""
    cells: tuple[tuple[Cell, ...], ...] = ()
    widths: tuple[float, ...] = ()

    def aligned(self, column: int) -> Align:
        """The alignment of a column; left unless said otherwise."""
        return self.align[column] if column < len(self.align) else "left"


@dataclass(frozen=True)
class Picture:
    """A chart before it is drawn: its Vega-Lite specification as JSON, and the words that replace it for whoever cannot see it.

    `caption` says what is seen, `alt` what that means in figures; `data` is what was drawn.
    """

    spec: str
    caption: str
    alt: str
    data: Table | None = field(default=None)


Block = Heading | Paragraph | Bullets | Table | Picture


@dataclass(frozen=True)
class Later:
    """A chart that is made when the document is printed: making one takes longer than all the text. `known` is what it is made from."""

    known: str
    make: Callable[[], Sequence[Block]] = field(compare=False)


Content = Block | Later
"""What a part is written as."""


@dataclass(frozen=True)
class Document:
    """A title and blocks. `language` is the reader's way of writing numbers, `written_on` the day that stands on the cover.

    With `contents` its parts are numbered, and the Word file opens with a list of them.
    """

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    language: str = "en_GB"
    currency: str = "EUR"
    written_on: str = ""
    contents: bool = False

    @property
    def words_in(self) -> str:
        """The language of the words, as a tag: they are English, whatever the numbers look like.

        >>> Document("Plan", "Leaf & Kettle", (), "de_DE").words_in, Document("Plan", "Leaf & Kettle", (), "en_US").words_in
        ('en-GB', 'en-US')
        """
        return self.language.replace("_", "-") if self.language.startswith("en") else "en-GB"

    @property
    def letter(self) -> bool:
        """Whether the paper is Letter: in the United States it is, elsewhere A4."""
        return self.language == "en_US"


def clean(text: object) -> str:
    r"""Text without control characters and half surrogates, which no document format can hold.

    >>> clean("Tea\x00 house")
    'Tea house'
    """
    return _CONTROL.sub("", str(text))


def one_line(text: object) -> str:
    r"""Clean text in one line. A space that does not break stays one: a number keeps its thousands and its unit beside it.

    >>> one_line(" It costs\n 1\xa0800\xa0Kč. ")
    'It costs 1\xa0800\xa0Kč.'
    """
    return _SPACES.sub(" ", clean(text)).strip(" ")


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    right: Sequence[int] = (),
    caption: str = "",
    name: str = "",
    widths: Sequence[float] = (),
) -> Table:
    """A table from anything printable; `right` lists the columns with numbers, from 0.

    >>> table(["Channel", "Cost"], [["Search", Cell("€ 500", 500.0, "money")]], right=[1]).rows
    (('Search', '€ 500'),)
    """
    align: tuple[Align, ...] = tuple("right" if i in right else "left" for i in range(len(head)))
    cells = tuple(tuple(_cell(cell) for cell in row) for row in rows)
    texts = tuple(tuple(cell.text for cell in row) for row in cells)
    return Table(tuple(head), texts, align, caption, name, cells, tuple(widths))


def _cell(cell: object) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(clean(cell))
