import datetime

import numpy as np
import pytest

from workbook import lessons
from workbook.answers.locale import Locale
from workbook.metrics import business_model, fees, fees_risk, forecast, forecast_finding, goals, investment
from workbook.metrics.funnel import run
from workbook.metrics.inputs.strategy import deal_signs

L = Locale()
DAY, TODAY = datetime.date(2027, 6, 30), datetime.date(2027, 1, 1)


@pytest.mark.parametrize("model", ["a", "b", "c"])
def test_a_typical_deal_gets_its_model(model: str) -> None:
    deal = {q.id: max(q.options, key=lambda option: option.points.get(model, 0)).value for q in lessons.deal_questions()}
    r = business_model.recommend(deal, deal_signs())
    assert r.model == model
    assert r.reasons_for(model)


def test_close_points_are_mixed() -> None:
    signs = [business_model.Sign("q", "a", {"direct": 3, "enquiry": 2}, "Both."), business_model.Sign("q", "b", {"direct": 0, "enquiry": 3}, "One.")]
    r = business_model.recommend({"q": "a"}, signs)
    assert (r.model, r.parts) == ("mixed", ("direct", "enquiry"))


def test_no_answer_no_model() -> None:
    r = business_model.recommend({}, deal_signs())
    assert (r.model, len(r.unanswered)) == ("", len(lessons.deal_questions()))
    assert business_model.finding(r, L).next_step


def test_goal_fields_are_the_forms() -> None:
    from workbook.answers.strategy import Goal as Asked

    assert [r.field for r in goals.check(Asked(measure="orders", target=5, period="month", due=DAY, source="x", baseline=1), TODAY)] == ["owner"]


def test_brand_goal_by_cost_per_order() -> None:
    g = goals.Goal("a", "reach", "cpa", 10, 8, "month", DAY, "ads", "Ana")
    assert [r.level for r in goals.check(g, TODAY)] == ["conflict"]


def test_orders_need_more_enquiries() -> None:
    pair = [goals.Goal("o", measure="orders", target=20, period="month"), goals.Goal("e", measure="enquiries", target=240, period="quarter")]
    (remark,) = goals.carried_by_enquiries(pair, 0.1, L)
    assert "200" in remark.text
    assert "80" in remark.text
    assert goals.carried_by_enquiries(pair, 0.25, L) == ()


def test_a_rate_typed_as_a_share_is_asked_about() -> None:
    typed, meant = (goals.Goal("a", "loyalty", "repeat_rate", 25, target, "year", DAY, "orders", "Ana") for target in (0.4, 40))
    assert [r.level for r in goals.check(typed, TODAY)] == ["caution"]
    assert goals.check(meant, TODAY) == ()


def test_goal_beyond_best_case() -> None:
    g = goals.Goal("o", measure="orders", target=50, period="month")
    levels = [goals.beyond_forecast([g], {"orders": (likely, best)}, L) for likely, best in ((10, 40), (40, 60), (60, 80))]
    assert [r[0].level if r else "" for r in levels] == ["conflict", "caution", ""]


def test_money_goals_are_told_in_money() -> None:
    g = goals.Goal("a", measure="revenue", target=5_000, period="month")
    (remark,) = goals.beyond_forecast([g], {"revenue": (2_000, 4_000)}, L)
    assert remark.text == "It asks for €5,000 a month; even the best case of the forecast gives about €4,000."


def test_a_goal_above_the_likely_case_is_the_headline() -> None:
    g = goals.Goal("a", "sales", "orders", 20, 30, "month", DAY, "shop export", "Ana")
    remarks = goals.review([g], TODAY, L, forecast={"orders": (12.24, 40)})
    found = goals.finding([g], remarks)
    assert (found.tone, found.headline) == ("warn", "Goal 1: it asks for 30 a month; the likely case of the forecast gives about 12")


def test_review_puts_conflicts_first() -> None:
    both = [goals.Goal(i, "sales", "orders", 10, n, "month", DAY, "x", "Ana") for i, n in (("a", 20), ("b", 50))]
    found = goals.review(both, TODAY, L)
    assert [r.level for r in found] == ["conflict", "note"]
    assert goals.finding(both, found).tone == "warn"


FACTORS = {"impressions": 1e5, "ctr": 0.02, "landing_rate": 0.9, "enquiry_rate": 0.05, "close_rate": 0.2, "aov": 500.0, "margin_rate": 0.4}
WIDE = {n: forecast.Range(v * 0.6, v, v * 1.3) for n, v in FACTORS.items()}


def test_chain_identity() -> None:
    assert run(FACTORS).contribution == pytest.approx(np.prod(list(FACTORS.values())))


def test_certain_factors_have_no_spread() -> None:
    sure = forecast.Assumptions({n: forecast.Range.sure(v) for n, v in FACTORS.items()}, forecast.Range.sure(1_000))
    assert forecast.simulate(sure, draws=100).quantiles() == pytest.approx((2_600, 2_600, 2_600))


