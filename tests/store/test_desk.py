import logging
from typing import ClassVar

import pytest

from workbook.answers import fields
from workbook.answers.start import Setup
from workbook.store import Change, Desk, StoreError, open_desk, open_store


class Budget(fields.Answers):
    FORM: ClassVar[str] = "test.budget"
    TITLE: ClassVar[str] = "Budget"
    monthly: float | None = fields.money("Monthly budget")
    owner: str | None = fields.text("Owner")


class Launch(fields.Answers):
    FORM: ClassVar[str] = "test.launch"
    day: object = fields.date("First day")


class Papers(fields.Answers):
    FORM: ClassVar[str] = "test.papers"
    KEPT: ClassVar[str] = "paper"
    note: str | None = fields.text("Note", optional=True)


@pytest.fixture
def desk(store, book):
    return Desk(store, book)


@pytest.fixture
def other(url, book):
    """The same workbook in another tab's kernel."""
    store = open_store(url)
    yield Desk(store, book)
    store.close()


def test_nothing_is_answered_at_first(desk):
    assert desk.state(Budget) == "not_started"
    assert desk.answers(Budget) == Budget()
    assert desk.stored(Budget) == {}


def test_what_is_kept_can_do_a_forms_work(desk):
    assert desk.state(Papers) == "not_started"
    desk.keep("paper", "1", {"title": "Report"})
    assert desk.state(Papers) == "completed"
    desk.forget("paper", "1")
    assert desk.state(Papers) == "not_started"


def test_answers_are_typed(desk):
    desk.save(Budget, {"monthly": Change("€ 1 000,50")}, "tab 1")
    assert desk.answers(Budget).monthly == 1000.5
    assert desk.state(Budget) == "in_progress"


def test_the_value_is_kept_beside_the_text(desk):
    desk.save(Budget, {"monthly": Change("€ 500")}, "tab 1")
    assert (desk.stored(Budget)["monthly"].raw, desk.stored(Budget)["monthly"].value) == ("€ 500", 500.0)


def test_wrong_texts_are_kept_too(desk):
    desk.save(Budget, {"monthly": Change("a lot")}, "tab 1")
    assert desk.stored(Budget)["monthly"].raw == "a lot"
    assert desk.answers(Budget).monthly is None
    assert "monthly" in desk.checked(Budget).messages


def test_all_answered_is_completed(desk):
    desk.save(Budget, {"monthly": Change("500"), "owner": Change("Ann")}, "tab 1")
    assert desk.state(Budget) == "completed"


def test_days_are_kept_as_json(desk):
    desk.save(Launch, {"day": Change("2026-09-30")}, "tab 1")
    assert desk.stored(Launch)["day"].value == "2026-09-30"


def test_checked_is_remembered_until_saved(desk):
    first = desk.checked(Budget)
    assert desk.checked(Budget) is first
    desk.save(Launch, {"day": Change("2026-09-30")}, "tab 1")
    assert desk.checked(Budget) is first
    desk.save(Budget, {"owner": Change("Ann")}, "tab 1")
    assert desk.checked(Budget) is not first


def test_the_locale_is_british_at_first(desk):
    assert (desk.locale.language, desk.locale.currency) == ("en_GB", "EUR")


def test_the_locale_is_answered(desk):
    desk.save(Setup, {"language": Change("de_DE"), "currency": Change("CHF")}, "tab 1")
    assert (desk.locale.language, desk.locale.currency) == ("de_DE", "CHF")


@pytest.mark.parametrize("raw", ["xx_YY", "", "?", ["de_DE"], None, 7])
def test_an_odd_language_is_british(desk, raw):
    desk.store.save(desk.workbook, "start.setup", {"language": Change(raw)}, "tab 1")
    assert desk.locale.language == "en_GB"


def test_another_language_reads_numbers_anew(desk):
    desk.save(Budget, {"monthly": Change("1.234,50")}, "tab 1")
    before = desk.checked(Budget)
    desk.save(Setup, {"language": Change("de_DE")}, "tab 1")
    assert desk.checked(Budget) is not before
    assert desk.answers(Budget).monthly == 1234.5


