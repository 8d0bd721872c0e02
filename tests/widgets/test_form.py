from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from workbook.answers import fields
from workbook.store.desk import Desk, open_desk
from workbook.store.errors import StoreError
from workbook.store.records import Change
from workbook.widgets.form import Form


class Persona(fields.Item):
    name: str | None = fields.text("Name")
    age: int | None = fields.count("Age", optional=True)


class Budget(fields.Answers):
    FORM: ClassVar[str] = "test.budget"
    TITLE: ClassVar[str] = "Budget"

    monthly_budget: float | None = fields.money("Monthly budget")
    stage: str | None = fields.one_of("Stage", {"pilot": "Pilot", "launch": "Launch"})
    personas: tuple[Persona, ...] = fields.group("Personas", Persona, item_label="Persona")
    factors: dict[str, dict[str, Any]] = fields.grid(
        "Factors", rows=[fields.Row("ctr", "Click rate")], columns={"likely": fields.rate("Likely")}, optional=True
    )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(f"sqlite:///{tmp_path}/workbook.db", "ada")
    yield opened
    opened.store.close()


def talk(form: Form, kind: str = "save", *, tab: str = "tab-a", bases: dict[str, int] | None = None, **changes: Any) -> dict[str, Any]:
    """Send what the browser would send and return what it hears."""
    heard: list[dict[str, Any]] = []
    form.send = heard.append  # type: ignore[method-assign]
    form._receive(form, {"type": kind, "seq": 7, "changes": changes, "bases": bases or {}, "tab": tab}, [])
    return heard[-1] if heard else {}


def test_draws_the_schema(desk: Desk) -> None:
    form = Form(Budget, desk)
    assert [field["name"] for field in form.schema["fields"]] == ["monthly_budget", "stage", "personas", "factors"]
    assert form.state == "not_started"


def test_keeps_the_raw_text(desk: Desk) -> None:
    answer = talk(Form(Budget, desk), monthly_budget="€ 500")
    assert (answer["type"], answer["seq"], answer["revisions"], answer["state"]) == ("saved", 7, {"monthly_budget": 1}, "in_progress")
    assert desk.stored(Budget)["monthly_budget"].raw == "€ 500"
    assert desk.answers(Budget).monthly_budget == 500


def test_acknowledges_after_the_traits(desk: Desk) -> None:
    form = Form(Budget, desk)
    talk(form, monthly_budget="500")
    assert (form.raws, form.revisions) == ({"monthly_budget": "500"}, {"monthly_budget": 1})
    assert form.saved_at


def test_says_what_is_wrong(desk: Desk) -> None:
    said = talk(Form(Budget, desk), monthly_budget="a lot")["messages"]
    assert said["monthly_budget"]["level"] == "error"


def test_missing_is_told_in_order(desk: Desk) -> None:
    said = talk(Form(Budget, desk), "continue", stage="pilot")
    assert said["verdict"] is True
    assert [path for path, message in said["messages"].items() if message["level"] == "error"] == ["monthly_budget", "personas"]


def test_continue_without_changes(desk: Desk) -> None:
    assert talk(Form(Budget, desk), "continue")["revisions"] == {}


def test_complete_form_has_no_error(desk: Desk) -> None:
    form = Form(Budget, desk)
    answer = talk(form, "continue", monthly_budget="?", stage="pilot", personas=[{"_id": "a", "name": "Ada", "age": ""}])
    assert not [one for one in answer["messages"].values() if one["level"] in ("error", "question")]
    assert (answer["state"], form.state) == ("completed", "completed")


def test_two_tabs_are_in_conflict(desk: Desk) -> None:
    form = Form(Budget, desk)
    talk(form, monthly_budget="500")
    answer = talk(form, tab="tab-b", monthly_budget="700")
    assert answer["conflicts"]["monthly_budget"] | {"at": ""} == {"raw": "500", "revision": 1, "at": "", "writer": "tab-a"}
    assert desk.answers(Budget).monthly_budget == 500


