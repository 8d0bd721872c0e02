from tests.pages.filled import save
from tests.pages.seen import headline, slips
from workbook import lessons
from workbook.answers.fees import Fees
from workbook.answers.schedule import Schedule
from workbook.answers.start import Setup
from workbook.answers.strategy import Budget, Goals
from workbook.pages import fees, schedule
from workbook.report.fees import paying


def worked(desk, *models):
    save(desk, Setup, company="tea", language="en_GB", currency="EUR")
    for model in models:
        save(desk, model, **lessons.worked(model.FORM, "tea").raws)


def test_nothing_is_planned_yet(desk):
    page = schedule.schedule()
    assert (headline(page), slips(page)) == ("There is no task with a day yet", [])


def test_a_proposal_is_taken_over_once(desk):
    worked(desk, Goals)
    assert "added" in schedule.take_over()
    answers = desk.checked(Schedule)
    assert answers.complete
    assert [person.name for person in answers.answers.people] == ["Managing sister", "Shop assistant", "Nephew (freelance)"]
    assert "nothing was changed" in schedule.take_over()
    assert len(desk.answers(Schedule).tasks) == len(answers.answers.tasks)


def test_what_was_typed_is_kept(desk):
    worked(desk, Schedule)
    before = desk.stored(Schedule)
    schedule.take_over()
    after = desk.stored(Schedule)
    assert after["tasks"].raw[: len(before["tasks"].raw)] == before["tasks"].raw
    assert (after["start"].raw, after["people"].raw) == (before["start"].raw, before["people"].raw)


def test_a_changed_day_changes_the_page(desk):
    worked(desk, Goals, Schedule)
    page = schedule.schedule()
    assert (headline(page), slips(page)) == ("The order of the tasks holds; the last is done on 18 January 2028", [])
    tasks = [task | ({"starts": "2027-07-12"} if task["_id"] == "t8" else {}) for task in desk.stored(Schedule)["tasks"].raw]
    save(desk, Schedule, tasks=tasks)
    assert headline(page) == "1 conflict to settle before the first day"


def test_fees_use_the_forecast(desk):
    page = fees.fees()
    assert headline(page) == "The comparison needs your forecast"
    worked(desk, Budget, Fees)
    assert (headline(page), slips(page)) == ("Up to 160 orders a month the fee per result costs less, above it the fixed fee", [])
    assert paying(desk)[1].text.startswith(headline(page))


def test_a_fee_per_enquiry_needs_enquiries(desk):
    worked(desk, Budget, Fees)
    save(desk, Fees, result="enquiries")
    assert headline(fees.fees()) == "Your forecast has no enquiries"
    assert paying(desk) == []
