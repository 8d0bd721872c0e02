"""Orders that name no channel: no channel is told to stop, on any page, and what the plan says names its days and its margin."""

import datetime

import pandas as pd
import pytest

from tests.pages.filled import save
from tests.pages.seen import headline, part, texts
from workbook.answers.analysis import Reading
from workbook.answers.channels import Channels
from workbook.metrics.kpi import kpis
from workbook.pages import channels, decisions, drivers, files, findings, loading, plan
from workbook.report.sample import FINDING

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


def test_loaded_files_complete_the_step_of_loading(loaded, desk):
    page = loading.load()
    assert part(page, "Form").state == "not_started"
    loaded(4)
    assert (part(page, "Form").state, desk.progress()["analysis.files"]) == ("completed", "completed")
    assert part(loading.load(), "Form").state == "completed"
    for number in list(files.readings()):
        files.remove(number)
    assert part(page, "Form").state == "not_started"


def test_orders_alone_are_said_to_stand_for_themselves(loaded):
    loaded(139)
    assert any("no visits are loaded; there are no enquiries among the files" in text for text in texts(drivers.drivers()))


def test_who_loses_even_with_its_share_stops(loaded):
    loaded(139)
    assert headline(decisions.decisions()).startswith("Increase")


def test_one_channel_alone_is_not_called_all(loaded):
    desk = loaded(100)
    save(desk, Channels, channel="Paid Search")
    channels.channels()
    assert desk.kept(FINDING)["channels"]["text"].startswith("Paid Search, 1 July 2026 to 28 July 2026: cost €560, orders 100,")
    save(desk, Channels, channel="")
    assert desk.kept(FINDING)["channels"]["text"].startswith("All channels together, ")


def test_the_days_of_orders_are_not_said_of_a_cost_without_days(loaded):
    desk = loaded(100)
    found = kpis(
        promotion=pd.DataFrame({"channel": ["ads"], "cost": [100]}), orders=pd.DataFrame({"order_id": ["1"], "channel": ["ads"], "revenue": [1]})
    )
    findings.keep_channels(found, None, (datetime.date(2026, 7, 1), datetime.date(2026, 7, 2)))
    assert desk.kept(FINDING)["channels"]["text"].startswith("All channels together (orders of 1 July 2026 to 2 July 2026): cost ")