def test_choice_ends_the_conflict(desk: Desk) -> None:
    form = Form(Budget, desk)
    talk(form, monthly_budget="500")
    talk(form, tab="tab-b", monthly_budget="700")
    assert talk(form, tab="tab-b", bases={"monthly_budget": 1}, monthly_budget="700")["conflicts"] == {}
    assert desk.answers(Budget).monthly_budget == 700


def test_change_is_called_at_once_and_after(desk: Desk) -> None:
    form, seen = Form(Budget, desk), []
    form.on_change(lambda answers: seen.append(answers.monthly_budget))
    talk(form, monthly_budget="500")
    talk(form, monthly_budget="500", bases={"monthly_budget": 1})
    assert seen == [None, 500]


def test_failing_callback_is_told_and_logged(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    form = Form(Budget, desk)
    with caplog.at_level(logging.ERROR, "workbook"):
        form.on_change(lambda answers: answers.nothing_like_it)
    assert "went wrong" in form.alert
    assert "AttributeError" in caplog.text


def test_failing_callback_keeps_the_answer(desk: Desk) -> None:
    form = Form(Budget, desk)
    form.on_change(lambda answers: answers.monthly_budget and 1 / 0)
    assert talk(form, monthly_budget="500")["type"] == "saved"
    assert form.alert


def test_next_change_takes_the_alert_away(desk: Desk) -> None:
    form = Form(Budget, desk)
    form.alert = "Something went wrong."
    talk(form, monthly_budget="500")
    assert form.alert == ""


def test_two_forms_share_answers(desk: Desk) -> None:
    one, other = Form(Budget, desk), Form(Budget, desk)
    talk(one, stage="pilot")
    assert other.raws == {"stage": "pilot"}
    assert other.revisions == {"stage": 1}


def test_full_disk_is_a_sentence(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("The disk is full.")  # noqa: EM101

    monkeypatch.setattr(desk.store, "save", refuse)
    answer = talk(Form(Budget, desk), monthly_budget="500")
    assert answer["type"] == "not_saved"
    assert answer["text"].startswith("Not saved: the disk is full. Your text is kept in this browser")


def test_fault_of_ours_is_not_saved_either(desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(desk.store, "save", lambda *_: 1 / 0)
    form = Form(Budget, desk)
    assert talk(form, monthly_budget="500")["type"] == "not_saved"
    assert "ZeroDivisionError" in caplog.text


def test_look_finds_the_other_tab(desk: Desk) -> None:
    form = Form(Budget, desk)
    desk.store.save(desk.workbook, Budget.FORM, {"stage": Change("launch")}, "tab-b")
    assert form.raws == {}
    talk(form, "look")
    assert form.raws == {"stage": "launch"}


@pytest.mark.parametrize("content", [None, [], {}, {"type": "save"}, {"type": "save", "changes": [], "bases": 3}, {"type": "drop"}])
def test_nonsense_changes_nothing(desk: Desk, content: Any) -> None:
    form = Form(Budget, desk)
    form.send = lambda message: None  # type: ignore[method-assign]
    form._receive(form, content, [])
    assert (form.raws, form.alert) == ({}, "")


def test_wrong_shapes_are_brought_into_shape(desk: Desk) -> None:
    talk(
        Form(Budget, desk),
        stage=["pilot"],
        personas=[{"_id": "a", "name": 5, "is_admin": "yes"}, "x"],
        factors={"ctr": {"likely": "2"}, "evil": 1},
        evil="x",
    )
    raws = {name: one.raw for name, one in desk.stored(Budget).items()}
    assert raws == {"personas": [{"_id": "a", "name": ""}], "factors": {"ctr": {"likely": "2"}}}


def test_pasted_book_is_cut(desk: Desk) -> None:
    talk(Form(Budget, desk), monthly_budget="9" * 10_000_000)
    assert len(desk.stored(Budget)["monthly_budget"].raw) == 16_000
