import datetime

import pandas as pd
import pytest

from workbook.answers.locale import Locale
from workbook.metrics import variance as v
from workbook.metrics.next_plan import Now, Seen, as_raws, propose
from workbook.metrics.progress import Task, curve, standing
from workbook.metrics.variance_finding import Channel, finding, judge
from workbook.metrics.variance_parts import Chain, parts

DAY = datetime.date
PLAN = pd.DataFrame({"channel": ["ads", "mail"], "cost": [500.0, 100.0], "orders": [20.0, 40.0], "contribution": [100.0, 300.0]})


@pytest.mark.parametrize(
    ("plan", "actual", "up", "verdict"),
    [(100, 120, False, "unfavourable"), (100, 80, False, "favourable"), (100, 120, True, "favourable"), (100, 80, True, "unfavourable"),
     (100, 104, False, "as planned"), (100, None, True, "not measured"), (None, 5, True, "not planned"), (-50, 20, True, "favourable")],
)  # fmt: skip
def test_the_direction_is_named(plan, actual, up, verdict):
    assert v.variance(plan, actual, up=up).verdict == verdict


def test_relative_to_a_loss_keeps_its_sign():
    assert v.variance(-50, 25).relative == 1.5
    assert v.variance(0, 25).relative is None


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (DAY(2026, 2, 1), DAY(2026, 2, 28), 1), (DAY(2026, 1, 16), DAY(2026, 2, 14), 16 / 31 + 0.5), (DAY(2025, 12, 1), DAY(2026, 1, 31), 2),
    ],
)  # fmt: skip
def test_a_part_of_a_month_is_its_share(first, last, months):
    assert v.months(first, last) == pytest.approx(months)


def test_what_is_not_measured_is_no_zero():
    found = v.compare(PLAN, pd.DataFrame({"channel": ["ads"], "cost": [900.0], "orders": [30.0], "contribution": [float("nan")]}), 1.5)
    assert v.of(found, "mail", "orders").verdict == "not measured"
    assert v.of(found, "ads", "contribution").actual is None
    whole = v.of(found, "", "orders")
    assert (whole.plan, whole.actual) == (30, 30)  # only the channel that was measured
    assert v.of(found, "", "contribution").verdict == "not measured"


def test_parts_add_up_to_the_difference():
    before, after = Chain(100, 10, 500, 200, visits=400), Chain(170, 6, 280, 90, visits=500)
    assert sum(parts(before, after).values()) == pytest.approx((90 - 170) - (200 - 100))


def test_without_visits_the_chain_begins_at_orders():
    assert list(parts(Chain(1, 10, 500, 200), Chain(1, 5, 250, 100, visits=90))) == ["orders", "aov", "margin_rate", "cost"]


def channel(plan, actual, **more):
    by = {name: v.variance(None, None) for name in v.MEASURES} | {"contribution": v.variance(plan, actual)}
    return Channel("ads", "Ads", {**by, **more.pop("by", {})}, **more)


def test_a_channel_is_judged_in_words():
    locale = Locale()
    assert judge(channel(100, 110), locale).action == "continue"
    assert judge(channel(100, None), locale).action == "open"
    assert judge(channel(100, -50, stops=True, brings="Even the high end is below 1."), locale).action == "stop"
    changed = judge(channel(100, -50, parts={"visits": 20.0, "conversion": -170.0}, by={"orders": v.variance(100, 50, counted=True)}), locale)
    assert changed.action == "change"
    assert "orders per visit (−€170)" in changed.text
    few = judge(channel(100, -50, by={"orders": v.variance(5, 3, counted=True)}), locale)
    assert (few.action, "can be chance" in few.text) == ("continue", True)


def test_what_orders_without_a_channel_may_explain_is_not_judged():
    sentence, table = "136 of 140 orders name no channel", pd.DataFrame({"channel": ["ads"], "cost": [500.0], "contribution": [100.0]})
    said = judge(channel(100, -50, nameless=sentence, brings="Wait."), Locale())
    assert (said.action, said.text) == ("open", "€50 lost after media (planned: €100 left). Wait.")
    whole = finding(v.compare(table, table.assign(contribution=-50.0), 1.0), [said], Locale(), "March.")
    assert (whole.headline, whole.tone) == (f"Wait before you judge the channels: {sentence}", "warn")
    assert judge(channel(100, 110, nameless=sentence), Locale()).action == "continue"


def test_the_whole_differs_by_what_is_read():
    table = pd.DataFrame({"channel": ["ads"], "cost": [0.0], "contribution": [3163.4]})
    said = finding(v.compare(table, table.assign(contribution=3868.6), 1.0), [], Locale(), "March.")
    assert said.headline == "Profit after media is €706 above the plan, 22% (favourable)"


def test_too_little_is_not_carried_over():
    line = Now("l", "ads", 500, 0.5, None, 0.02)
    assert propose(line, Seen(cost=50, clicks=60, visits=60, orders=5), "wait", Locale(), asked_first=False).changes == {}
    assert propose(line, Seen(), "stop", Locale(), asked_first=False).changes == {"budget": (500, 0.0)}


def test_the_proposal_is_typed_in_the_readers_way():
    line = Now("l", "ads", 500, 0.5, 0.1, 0.2)
    found = propose(line, Seen(cost=1250, clicks=1000, visits=1000, enquiries=50, orders=25), "increase", Locale("de_DE"), asked_first=True)
    raws = [{"_id": "l", "channel": "ads", "purpose": "sell", "cpc": "0,5"}, {"_id": "m"}]
    (typed, other) = as_raws(raws, [found], Locale("de_DE"))
    assert typed == {"_id": "l", "channel": "ads", "purpose": "sell", "budget": "625", "cpc": "1,25", "enquiry_rate": "5 %", "close_rate": "50 %"}
    assert other == {"_id": "m"}


def test_behind_is_told_in_days():
    tasks = [Task(str(n), str(n), "", DAY(2026, 3, 2 * n), done_on=DAY(2026, 3, 1) if n < 2 else None) for n in range(1, 5)]
    found = standing(tasks, DAY(2026, 3, 8))
    assert (found.done, found.planned, found.behind, len(found.late)) == (0.25, 0.75, 4, 2)
    assert curve(tasks, DAY(2026, 3, 8)).planned.max() == 1
