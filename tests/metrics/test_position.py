from types import SimpleNamespace

import pytest

from workbook.answers.locale import Locale
from workbook.metrics import competitors, market_size, plan_type, products, segments, segments_in_market, swot, usp

LOCALE = Locale("en_GB", "EUR")


def segment(name, size, worth, fit, **more):
    told = {"source": "count", "need": "tea", "motive": "taste", "pattern": None, "searches": (), "places": ()}
    return SimpleNamespace(name=name, size=size, worth=worth, fit=fit, **{**told, **more})


def test_fit_can_beat_size():
    ranked = segments.ranking([segment("many", 100, 10, 1), segment("few", 50, 10, 5)])
    assert ranked.segment.tolist() == ["few", "many"]
    assert ranked.weight.tolist() == [500, 200]


def test_number_without_source_is_named():
    assert "by which source" in segments.finding([segment("all", 100, 10, 3, source=None)], LOCALE).points[0]


def test_twin_segments_are_named():
    same = {"pattern": "habit", "searches": ("brand",), "places": ("email",)}
    found = segments.finding([segment("a", 1, 1, 1, **same), segment("b", 1, 1, 1, **same)], LOCALE)
    assert found.points == ("“a” and “b” search, gather and decide alike: are they one segment?",)


def test_views_of_the_market_that_disagree():
    above = {"population": 1000, "need_rate": 1.0, "spend": 100, "served_rate": 1.0, "attainable_rate": 0.5}
    below = {"reached": 10, "customer_rate": 0.1, "order_value": 50, "orders_a_year": 2}
    found = market_size.market(**above, **below)
    assert (found.som, found.below, round(found.ratio, 2)) == (50_000, 1_200, 41.67)
    assert "your means do not carry the share" in market_size.finding(found, LOCALE).headline


def test_market_with_gaps_is_unknown():
    assert market_size.market(population=1000) == market_size.Market(None, None, None, None)


SMALL = {"population": 120_000, "need_rate": 0.08, "spend": 70, "served_rate": 0.5, "attainable_rate": 0.1}


def beside(listed, **numbers):
    return segments_in_market.held(listed, market_size.market(**{**SMALL, **numbers}))


def told(listed, **numbers):
    return [c.says for c in segments_in_market.conflicts(beside(listed, **numbers), LOCALE)]


def test_segments_larger_than_the_market_are_named_with_both_numbers():
    found = segments_in_market.finding(beside([segment("a", 18_000, 20, 3), segment("b", 500, 20, 3)]), LOCALE)
    assert found.headline == "Your segments hold 18,500 people or firms, and the whole market has only 9,600 buyers"
    assert (found.tone, found.next_step[:35]) == ("warn", "Look first for people counted in tw")


def test_segments_of_people_who_cannot_be_served():
    assert told([segment("a", 6_000, 50, 3)]) == ["Your segments hold 6,000 people or firms, and you can serve only 4,800 of the 9,600 buyers"]


def test_segments_that_spend_more_than_the_market():
    assert told([segment("a", 4_800, 200, 3)]) == ["Your segments spend €960,000 a year, and the whole market only €672,000"]


def test_more_to_win_than_the_segments_spend():
    assert told([segment("a", 200, 50, 3)]) == ["You want to win €33,600 a year, and your segments spend only €10,000"]
    assert told([segment("a", 200, 50, 3), segment("b", None, 50, 3)]) == []


def test_segments_that_fit_into_the_market():
    found = segments_in_market.finding(beside([segment("a", 4_000, 70, 3)]), LOCALE)
    assert (found.tone, found.next_step[:24]) == ("good", "Who are the other 800? D")
    assert beside([segment("a", None, 70, 3)]) is None
    assert beside([segment("a", 4_000, 70, 3)], need_rate=None) is None


def test_axis_counts_only_where_own_site_has_points():
    compared = competitors.compare({"a": "A", "b": "B"}, {"a": 1, "b": 5}, {competitors.OWN: {"a": 2}, "Mill": {"a": 4, "b": 5}})
    assert compared.totals == {competitors.OWN: 2.0, "Mill": 4.0}


def test_heaviest_pair_comes_first():
    points = [swot.Point("strength", "s", 1), swot.Point("weakness", "w", 3), swot.Point("threat", "t", 3)]
    assert swot.strategies(points)[["way", "weight"]].to_numpy().tolist() == [["Avoid", 9], ["Defend", 3]]
    assert "no opportunities" in swot.finding(points, LOCALE).reasons_against[0]


@pytest.mark.parametrize(
    ("score", "share"), [({"judged": 4, "sent": 0, "searched": 4}, 0.4), ({"judged": 2, "sent": 2, "searched": 2}, 0.5), ({}, None)]
)
def test_suitability(score, share):
    assert products.suitability(score) == share


def test_aim_that_belongs_to_another_stage():
    line = SimpleNamespace(
        name="Pot", revenue=None, margin_rate=None, stage="decline", aim="known", judged=4, sent=4, searched=4, different=4, again=4
    )
    assert "belongs to another stage" in products.finding([line], LOCALE).reasons_against[0]


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Best quality by Hollin", "Every company says"),
        ("Tea for you and me", "no number"),
        ("word " * 21 + "7", "22 words"),
        ("Delivered in 2 days", "Your rivals"),
    ],
)
def test_faults_of_a_sentence(sentence, says):
    found = usp.faults(sentence, ["best", "quality"], against="We are delivered quickly")
    assert any(says in fault for fault in found)


def test_sentence_that_passes():
    tests = [usp.Test("Is it specific?", 2, "")]
    assert usp.finding("Hollin takes opened packs back until Easter", tests, []).tone == "good"


def test_a_time_in_words_is_a_time():
    assert usp.faults("Brought before nine, ridden home at five, or the repair is free", []) == []
    assert "no number" in usp.faults("Repairs that make you happy", [])[0]


def test_only_what_was_tested_is_said():
    tests = [usp.Test("Is it specific?", 2, ""), usp.Test("Does it matter?", 1, "Ask.")]
    assert usp.finding("Home at five", tests, []).means.startswith("A full yes so far: “Is it specific?”.")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"kind": "mixed"}, "needs one type"),
        ({"kind": "brand", "model": "a"}, "does not pay for itself"),
        ({"kind": "sales", "activities": {"reach"}}, "None of your goals"),
        ({"kind": "sales", "contradicts": {"Policies": "vouchers"}}, "policies: vouchers"),
    ],
)
def test_plan_that_contradicts(given, says):
    assert any(says in conflict for conflict in plan_type.conflicts(plan_type.Given(**given)))


def test_a_mixed_plan_is_judged_by_what_comes_first():
    said = plan_type.finding(plan_type.Given(kind="mixed", first="brand", contradicts={"Policies": ""}, settled=True), 5)
    assert said.headline == "A mixed plan that fits, once one contradiction is settled as written"
    assert said.means.startswith("Brand comes first, so it is judged by searches for the name")


def test_nobody_is_asked_to_serve_more_than_everybody():
    (found,) = segments_in_market.conflicts(beside([segment("a", 9_700, 20, 3)]), LOCALE)
    assert found.do.endswith("raise the share that you can serve to 100%.")
