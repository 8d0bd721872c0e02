"""Mastery on a fresh variant, and the key of every exercise kept from the browser."""

import json
from types import SimpleNamespace

import pytest

from tests.lessons.test_marking import secret_texts, wrong_answers
from workbook.answers.locale import Locale
from workbook.lessons import exercises
from workbook.lessons.exercises import Number
from workbook.lessons.marking import key
from workbook.widgets.check import KIND, Check


class Kept:
    """A store that keeps one workbook's tries in memory."""

    def __init__(self):
        self.payloads = {}

    def keep(self, workbook, kind, name, payload):
        self.payloads[name] = json.loads(json.dumps(payload))

    def kept(self, workbook, kind):
        return dict(self.payloads) if kind == KIND else {}


@pytest.fixture
def desk():
    return SimpleNamespace(store=Kept(), workbook=SimpleNamespace(id=7), locale=Locale())


def answer(check, given):
    raw = f"{given:.4f}" if isinstance(given, float) else list(given) if isinstance(given, tuple) else given
    if check._exercise.kind == "number" and check._exercise.answer.shown == "rate":
        raw = f"{100 * given:.6f}"
    check.hear({"type": "answer", "raw": raw})
    return check.feedback


def fail(check):
    """Use up every try with another wrong answer each."""
    exercise = check._exercise
    variant = check._kept().variant
    wrong = wrong_answers(exercise, variant)
    wrong += [float(n) * 1_000_003 for n in range(1, 6)] if isinstance(exercise, Number) else []
    for given in wrong:
        if not check.feedback["finished"]:
            answer(check, given)
    assert check.feedback["finished"]


def named(name):
    return next(e for e in exercises() if e.id == name)


def test_who_got_it_wrong_masters_a_fresh_variant(desk):
    check = Check(named("strategy_fees_meet"), desk)
    fail(check)
    assert (check.mastered, "Not mastered yet" in check.feedback["standing"]) == (False, True)
    before = dict(check._kept().variant.numbers)
    check.hear({"type": "fresh"})
    assert dict(check._kept().variant.numbers) != before
    answer(check, float(key(check._exercise, check._kept().variant)))
    assert (check.mastered, check.feedback["standing"]) == (True, "Mastered on a fresh variant.")
    assert desk.store.payloads["strategy_fees_meet"]["first"] < 1


def test_mastery_is_not_lost_by_practice(desk):
    check = Check(named("strategy_plan_for_a_brand"), desk)
    answer(check, "regions")
    assert check.feedback["standing"] == "Mastered."
    check.hear({"type": "fresh"})
    assert "now it is practice" in check.feedback["standing"]
    fail(check)
    assert Check(check._exercise, desk).mastered


def test_a_partly_right_answer_masters_nothing(desk):
    check = Check(named("strategy_usp_concrete"), desk)
    answer(check, ("roasted",))
    assert (desk.store.payloads["strategy_usp_concrete"]["best"], check.mastered) == (0.5, False)


def test_no_key_in_what_the_browser_gets(desk):
    """Every exercise: before the first try, and after each wrong one but the last."""
    for exercise in exercises():
        check = Check(exercise, desk)
        variant = check._kept().variant
        secrets = [json.dumps(text)[1:-1] for text in secret_texts(exercise, variant)]
        for given in [None, *wrong_answers(exercise, variant)[: exercise.tries - 1]]:
            if given is not None:
                answer(check, given)
            state = json.dumps([check.question, check.feedback])
            told = json.dumps(check.feedback)
            assert [name for name in ("goes_to", "clue", "score", "formula", "tolerance", "correct", "mistakes") if f'"{name}":' in state] == []
            assert [secret for secret in secrets if secret in told] == [], exercise.id


def test_tries_are_one_more_than_hints():
    assert all(exercise.tries == len(exercise.hints) + 1 for exercise in exercises())


@pytest.mark.parametrize("chapter", ["foundations", "strategy"])
def test_a_chapter_has_enough_exercises(chapter):
    listed = exercises(chapter)
    assert len(listed) >= 5
    assert sum(isinstance(e, Number) for e in listed) >= 2
