from tests.pages.filled import save
from tests.pages.seen import slips
from workbook.answers.audience import MarketSize, Segments
from workbook.pages.strategy import customers
from workbook.report.watching import points

SAID = "Your segments hold 18,500 people or firms, and the whole market has only 9,600 buyers"


def headlines(page):
    return [part.finding.get("headline", "") for part in page.parts if type(part).__name__ == "Result"]


def test_segments_beyond_the_market_are_named_below_it_and_in_the_plan(tea):
    page = customers()
    assert headlines(page)[2].startswith("The segments fit into the market: they hold 166,000 of the 240,000")
    save(tea, Segments, segments=[{"_id": "a", "name": "Everybody", "size": "18,500", "worth": "30"}])
    save(tea, MarketSize, population="120,000", need_rate="8 %")
    assert headlines(page)[2] == SAID
    assert SAID.replace("Your", "Our") in str(points(tea))
    assert slips(page) == []


def test_nothing_is_said_before_there_are_both(desk):
    page = customers()
    save(desk, MarketSize, population="120,000", need_rate="8 %")
    assert headlines(page)[2] == ""
