"""Attribution: what each rule gives by hand, what must hold for any journeys, and the published chains and games."""

import duckdb
import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import Phase, given, settings

from workbook.metrics.attribution import MODELS, attribute
from workbook.metrics.journeys import conversions, journeys
from workbook.metrics.markov import markov, removal_effects, steps_of
from workbook.metrics.shapley import equal_shares, shapley, worth_of

DAY = 86_400
CHAIN = [(["c1", "c2", "c3"], 1, 0), (["c1"], 0, 1), (["c2", "c3"], 0, 1)]
GAME = {"O": 7, "F": 6, "D": 4, "OF": 15, "OD": 7, "FD": 9, "OFD": 19}


def visits_of(paths: dict[str, list[tuple[str, float]]]) -> pd.DataFrame:
    """Visits from visitor → (channel, day)."""
    rows = [(visitor, channel, round(day * DAY)) for visitor, touches in paths.items() for channel, day in touches]
    return pd.DataFrame(rows, columns=["visitor_id", "channel", "started_at_s"]).assign(started_at=0)


def orders_of(placed: list[tuple[str, str, float]], worth: int = 1000) -> pd.DataFrame:
    """Orders from (order, visitor, day)."""
    rows = [(order, visitor, round(day * DAY), worth) for order, visitor, day in placed]
    return pd.DataFrame(rows, columns=["order_id", "visitor_id", "ordered_at_s", "revenue"]).assign(ordered_at=0)


def credits(visits, orders, **more):
    return attribute(visits, orders, "orders", **more).table().set_index("channel")


FIVE = {"v": [("Social", 0), ("Email", 7), ("Search", 14), ("Email", 14.5), ("Direct", 21)]}


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("last", {"Direct": 1.0}),
        ("last_other", {"Email": 1.0}),
        ("first", {"Social": 1.0}),
        ("linear", {"Social": 0.2, "Email": 0.4, "Search": 0.2, "Direct": 0.2}),
        ("position", {"Social": 0.4, "Email": 0.2 * 2 / 3, "Search": 0.2 / 3, "Direct": 0.4}),
        ("shapley", {"Social": 0.25, "Email": 0.25, "Search": 0.25, "Direct": 0.25}),
    ],
)
def test_one_journey_by_hand(model, expected):
    found = credits(visits_of(FIVE), orders_of([("o", "v", 21)]))[model]
    assert found[found > 0].to_dict() == pytest.approx(expected)


def test_time_decay_halves_in_a_week():
    found = credits(visits_of({"v": [("a", 0), ("b", 7), ("c", 14)]}), orders_of([("o", "v", 14)])).decay
    assert found.to_dict() == pytest.approx({"a": 1 / 7, "b": 2 / 7, "c": 4 / 7})


def test_two_touches_share_the_ends():
    found = credits(visits_of({"v": [("a", 0), ("b", 1)]}), orders_of([("o", "v", 2)]))
    assert found.loc[["a", "b"], "position"].tolist() == [0.5, 0.5]


def test_a_direct_journey_stays_direct():
    assert credits(visits_of({"v": [("Direct", 0), ("Direct", 1)]}), orders_of([("o", "v", 2)])).loc["Direct", "last_other"] == 1.0


def test_older_touches_count_for_nothing():
    visits = visits_of({"v": [("a", 0), ("b", 40)]})
    assert credits(visits, orders_of([("o", "v", 41)]), days=30).loc["b", "linear"] == 1.0
    assert credits(visits, orders_of([("o", "v", 41)]), days=60).loc["a", "linear"] == 0.5


def test_a_touch_serves_one_order_only():
    found = credits(visits_of({"v": [("a", 0), ("b", 5)]}), orders_of([("o", "v", 2), ("p", "v", 6)]))
    assert found["first"].to_dict() == {"a": 1.0, "b": 1.0}


def test_only_the_first_order_makes_a_customer():
    orders = orders_of([("o", "v", 2), ("p", "v", 6)]).assign(customer_id="k")
    found = attribute(visits_of({"v": [("a", 0), ("b", 5)]}), orders, "customers")
    assert (found.found, found.table().set_index("channel").loc["a", "last"]) == (1, 1.0)


def test_orders_without_a_journey_are_told():
    found = attribute(visits_of({"v": [("a", 0)]}), orders_of([("o", "v", 1), ("p", "nobody", 1)]), "orders")
    assert (found.found, found.reached) == (2, 1)


def test_worth_is_divided_like_the_orders():
    found = attribute(visits_of(FIVE), orders_of([("o", "v", 21)], worth=900), "orders")
    assert found.table("worth")[list(MODELS)].sum().tolist() == pytest.approx([900.0] * len(MODELS))


