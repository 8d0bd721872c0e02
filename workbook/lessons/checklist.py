"""The site's sales force: forty-eight questions a visitor would ask, each with four levels.

A site sells when a visitor easily finds what they came for, it helps them, and they feel the urge to get in touch. The list makes
that observable: look, note the evidence, choose the level whose description fits. Two people should arrive at the same level.
"""

from __future__ import annotations

from typing import Literal

from workbook.lessons.files import CurriculumId, Id, Lesson, Line, Note, Scale5, read

Group = Literal["findability", "content", "persuasion", "presentation", "contact", "trust"]
ModelId = Literal["a", "b", "c", "d"]

GROUPS: dict[Group, str] = {
    "findability": "Finding it",
    "content": "Being helped",
    "persuasion": "Being persuaded",
    "presentation": "Seeing it well",
    "contact": "Getting in touch",
    "trust": "Feeling safe",
}
"""The six groups in the order of a visit, with their headings."""


class ChecklistItem(Lesson):
    """One question about the visitor.

    `effect` (1-5) is how much a better level usually changes the number of enquiries, `effort` (1-5) how much work it usually is:
    both are teaching values to be replaced by one's own. `measured` names the automatic measurement that can support the judgement.
    """

    id: Id
    group: Group
    title: Line
    why: Note
    source: str = ""
    levels: tuple[Line, Line, Line, Line]
    evidence: Line
    effect: Scale5
    effort: Scale5
    measured: str | None = None
    curriculum: CurriculumId
    not_for: tuple[ModelId, ...] = ()


def checklist(business_model: str | None = None) -> tuple[ChecklistItem, ...]:
    """Every item, or those that apply to a business model (`"a"` … `"d"`).

    Examples
    --------
    >>> len(checklist())
    48
    >>> len(checklist("c")) < len(checklist())
    True
    """
    items: tuple[ChecklistItem, ...] = read("checklist", tuple[ChecklistItem, ...])
    return tuple(i for i in items if business_model not in i.not_for)
