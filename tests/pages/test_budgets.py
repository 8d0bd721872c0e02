from tests.pages.filled import save
from tests.pages.seen import part, slips
from workbook.answers.promotion import Fit, MediaPlan
from workbook.answers.strategy import Budget
from workbook.pages.promotion import media_plan
from workbook.report.watching import BUDGETS, points

SAID = "Media budget a month: €400 in the forecast, €500 in the choice of channels, €450 in the media plan."


def differing(desk):
    save(desk, Budget, media_monthly="400")
    save(desk, Fit, budget_monthly="500")
    save(desk, MediaPlan, lines=[{"_id": "a", "channel": "search_ads", "budget": "450", "cpc": "0.5"}])


def test_three_media_budgets_are_a_point_to_watch(tea):
    before = str(points(tea))
    differing(tea)
    assert "Media budget a month" not in before
    assert SAID in str(points(tea))
    assert BUDGETS in str(points(tea))


def test_beside_the_media_plan_they_are_named_with_links(tea):
    page = media_plan()
    assert part(page, "Notice").text == ""
    differing(tea)
    assert part(page, "Notice").text.startswith(SAID)
    assert len(part(page, "Notice").links) == 3
    assert slips(page) == []
