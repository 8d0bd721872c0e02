"""Every worked example run through the calculations of its step: it has no fault, or only the one it is there to show."""

import datetime

import pytest

from workbook import lessons
from workbook.answers import audience, competitors, plan_type, products, schedule, strategy
from workbook.answers.check import check
from workbook.answers.fees import Fees
from workbook.answers.locale import Locale
from workbook.answers.usp import Usp
from workbook.metrics import goals as checking
from workbook.metrics import plan_type as judging
from workbook.metrics import schedule_conflicts, schedule_roles, segments, segments_in_market, usp, workload
from workbook.metrics.fees import indifference
from workbook.metrics.forecast import case, lost, spread
from workbook.metrics.inputs import fees as paying
from workbook.metrics.inputs import position as given
from workbook.metrics.inputs import schedule as planned
from workbook.metrics.inputs import strategy as forecast

COMPANIES = ("tea", "pumps", "soda")
LOCALE = Locale("en_GB", "EUR")
WRITTEN = datetime.date(2026, 11, 1)
CHAPTER_2 = (
    strategy.Feasibility, audience.Segments, audience.MarketSize, competitors.Matrix, competitors.Swot, competitors.Positioning, products.Products,
    Usp, strategy.BusinessModel, plan_type.PlanType, strategy.Goals, strategy.Budget, Fees, schedule.Schedule,
)  # fmt: skip


def answers(model, company):
    return check(model, lessons.worked(model.FORM, company).raws, LOCALE).answers


@pytest.mark.parametrize("model", CHAPTER_2, ids=lambda model: model.FORM)
def test_every_company_has_an_example(model):
    assert [c for c in COMPANIES if lessons.worked(model.FORM, c) is None] == []


@pytest.mark.parametrize(("form", "company"), [(f, c) for f in lessons.worked_forms() for c in COMPANIES if lessons.worked(f, c)])
def test_reasons_name_what_is_answered(form, company):
    example = lessons.worked(form, company)
    for path in example.because:
        field, _, inner = path.partition("/")
        raw = example.raws[field]
        if isinstance(raw, list) and inner:
            assert 1 <= int(inner.split("/")[0]) <= len(raw), path
        elif isinstance(raw, dict) and inner:
            assert inner.split("/")[0] in raw, path


@pytest.mark.parametrize("company", COMPANIES)
def test_product_lines_are_the_companys(company):
    case_, lines = lessons.company(company), answers(products.Products, company).lines
    assert [line.revenue for line in lines] == [pytest.approx(p.revenue) for p in case_.products]
    assert [line.margin_rate for line in lines] == [pytest.approx(p.margin_rate) for p in case_.products]


@pytest.mark.parametrize("company", COMPANIES)
def test_the_forecast_begins_with_the_companys_month(company):
    budget, funnel = answers(strategy.Budget, company), lessons.company(company).funnel
    today = {name: getattr(funnel, name) for name in ("impressions", "ctr", "landing_rate", "margin_rate")}
    assert {name: forecast.likely(budget, name) for name in today} == pytest.approx(today)
    assert (forecast.likely(budget, "aov"), budget.media_monthly) == (funnel.order_value, lessons.company(company).budget_a_month)


@pytest.mark.parametrize(("company", "loses"), [("tea", False), ("pumps", False), ("soda", True)])
def test_only_the_brand_loses_by_traced_orders(company, loses):
    budget = answers(strategy.Budget, company)
    ranges = forecast.assumptions(budget)
    totals = forecast.simulation(ranges).over(**forecast.horizon(budget))
    assert ((case(ranges, "likely")[1] < 0), (lost(totals) > 0.5)) == (loses, loses)


@pytest.mark.parametrize("company", COMPANIES)
def test_goals_can_be_missed_and_contradict_nothing(company):
    limits = forecast.goal_limits(answers(strategy.Budget, company))
    remarks = checking.review(answers(strategy.Goals, company).goals, WRITTEN, LOCALE, **limits)
    assert [remark.text for remark in remarks if remark.level in ("conflict", "missing")] == []  # a stretch is said with caution


@pytest.mark.parametrize("company", COMPANIES)
def test_the_model_is_the_one_the_deal_speaks_for(company):
    answered = answers(strategy.BusinessModel, company)
    assert forecast.recommendation(answered).model == answered.chosen == lessons.company(company).model


@pytest.mark.parametrize("company", COMPANIES)
def test_contradictions_of_the_plan_are_settled(company):
    kind = answers(plan_type.PlanType, company)
    model = answers(strategy.BusinessModel, company).chosen
    found = judging.finding(given.plan(kind, model, answers(strategy.Goals, company)), 5)
    assert found.tone == "good"


@pytest.mark.parametrize("company", COMPANIES)
def test_sentences_and_segments_have_no_fault(company):
    said = answers(Usp, company)
    found = answers(audience.Segments, company).segments
    assert usp.faults(said.sentence, lessons.empty_words(), said.against) == []
    assert segments.finding(found, LOCALE).points == ()
    assert said.for_whom in {segment.name for segment in found}


@pytest.mark.parametrize("company", COMPANIES)
def test_competitors_are_the_companys_rivals(company):
    matrix = answers(competitors.Matrix, company)
    names = [rival.name for rival in lessons.company(company).rivals]
    assert [matrix.rival_a, matrix.rival_b, matrix.rival_c] == names
    assert [player.name for player in answers(competitors.Positioning, company).players] == names


@pytest.mark.parametrize(("company", "times"), [("tea", 1), ("pumps", 1), ("soda", 10)])
def test_only_the_brands_market_cannot_be_traced(company, times):
    assert given.market(answers(audience.MarketSize, company)).ratio == pytest.approx(times, rel=0.15)


@pytest.mark.parametrize("company", COMPANIES)
def test_segments_fit_into_the_market(company):
    held = given.held(answers(audience.Segments, company), answers(audience.MarketSize, company))
    assert segments_in_market.conflicts(held, LOCALE) == ()


@pytest.mark.parametrize("company", COMPANIES)
def test_schedules_can_be_carried_out(company):
    plan = planned.planned(answers(schedule.Schedule, company))
    found, goals = plan.timetable(), planned.due(answers(strategy.Goals, company))
    assert schedule_conflicts.conflicts(found, plan.calendar, LOCALE, unknown=plan.unknown, goals=goals) == ()
    assert schedule_roles.faults(plan.jobs, plan.people) == ()
    assert workload.workload(found.placed, plan.free, plan.calendar).over.max() == 0


@pytest.mark.parametrize("company", COMPANIES)
def test_people_have_the_hours_of_the_company(company):
    hours = {person.name: person.hours_week for person in answers(schedule.Schedule, company).people}
    said = {person.role: person.hours_a_week for person in lessons.company(company).people}
    given_hours = {role: next(h for name, h in hours.items() if role.startswith(name)) for role in said}
    more = {"Application engineer": 6}  # three hours more, which the kind of plan settles
    assert given_hours == said | {role: h for role, h in more.items() if role in said}


@pytest.mark.parametrize("company", COMPANIES)
def test_fees_cross_where_months_are_likely(company):
    found = paying.offers(answers(Fees, company), answers(strategy.Budget, company))
    low, _, high = spread(found.results)
    assert low * 0.6 < indifference(found.fixed, found.performance) < high
