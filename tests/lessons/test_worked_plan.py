"""The worked examples of the plan: whole, without a fault, and of one piece with the company's schedule and budget."""

import datetime

import pytest

from workbook import lessons
from workbook.answers import execution, plan, promotion, schedule, strategy
from workbook.answers.check import check
from workbook.answers.evaluation import Conclusion, Evaluation
from workbook.answers.handover import Handover
from workbook.answers.locale import Locale
from workbook.answers.one_page import OnePage
from workbook.metrics import handover
from workbook.metrics.inputs import execution as given
from workbook.metrics.inputs.handover import handed
from workbook.metrics.inputs.promotion import media_plan
from workbook.metrics.progress import standing

COMPANIES = ("tea", "pumps", "soda")
LOCALE = Locale("en_GB", "EUR")
TOLD_ON = {"tea": datetime.date(2027, 9, 6), "pumps": datetime.date(2027, 5, 24), "soda": datetime.date(2027, 5, 31)}
LATE = {"tea": 6, "pumps": 4, "soda": 7}
"""How many measures were finished late, as the examples say."""
NEXT = {"tea": (750, 89, True), "pumps": (2200, 1.68, True), "soda": (42000, 1626, False)}
"""Of the next plan: media and orders a month, and whether its orders pay for it."""
MODELS = (plan.People, Handover, execution.Execution, execution.Issues, Evaluation, Conclusion, promotion.MediaPlan, OnePage)

pytestmark = pytest.mark.parametrize("company", COMPANIES)


def checked(model, company):
    return check(model, lessons.worked(model.FORM, company).raws, LOCALE)


def answers(model, company):
    return checked(model, company).answers


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.FORM)
def test_an_example_is_whole(model, company):
    found = checked(model, company)
    assert (found.state, [m.text for m in found.messages.values()]) == ("completed", [])


def test_measures_are_those_of_the_schedule(company):
    planned = given.planned(answers(schedule.Schedule, company), plan.People(), promotion.MediaPlan(), promotion.Fit())
    measures = answers(execution.Execution, company).measures
    assert [(m.id, m.what, m.owner, m.start, m.due, m.weight) for m in measures] == [
        (p.id, p.what, p.owner, p.start, p.due, p.hours) for p in planned
    ]


def test_nothing_is_left_undone_on_the_day(company):
    measures = answers(execution.Execution, company)
    found = standing(given.tasks(measures, TOLD_ON[company]), TOLD_ON[company])
    assert (found.late, len(found.finished_late)) == ((), LATE[company])
    assert max(m.done_on for m in measures.measures if m.done_on) <= TOLD_ON[company]
    assert LOCALE.date(TOLD_ON[company]).removesuffix(" 2027") in lessons.worked("plan.execution", company).look_at


def test_owners_take_part(company):
    people = {person.name for person in answers(schedule.Schedule, company).people}
    issues = answers(execution.Issues, company).issues
    assert {issue.owner for issue in issues} <= people
    assert all(issue.noticed <= TOLD_ON[company] for issue in issues)
    assert all(issue.until <= TOLD_ON[company] for issue in issues if issue.state == "solved")


def test_hand_overs_have_no_gap(company):
    found = handover.finding(handed(answers(Handover, company)), LOCALE)
    assert (found.tone, found.points) == ("good", ())


def test_the_decision_asks_for_the_start_before_the_start(company):
    page = answers(OnePage, company)
    assert LOCALE.number(answers(strategy.Budget, company).start_cost) in page.ask
    assert page.decide_by < answers(schedule.Schedule, company).start


def test_the_next_plan_spends_less_than_the_budget(company):
    budget = answers(strategy.Budget, company)
    total = media_plan(answers(promotion.MediaPlan, company), budget, None).total
    cost, orders, pays = NEXT[company]
    assert (float(total.cost), float(total.orders), bool(total.contribution > 0)) == (cost, pytest.approx(orders, rel=0.01), pays)
    assert cost < budget.media_monthly


def test_what_was_counted_by_hand_is_what_the_channel_costs(company):
    counted = answers(Evaluation, company)
    months = (counted.last.year - counted.first.year) * 12 + counted.last.month - counted.first.month + 1
    costs = {channel.channel: channel.cost for channel in lessons.company(company).channels}
    assert {line.channel: line.cost / months for line in counted.by_hand} == {line.channel: costs[line.channel] for line in counted.by_hand}
