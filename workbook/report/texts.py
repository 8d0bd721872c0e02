"""The text of a part: as the answers write it, or as somebody wrote it instead.

The text is what a part opens with: its paragraphs up to the first table, chart, list or heading. Tables and charts always come from the
answers. When the answers under a text that somebody wrote change later, that text is neither thrown away nor trusted: both are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook.answers.plan_texts import PlanTexts
from workbook.report.document import Content, Paragraph
from workbook.report.source import Source

KEPT = "plan_text"
"""Under which it is kept, by part, what the answers wrote when somebody wrote their own text ("own", "generated"), and the own text that was
put aside for the generated one ("before")."""


@dataclass(frozen=True)
class Text:
    """The text of one part.

    `own` is blank where the answers write it; `then` is what they wrote when `own` was written, `before` the own text that was put aside.
    """

    part: str
    generated: str
    own: str = ""
    then: str = ""
    before: str = ""

    @property
    def outdated(self) -> bool:
        """Whether the answers say something else than when the own text was written."""
        return bool(self.own and self.then) and self.then != self.generated


def own_texts(source: Source) -> dict[str, str]:
    """The texts that somebody wrote, by part."""
    written: dict[str, str] = {}
    for one in source.answers(PlanTexts).texts:
        if one.part and one.text:
            written.setdefault(one.part, one.text)
    return written


def opening(blocks: Sequence[Content]) -> tuple[str, tuple[Content, ...]]:
    r"""The text that a part opens with, and everything else; a gap in it stays outside.

    >>> opening([Paragraph("One."), Paragraph("Say two.", "missing"), Paragraph("Three.")])
    ('One.\n\nThree.', (Paragraph(text='Say two.', style='missing', href=''),))
    """
    end = next((n for n, block in enumerate(blocks) if not isinstance(block, Paragraph)), len(blocks))
    first, rest = blocks[:end], blocks[end:]
    said = [block.text for block in first if isinstance(block, Paragraph) and block.style in ("body", "lead")]
    left = [block for block in first if not (isinstance(block, Paragraph) and block.style in ("body", "lead"))]
    return "\n\n".join(said), (*left, *rest)


def told(blocks: Sequence[Content], own: str) -> list[Content]:
    """The part with somebody's own text in place of what it opens with."""
    if not own:
        return list(blocks)
    lead = bool(blocks) and isinstance(blocks[0], Paragraph) and blocks[0].style == "lead"
    lines = [line.strip() for line in own.splitlines() if line.strip()]
    words = [Paragraph(line, "lead" if lead and n == 0 else "body") for n, line in enumerate(lines)]
    return [*words, *opening(blocks)[1]]


def text_of(part: str, blocks: Sequence[Content], own: Mapping[str, str], kept: Mapping[str, Mapping[str, str]]) -> Text:
    """The text of a part with what is known about it."""
    then = kept.get(part, {})
    return Text(part, opening(blocks)[0], own.get(part, ""), str(then.get("generated", "")), str(then.get("before", "")))
