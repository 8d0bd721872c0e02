"""The seven questions a plan must answer: which are answered, and which field is still empty.

A plan that does not say who, when, how much and why is a wish. Each question names the forms that answer it; whatever they still miss is
listed with a link to the very field.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbook import lessons
from workbook.answers.chapters import CHAPTERS, link_to
from workbook.answers.fields import Answers
from workbook.report.source import Source


@dataclass(frozen=True)
class Gap:
    """One empty or wrong field: what to do, and where."""

    text: str
    href: str


@dataclass(frozen=True)
class Question:
    """One question a plan must answer, and what it still lacks."""

    id: str
    question: str
    why: str
    gaps: tuple[Gap, ...]

    @property
    def answered(self) -> bool:
        """Whether nothing is open."""
        return not self.gaps


def questions(source: Source) -> tuple[Question, ...]:
    """The seven questions with their gaps, in the order of the lesson."""
    return tuple(Question(item.id, item.question, item.why, _gaps(item.answered_by, source)) for item in lessons.plan_questions())


def _gaps(paths: tuple[str, ...], source: Source) -> tuple[Gap, ...]:
    """The gaps at the named places. "form" is a whole form, "form:field" one field with everything in it."""
    found: dict[str, Gap] = {}
    for path in paths:
        form, _, field = path.partition(":")
        for at, text in source.checked(FORMS[form]).errors:
            if not field or at.split("/")[0] == field:
                found.setdefault(f"{form}:{at}", Gap(text, link_to(f"{form}:{at}")))
    return tuple(found.values())


FORMS: dict[str, type[Answers]] = {form.FORM: form for chapter in CHAPTERS for step in chapter.steps for form in step.forms}
"""Every form of the workbook by its name."""
