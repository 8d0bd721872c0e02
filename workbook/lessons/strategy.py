"""Two decisions before any channel: is online marketing worth starting now, and what kind of site does the deal call for.

Feasibility is a weighted scorecard over product, competition, finance and people. The business model follows from how a customer
buys: alone and at once, after advice, or in a shop that the brand does not own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import pydantic

from workbook.lessons.files import CurriculumId, Id, Lesson, Line, Note, Prose, read

Aspect = Literal["product", "competition", "finance", "people"]


class Criterion(Lesson):
    """One criterion of the scorecard, with a description of each score 0-4. `weight` is the default, to be changed by the trainee."""

    id: Id
    aspect: Aspect
    question: Line
    why: Note
    scores: tuple[Line, Line, Line, Line, Line]
    weight: Annotated[int, pydantic.Field(ge=1, le=5)]
    raise_it: Note
    curriculum: CurriculumId = "2.1"


class Measure(Lesson):
    """What to watch under a model, and why this rather than another figure."""

    name: Line
    why: Note


class ModelVariant(Lesson):
    """What reads otherwise of a model where a question about the deal has a certain answer."""

    question: Id
    answer: Id
    what: Prose
    site: Note
    risks: tuple[Note, ...]


class BusinessModel(Lesson):
    """One of the four models: what it is, when it fits, the site it needs, what is measured, what goes wrong."""

    id: Literal["a", "b", "c", "d"]
    name: Line
    what: Prose
    when: tuple[Line, ...]
    site: Note
    pages: tuple[Line, ...]
    measures: tuple[Measure, ...]
    risks: tuple[Note, ...]
    example: Note
    variants: tuple[ModelVariant, ...] = ()
    curriculum: CurriculumId = "2.7"


class DealOption(Lesson):
    """One answer about the deal; `points` says how far it speaks for each model (0-3), `because` says why."""

    value: Id
    label: Line
    points: dict[Literal["a", "b", "c"], Annotated[int, pydantic.Field(ge=0, le=3)]]
    because: Note


class DealQuestion(Lesson):
    """One question about how a customer buys."""

    id: Id
    question: Line
    why: Note
    options: Annotated[tuple[DealOption, ...], pydantic.Field(min_length=2, max_length=7)]


class _Models(Lesson):
    models: tuple[BusinessModel, ...]
    questions: tuple[DealQuestion, ...]


def feasibility_criteria() -> tuple[Criterion, ...]:
    """The criteria of the scorecard, aspect by aspect."""
    criteria: tuple[Criterion, ...] = read("feasibility", tuple[Criterion, ...])
    return criteria


def business_models() -> tuple[BusinessModel, ...]:
    """The four business models.

    Examples
    --------
    >>> [m.id for m in business_models()]
    ['a', 'b', 'c', 'd']
    """
    found: _Models = read("business_models", _Models)
    return found.models


def business_model(id: str | None, deal: Mapping[str, str | None]) -> BusinessModel | None:
    """A business model as it reads for a deal: its variant where the answers decide for one. `deal` maps a question to its answer.

    Examples
    --------
    >>> business_model("a", {}).site[:30], business_model("a", {"where_bought": "own"}).site[:22]
    ('A shop, first on a marketplace', 'A shop of its own, to ')
    """
    model = next((m for m in business_models() if m.id == id), None)
    variant = next((v for v in model.variants if deal.get(v.question) == v.answer), None) if model else None
    return model.model_copy(update={"what": variant.what, "site": variant.site, "risks": variant.risks}) if model and variant else model


def deal_questions() -> tuple[DealQuestion, ...]:
    """The questions about the deal from which a model is recommended."""
    found: _Models = read("business_models", _Models)
    return found.questions
