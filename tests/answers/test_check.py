import datetime as dt
import time
from typing import Any

import pydantic
import pytest

from workbook.answers import fields
from workbook.answers.check import check
from workbook.answers.fields import Answers, Remark, Row
from workbook.answers.locale import Locale
from workbook.answers.strategy import Goals

from .forms import Goal, Plan, Step

EN = Locale()


FULL = {
    "owner": "Ada",
    "budget": "1.2k",
    "kinds": ["b"],
    "goals": [{"_id": "k3f", "target": "60", "due": "2026-09-30", "steps": [{"_id": "s1", "what": "Begin"}], "sizes": {"a": {"n": "3"}}}],
    "factors": {"ctr": {"worst": "1 %", "best": "2 %"}, "aov": {"worst": "50", "best": "?"}},
    "sure": "yes",
}


def test_a_full_form_is_completed():
    checked = check(Plan, FULL, EN)
    assert (checked.state, checked.missing, checked.errors) == ("completed", (), ())


def test_answers_are_typed():
    answers = check(Plan, FULL, EN).answers
    assert answers == Plan(
        owner="Ada",
        budget=1200.0,
        kinds=("b",),
        goals=(Goal(id="k3f", target=60.0, due=dt.date(2026, 9, 30), steps=(Step(id="s1", what="Begin"),), sizes={"a": {"n": 3}}),),
        factors={"ctr": {"worst": 0.01, "best": 0.02}, "aov": {"worst": 50.0}},
        sure=True,
    )


def test_values_are_json():
    assert check(Plan, FULL, EN).values["goals"] == [
        {"id": "k3f", "target": 60.0, "due": "2026-09-30", "note": None, "steps": [{"id": "s1", "what": "Begin"}], "sizes": {"a": {"n": 3}}}
    ]


def test_unknown_is_neither_missing_nor_wrong():
    assert check(Plan, FULL, EN).unknown == {"factors/aov/best"}


def test_a_blank_form_is_not_started():
    checked = check(Plan, {}, EN)
    assert (checked.state, checked.messages, checked.answers) == ("not_started", {}, Plan())


def test_continue_says_what_to_do_in_reading_order():
    assert check(Plan, {}, EN).errors == (
        ("owner", "Enter the owner"),
        ("budget", "Enter the monthly budget"),
        ("goals", "Add at least one goal"),
        ("factors/ctr/worst", "Fill in the factors"),
        ("sure", "Answer “Are you sure?”"),
    )


def test_each_blank_cell_is_missing():
    assert check(Plan, {}, EN).missing[3:7] == ("factors/ctr/worst", "factors/ctr/best", "factors/aov/worst", "factors/aov/best")


def test_a_blank_row_has_one_line():
    checked = check(Plan, {**FULL, "factors": {"ctr": {"worst": "1 %"}}}, EN)
    assert checked.errors == (("factors/ctr/best", "Enter the click rate (best)"), ("factors/aov/worst", "Fill in the row “Order value”"))


@pytest.mark.parametrize(
    ("changed", "path", "level", "text"),
    [
        ({"budget": "-1"}, "budget", "error", "Monthly budget must be 0 or more"),
        ({"budget": "1.234"}, "budget", "question", "“1.234” can be read in two ways. Choose what you mean for the monthly budget"),
        ({"budget": "1 500,00"}, "budget", "warning", "Understood as 1,500 EUR. A goal costs more than this."),
        ({"budget": "0,5"}, "budget", "understood", "Understood as 0.50 EUR"),
        ({"goals": [{}, {"_id": "b", "target": "x"}]}, "goals/b/target", "error", "Goal 2: Enter the target as a number, such as 2.5"),
        ({"goals": "x"}, "goals", "error", "Enter your goals again: what was stored is not an answer to it"),
        ({"goals": [5]}, "goals", "error", "Enter your goals again: what was stored is not an answer to it (entry 1)"),
        ({"goals": [{"target": "1"}] * 4}, "goals", "error", "Keep at most 3 entries in your goals (now 4); only the first 3 are used"),
        ({"factors": {"ctr": {"worst": "150"}}}, "factors/ctr/worst", "error", "Click rate (worst) must be between 0% and 100%"),
        ({"factors": {"ctr": {"worst": "50"}}}, "factors/ctr/worst", "warning", "Is this right? Click rate (worst) is usually 20% or less."),
        ({"factors": {"ctr": {"worst": "5", "best": "1 %"}}}, "factors/ctr/best", "error", "Click rate: the best must not be below the worst."),
        ({"factors": {"ctr": ["5"]}}, "factors/ctr/worst", "error", "Enter the click rate (worst) again: what was stored is not an answer to it"),
        ({"factors": []}, "factors", "error", "Enter the factors again: what was stored is not an answer to it"),
    ],
)
def test_messages_stand_beside_their_field(changed, path, level, text):
    message = check(Plan, {**FULL, **changed}, EN).messages[path]
    assert (message.level, message.text) == (level, text)


def test_nested_items_say_where_they_stand():
    goals = [{"_id": "g", "target": "1", "due": "2026-01-01", "steps": [{"_id": "s", "what": "x" * 300}]}]
    errors = dict(check(Plan, {**FULL, "goals": goals}, EN).errors)
    assert errors == {"goals/g/steps/s/what": "Goal 1: Step 1: Step must be 200 characters or less (it has 300)"}