def test_draws_stay_within_the_outer_cases() -> None:
    a = forecast.Assumptions(WIDE, forecast.Range(1_200, 1_000, 900))
    s = forecast.simulate(a)
    assert forecast.case(a, "worst")[1] <= s.profit.min() <= s.profit.max() <= forecast.case(a, "best")[1]


@pytest.mark.parametrize("shape", ["pert", "triangular"])
def test_mean_of_draws(shape: str) -> None:
    x = forecast.draw(forecast.Range(0, 3, 12), 200_000, np.random.default_rng(1), shape)  # type: ignore[arg-type]
    assert x.mean() == pytest.approx(4.0 if shape == "pert" else 5.0, abs=0.03)


def test_seed_repeats_the_market() -> None:
    a = forecast.Assumptions(WIDE)
    assert np.array_equal(forecast.simulate(a, seed=4).profit, forecast.simulate(a, seed=4).profit)
    assert not np.array_equal(forecast.simulate(a, seed=4).profit, forecast.simulate(a, seed=5).profit)


def test_direct_shop_has_no_enquiries() -> None:
    direct = {n: r for n, r in WIDE.items() if n != "enquiry_rate"}
    a = forecast.Assumptions(direct)
    assert [r["stage"] for r in forecast_finding.stage_ranges(a, forecast.simulate(a))] == ["impressions", "clicks", "visits", "orders"]


def test_tornado_is_sorted() -> None:
    t = forecast.tornado(forecast.Assumptions(WIDE, forecast.Range(1_200, 1_000, 900)))
    assert t.swing.is_monotonic_decreasing
    assert len(t) == 8


def test_missing_factor_is_named() -> None:
    with pytest.raises(ValueError, match="needs aov"):
        run({**FACTORS, "aov": None})


def test_forecast_in_sentences() -> None:
    a = forecast.Assumptions(WIDE, forecast.Range(9_000, 8_000, 7_000))
    f = forecast_finding.finding(a, forecast.simulate(a), L)
    assert (f.tone, f.headline.split(" of ")[0]) == ("bad", "Over 12 months, expect a loss")


def test_a_sure_forecast_names_no_driver() -> None:
    a = forecast.Assumptions({name: forecast.Range.sure(r.likely) for name, r in WIDE.items()})
    f = forecast_finding.finding(a, forecast.simulate(a), L)
    assert len(f.points) == 1
    assert "worst and a best value" in f.next_step


def test_ramp_delays_payback() -> None:
    at_once, slowly = (investment.appraise(investment.Investment(5_000, 500, 1_500, 24, ramp)) for ramp in (0, 6))
    assert (at_once.payback_month, slowly.payback_month) == (5, 10)
    assert slowly.cash_needed > at_once.cash_needed


def test_forecast_and_investment_agree() -> None:
    a = forecast.Assumptions({n: forecast.Range.sure(v) for n, v in FACTORS.items()}, forecast.Range.sure(100))
    outcome, _ = forecast.case(a, "likely")
    appraised = investment.appraise(investment.Investment(5_000, 100, outcome.contribution, 24, 6))
    assert forecast.simulate(a, draws=10).over(24, 5_000, 6)[0] == pytest.approx(appraised.profit)


def test_never_paid_back() -> None:
    i = investment.Investment(5_000, 500, 400, 12)
    assert investment.appraise(i).payback_month is None
    assert investment.finding(i, L).tone == "bad"


def test_indifference_of_fees() -> None:
    fixed, paid = fees.FeeOffer("Agency", fixed=2_000), fees.FeeOffer("Per order", per_result=40)
    assert fees.indifference(fixed, paid) == 50
    found = fees_risk.finding(fixed, paid, np.array([30.0, 40, 60]), np.array([2_000.0, 3_000, 5_000]), L, "orders")
    assert found.headline == "Up to 50 orders a month the per order costs less, above it the agency"
    assert [figure.value for figure in found.figures] == ["50", "40", L.rate(2 / 3, 0)]


def test_two_offers_that_lose_money_are_not_only_compared() -> None:
    fixed, paid, orders = fees.FeeOffer("Fixed fee", 400), fees.FeeOffer("Fee per result", per_result=16), np.array([24.0, 24.8, 26])
    found = fees_risk.finding(fixed, paid, orders, 10 * orders, L, "orders")
    assert (found.headline, found.tone) == ("Neither offer leaves a profit: a middle month loses €149 to €152", "bad")
    assert found.next_step.startswith("Sign neither. A middle month leaves €248 before any fee")
    assert found.means.startswith("Both offers cost about the same at the 25 orders")


def test_the_partner_bears_a_part_of_the_swing() -> None:
    results = np.linspace(0, 100, 11)
    table = fees_risk.risks([fees.FeeOffer("Fixed", 1_000), fees.FeeOffer("Per order", per_result=20)], results, 50 * results)
    assert (table.profit_high - table.profit_low).tolist() == [4_000, 2_400]
    assert "bears 40" in fees_risk.finding(fees.FeeOffer("F", 1_000), fees.FeeOffer("P", 0, 20), results, 50 * results, L, "orders").points[2]
