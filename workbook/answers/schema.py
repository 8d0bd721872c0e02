"""What the browser needs to draw a form: its questions as JSON, without a word about how they are checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workbook.answers.parse import offered

if TYPE_CHECKING:
    from workbook.answers.fields import Answers, Row, Spec
    from workbook.answers.locale import Locale


def schema(model: type[Answers], locale: Locale) -> dict[str, Any]:
    """The form as JSON; the shape stands in `docs/design.md`.

    Examples
    --------
    >>> from workbook.answers import fields
    >>> from workbook.answers.locale import Locale
    >>> class Budget(fields.Answers):
    ...     FORM = "strategy.budget"
    ...     monthly_budget: float | None = fields.money("Monthly budget")
    >>> drawn = schema(Budget, Locale("de_DE", "EUR"))
    >>> drawn["form"], drawn["decimal"], drawn["fields"][0]["label"], drawn["fields"][0]["unit"]
    ('strategy.budget', ',', 'Monthly budget', 'EUR')
    """
    return {
        "form": model.FORM,
        "title": model.TITLE,
        "intro": locale.prose(model.INTRO),
        "decimal": locale.decimal_mark,
        "currency": locale.currency,
        "fields": [_field(spec, locale) for spec in model.specs().values() if spec.asked],
    }


def offering(drawn: dict[str, Any], choices: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The schema with the choices that this workbook has, as a list; `choices` maps a field, or `group/field`, to `{value: label}`.

    >>> offering({"fields": [{"name": "by", "options": []}]}, {"by": {"1": "1. How old are you?"}})["fields"]
    [{'name': 'by', 'options': [{'value': '1', 'label': '1. How old are you?', 'hint': ''}], 'as_list': True}]
    """

    def offered_in(fields: list[dict[str, Any]], prefix: str = "") -> list[dict[str, Any]]:
        return [_offering(one, choices.get(prefix + one["name"])) | _items(one, prefix) for one in fields]

    def _items(one: dict[str, Any], prefix: str) -> dict[str, Any]:
        return {"item": offered_in(one["item"], f"{prefix}{one['name']}/")} if "item" in one else {}

    return drawn | {"fields": offered_in(drawn["fields"])}


def _offering(drawn: dict[str, Any], choices: Mapping[str, str] | None) -> dict[str, Any]:
    if choices is None:
        return drawn
    return drawn | {"options": [{"value": value, "label": label, "hint": ""} for value, label in choices.items()], "as_list": True}


def _field(spec: Spec, locale: Locale) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "name": spec.name,
        "kind": spec.kind,
        "label": spec.label,
        "hint": locale.prose(spec.hint),
        "why": locale.prose(spec.why),
        "unit": _unit(spec, locale),
        "optional": spec.optional,
        "dont_know": spec.dont_know,
        "width": spec.width,
        "max_length": spec.max_length,
    }
    if spec.folded:
        drawn["folded"] = True
    if spec.kind in ("one_of", "many_of", "yes_no"):
        drawn["options"] = [{"value": o.value, "label": locale.prose(o.label), "hint": locale.prose(o.hint)} for o in offered(spec)]
    if spec.kind == "grid":
        drawn["rows"] = [_row(row, locale) for row in spec.rows]
        drawn["columns"] = [_field(column, locale) for column in spec.columns]
    if spec.kind == "group" and spec.item is not None:
        drawn["item"] = [_field(one, locale) for one in spec.item.specs().values()]
        drawn |= {"item_label": spec.item_label, "item_plural": spec.item_plural, "layout": spec.layout}
        drawn |= {"min_items": spec.min_items, "max_items": spec.max_items}
    return drawn


def _row(row: Row, locale: Locale) -> dict[str, Any]:
    return {
        "name": row.name,
        "label": row.label,
        "hint": locale.prose(row.hint),
        "why": locale.prose(row.why),
        "group": row.group,
        "levels": [locale.prose(level) for level in row.levels],
        "cell": None if row.cell is None else _field(row.cell, locale),
    }


def _unit(spec: Spec, locale: Locale) -> str:
    """Money is asked for in the workbook's currency; a unit of its own (`per month`) follows."""
    return f"{locale.currency} {spec.unit}".rstrip() if spec.kind == "money" else spec.unit


__all__ = ["offering", "schema"]
