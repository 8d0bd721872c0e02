"""The tasks with which a plan's schedule usually begins: a beginning to be changed, not a schedule."""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic

from workbook.lessons.files import CurriculumId, Id, Lesson, Line, read

Part = Literal["decides", "creates", "executes", "advises"]


class Usual(Lesson):
    """One usual task. `days` are working days; `hours` are a week's for what runs, else in total; `by` is whose part it is."""

    what: Line
    stage: Literal["prepare", "build", "launch", "run", "evaluate"]
    by: Part
    days: Annotated[int, pydantic.Field(ge=1)] | None = None
    hours: Annotated[float, pydantic.Field(gt=0)] | None = None


class Effort(Lesson):
    """What a point of the site's checklist takes."""

    days: Annotated[int, pydantic.Field(ge=1)]
    hours: Annotated[float, pydantic.Field(gt=0)]


class Stages(Lesson):
    """The usual tasks by id, what a weak point of effort 1 to 5 takes, and the parts of the sample companies' people."""

    tasks: dict[Id, Usual]
    efforts: tuple[Effort, Effort, Effort, Effort, Effort]
    parts: dict[Id, tuple[Part, ...]]
    curriculum: CurriculumId = "2.11"


def stages() -> Stages:
    """The usual tasks.

    >>> stages().tasks["launch"].stage
    'launch'
    """
    found: Stages = read("stages", Stages)
    return found
