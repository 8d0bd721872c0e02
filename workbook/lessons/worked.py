"""Worked examples: how we would answer a form for a sample company, each answer with its reason.

An example is for comparing afterwards. Seen before, it is copied; seen after one's own attempt, each difference is a question.
"""

from __future__ import annotations

from typing import Any

import pydantic

from workbook.lessons.files import DATA, Id, Lesson, Line, Note, read


class Worked(Lesson):
    """One form answered for one company. `raws` as a trainee would type them (English numbers, euro); `because` by path."""

    company: Id
    form: Line
    raws: dict[str, Any]
    because: dict[str, Note] = pydantic.Field(default_factory=dict)
    look_at: Note


def worked(form: str, company: str) -> Worked | None:
    """The example of a form for a company, or `None` where there is none.

    >>> worked("foundations.maturity", "tea").raws["modules"]["team"]["score"]
    '1'
    """
    name = f"worked/{form}"
    if not (DATA / f"{name}.yaml").is_file():
        return None
    found: tuple[Worked, ...] = read(name, tuple[Worked, ...])
    return next((one for one in found if one.company == company), None)


def worked_forms() -> tuple[str, ...]:
    """The forms that have examples."""
    return tuple(sorted(file.stem for file in (DATA / "worked").glob("*.yaml")))
