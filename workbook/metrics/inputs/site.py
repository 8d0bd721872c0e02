"""The site's sales force: the checklist's items and the scores given to the own site and to rivals."""

from __future__ import annotations

from itertools import count

from workbook import lessons
from workbook.answers import sales_force as asked
from workbook.metrics.sales_force import OWN, Item, Score


def items(business_model: str | None = None) -> list[Item]:
    """The items of the checklist with their effect and effort, without those that do not apply to a business model."""
    return [Item(i.id, i.title, lessons.GROUPS[i.group], i.effect, i.effort) for i in lessons.checklist(business_model)]


def own(answers: asked.Checklist) -> dict[str, Score]:
    """The own site's scores by item: 0 to 3, `"na"`, or `None`."""
    return {item: cells.get("score") for item, cells in answers.items.items()}


def rivals(answers: asked.Rivals) -> dict[str, dict[str, Score]]:
    """Each rival's scores by item; names that were given twice, or that are the own site's, carry a number."""
    names = {"a": answers.rival_a, "b": answers.rival_b, "c": answers.rival_c}
    called = _told_apart({letter: name or f"Rival {letter.upper()}" for letter, name in names.items()})
    scores = {called[letter]: {item: cells.get(letter) for item, cells in answers.items.items()} for letter in names}
    return {name: given for name, given in scores.items() if any(score is not None for score in given.values())}


def _told_apart(called: dict[str, str]) -> dict[str, str]:
    """The names, numbered where two would be one: "Mill", "Mill" become "Mill", "Mill (2)".

    >>> _told_apart({"a": "Mill", "b": "mill", "c": "Own site"})
    {'a': 'Mill', 'b': 'mill (2)', 'c': 'Own site (2)'}
    """
    taken, apart = {OWN.casefold()}, {}
    for letter, name in called.items():
        numbered = (f"{name} ({n})" if n > 1 else name for n in count(1))
        apart[letter] = next(one for one in numbered if one.casefold() not in taken)
        taken.add(apart[letter].casefold())
    return apart
