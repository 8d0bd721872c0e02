import datetime
import math

import pytest

from workbook.answers.locale import Locale
from workbook.metrics import channel_fit, media_plan, sales_force
from workbook.metrics.channel_fit import Channel, Need
from workbook.metrics.media_plan import Line
from workbook.metrics.sales_force import Item

L = Locale()
ITEMS = [
    Item("menu", "Menu", "Finding", 5, 2),
    Item("speed", "Speed", "Finding", 4, 4),
    Item("chat", "Chat", "Contact", 2, 1),
    Item("film", "Film", "Contact", 1, 5),
]


def test_blank_is_not_zero() -> None:
    g = sales_force.group_scores(ITEMS, {"menu": "3", "speed": None, "chat": "na"}).set_index("group")
    assert (g.share["Finding"], g.unanswered["Finding"]) == (1.0, 1)
    assert math.isnan(g.share["Contact"])
    assert (g.not_applicable["Contact"], g.unanswered["Contact"]) == (1, 1)


def test_quadrants_and_order() -> None:
    p = sales_force.priorities(ITEMS, dict.fromkeys(["menu", "speed", "chat", "film"], 0))
    assert p.item.tolist() == ["menu", "chat", "speed", "film"]
    assert p["quadrant"].tolist() == ["quick win", "quick win", "project", "leave"]


def test_full_score_is_no_weak_point() -> None:
    assert sales_force.priorities(ITEMS, {"menu": 3}).empty


def test_rival_compared_on_common_items() -> None:
    c = sales_force.compare(ITEMS, {"menu": 3, "speed": 0}, {"Rival": {"menu": 1}}).set_index("group")
    assert (c.compared["Finding"], c.leader["Finding"]) == (1, "own")
    assert c.leader["Contact"] == ""


def test_checklist_without_scores() -> None:
    assert sales_force.finding(ITEMS, {}, L).headline == "Nothing is scored yet"


ADS = Channel("ads", "Search ads", {"sales": (3, "People search when they want to buy.")}, min_budget=300, lead_days=(2, 14))
SEO = Channel("seo", "Search engine optimisation", {"sales": (3, "It is found when people search.")}, lead_days=(90, 240))
PORTAL = Channel("portal", "Portal ads", {"sales": (1, "They are seen, rarely clicked.")}, who="consumers", min_budget=5_000)


def test_late_and_dear_channels_are_blocked() -> None:
    fits = channel_fit.shortlist([PORTAL, SEO, ADS], Need(goal="sales", who="business", budget=1_000, days=30), L)
    assert [f.channel.name for f in fits] == ["ads", "seo", "portal"]
    assert [bool(f.blocked) for f in fits] == [False, True, True]
    assert "€5,000" in fits[2].blocked[0]


def test_wrong_audience_speaks_against() -> None:
    f = channel_fit.fit(PORTAL, Need(goal="sales", who="business"), L)
    assert "It reaches mainly consumers." in f.reasons_against


def test_unknown_need_is_left_out() -> None:
    assert channel_fit.fit(ADS, Need(), L).parts == ()
    assert channel_fit.finding(channel_fit.shortlist([ADS], Need(), L), L).headline.startswith("Nothing is known yet")


def test_one_answer_makes_no_ranking() -> None:
    fits = channel_fit.shortlist([PORTAL, ADS], Need(goal="sales", budget=900), L)
    found = channel_fit.finding(fits, L)
    assert (found.headline, found.figures) == ("Not yet: too little is known to tell the channels apart", ())
    assert found.next_step.startswith("Say how you sell (Strategy, business model), whom you want to reach and when it must work")
    assert channel_fit.table(fits).score.isna().all()


def test_need_by_a_date() -> None:
    assert Need.until(datetime.date(2027, 1, 31), datetime.date(2027, 1, 1), goal="sales").days == 30


def test_plan_totals_are_pooled() -> None:
    p = media_plan.plan([Line("a", 900, 0.02, 100, 0.5, price=1), Line("b", 100, 0.04, 100, 0.5, price=0.1)])
    assert float(p.total.cpa) == pytest.approx(1_000 / 58)
    assert p.table.cost_share.sum() == pytest.approx(1)


def test_plan_cautions() -> None:
    lines = [Line("a", 900, 0.002, 100, 0.5, price=1), Line("b", 100, 0.04, 100, 0.5, price=0.1)]
    found = [(c.channel, c.what) for c in media_plan.cautions(media_plan.plan(lines, budget=800), L)]
    assert found == [("", "budget"), ("a", "share"), ("a", "cpa"), ("a", "roas"), ("a", "small")]


def test_a_channel_below_its_least_budget_is_named() -> None:
    lines = [Line("a", 300, 0.05, 100, 0.5, price=0.5, least=500), Line("b", 300, 0.05, 100, 0.5, price=0.5, least=100)]
    found = {c.channel: c.text for c in media_plan.cautions(media_plan.plan(lines), L) if c.what == "least"}
    assert list(found) == ["a"]
    assert found["a"].startswith("It gets €300 a month and needs at least about €500 to show anything")


def test_enquiries_stand_between() -> None:
    p = media_plan.plan([Line("a", 1_000, 0.2, 500, 0.4, price=1, enquiry_rate=0.05)])
    assert p.table[["enquiries", "orders"]].to_numpy().tolist() == [[50.0, 10.0]]


def test_empty_plan() -> None:
    assert media_plan.finding(media_plan.plan([]), L).headline == "The plan has no budget yet"


@pytest.mark.parametrize(
    ("clicks", "told"),
    [
        (650, "6.5 orders a month are too few to judge it by: chance alone moves them by ±77%."),
        (100, "1 order a month is too few to judge it by: chance alone makes a month with none, or with twice as many."),
    ],
)
def test_few_orders_are_told_as_they_are(clicks: float, told: str) -> None:
    line = Line("ads", clicks, 0.01, 400, 0.5, price=1)
    said = media_plan.cautions(media_plan.plan([line]), L)
    assert told in [caution.text for caution in said]


def test_short_list_that_cannot_work_is_named() -> None:
    fits = channel_fit.shortlist([PORTAL, SEO, ADS], Need(goal="sales", who="business", budget=1_000, days=30), L)
    found = channel_fit.finding(fits, L, chosen=[SEO.name, ADS.name])
    assert found.tone == "warn"
    assert SEO.label in found.next_step
    assert ADS.label not in found.next_step
