import datetime
import json
import math
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
import vl_convert

from workbook.answers.locale import Locale
from workbook.charts import ab_test as variants
from workbook.charts import channel_fit, decisions, feasibility, forecast, investment, kpi, media_plan, sales_force
from workbook.charts import ctr_curve as curves
from workbook.charts import prepost as changes
from workbook.charts.picture import Picture
from workbook.charts.theme import config
from workbook.metrics import ab_test, ctr_curve, decide, funnel_table, peeking, revenue, search_chances
from workbook.metrics import channel_fit as fit
from workbook.metrics import feasibility as scorecard
from workbook.metrics import feasibility_sensitivity as flips
from workbook.metrics import forecast as chances
from workbook.metrics import investment as cash
from workbook.metrics import media_plan as media
from workbook.metrics import sales_force as site
from workbook.metrics.forecast_finding import stage_ranges
from workbook.metrics.kpi import Kpis, kpis

L = Locale("de_DE", "EUR")
CARD = [scorecard.Criterion("a", "Fit", "product"), scorecard.Criterion("b", "Staff", "people")]
ITEMS = [site.Item(f"i{n}", f"Item {n}", "Finding" if n % 2 else "Contact", 1 + n % 5, 1 + n % 3) for n in range(12)]
FACTORS = {"impressions": 1e5, "ctr": 0.02, "landing_rate": 0.9, "close_rate": 0.02, "aov": 80.0, "margin_rate": 0.4}


def _assumptions(spread: float) -> chances.Assumptions:
    ranges = {n: chances.Range(v * (1 - spread), v, v * (1 + spread)) for n, v in FACTORS.items()}
    return chances.Assumptions(ranges, chances.Range(800 * (1 + spread), 800, 800 * (1 - spread)))


def _fits(*budgets: float) -> pd.DataFrame:
    channels = [fit.Channel(str(b), f"Channel {b}", {"sales": (2, "Why.")}, min_budget=b) for b in budgets]
    return fit.table(fit.shortlist(channels, fit.Need(goal="sales", budget=500, days=30), L))


def _kpis(*channels: str) -> Kpis:
    n = len(channels)
    ads = pd.DataFrame({"channel": channels, "cost": [10_000] * n, "currency": ["EUR"] * n, "impressions": [5_000] * n, "clicks": [100] * n})
    orders = pd.DataFrame({"order_id": range(n), "channel": channels, "revenue": [20_000] * n, "margin": [8_000] * n})
    return kpis(promotion=ads, orders=orders)


def _lines(*budgets: float) -> media.Plan:
    return media.plan([media.Line(f"c{b}", b, 0.02, 80, 0.4, price=0.5 if b < 900 else 5) for b in budgets])


def _orders(*days: str) -> pd.DataFrame:
    orders = pd.DataFrame({"order_id": range(len(days)), "ordered_at": pd.to_datetime(list(days)), "revenue": [1_000] * len(days)})
    return revenue.revenue_by_period(orders, "week")


def _decided(*customers: int) -> pd.DataFrame:
    return decide.table(decide.decide_all([decide.Evidence(f"c{n}", 1_000, n, n * 30, n * 900, 30) for n in customers]))


def _simulated(spread: float) -> chances.Simulation:
    return chances.simulate(_assumptions(spread), draws=500)


SEARCHED = pd.DataFrame({
    "query": list("abcd"), "position": [1.5, 5.0, 9.0, 14.0], "impressions": 10_000, "clicks": [2_000, 600, 320, 190], "brand": False,
    "ctr": [0.2, 0.06, 0.032, 0.019],
})  # fmt: skip
CURVE = ctr_curve.fit(SEARCHED)
WEEKS = pd.DataFrame(
    {"week": [-2, -1, 0, 1], "start": pd.date_range("2026-01-01", periods=4, freq="7D"), "changed": [90.0, 110, 150, 140], "control": 100.0}
)


