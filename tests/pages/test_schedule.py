import datetime

from tests.pages.filled import save
from tests.pages.seen import headline, part, slips
from workbook import lessons
from workbook.answers.competitors import Swot
from workbook.answers.fees import Fees
from workbook.answers.plan import People
from workbook.answers.sales_force import Checklist
from workbook.answers.schedule import Schedule
from workbook.answers.schema import schema
from workbook.answers.start import Setup
from workbook.answers.strategy import Budget, Goals
from workbook.metrics.inputs.schedule import begins, milestones
from workbook.pages import fees, plan, schedule
from workbook.report.fees import paying
from workbook.report.timing import who_does_it


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


def test_weak_points_that_are_answered_become_tasks(desk):
    worked(desk, Goals, Swot)
    assert "Your site is not scored yet" in schedule.take_over()
    save(desk, Checklist, items={"site_search": {"score": "0"}, "navigation_words": {"score": "1"}, "start_page_purpose": {"score": "3"}})
    page = schedule.schedule()
    assert "of its 2 weak points none is a task here" in part(page, "Notice").text
    assert schedule.take_over().startswith("2 tasks added.")
    assert (part(page, "Notice").text, slips(page)) == ("", [])
    named = [task.what for task in desk.answers(Schedule).tasks]
    assert len([what for what in named if what.startswith("Mend on the site")]) == 2
    assert len([what for what in named if what.startswith("Overcome: ")]) == 2


def test_who_does_it_is_asked_once(desk):
    save(desk, People, creates="Vera", responsible="Ida")
    assert who_does_it(desk) == "Ida answers for the result; Vera creates texts, pictures and pages."
    worked(desk, Schedule)
    told = "Managing sister answers for the result; Shop assistant and Web agency create texts, pictures and pages"
    assert who_does_it(desk).startswith(told)
    assert part(plan.people(), "Notice").text == who_does_it(desk)
    assert not {"creates", "executes", "responsible"} & {field["name"] for field in schema(People, desk.locale)["fields"]}


def test_somebody_answers_for_the_result(desk):
    save(desk, Schedule, people=[{"_id": "p1", "name": "Ida", "part": "creates", "hours_week": "5"}])
    assert "nobody answers for the result yet" in dict(desk.checked(Schedule).errors)["people"]


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


def test_an_older_workbook_keeps_its_start_and_milestones(desk):
    save(desk, People, start="2028-03-01", milestones=[{"_id": "m1", "what": "New pages", "owner": "Ida", "due": "2028-04-03"}])
    assert not {"start", "milestones"} & {field["name"] for field in schema(People, desk.locale)["fields"]}
    assert begins(desk.answers(Schedule), desk.answers(People)) == datetime.date(2028, 3, 1)
    schedule.take_over()
    answers = desk.answers(Schedule), desk.answers(People)
    assert (answers[0].start, begins(*answers)) == (datetime.date(2028, 3, 1), datetime.date(2028, 3, 1))
    assert ("New pages", "Ida", datetime.date(2028, 4, 3)) in [(m.what, m.owner, m.due) for m in milestones(*answers)]


def test_what_is_not_asked_any_more_is_not_missed(desk):
    save(desk, People, start="30 February 2027", milestones=[{"_id": "m1", "what": "New pages"}])
    checked = desk.checked(People)
    assert not [path for path in (*checked.messages, *checked.missing) if path.startswith(("start", "milestones"))]
    assert checked.answers.milestones[0].what == "New pages"
