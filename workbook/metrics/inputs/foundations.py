"""The foundations' answers as what the calculations take."""

from __future__ import annotations

from workbook import lessons
from workbook.answers import foundations as asked
from workbook.metrics.levers import Month
from workbook.metrics.maturity import Part


def month(answers: asked.Levers) -> Month | None:
    """The month, once all of its numbers are there."""
    numbers = {name: getattr(answers, name) for name in asked.Levers.specs()}
    return None if any(value is None for value in numbers.values()) else Month(**numbers)


def parts(answers: asked.Maturity) -> list[Part]:
    """Every part of the work with its level, where it has one."""
    given = {name: cells.get("score") for name, cells in answers.modules.items()}
    levels = {name: int(score) for name, score in given.items() if score in set("01234")}
    return [Part(m.title, m.short, levels.get(m.id), m.levels, m.next_step) for m in lessons.modules()]


def uses(answers: asked.Functions) -> dict[str, str]:
    """What is said of each function."""
    return {name: str(cells["use"]) for name, cells in answers.functions.items() if cells.get("use")}
