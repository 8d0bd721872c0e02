"""The plan as Markdown: readable as text, and by every tool that takes CommonMark with tables."""

from __future__ import annotations

import base64
import re

from workbook.report.document import Block, Bullets, Document, Heading, Paragraph, Picture, Table, clean, one_line
from workbook.report.drawing import drawn, svg

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")
_MARK = re.compile(r"^(\s*)([-+=])(?=\s|$|[-=\s]+$)", re.MULTILINE)  # a list, a rule, the line under a heading
_NUMBERED = re.compile(r"^(\s*\d+)([.)])(?=\s|$)", re.MULTILINE)


def to_markdown(document: Document) -> str:
    r"""Print a document as Markdown, UTF-8, with a line break at the end.

    >>> print(to_markdown(Document("Plan", "Leaf & Kettle", (Heading("Goals"), Paragraph("Sell *more*.")))))
    # Plan
    <BLANKLINE>
    Leaf \& Kettle
    <BLANKLINE>
    ## Goals
    <BLANKLINE>
    Sell \*more\*.
    <BLANKLINE>
    """
    parts = [f"# {escape(document.title)}", escape(document.subtitle)] + [_block(block) for block in drawn(document).blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    r"""Text that means itself: what a person typed never becomes markup.

    >>> escape("<b>5 * 3</b>")
    '\\<b\\>5 \\* 3\\</b\\>'
    >>> escape("1. one"), escape("---"), escape("-5 %")
    ('1\\. one', '\\---', '-5 %')
    """
    plain = _SPECIAL.sub(r"\\\1", clean(text))
    return _NUMBERED.sub(r"\1\\\2", _MARK.sub(r"\1\\\2", plain))


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * (level + 1)} {_one_line(text)}"
        case Paragraph(text, "missing"):
            return f"**Still open:** {escape(text)}"
        case Paragraph(text, "note"):
            return f"> {_one_line(text)}"
        case Paragraph(text):
            return _paragraphs(text)
        case Bullets(items, numbered):
            return "\n".join(f"{f'{n}.' if numbered else '-'} {_one_line(item)}" for n, item in enumerate(items, 1))
        case Table():
            return _table(block)
        case Picture(spec, caption, alt):
            return f"**{_one_line(caption)}**\n\n![{_one_line(alt)}](data:image/svg+xml;base64,{base64.b64encode(svg(spec).encode()).decode()})"


def _paragraphs(text: str) -> str:
    lines = [escape(line.strip()) for line in text.splitlines()]
    return "\n\n".join(line for line in lines if line)


def _one_line(text: str) -> str:
    return escape(one_line(text))


def _table(table: Table) -> str:
    head = "| " + " | ".join(map(_one_line, table.head)) + " |"
    rule = "|" + "|".join("---:" if table.aligned(i) == "right" else "---" for i in range(len(table.head))) + "|"
    rows = ["| " + " | ".join(map(_one_line, row)) + " |" for row in table.rows]
    caption = [f"*{_one_line(table.caption)}*", ""] if table.caption else []
    return "\n".join([*caption, head, rule, *rows])
