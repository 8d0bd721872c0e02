import json
from typing import Any, ClassVar

import pytest

from workbook.answers import fields
from workbook.answers.chapters import CHAPTERS
from workbook.answers.fields import Answers, Item, Row
from workbook.answers.locale import Locale
from workbook.answers.schema import schema


class Rival(Item):
    name: str | None = fields.text("Name")


class Country(Item):
    name: str | None = fields.text("Name")
    note: str | None = fields.text("Note", folded=True)


class Form(Answers):
    FORM: ClassVar[str] = "test.form"
    TITLE: ClassVar[str] = "A form"

    budget: float | None = fields.money("Budget", unit="per month", hint="What is spent.", why="It sets the pace.")
    plan: str | None = fields.one_of("Plan", {"a": "A", "b": "B"})
    sure: bool | None = fields.yes_no("Sure?")
    rivals: tuple[Rival, ...] = fields.group("Rivals", Rival, item_label="Rival", layout="table", min_items=2)
    countries: tuple[Country, ...] = fields.group("Countries", Country, item_label="Country", item_plural="Countries")
    scores: dict[str, dict[str, Any]] = fields.grid(
        "Scores",
        rows=[Row("speed", "Speed", levels=("slow", "fast")), Row("ctr", "CTR", cell=fields.spec_of(fields.rate("CTR")))],
        columns={"score": fields.number("Score")},
    )


DRAWN = {field["name"]: field for field in schema(Form, Locale("de_DE", "CHF"))["fields"]}


def test_the_form_is_json_with_its_marks():
    drawn = schema(Form, Locale("de_DE", "CHF"))
    assert {key: json.loads(json.dumps(drawn))[key] for key in ("form", "title", "intro", "decimal", "currency")} == {
        "form": "test.form",
        "title": "A form",
        "intro": "",
        "decimal": ",",
        "currency": "CHF",
    }


def test_a_field_has_what_is_drawn():
    assert DRAWN["budget"] == {
        "name": "budget",
        "kind": "money",
        "label": "Budget",
        "hint": "What is spent.",
        "why": "It sets the pace.",
        "unit": "CHF per month",
        "optional": False,
        "dont_know": True,
        "width": "s",
        "max_length": 4000,
    }


def test_choices_are_listed():
    assert [[option["value"] for option in DRAWN[name]["options"]] for name in ("plan", "sure")] == [["a", "b"], ["yes", "no"]]


def test_a_group_has_its_item():
    rivals = DRAWN["rivals"]
    assert ([field["name"] for field in rivals["item"]], rivals["item_label"], rivals["layout"], rivals["min_items"]) == (
        ["name"],
        "Rival",
        "table",
        2,
    )


def test_a_grid_has_rows_and_columns():
    scores = DRAWN["scores"]
    assert [row["cell"] and row["cell"]["kind"] for row in scores["rows"]] == [None, "rate"]
    assert [column["name"] for column in scores["columns"]] == ["score"]


def test_items_are_counted_in_their_own_plural():
    assert [DRAWN[name]["item_plural"] for name in ("rivals", "countries")] == ["Rivals", "Countries"]


def test_what_stands_behind_more_says_so():
    assert [field.get("folded", False) for field in DRAWN["countries"]["item"]] == [False, True]


@pytest.mark.parametrize("form", [form for chapter in CHAPTERS for step in chapter.steps for form in step.forms], ids=lambda form: form.FORM)
def test_what_stands_behind_more_is_declared_last(form):
    asked = [form.specs(), *(spec.item.specs() for spec in form.specs().values() if spec.item)]
    folds = [[spec.folded for spec in specs.values() if spec.asked] for specs in asked]
    assert folds == [sorted(one) for one in folds]
