"""Steps are worked out when somebody looks at them; what the plan needs is worked out all the same."""

import asyncio
import threading

import pytest

from tests.pages.filled import budget, save
from tests.pages.seen import headline, part, texts
from tests.widgets.recorded import say
from workbook.answers.strategy import Budget
from workbook.pages import analysis, files, plan, standing, strategy
from workbook.pages.seeing import LAZY, beside, lazy
from workbook.widgets import Form


@pytest.fixture
def waiting(monkeypatch):
    """The server has said that its pages tell what is seen."""
    monkeypatch.setenv(LAZY, "1")


def test_nothing_waits_without_a_browser(tea):
    assert not lazy()
    assert headline(strategy.budget())


def test_a_step_waits_until_it_is_seen(tea, waiting):
    page = strategy.budget()
    views = [view for view in page.parts if getattr(view, "awaited", False) and not isinstance(view, Form)]
    assert [headline(page), len(views)] == ["", 7]
    say(views[2], type="seen")
    assert headline(page)
    assert not any(view.awaited for view in views)


def test_a_form_tells_its_state_before_its_questions(tea, waiting):
    form = part(strategy.budget(), "Form")
    assert (form.form, form.state, form.schema, form.raws) == ("strategy.budget", "completed", {}, {})
    save(tea, Budget, horizon_months="")
    assert (form.state, form.raws) == ("in_progress", {})
    say(form, type="seen")
    assert (form.schema["form"], form.raws["start_cost"], form.awaited) == ("strategy.budget", tea.stored(Budget)["start_cost"].raw, False)


def test_what_nobody_saw_does_nothing_after_a_change(tea, waiting):
    page = strategy.budget()
    save(tea, Budget, factors={**budget()["factors"], "aov": {"worst": "80", "likely": "90", "best": "95"}})
    assert headline(page) == ""


def test_what_was_seen_follows(tea, waiting):
    page = strategy.budget()
    say(part(page, "Result"), type="seen")
    before = headline(page)
    save(tea, Budget, factors={**budget()["factors"], "aov": {"worst": "80", "likely": "90", "best": "95"}})
    assert headline(page) != before


@pytest.mark.parametrize(("free", "drawn"), [(True, True), (False, False)])
def test_the_next_step_is_drawn_when_there_is_time(tea, waiting, monkeypatch, free, drawn):
    monkeypatch.setattr("workbook.widgets.awaited.has_time", lambda: free)
    page = strategy.goals()
    say(part(page, "Result"), type="soon")
    assert bool(headline(page)) == drawn


def orders(desk):
    path = desk.folder / "orders.csv"
    path.write_text(
        "order_id,ordered_at,customer_id,revenue,currency\nA1,2025-03-01,C1,10.00,EUR\nA2,2025-03-09,C1,12.00,EUR\nA3,2025-03-10,C2,9.00,EUR\n"
    )
    files.take(path, "orders.csv")


def test_findings_do_not_wait_for_a_look(desk, waiting):
    page = analysis.customers()
    orders(desk)
    assert "bought more than once" in desk.kept("finding")["customers"]["text"]
    assert standing.up_to_date()
    say(part(page, "Result"), type="seen")
    assert "bought more than once" in headline(page)
    assert not part(page, "Result").awaited


def test_files_that_come_after_a_look_show(desk, waiting):
    page = analysis.customers()
    say(part(page, "Result"), type="seen")
    assert headline(page) == ""
    orders(desk)
    assert "bought more than once" in headline(page)


def test_what_was_found_is_not_found_again(desk, waiting):
    analysis.customers()
    orders(desk)
    standing._standing.cache_clear()  # as in the kernel of the next page
    page = analysis.customers()
    assert [part(page, "ChartView").awaited, headline(page)] == [True, ""]
    say(part(page, "Result"), type="seen")
    assert "bought more than once" in headline(page)


def test_the_plan_works_out_what_is_missing(desk, waiting):
    orders(desk)
    page = plan.document()
    before = len(desk._callbacks)
    say(part(page, "DocumentView"), type="seen")
    assert any("bought more than once" in text for text in texts(page))
    assert len(desk._callbacks) == before


def test_the_loop_goes_on_while_a_thread_waits():
    told, ready = [], threading.Event()

    async def page():
        beside(lambda: ready.wait(5) and "pages", lambda finished: told.append(finished()))
        called_off = beside(lambda: "old pages", lambda finished: told.append(finished()))
        called_off()
        told.append("saved")
        ready.set()
        await asyncio.wait_for(until_told(2), 5)

    async def until_told(count):
        while len(told) < count:
            await asyncio.sleep(0.01)

    asyncio.run(page())
    assert told == ["saved", "pages"]


def test_without_a_loop_it_is_done_at_once():
    told = []
    beside(lambda: 1, lambda finished: told.append(finished()))
    assert told == [1]
