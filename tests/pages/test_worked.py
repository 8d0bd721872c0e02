from tests.pages.filled import save
from tests.pages.seen import part, texts
from workbook import lessons
from workbook.answers.evaluation import Conclusion, Evaluation
from workbook.answers.execution import Issues
from workbook.answers.handover import Handover
from workbook.answers.promotion import MediaPlan
from workbook.answers.start import Setup
from workbook.pages.worked import compared

TEA = "Compare with our answers for Hollin Tea"


def press(shown, label=TEA):
    actions = part(shown, "Actions")
    actions._pressed({"label": label})
    return actions.said


def test_a_form_nobody_touched_shows_no_example(desk):
    shown = compared(Issues)
    assert press(shown).startswith("First your own: nothing is answered yet above.")
    assert not part(shown, "TableView").table


def test_days_and_units_are_written_as_the_reader_writes(desk):
    save(desk, Setup, language="en_GB", currency="EUR")
    save(desk, Issues, **lessons.worked(Issues.FORM, "pumps").raws)
    save(desk, Handover, **lessons.worked(Handover.FORM, "pumps").raws)
    issues, map_ = compared(Issues), compared(Handover)
    press(issues)
    press(map_)
    assert any("Noticed on: 12 July 2027" in text for text in texts(issues))
    assert any("Shop assistant; 8 hours; Question, page" in text for text in texts(map_))


def test_what_may_stay_blank_opens_with_the_conclusion(desk):
    save(desk, Conclusion, learned="Fewer clicks, more letters.")
    shown = compared(Conclusion, Evaluation)
    press(shown)
    assert any("Email" in text or "e-mail" in text for text in texts(shown))
    assert any(text.startswith("Search advertisements cost 900 a month") for text in texts(shown))


def test_a_form_of_another_page_is_named(desk):
    assert "2 answers still missing in the media plan." in press(compared(MediaPlan, where="in the media plan"))


def test_what_is_called_like_its_item_stands_without_its_name(desk):
    save(desk, MediaPlan, **lessons.worked(MediaPlan.FORM, "pumps").raws)
    shown = compared(MediaPlan, where="in the media plan")
    press(shown)
    assert any(text.startswith("Search advertisements (auction) · What it is for: Our own name") for text in texts(shown))
