"""A text of one's own in the plan: to the generated one and back, from one tab and from two."""

import pytest

from tests.pages.filled import save
from tests.pages.seen import part
from workbook.answers.plan_texts import PlanTexts
from workbook.pages.document import document
from workbook.report.plan import parts
from workbook.store import Desk, open_store

OWN = "We keep the third shop by selling to people who come back."


@pytest.fixture
def page(tea):
    save(tea, PlanTexts, texts=[])
    return document()


def asked(page, what, name="people"):
    view = part(page, "DocumentView")
    view._asked({"type": what, "part": name})
    assert view.alert == ""


def own(desk, text=OWN):
    items = desk.stored(PlanTexts)["texts"].raw
    save(desk, PlanTexts, texts=[{**item, "text": text} for item in items])


def text(desk, name="people"):
    return next(one.text for one in parts(desk) if one.name == name)


def test_an_own_text_can_be_had_back(tea, page):
    asked(page, "edit")
    own(tea)
    asked(page, "generated")
    assert (text(tea).own, text(tea).before) == ("", OWN)
    assert part(page, "DocumentView").texts["people"]["before"] == OWN
    asked(page, "back")
    assert text(tea).own == OWN


def test_a_text_removed_in_the_form_can_be_had_back(tea, page):
    asked(page, "edit")
    own(tea)
    save(tea, PlanTexts, texts=[])
    asked(page, "back")
    assert text(tea).own == OWN


def test_editing_anew_does_not_lose_the_older_text(tea, page):
    asked(page, "edit")
    own(tea)
    asked(page, "generated")
    asked(page, "edit")
    asked(page, "generated")
    assert text(tea).before == OWN


def test_a_text_that_was_never_changed_is_no_loss(tea, page):
    asked(page, "edit")
    asked(page, "generated")
    assert text(tea).before == ""


def test_a_text_from_a_file_can_be_had_back(tea):
    page = document()
    own_before = text(tea).own
    assert own_before
    asked(page, "generated")
    asked(page, "back")
    assert text(tea).own == own_before


def test_two_tabs_edit_two_texts(tea, page):
    """The other tab has begun a text that this one has not seen yet."""
    store = open_store()
    other = Desk(store, tea.workbook)
    added = {"_id": "o", "part": "offer", "text": "Their text."}
    other.edit(PlanTexts, "texts", lambda there: [*there, added], "page")
    asked(page, "edit")
    store.close()
    assert {item["part"] for item in tea.stored(PlanTexts)["texts"].raw} == {"offer", "people"}