def test_a_wrong_answer_is_blank_in_the_model():
    answers = check(Plan, {**FULL, "budget": "1.234", "goals": [{"_id": "k3f", "target": "-1", "due": "2026-01-01"}]}, EN).answers
    assert (answers.budget, answers.goals[0].target, answers.goals[0].id) == (None, None, "k3f")


def test_untouched_items_are_ignored():
    assert len(check(Plan, {**FULL, "goals": [{"_id": "a", "target": " ", "steps": []}, *FULL["goals"]]}, EN).answers.goals) == 1


@pytest.mark.parametrize("identity", [None, 7, "", "a/b", "x" * 100, "k3f"])
def test_item_ids_are_made_unique(identity):
    goals = [{"_id": "k3f", "target": "1"}, {"_id": identity, "target": "2"}]
    ids = [goal.id for goal in check(Plan, {"goals": goals}, EN).answers.goals]
    assert ids == ["k3f", "item-2"]


def test_a_question_keeps_a_form_open():
    checked = check(Plan, {**FULL, "budget": "1.234"}, EN)
    assert (checked.state, checked.errors[0][0], checked.on_continue()["budget"].level) == ("in_progress", "budget", "question")


def test_a_warning_does_not_block():
    assert check(Plan, {**FULL, "budget": "5000"}, EN).complete


def test_continue_marks_missing_fields():
    assert check(Plan, {"owner": "Ada"}, EN).on_continue()["budget"].as_dict() == {
        "level": "error",
        "text": "Enter the monthly budget",
        "choices": [],
    }


class Rivals(Answers):
    rivals: tuple[Step, ...] = fields.group("Rivals", Step, item_label="Rival", optional=True, min_items=2)


@pytest.mark.parametrize(("items", "errors"), [([], ()), ([{"what": "a"}], (("rivals", "Add at least 2 entries to the rivals (now 1)"),))])
def test_an_optional_group_may_be_blank_but_not_half_full(items, errors):
    assert check(Rivals, {"rivals": items}, EN).errors == errors


class Own(Answers):
    number: int | None = fields.number("Number", le=10)

    @pydantic.field_validator("number")
    @classmethod
    def _even(cls, value: int | None) -> int | None:
        if value is not None and value % 2:
            message = "Number must be even"
            raise ValueError(message)
        return value

    def review(self) -> list[Remark]:
        message = "a fault in a review"
        raise RuntimeError(message)


@pytest.mark.parametrize(
    ("raw", "text"),
    [("3", "Number must be even"), ("2.5", "Enter the number again: what was stored is not an answer to it"), ("12", "Number must be 10 or less")],
)
def test_a_models_own_rules_get_a_sentence(raw, text):
    checked = check(Own, {"number": raw}, EN)
    assert (checked.messages["number"].text, checked.answers.number) == (text, None)


def test_a_fault_in_a_review_is_logged(caplog):
    check(Own, {"number": "2"}, EN)
    assert "The review of Own failed" in caplog.text


@pytest.mark.parametrize(
    "values",
    [
        {"budget": -1},
        {"owner": "x" * 201},
        {"factors": {"ctr": {"worst": 1.5}}},
        {"goals": [{"target": -1}]},
        {"goals": [{}] * 4},
    ],
)
def test_limits_hold_in_the_model_itself(values):
    with pytest.raises(pydantic.ValidationError):
        Plan.model_validate(values)


@pytest.mark.parametrize("raws", [None, {}, [], "x", 5, {"owner": None}, {5: 5}])
def test_other_shapes_do_not_raise(raws):
    assert check(Plan, raws, EN).answers == Plan()


def test_not_a_form_is_an_error():
    assert check(Plan, ["x"], EN).errors[0] == ("", "Load the answers again: what was stored is not a filled-in form")


def test_huge_and_deep_texts_are_quick():
    deep: Any = "x"
    for _ in range(5000):
        deep = [deep]
    start = time.process_time()
    checked = check(Plan, {"owner": "x" * 10_000_000, "budget": deep, "goals": [deep] * 5000, "factors": {"ctr": deep}, "sure": "y" * 10_000_000}, EN)
    assert checked.answers == Plan()
    assert time.process_time() - start < 1


class Large(Answers):
    scores: dict[str, dict[str, Any]] = fields.grid(
        "Scores",
        rows=[Row(f"r{i}", f"Criterion {i}") for i in range(45)],
        columns={"score": fields.one_of("Score", {str(n): str(n) for n in range(4)}), "cost": fields.money("Cost"), "note": fields.text("Note")},
    )


def test_a_large_table_costs_no_more_per_cell_than_a_small_one():
    rows = {f"r{i}": {"score": "3", "cost": f"{i} 000,50", "note": "Seen on the start page"} for i in range(45)}

    def cost(raws):
        times = []
        for _ in range(5):
            start = time.process_time()
            check(Large, {"scores": raws}, EN)
            times.append(time.process_time() - start)
        return min(times)

    check(Large, {"scores": rows}, EN)
    assert cost(rows) < 30 * cost({name: rows[name] for name in ("r0", "r1", "r2")})  # 15 times the cells


@pytest.mark.parametrize(
    ("measure", "typed", "target"), [("repeat_rate", "25%", 25), ("cpa", "€45", 45), ("orders", "25%", None), ("", "25 %", 25), ("orders", "25", 25)]
)
def test_a_target_is_read_as_its_measure(measure, typed, target):
    goal = check(Goals, {"goals": [{"_id": "a", "measure": measure, "target": typed}]}, Locale()).answers.goals[0]
    assert goal.target == target
