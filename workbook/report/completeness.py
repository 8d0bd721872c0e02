"""The seven questions a plan must answer and the nine tasks it must cover: what is there, and which field is still empty.

A plan that does not say who, when, how much and why is a wish. Each question names the forms that answer it; whatever they still miss is
listed with a link to the very field.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbook import lessons
from workbook.answers.chapters import CHAPTERS, link_to, place_of
from workbook.answers.fields import Answers
from workbook.report.source import Source


@dataclass(frozen=True)
class Gap:
    """One empty or wrong field: what to do, and where."""

    text: str
    href: str


@dataclass(frozen=True)
class Place:
    """One place where a task is worked on, what is still open there, and whether anything was answered there."""

    title: str
    href: str
    gaps: tuple[Gap, ...]
    begun: bool = True


@dataclass(frozen=True)
class Question:
    """One question a plan must answer, or a task it must cover: what it still lacks, all of it and place by place, and what a good answer has."""

    id: str
    question: str
    why: str
    gaps: tuple[Gap, ...]
    places: tuple[Place, ...] = ()
    good: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether nothing is open."""
        return not self.gaps


def questions(source: Source) -> tuple[Question, ...]:
    """The seven questions with their gaps, in the order of the lesson."""
    return tuple(
        Question(item.id, item.question, item.why, _gaps(item.answered_by, source), good=item.good_answer) for item in lessons.plan_questions()
    )


def tasks(source: Source) -> tuple[Question, ...]:
    """The nine tasks with the places where they are worked on, in the order of the lesson."""
    return tuple(
        Question(
            item.id,
            item.question,
            item.why,
            _gaps(item.answered_by, source),
            tuple(_place(path, source) for path in item.answered_by),
            item.good_answer,
        )
        for item in lessons.plan_tasks()
    )


def _place(path: str, source: Source) -> Place:
    """A place by its path: the step in which the form stands, and the question in it where only one is meant."""
    form, _, field = path.partition(":")
    chapter, step = place_of(form)
    asked = FORMS[form].specs()[field].label if field else ""
    return Place(
        f"{chapter.title}: {step.title}" + (f". {asked}" if asked else ""), link_to(path), _gaps((path,), source), _begun(form, field, source)
    )


def _begun(form: str, field: str, source: Source) -> bool:
    """Whether anything was answered: in the whole form, or in the one question that is meant."""
    checked = source.checked(FORMS[form])
    if checked.state == "not_started" or not field:
        return checked.state != "not_started"
    return getattr(checked.answers, field) not in (None, "", (), {}) or field in {path.partition("/")[0] for path in checked.unknown}


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
