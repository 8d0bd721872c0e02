"""A text of one's own in the plan: to the generated one and back, from one tab and from two."""

import pytest

from tests.pages.filled import save
from workbook.answers.plan import People
from workbook.answers.plan_texts import PlanTexts
from workbook.pages import document
from workbook.report.plan import WRITERS
from workbook.report.texts import KEPT, own_texts, text_of
from workbook.store import Desk, open_store
from workbook.widgets import Form

OWN = "We keep the third shop by selling to people who come back."


@pytest.fixture
def people(desk):
    """A workbook with a text for the part “People”, and the page's listener without its drawings."""
    save(desk, People, responsible="Ida")
    desk.on_saved(lambda form: document._note() if form == PlanTexts.FORM else None)
    return desk


def own(desk, text=OWN):
    items = desk.stored(PlanTexts)["texts"].raw
    save(desk, PlanTexts, texts=[{**item, "text": text} for item in items])


def text(desk, name="people"):
    return text_of(name, WRITERS[name](desk), own_texts(desk), desk.kept(KEPT))


def test_an_own_text_can_be_had_back(people):
    document._edit("edit", "people")
    own(people)
    document._edit("generated", "people")
    assert (text(people).own, text(people).before) == ("", OWN)
    document._edit("back", "people")
    assert text(people).own == OWN


def test_a_text_removed_in_the_form_can_be_had_back(people):
    document._edit("edit", "people")
    own(people)
    save(people, PlanTexts, texts=[])
    document._edit("back", "people")
    assert text(people).own == OWN


def test_editing_anew_does_not_lose_the_older_text(people):
    document._edit("edit", "people")
    own(people)
    for what in ("generated", "edit", "generated"):
        document._edit(what, "people")
    assert text(people).before == OWN


def test_a_text_that_was_never_changed_is_no_loss(people):
    document._edit("edit", "people")
    document._edit("generated", "people")
    assert text(people).before == ""


def test_a_text_that_nobody_has_noted_can_be_had_back(desk):
    """It came with a file, and the page has not been open since."""
    save(desk, PlanTexts, texts=[{"_id": "people", "part": "people", "text": OWN}])
    desk.on_saved(lambda form: document._note() if form == PlanTexts.FORM else None)
    document._edit("generated", "people")
    assert text(desk).before == OWN


def test_two_tabs_edit_two_texts(people):
    """The other tab has begun a text that this one has not seen yet."""
    store = open_store()
    other = Desk(store, people.workbook)
    added = {"_id": "o", "part": "offer", "text": "Their text."}
    other.edit(PlanTexts, "texts", lambda there: [*there, added], "page")
    store.close()
    document._edit("edit", "people")
    assert {item["part"] for item in people.stored(PlanTexts)["texts"].raw} == {"offer", "people"}


def test_a_downloaded_plan_is_done(desk):
    form = Form(PlanTexts, desk)
    before = form.state
    name, _, made = document._download("md", "Download")._make()
    assert (before, form.state, name, made[:1]) == ("not_started", "completed", "marketing-plan.md", b"#")
