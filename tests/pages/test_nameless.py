"""Orders that name no channel: no channel is told to stop, on any page, and what the plan says names its days and its margin."""

import pytest

from tests.pages.filled import save
from tests.pages.seen import headline, texts
from workbook.answers.analysis import Reading
from workbook.pages import channels, decisions, files, plan

ADS = "Day,Campaign,Currency code,Cost,Clicks\n" + "\n".join(f"2026-07-{n:02d},search,EUR,20.00,30" for n in range(1, 29)) + "\n"


@pytest.fixture
def loaded(desk):
    """Advertisements of Paid Search, and orders of which a few, or all but a few, name it."""

    def load(named):
        folder = desk.folder / "uploads"
        folder.mkdir(exist_ok=True)
        rows = "\n".join(f"o{n},2026-07-{n % 28 + 1:02d},c{n},{'google / cpc' if n < named else ''},50.00" for n in range(140))
        for name, text in (("orders.csv", f"Order ID,Date,Customer ID,Source,Total\n{rows}\n"), ("ads.csv", ADS)):
            (folder / name).write_text(text)
            files.take(folder / name, name, {"currency": "EUR"})
        save(desk, Reading, margin_rate="30%")
        return desk

    return load


def test_nobody_stops_while_most_orders_name_no_channel(loaded):
    loaded(4)
    page = decisions.decisions()
    assert headline(page) == "Wait for more data: Paid Search (136 of 140 orders name no channel)"
    assert "Whether Paid Search pays cannot be told yet" in texts(page)
    assert headline(channels.channels()) == "Wait before you judge a channel: 136 of 140 orders name none"
    told = "\n".join(texts(plan.document()))
    assert "Wait for more data: Paid Search (136 of 140 orders name no channel)." in told
    assert "All channels together, 1 July 2026 to 28 July 2026: cost €560" in told
    assert "The margin is assumed: 30% of revenue, as said for these data." in told


def test_who_loses_even_with_its_share_stops(loaded):
    loaded(139)
    assert headline(decisions.decisions()).startswith("Increase")
