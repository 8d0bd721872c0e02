import pytest

from tests.pages.filled import save
from workbook.answers.analysis import Decisions
from workbook.report.decisions import decisions
from workbook.report.document import Table


@pytest.mark.parametrize(
    ("topic", "change", "told"),
    [
        ("Rental price", "price", "Rental price"),
        ("Website", "site", "Website"),
        ("Summer", "price", "Summer: price"),
        ("Delivery", "other", "Delivery"),
        ("search_ads", "reduce", "Search advertisements (auction): less budget"),
        ("Bus stop posters", "stop", "Bus stop posters: stop"),
    ],
)
def test_a_change_is_not_said_twice(empty, topic, change, told):
    save(empty, Decisions, decisions=[{"_id": "d", "channel": topic, "decision": change}])
    table = next(block for block in decisions(empty) if isinstance(block, Table))
    assert str(table.rows[0][1]) == told