ZEROS = dict.fromkeys([i.name for i in ITEMS], 0)
FULL: dict[str, Callable[[], Picture]] = {
    "sensitivity": lambda: feasibility.sensitivity(flips.table(CARD, {"a": 3, "b": 2}), L),
    "sensitivity with unknown": lambda: feasibility.sensitivity(flips.table(CARD, {"a": 3}), L),
    "funnel with ranges": lambda: forecast.forecast_funnel(stage_ranges(_assumptions(0.3), _simulated(0.3)), L),
    "profit": lambda: forecast.profit_distribution(_simulated(0.3), L),
    "profit without doubt": lambda: forecast.profit_distribution(_simulated(0), L),
    "tornado": lambda: forecast.tornado(chances.tornado(_assumptions(0.3)), L),
    "cash": lambda: investment.cumulative_cash(cash.Investment(5_000, 500, 900, 24, 3), L),
    "cash for one month": lambda: investment.cumulative_cash(cash.Investment(0, 0, 0, 1), L),
    "groups": lambda: sales_force.group_scores(site.group_scores(ITEMS, ZEROS), {"Rival": site.group_scores(ITEMS, {"i1": 3})}, L),
    "one group": lambda: sales_force.group_scores(site.group_scores(ITEMS[:1], ZEROS), {}, L),
    "matrix": lambda: sales_force.priority_matrix(site.priorities(ITEMS, ZEROS), L),
    "channel fit": lambda: channel_fit.channel_fit(_fits(10, 900), L),
    "all ruled out": lambda: channel_fit.channel_fit(_fits(900), L),
    "media plan": lambda: media_plan.media_plan(_lines(500, 900), L),
    "media plan loses": lambda: media_plan.media_plan(_lines(900), L),
    "kpi": lambda: kpi.kpi_bars(_kpis("ads", "email"), "cpa", L, break_even=30),
    "kpi, one row": lambda: kpi.kpi_bars(_kpis("ads"), "contribution", L),
    "funnel": lambda: kpi.funnel(funnel_table.funnel({"visits": 900, "enquiries": 90, "orders": 9}), L),
    "revenue": lambda: kpi.revenue_over_time(_orders("2026-01-05", "2026-02-03"), L, every="week"),
    "revenue, one order": lambda: kpi.revenue_over_time(_orders("2026-01-05"), L, every="week"),
    "decisions": lambda: decisions.decision_intervals(_decided(0, 3, 200), L),
    "curve": lambda: curves.ctr_curve(CURVE, SEARCHED, L),
    "curve without queries": lambda: curves.ctr_curve(ctr_curve.fit(SEARCHED.head(0)), SEARCHED.head(0), L),
    "reach": lambda: curves.potential(search_chances.striking(SEARCHED, CURVE), 3, L),
    "change": lambda: changes.change(WEEKS, datetime.date(2026, 1, 15), L),
    "change without control": lambda: changes.change(WEEKS.drop(columns="control"), datetime.date(2026, 1, 15), L),
    "variants": lambda: variants.variants(ab_test.shares(5, 83, 12, 99), L),
    "variants by mean": lambda: variants.variants(ab_test.means(ab_test.Sample(9, 20, 3), ab_test.Sample(9, 30, 2)), L, share=False, money=True),
    "looks": lambda: variants.looks(peeking.false_positives(8, runs=200), L),
    "one look": lambda: variants.looks(peeking.false_positives(1, runs=200), L),
    "one decision": lambda: decisions.decision_intervals(_decided(30), L),
}
EMPTY: dict[str, Callable[[], Picture]] = {
    "sensitivity": lambda: feasibility.sensitivity(flips.table(CARD, {}), L),
    "no criteria": lambda: feasibility.sensitivity(flips.table([], {}), L),
    "funnel with ranges": lambda: forecast.forecast_funnel([], L),
    "profit": lambda: forecast.profit_distribution(_nothing_known(), L),
    "tornado": lambda: forecast.tornado(chances.tornado(_assumptions(0)), L),
    "cash": lambda: investment.cumulative_cash(cash.Investment(math.nan, 1, 1, 5), L),
    "groups": lambda: sales_force.group_scores(site.group_scores(ITEMS, {}), {}, L),
    "no items": lambda: sales_force.group_scores(site.group_scores([], {}), {}, L),
    "matrix": lambda: sales_force.priority_matrix(site.priorities(ITEMS, {}), L),
    "channel fit": lambda: channel_fit.channel_fit(_fits(), L),
    "media plan": lambda: media_plan.media_plan(_lines(), L),
    "kpi without tables": lambda: kpi.kpi_bars(kpis(), "cpa", L),
    "kpi with one table": lambda: kpi.kpi_bars(kpis(visits=pd.DataFrame({"channel": ["a"]})), "roas", L),
    "funnel": lambda: kpi.funnel(funnel_table.funnel({"visits": 0, "orders": math.nan}), L),
    "revenue": lambda: kpi.revenue_over_time(_orders(), L),
    "reach": lambda: curves.potential(search_chances.striking(SEARCHED.head(1), CURVE), 3, L),
    "change": lambda: changes.change(WEEKS.head(2), datetime.date(2026, 1, 15), L),
    "variants": lambda: variants.variants(ab_test.means(ab_test.Sample(1, 20, 3), ab_test.Sample(9, 30, 2)), L, share=False),
    "decisions": lambda: decisions.decision_intervals(_decided(), L),
}


