import json
from pathlib import Path

import pytest

from tests.pages.filled import MODELS, save, unknown
from workbook import lessons
from workbook.answers.chapters import place_of
from workbook.answers.execution import Execution
from workbook.answers.strategy import Goals
from workbook.report.completeness import FORMS, questions, tasks

NOTEBOOKS = Path(__file__).parent.parent.parent / "notebooks"


def test_there_are_seven(empty):
    assert len(questions(empty)) == 7


def test_an_empty_workbook_answers_none(empty):
    assert [question.id for question in questions(empty) if question.answered] == []


def test_a_filled_workbook_answers_all(tea):
    assert [gap for question in questions(tea) for gap in question.gaps] == []


def test_unknown_is_an_answer(empty):
    for model in MODELS:
        save(empty, model, **unknown(model))
    assert not any(question.answered for question in questions(empty) if question.id == "what_for" and question.gaps)


def test_a_taken_back_answer_opens_its_question(tea):
    save(tea, Goals, goals=[])
    assert [question.id for question in questions(tea) if not question.answered] == ["what_for"]


def anchors(notebook):
    cells = json.loads((NOTEBOOKS / notebook).read_text("utf-8"))["cells"]
    return {"".join(cell["source"]).split("{#")[1].split("}")[0] for cell in cells if "{#" in "".join(cell["source"])}


def test_every_gap_leads_to_its_field(empty):
    gaps = [gap for question in questions(empty) for gap in question.gaps]
    for gap in gaps:
        page, _, fragment = gap.href.partition("#")
        step, _, field = fragment.partition(".")
        assert step in anchors(page), gap
        forms = [
            form
            for form in FORMS.values()
            if place_of(form.FORM)[1].anchor == step and place_of(form.FORM)[0].notebook == page.removesuffix(".ipynb")
        ]
        assert any(field.split("/")[0] in form.specs() for form in forms), gap
        assert gap.text
    assert len(gaps) > 10


@pytest.mark.parametrize("item", [*lessons.plan_questions(), *lessons.plan_tasks()], ids=lambda item: item.id)
def test_what_answers_a_question_exists(item):
    assert item.answered_by
    for path in item.answered_by:
        form, _, field = path.partition(":")
        assert not field or field in FORMS[form].specs()


def test_there_are_nine_tasks_with_their_places(empty):
    found = tasks(empty)
    assert len(found) == 9
    assert [task.id for task in found if task.answered] == []
    assert all(place.gaps and place.href and place.title for task in found for place in task.places)


def test_a_filled_workbook_covers_all_tasks(tea):
    assert [(task.id, gap) for task in tasks(tea) for gap in task.gaps] == []


def test_a_task_names_the_place_that_is_open(tea):
    save(tea, Goals, goals=[])
    save(tea, Execution, training="")
    (open_one,) = [task for task in tasks(tea) if not task.answered]
    assert [(place.title, place.gaps[0].href) for place in open_one.places if place.gaps] == [
        ("The plan: Keep to the schedule. Who must learn what, by when?", "07_plan.ipynb#execution.training")
    ]


def test_an_empty_workbook_has_begun_nothing(empty):
    assert not any(place.begun for task in tasks(empty) for place in task.places)


def test_a_place_where_nothing_was_answered_is_not_begun(tea):
    save(tea, Execution, training="")
    assert [place.begun for task in tasks(tea) for place in task.places if place.gaps] == [False]
    assert all(place.begun for task in tasks(tea) for place in task.places if not place.gaps)
