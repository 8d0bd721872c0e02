from tests.pages.filled import save
from workbook.answers.execution import Execution
from workbook.pages.coverage import tasks


def states(desk):
    return [line["state"] for line in tasks().parts[0].chapters]


def test_what_was_never_opened_is_not_in_progress(desk):
    assert set(states(desk)) == {"not_started"}


def test_what_was_begun_is_in_progress(tea):
    save(tea, Execution, training="")
    assert set(states(tea)) == {"completed", "in_progress"}