def _nothing_known() -> chances.Simulation:
    s = _simulated(0)
    return chances.Simulation(s.outcome, s.cost, np.full_like(s.profit, math.nan), 1)


@pytest.mark.parametrize("name", FULL)
def test_picture_is_drawn(name: str) -> None:
    p = FULL[name]()
    assert p.title
    assert p.summary
    assert len(p.table)
    svg = vl_convert.vegalite_to_svg(p.chart.to_dict())
    assert "<svg" in svg
    assert "NaN" not in svg


@pytest.mark.parametrize("name", FULL)
def test_data_has_peoples_words(name: str) -> None:
    labels = [heading.label for heading in FULL[name]().headings.values()]
    assert len(labels) >= 3
    assert not [label for label in labels if "_" in label or label[:1].islower() or not label]


def test_money_is_declared_as_money() -> None:
    assert FULL["tornado"]().headings["swing"].kind == "money"


def test_unlike_values_are_written_out() -> None:
    told = FULL["tornado"]().table.set_index("factor")
    assert told.worst_written["close_rate"] == "1,4\u00a0%"


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_to_draw_is_said(name: str) -> None:
    p = EMPTY[name]()
    assert p.chart is None
    assert p.summary.endswith(".")


@pytest.mark.parametrize("name", FULL)
def test_chart_fits_its_container(name: str) -> None:
    spec = FULL[name]().chart.to_dict()
    assert spec["width"] == "container"
    assert sum(len(rows) for rows in spec["datasets"].values()) < 1_000


def test_axes_speak_the_readers_language() -> None:
    svg = vl_convert.vegalite_to_svg(FULL["tornado"]().chart.to_dict())
    assert "2 % → 2,6 %" in svg or "1,4 % → 2,6 %" in svg.replace("\u00a0", " ")


def test_marks_name_no_colour() -> None:
    bodies = [{k: v for k, v in make().chart.to_dict().items() if k != "config"} for make in FULL.values()]
    assert "#" not in json.dumps([b.get("layer") for b in bodies])


@pytest.mark.parametrize(("scheme", "ground"), [("light", "#ffffff"), ("light", "#fbfaf7"), ("dark", "#1c2327"), ("dark", "#14191c")])
def test_colours_stand_out(scheme: str, ground: str) -> None:
    theme = config(scheme)  # type: ignore[arg-type]
    marks = [*theme["range"]["category"], *theme["range"]["ordinal"], *(theme["style"][s]["color"] for s in ("accent", "gain", "loss", "guide"))]
    words = [theme["style"]["label"]["color"], theme["style"]["faint"]["color"], theme["axis"]["labelColor"], theme["axis"]["titleColor"]]
    assert min(_contrast(c, ground) for c in marks) >= 3
    assert min(_contrast(c, ground) for c in words) >= 4.5


def _contrast(one: str, other: str) -> float:
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_tornado_is_told_of_any_factor() -> None:
    p = FULL["tornado"]()
    assert p.title.endswith(": nothing moves the profit more")
    assert " moves the profit most" not in f"{p.title} {p.summary}"