def test_listeners_hear_each_change(desk):
    heard = []
    end = desk.on_saved(heard.append)
    desk.save(Budget, {"owner": Change("Ann")}, "tab 1")
    desk.save(Budget, {"owner": Change("Ann", base=1)}, "tab 1")
    end()
    desk.save(Budget, {"owner": Change("Bob", base=1)}, "tab 1")
    assert heard == ["test.budget"]


def test_a_failing_listener_hides_nothing(desk, caplog):
    heard = []
    desk.on_saved(lambda form: 1 / 0)
    desk.on_saved(heard.append)
    with caplog.at_level(logging.ERROR):
        assert desk.save(Budget, {"owner": Change("Ann")}, "tab 1").revisions == {"owner": 1}
    assert heard == ["test.budget"]
    assert "ZeroDivisionError" in caplog.text


def test_refresh_notices_another_tab(desk, other):
    heard = []
    desk.on_saved(heard.append)
    assert desk.answers(Budget).owner is None
    other.save(Budget, {"owner": Change("Ann")}, "tab 2")
    assert desk.answers(Budget).owner is None
    assert desk.refresh("test.budget") is True
    assert desk.answers(Budget).owner == "Ann"
    assert heard == ["test.budget"]


def test_refresh_of_nothing_new_is_silent(desk):
    heard = []
    desk.save(Budget, {"owner": Change("Ann")}, "tab 1")
    desk.answers(Budget)
    desk.on_saved(heard.append)
    assert desk.refresh(Budget) is False
    assert heard == []


def test_a_conflict_shows_the_other_text(desk, other):
    assert desk.answers(Budget).owner is None
    other.save(Budget, {"owner": Change("Ann")}, "tab 2")
    saved = desk.save(Budget, {"owner": Change("Bob")}, "tab 1")
    assert saved.conflicts["owner"].raw == "Ann"
    assert desk.answers(Budget).owner == "Ann"


def test_unknown_questions_are_refused(desk):
    with pytest.raises(StoreError, match="The form “Budget” has no question “nothing”"):
        desk.save(Budget, {"nothing": Change("x"), "owner": Change("Ann")}, "tab 1")
    assert desk.stored(Budget) == {}


def test_findings_are_kept(desk, other):
    desk.keep("finding", "channels", {"headline": "Search pays"})
    assert other.kept("finding") == {"channels": {"headline": "Search pays"}}


def test_progress_has_each_form(desk, other):
    assert desk.progress()["start.setup"] == "not_started"
    other.save(Setup, {"offer": Change("Tea")}, "tab 2")
    assert desk.progress()["start.setup"] == "in_progress"


def test_the_environment_says_who_and_where(monkeypatch, url):
    monkeypatch.setenv("WORKBOOK_DATABASE", url)
    monkeypatch.setenv("WORKBOOK_VISITOR", "ann")
    desk = open_desk()
    assert desk.workbook.visitor == "ann"
    assert open_desk(visitor="bob").workbook.visitor == "bob"
    desk.store.close()


def test_on_ones_own_machine_nobody_is_asked(monkeypatch, tmp_path):
    monkeypatch.delenv("WORKBOOK_DATABASE", raising=False)
    monkeypatch.delenv("WORKBOOK_VISITOR", raising=False)
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    first, second = open_desk(), open_desk()
    assert first.workbook == second.workbook
    assert first.folder == tmp_path / "home" / "files" / first.workbook.id
    assert first.folder.is_dir()
    first.store.close()
    second.store.close()


def test_what_another_tab_wrote_is_written_over_not_beside(desk, other):
    desk.put(Budget, {"owner": "Ada"}, "sample")
    assert other.answers(Budget).owner == "Ada"
    desk.put(Budget, {"owner": "Berta"}, "sample")
    assert not other.put(Budget, {"owner": "Clara"}, "sample").conflicts
    assert desk.fresh(Budget)["owner"].raw == "Clara"
