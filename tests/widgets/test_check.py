import json

import pytest

from tests.widgets import exercises
from workbook.answers.fields import Spec
from workbook.answers.locale import Locale
from workbook.lessons.draw import right_number
from workbook.lessons.marking import key
from workbook.store.desk import open_desk
from workbook.widgets.check import Check, _meant


@pytest.fixture
def desk(tmp_path):
    opened = open_desk(f"sqlite:///{tmp_path}/workbook.db", "ada")
    yield opened
    opened.store.close()


def answer(check, raw):
    check.hear({"type": "answer", "raw": raw})
    return check.feedback


def kept(desk, name="what_pays"):
    return desk.store.kept(desk.workbook, "check")[name]


def test_key_never_reaches_the_browser(desk):
    check = Check(exercises.number(), desk)
    answer(check, "1")
    state = json.dumps([check.question, check.feedback])
    assert not any(word in state for word in ("score", "correct", "formula", "tolerance"))


def test_tries_do_not_name_the_visitor(desk):
    exercise = exercises.number()
    answer(Check(exercise, desk), "1")
    assert "ada" not in json.dumps(kept(desk, exercise.id))


def test_options_carry_no_feedback(desk):
    check = Check(exercises.one_of(), desk)
    assert {frozenset(option) for option in check.question["options"]} == {frozenset({"value", "label"})}


def test_wrong_answer_gets_a_hint(desk):
    told = answer(Check(exercises.one_of(), desk), "ctr")
    assert (told["verdict"], told["next"], told["left"], told["finished"]) == ("Not yet.", "Think of what pays the bill.", 2, False)


def test_typical_mistake_is_named(desk):
    assert answer(Check(exercises.one_of(), desk), "roas")["mistake"] == "Revenue taken for profit"


def test_same_answer_costs_no_try(desk):
    check = Check(exercises.one_of(), desk)
    answer(check, "ctr")
    told = answer(check, "ctr")
    assert told["left"] == 2
    assert "costs no try" in told["problem"]


@pytest.mark.parametrize("raw", ["", "twelve", None, ["x"], {"a": 1}])
def test_unreadable_number_costs_no_try(desk, raw):
    told = answer(Check(exercises.number(), desk), raw)
    assert told["left"] == 3
    assert told["problem"]


@pytest.mark.parametrize(
    ("language", "raw", "value"), [("de_AT", "3.900", 3900), ("de_AT", "€ 3,900", 3.9), ("en_GB", "3,900", 3900), ("en_GB", "3.900", 3.9)]
)
def test_answer_is_read_in_the_marks_of_its_question(language, raw, value):
    assert _meant(Spec("money", "Your answer"), raw, Locale(language)).value == value


def test_foreign_marks_say_how_to_write_it():
    assert _meant(Spec("number", "Your answer"), "3.900", Locale("cs_CZ")).error == "“3.900” can be read in two ways. Write 3900 or 3,9"


@pytest.mark.parametrize("raw", [None, "", "nonsense", 7, {"a": "b"}])
def test_unreadable_choice_costs_no_try(desk, raw):
    assert answer(Check(exercises.one_of(), desk), raw)["left"] == 3


def test_right_answer_ends_the_round(desk):
    told = answer(Check(exercises.one_of(), desk), "roi")
    assert (told["tone"], told["finished"], told["next_word"]) == ("good", True, "Afterwards")


def test_solution_after_the_last_try(desk):
    check = Check(exercises.many_of(), desk)
    answer(check, ["colour"])
    told = answer(check, ["colour", "weather"])
    assert (told["next_word"], told["next"], told["finished"]) == ("Solution", "Divide the margin by the cost.", True)


def test_no_try_after_the_end(desk):
    check = Check(exercises.one_of(), desk)
    answer(check, "roi")
    answer(check, "ctr")
    assert len(kept(desk)["tries"]) == 1


def test_partial_credit_is_kept_not_shown(desk):
    check = Check(exercises.match(), desk)
    answer(check, {"ctr": "shown", "cvr": "visited", "cpc": "shown"})
    assert kept(desk, "per_what")["best"] == pytest.approx(2 / 3)
    assert "0.66" not in json.dumps(check.feedback)


def test_comma_is_read_by_locale(desk):
    check = Check(exercises.number(), desk)
    right = right_number(check._exercise, check._kept().variant)
    assert answer(check, f"{right:.4f}")["finished"]


def test_reload_shows_the_last_feedback(desk):
    answer(Check(exercises.one_of(), desk), "ctr")
    again = Check(exercises.one_of(), desk)
    assert (again.feedback["raw"], again.feedback["left"]) == ("ctr", 2)


def test_two_tabs_share_their_tries(desk):
    one, other = Check(exercises.one_of(), desk), Check(exercises.one_of(), desk)
    answer(one, "ctr")
    assert answer(other, "roas")["left"] == 1


def test_fresh_variant_has_other_numbers(desk):
    check = Check(exercises.number(), desk)
    before = check._kept().variant
    answer(check, str(key(check._exercise, before)))
    check.hear({"type": "fresh"})
    assert dict(check._kept().variant.numbers) != dict(before.numbers)
    assert (check.feedback["left"], kept(desk, "work_out")["first"]) == (3, 1.0)


def test_fresh_waits_for_the_end(desk):
    check = Check(exercises.number(), desk)
    check.hear({"type": "fresh"})
    assert check.feedback["round"] == 1


def test_later_rounds_leave_the_first_score(desk):
    check = Check(exercises.many_of(), desk)
    answer(check, ["colour"])
    answer(check, ["weather"])
    check.hear({"type": "fresh"})
    answer(check, ["cost", "margin"])
    assert (kept(desk, "parts")["first"], kept(desk, "parts")["best"]) == (0.0, 1.0)


def test_variant_is_the_visitors_own(tmp_path):
    numbers = set()
    for visitor in "abcdefgh":
        desk = open_desk(f"sqlite:///{tmp_path}/workbook.db", visitor)
        numbers.add(tuple(Check(exercises.number(), desk)._kept().variant.numbers.values()))
        desk.store.close()
    assert len(numbers) > 1