def test_no_order_no_credit():
    found = attribute(visits_of({"v": [("a", 0)]}), orders_of([]).astype({"ordered_at_s": "int64", "revenue": "int64"}), "orders")
    assert (found.reached, len(found.credits)) == (0, 0)


def test_enquiries_have_journeys_too():
    asked = pd.DataFrame({"enquiry_id": ["e"], "visitor_id": ["v"], "created_at": [0], "created_at_s": [2 * DAY]})
    assert attribute(visits_of({"v": [("a", 0), ("b", 1)]}), asked, "enquiries").table().set_index("channel").loc["b", "last"] == 1.0


@pytest.mark.parametrize("held", [lambda frame: frame, duckdb.from_df])
def test_touches_of_one_second_count_one_by_one(held):
    visits = visits_of({"v": [("a", 0), ("a", 0), ("a", 0), ("b", 0)]})
    found = credits(held(visits), held(orders_of([("o", "v", 1)])))
    assert found.linear.to_dict() == pytest.approx({"a": 0.75, "b": 0.25})
    assert found["last"].sum() == found["first"].sum() == 1


def test_journeys_in_progress_are_lost_ones():
    visits = visits_of({"v": [("a", 0), ("b", 5)], "w": [("c", 0)]})
    with journeys(visits, conversions(orders_of([("o", "v", 1)]), "orders")) as found:
        steps = found.steps.collect("pandas").to_native()
    assert sorted(found.channels[place] for place in steps[steps["_won"] == 0]["_channel"]) == ["b", "c"]


def test_equal_touches_stand_in_a_journey_one_by_one():
    visits = visits_of({"v": [("a", 0), ("a", 0), ("a", 0), ("b", 0)]})
    assert attribute(visits, orders_of([("o", "v", 1)]), "orders", paths=1).paths.journey.tolist() == ["a → a → a → b"]


def test_published_chain():
    assert removal_effects(steps_of(CHAIN)) == pytest.approx({"c1": 0.5, "c2": 1.0, "c3": 1.0})
    assert markov(steps_of(CHAIN)) == pytest.approx({"c1": 0.2, "c2": 0.4, "c3": 0.4})


def test_published_chain_from_rows():
    visits = visits_of({"v": [("c1", 0), ("c2", 1), ("c3", 2)], "w": [("c1", 0)], "x": [("c2", 0), ("c3", 1)]})
    assert credits(visits, orders_of([("o", "v", 3)])).markov.to_dict() == pytest.approx({"c1": 0.2, "c2": 0.4, "c3": 0.4})


def test_published_game():
    shared = shapley({frozenset(players): worth for players, worth in GAME.items()})
    assert [round(shared[player], 3) for player in "OFD"] == [7.667, 8.167, 3.167]


def test_too_many_players_are_refused():
    with pytest.raises(ValueError, match="15 channels"):
        shapley({frozenset({str(n)}): 1.0 for n in range(16)})


journey = st.lists(st.sampled_from(["Direct", "Email", "Search", "Social"]), min_size=1, max_size=6)
people = st.lists(st.tuples(journey, st.booleans()), min_size=1, max_size=8)


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(people, st.integers(1, 3))
def test_credits_add_up(found, order):
    visits = visits_of({f"v{n}": [(channel, day) for day, channel in enumerate(path)] for n, (path, _) in enumerate(found)})
    orders = orders_of([(f"o{n}", f"v{n}", len(path)) for n, (path, buys) in enumerate(found) if buys] or [("o", "v0", 9)])
    total = credits(visits, orders, order=order)[list(MODELS)].sum()
    assert total.tolist() == pytest.approx([len(orders)] * len(MODELS))


@settings(max_examples=40, deadline=None)
@given(people)
def test_order_of_the_chain_keeps_the_sum(found):
    paths = [(path, float(buys), float(not buys)) for path, buys in found]
    for order in (1, 2, 3):
        credit = markov(steps_of(paths, order))
        assert sum(credit.values()) == pytest.approx(sum(wins for _, wins, _ in paths))
        assert all(value >= -1e-9 for value in credit.values())


@settings(max_examples=40, deadline=None)
@given(people)
def test_channels_that_do_the_same_get_the_same(found):
    mirror = {"Direct": "Email", "Email": "Direct", "Search": "Search", "Social": "Social"}
    both = [path for path, _ in found] + [[mirror[channel] for channel in path] for path, _ in found]
    credit = markov(steps_of([(path, 1.0, 1.0) for path in both], 2))
    assert credit.get("Direct", 0.0) == pytest.approx(credit.get("Email", 0.0))


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.frozensets(st.sampled_from("abcde"), min_size=1), st.integers(1, 9), min_size=1))
def test_equal_shares_are_shapley(sets):
    assert equal_shares(sets.items()) == pytest.approx(shapley(worth_of(sets)))
