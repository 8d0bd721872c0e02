"""The UCI Online Retail file, whole, through the public functions: the published figures to the penny."""

from pathlib import Path

import narwhals as nw
import pytest

from workbook.metrics.purchases import valid_purchases
from workbook.sources import Tables, collect, read

FILE = Path(__file__).parents[3] / "shared" / "reference" / "online_retail_uci352.csv.gz"
pytestmark = pytest.mark.skipif(not FILE.exists(), reason="the reference data are not here")


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    return read(FILE, workbook_salt="salt", answers={"currency": "GBP"}, folder=tmp_path_factory.mktemp("uci"))


@pytest.fixture(scope="module")
def orders(reading):
    return Tables.of([reading]).orders


def figures(frame):
    each = (nw.len().alias("lines"), nw.col("order_id").n_unique(), nw.col("revenue").sum())
    return [int(value) for value in collect(frame.select(*each)).iloc[0]]


def test_every_line_is_read(reading, orders):
    assert (reading.source, reading.rows_read, len(reading.rows_refused)) == ("orders", 541_909, 0)
    assert figures(orders) == [541_909, 25_900, 974_774_793]


def test_customers(orders):
    known = orders.filter(~nw.col("customer_id").is_null())
    assert collect(known.select(nw.len(), nw.col("customer_id").n_unique())).iloc[0].tolist() == [541_909 - 135_080, 4_372]


def test_cancelled_lines(orders):
    assert figures(orders.filter(nw.col("status") == "cancelled"))[0] == 9_288


def test_valid_purchases(orders):
    valid = valid_purchases(orders)
    assert figures(valid) == [397_884, 18_532, 891_140_790]


def test_repeat_customers(orders):
    each = collect(valid_purchases(orders).group_by("customer_id").agg(nw.col("order_id").n_unique()))
    assert len(each) == 4_338
    assert round(100 * (each.order_id > 1).mean(), 2) == 65.58
