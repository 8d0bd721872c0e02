"""Goals and forecast are held against what the loaded files count."""

from tests.pages.filled import save
from tests.pages.seen import part
from tests.pages.test_loading import press
from workbook.answers.start import Setup
from workbook.answers.strategy import Goals
from workbook.pages import analysis, loading, strategy
from workbook.report.measured import KEPT, measured
from workbook.report.watching import points

MONTH = {"orders": 24.0, "revenue": 2_832.0, "currency": "EUR", "sample": "", "first": "2027-01-01", "last": "2027-06-30"}
GOAL = {"_id": "g", "activity": "sales", "measure": "orders", "baseline": "6", "target": "30", "period": "month", "due": "2099-10-31"}
BASELINE = "Today's value says 6 orders a month; the loaded files count about 24 (1 January 2027 to 30 June 2027)."
VALUE = "The forecast counts on €38 to €48 an order; the loaded files have €118"


def test_today_is_held_against_the_files(tea):
    save(tea, Goals, goals=[GOAL | {"statement": "30 orders a month", "source": "shop export", "owner": "Ida"}])
    assert BASELINE not in str(points(tea))
    tea.keep(KEPT, "month", MONTH)
    said = str(points(tea))
    assert f"“30 orders a month”: {BASELINE} Correct today's value" in said
    assert VALUE in said
    assert BASELINE in part(strategy.goals(), "Result").finding["next_step"]
    assert VALUE in str(part(strategy.budget(), "Result").finding["points"])


def test_a_sample_says_nothing_about_another_company(tea):
    tea.keep(KEPT, "month", MONTH | {"sample": "pumps"})
    assert measured(tea) is None


def test_a_month_is_kept_when_channels_are_compared(tea):
    press(loading.load(), "Load the sample of Hollin Tea")
    analysis.channels()
    found = measured(tea)
    assert found.orders > 50
    assert 20 < found.aov < 80
    save(tea, Setup, company="own")
    assert measured(tea) is None
