from tests.pages.reading import FILE, as_yaml, prepared, readings
from tests.pages.seen import part
from workbook.answers.also import also
from workbook.answers.strategy import Budget
from workbook.pages import strategy
from workbook.store.records import Change


def test_what_reads_an_answer_is_taken_down(desk):
    assert as_yaml(readings(prepared(desk))) == FILE.read_text("utf-8"), "Write it anew: python -m tests.pages.reading"


def labels(form, *paths):
    return [link["label"] for link in also(form, paths, most=20)]


def test_the_margin_changes_media_plan_and_plan():
    told = labels("strategy.budget", "factors/margin_rate")
    assert {"Plan media and money", "Set goals", "Hold the plan against the figures", "Ask on one page"} <= set(told)
    assert told[-1].startswith("the plan (At a glance")


def test_a_click_rate_changes_no_media_plan():
    assert "Plan media and money" not in labels("strategy.budget", "factors/ctr")
    assert "Plan media and money" in labels("strategy.budget", "factors")


def test_the_rest_is_counted():
    told = [link["label"] for link in also("start.setup", ["company"])]
    assert len(told) <= 6
    assert "more steps" in told[4]


def change(form, desk, **raws):
    stored = desk.stored(Budget)
    bases = {name: stored[name].revision if name in stored else 0 for name in raws}
    form._receive(None, {"type": "save", "seq": 1, "changes": raws, "bases": bases, "tab": "t"}, None)


def test_a_changed_answer_says_what_else_it_changes(tea):
    form = part(strategy.budget(), "Form")
    factors = tea.stored(Budget)["factors"].raw
    change(form, tea, factors={**factors, "margin_rate": {**factors["margin_rate"], "likely": "44 %"}})
    assert "05_promotion.ipynb#media-plan" in [link["href"] for link in form.also]
    assert "02_strategy.ipynb#budget" not in [link["href"] for link in form.also]


def test_a_first_answer_changes_nothing_elsewhere(desk):
    desk.save(Budget, {"media_monthly": Change("")}, "t")
    form = part(strategy.budget(), "Form")
    change(form, desk, media_monthly="500")
    assert form.also == []
