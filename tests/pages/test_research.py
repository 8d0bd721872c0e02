"""Market research on the page: the questionnaire put together, answered by invented people and by files, kept for the plan."""

import pytest

from tests.pages.filled import save
from tests.pages.seen import headline, slips, texts
from workbook.answers.research import Questionnaire, ResearchQuestion, SamplePlan, SurveyReading
from workbook.pages import research, returned, survey
from workbook.pages.survey_views import Views
from workbook.report.research import research as part_of_the_plan
from workbook.widgets import Actions, Form, Refused


@pytest.fixture
def asked(desk):
    """The tea company with its bank's questions taken over."""
    save(desk, research.Setup, company="tea", offer="Loose tea", language="en_GB", currency="EUR")
    page = research.questionnaire()
    bank = next(part for part in page.parts if isinstance(part, Actions))
    for label in list(bank.labels):
        bank._actions[label]()
    return desk


def write(desk, name, text, encoding="utf-8"):
    returned.folder().mkdir(parents=True, exist_ok=True)
    path = returned.folder() / name
    path.write_bytes(text.encode(encoding))
    return returned.take(path, name)


def test_the_bank_makes_a_sound_questionnaire(asked):
    page = research.questionnaire()
    assert asked.checked(Questionnaire).complete
    assert headline(page) == "10 questions, and no typical mistake in the wording"
    assert slips(page) == []


def test_slips_are_told_and_do_not_block(asked):
    items = [*asked.stored(Questionnaire)["questions"].raw]
    bad = {"_id": "own", "wording": "How much do you like price and advice?", "kind": "single", "choices": "0-10\n10-20"}
    save(asked, Questionnaire, questions=[*items[:2], bad])
    told = texts(research.questionnaire())
    assert {"Leading question", "Two questions in one", "Classes overlap"} <= set(told)
    assert asked.checked(Questionnaire).errors == ()


def test_files_of_the_questionnaire(asked):
    made = {name: content for name, _, content in (research._sheet_html(), research._sheet_docx(), research._table_csv(), research._codes())}
    assert b"How did you first hear of us?" in made["questionnaire.html"]
    assert made["answers.csv"].startswith("\ufeffsheet,q1_heard,".encode())
    assert "3 = A shop or a fair" not in made["code-book.csv"].decode()
    assert "5 = A shop or a fair" in made["code-book.csv"].decode()


def test_invented_people_answer_the_same_each_time(asked):
    said = returned.let_answer("tea", "Hollin Tea")
    assert said == returned.let_answer("tea", "Hollin Tea")
    page = survey.returned_answers()
    assert headline(page).startswith("189 people answered, 21")
    assert slips(page) == []
    assert len(list(returned.folder().iterdir())) == 1


def test_an_ugly_file_is_read_cell_by_cell(asked):
    save(asked, SamplePlan, population="1300")
    rows = (
        "q9_smell;How easy was it to find what you looked for?;q4_reasons\nJa;4;Price|Advice\nnein;9;Taste I know; \nonly with a sample;5,0;Größe\n"
    )
    assert write(asked, "back.csv", rows.replace("know; ", "know"), "cp1252").startswith("3 people read; 2 of 10")
    now = returned.loaded()
    assert list(now.back.values["q9_smell"]) == ["Yes", "No", "Only with a sample"]
    assert [(p.line, p.got) for p in now.back.problems] == [(4, "Größe")]
    returned.take_proposals(now)
    assert list(returned.loaded().back.values["q5_ease"]) == [4.0, None, 5.0]
    page = survey.returned_answers()
    assert "It must lie between 1 and 5." in texts(page)
    assert [slip for slip in slips(page) if "None of these" not in slip] == []


def test_hostile_texts_stay_texts(asked):
    save(asked, ResearchQuestion, decision="=1+1", population="<b>all</b>")
    write(asked, "back.csv", "q8_missing\n<script>alert(1)</script>\n=HYPERLINK(1)\n")
    assert "<script>alert(1)</script>" in texts(survey.returned_answers())
    assert b"'=HYPERLINK(1)" in returned.as_file()[2]


def test_a_result_is_kept_for_the_plan_and_goes_with_its_answers(asked):
    returned.let_answer("tea", "Hollin Tea")
    save(asked, SurveyReading, question="9")
    page = Views()
    page.kept()
    page.came()
    told = str(part_of_the_plan(asked))
    assert "From invented people, for practice: Would you order a tea that you have not smelled?" in told
    returned.remove()
    assert not [name for name in asked.kept("finding") if name.startswith("survey")]


def test_a_file_that_is_not_the_workbooks_own_is_not_read(asked, tmp_path):
    """Whatever path is kept, by a workbook file from somewhere else or otherwise: only files of this workbook are opened."""
    secret = tmp_path / "secret.csv"
    secret.write_text("name,word\nann,rosebud\n")
    asked.keep(returned.SURVEY, returned.ANSWERS, {"path": str(secret), "name": "mine.csv", "company": ""})
    assert (returned.loaded(), returned.gone()) == (None, "mine.csv")
    assert b"rosebud" not in returned.as_file()[2]
    returned.remove()
    assert secret.exists()


def test_without_a_questionnaire_nothing_is_taken(desk):
    with pytest.raises(Refused, match="write the questionnaire first"):
        returned.let_answer("tea", "Hollin Tea")
    assert slips(survey.returned_answers()) == []


def test_the_truth_is_shown_beside_what_people_said(asked):
    returned.let_answer("tea", "Hollin Tea")
    save(asked, SurveyReading, question="9", by="3")
    page = Views()
    page.reveal()
    page.look()
    assert "true" in page.chart.spec["datasets"][next(iter(page.chart.spec["datasets"]))][0]
    assert page.groups.words["title"].startswith("By “How many times did you order tea from us")


def test_what_is_said_of_the_own_survey_stays(asked):
    save(asked, SurveyReading, way="self", invited="40")
    returned.let_answer("tea", "Hollin Tea")
    assert (asked.answers(SurveyReading).way, asked.answers(SurveyReading).invited) == ("self", 40)
    assert (returned.loaded().asking.way, returned.loaded().asking.invited) == ("chance", 900)
    returned.remove()
    write(asked, "back.csv", "q9_smell\nYes\n")
    assert (returned.loaded().asking.way, returned.loaded().asking.invited) == ("self", 40)


def test_an_assigned_column_follows_its_question(asked):
    write(asked, "back.csv", "How was it\n4\n")
    save(asked, SurveyReading, columns=[{"_id": "c", "column": "How was it", "question": "5"}])
    assert list(returned.loaded().back.values) == ["q5_ease"]
    items = asked.stored(Questionnaire)["questions"].raw
    save(asked, Questionnaire, questions=items[1:])
    assert list(returned.loaded().back.values) == ["q4_ease"]
    save(asked, Questionnaire, questions=[item for item in items if item["_id"] != "ease"])
    assert list(returned.loaded().back.values) == []


def test_only_questions_that_are_there_are_offered(asked):
    save(asked, Questionnaire, questions=asked.stored(Questionnaire)["questions"].raw[:3])
    save(asked, SurveyReading, by="9")
    form = next(part for part in survey.returned_answers().parts if isinstance(part, Form))
    fields = {one["name"]: one for one in form._all()["schema"]["fields"]}
    assert [option["value"] for option in fields["question"]["options"]] == ["1", "2", "3", "9"]
    assert len(fields["columns"]["item"][1]["options"]) == 4
    assert fields["by"]["options"][0]["label"].startswith("1. ")
