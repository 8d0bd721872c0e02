"""Where a page may end: a heading never stands alone at its foot, and a table stays with the sentence that opens it.

A reader who meets a heading at the foot of a page and its table on the next one looks for it twice. So each block says whether the one after it
must stand on the same page, and a table says whether it is short enough to stay in one piece. The PDF and the Word file follow the same rules.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from workbook.report.document import Block, Bullets, Heading, Paragraph, Picture, Table
from workbook.report.widths import widths

OPENING = 420
"""Characters up to which a paragraph stays with the table, list or chart that it opens."""
CHARACTER, EDGES, LINE, ROW = 4.4, 10.0, 10.9, 9.0
"""Points, about: a character in a table's size, what a cell keeps free beside and above its text, and the height of a line."""
PAPER = 465.0
"""Points between the margins."""
PIECE, PIECE_ROW = 330.0, 220.0
"""Points up to which a table, and a row, stay in one piece; a page holds some 715."""


def tied(blocks: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether the one after it must stand on the same page.

    >>> blocks = [Heading("People"), Paragraph("Two sisters."), Table(("Who",), (("Ida",),)), Paragraph("Later.")]
    >>> [stays for _, stays in tied(blocks)]
    [True, True, False, False]
    """
    for n, block in enumerate(blocks):
        after = blocks[n + 1] if n + 1 < len(blocks) else None
        yield block, after is not None and _stays(block, after)


def _stays(block: Block, after: Block) -> bool:
    match block:
        case Heading():
            return True
        case Paragraph(text, "body" | "lead"):
            return isinstance(after, Table | Picture | Bullets) and len(text) <= OPENING
        case Table():
            return isinstance(after, Paragraph) and after.style == "note" and in_one_piece(block)
        case Picture():
            return isinstance(after, Paragraph) and after.style == "note"
    return False


def in_one_piece(table: Table) -> bool:
    """Whether a table is short enough to stand on one page; a longer one goes on over the page, with its head again."""
    return sum(_heights(table)) <= PIECE


def rows_in_one_piece(table: Table) -> bool:
    """Whether every row is short enough: a page must hold it."""
    return max(_heights(table), default=0.0) <= PIECE_ROW


def _heights(table: Table) -> list[float]:
    """The height of each row in points, the head first, about."""
    wide = _columns(table)
    return [ROW + LINE * max((_lines(text, width) for text, width in zip(row, wide, strict=True)), default=1) for row in (table.head, *table.rows)]


def _columns(table: Table) -> list[float]:
    """The width of each column in points: short ones as their longest cell, the others share what is left."""
    shares = widths(table)
    columns = list(zip(table.head, *table.rows, strict=True))
    short = [0.0 if share else max(map(len, column)) * CHARACTER + EDGES for share, column in zip(shares, columns, strict=True)]
    left = max(PAPER - sum(short), PAPER / 4)
    return [size or left * share / sum(shares) for size, share in zip(short, shares, strict=True)]


def _lines(text: str, width: float) -> int:
    return max(1, math.ceil(len(text) * CHARACTER / max(width - EDGES, 3 * CHARACTER)))


__all__ = ["in_one_piece", "rows_in_one_piece", "tied"]
