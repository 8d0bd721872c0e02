"""The exercises of a step in one widget: read once when somebody looks, told together, answered one by one."""

import json
from types import SimpleNamespace

import pytest

from tests.widgets import exercises
from tests.widgets.recorded import say
from workbook.answers.locale import Locale
from workbook.widgets import Checks
from workbook.widgets.awaited import LAZY
from workbook.widgets.guard import SENTENCE


class Counting:
    """A store in memory that counts how often it is read, and can be out of order."""

    def __init__(self):
        self.payloads, self.reads, self.broken = {}, 0, False

    def keep(self, workbook, kind, name, payload):
        if self.broken:
            raise OSError
        self.payloads[name] = json.loads(json.dumps(payload))

    def kept(self, workbook, kind):
        self.reads += 1
        return dict(self.payloads)


@pytest.fixture
def desk():
    return SimpleNamespace(store=Counting(), workbook=SimpleNamespace(id="w"), locale=Locale())


def every():
    return [exercises.one_of(), exercises.many_of(), exercises.match(), exercises.number()]


def test_nothing_is_asked_until_somebody_looks(desk, monkeypatch):
    monkeypatch.setenv(LAZY, "1")
    checks = Checks(every(), desk)
    assert (checks.awaited, checks.questions, desk.store.reads) == (True, [], 1)
    say(checks, type="seen")
    assert (checks.awaited, [q["id"] for q in checks.questions], desk.store.reads) == (False, [e.id for e in every()], 2)


def test_exercises_are_completed_by_their_last_round(desk, monkeypatch):
    checks = Checks(every()[:2], desk)
    states = [checks.state]
    for name, raw in (("what_pays", "ctr"), ("what_pays", "roi"), ("parts", ["cost", "margin"])):
        say(checks, type="answer", id=name, raw=raw)
        states.append(checks.state)
    say(checks, type="fresh", id="parts")
    assert [*states, checks.state] == ["not_started", "in_progress", "in_progress", "completed", "completed"]
    monkeypatch.setenv(LAZY, "1")
    assert (Checks(every()[:2], desk).state, Checks(every(), desk).state) == ("completed", "in_progress")


def test_an_answer_is_told_beside_its_question(desk):
    checks = Checks(every(), desk)
    say(checks, type="answer", id="what_pays", raw="ctr")
    assert [told["left"] for told in checks.feedback] == [2, 2, 2, 3]
    assert checks.feedback[0]["verdict"] == "Not yet."


def test_what_is_not_asked_here_is_not_answered(desk):
    checks = Checks([exercises.one_of()], desk)
    say(checks, type="answer", id="parts", raw=["cost"])
    assert desk.store.payloads == {}


def test_each_kept_try_is_told_on(desk):
    told = []
    checks = Checks(every(), desk, after=lambda: told.append(len(desk.store.payloads)))
    for raw in ("ctr", "ctr", "roi"):  # the second is the first one again
        say(checks, type="answer", id="what_pays", raw=raw)
    assert told == [0, 1, 1]


def test_a_try_that_cannot_be_kept_says_so_where_it_was_made(desk):
    checks = Checks(every(), desk)
    desk.store.broken = True
    say(checks, type="answer", id="what_pays", raw="ctr")
    assert (checks.feedback[0]["problem"], checks.feedback[0]["raw"], checks.feedback[1]["problem"]) == (SENTENCE, "ctr", "")
