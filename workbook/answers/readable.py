"""Answers to be read instead of changed: each question with what was typed, as a person would say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook.answers.fields import DONT_KNOW, Answers, Spec

UNKNOWN = "Not known yet"


class Lead(str):
    """A line that begins an item."""

    leads = True


def readable(model: type[Answers], raws: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the questions that have an answer, in the order in which they are asked, each with the lines of its answer.

    Parameters
    ----------
    model : type[Answers]
        The questions.
    raws : mapping
        What is kept of each field, as it was typed.

    Examples
    --------
    >>> from workbook.answers.start import Setup
    >>> readable(Setup, {"currency": "EUR"})
    [('Currency', ('Euro (€)',))]
    """
    said = ((spec.label, _lines(spec, raws.get(name))) for name, spec in model.specs().items() if spec.asked)
    return [(label, lines) for label, lines in said if lines]


def _lines(spec: Spec, raw: Any) -> tuple[str, ...]:
    if spec.kind == "group" and spec.item:
        fields = spec.item.specs()
        items = [item for item in raw if isinstance(item, Mapping)] if isinstance(raw, list) else []
        return tuple(line for item in items for line in _item(fields, item))
    if spec.kind == "grid":
        columns = {column.name: column for column in spec.columns}
        return tuple(f"{row.label}: {told}" for row in spec.rows if (told := _cells(columns, _mapping(_mapping(raw).get(row.name)))))
    return (told,) if (told := _told(spec, raw)) else ()


def _item(specs: Mapping[str, Spec], raw: Mapping[str, Any]) -> list[str]:
    """One item of a group: its first answer leads, the others follow with their questions."""
    told = [(spec.label, said) for name, spec in specs.items() if (said := ", ".join(_lines(spec, raw.get(name))))]
    return [Lead(said) if first else f"{label}: {said}" for first, (label, said) in zip((True, *[False] * len(told)), told, strict=False)]


def _cells(specs: Mapping[str, Spec], raw: Mapping[str, Any]) -> str:
    """One row of a grid."""
    return " / ".join(told for name, spec in specs.items() if (told := ", ".join(_lines(spec, raw.get(name)))))


def _told(spec: Spec, raw: Any) -> str:
    """One field in words."""
    if raw == DONT_KNOW:
        return UNKNOWN
    labels = {option.value: option.label for option in spec.options}
    if isinstance(raw, list):
        return ", ".join(labels.get(one, one) for one in raw if isinstance(one, str))
    text = labels.get(raw, raw) if isinstance(raw, str) else ""
    return f"{text} {spec.unit}" if text and spec.unit and spec.unit not in text else text


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
