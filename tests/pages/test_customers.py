"""Cohorts, segments and baskets on the page: with orders that determine a model, without customers, without products."""

import numpy as np
import pandas as pd
import pytest

from tests.pages.filled import save
from tests.pages.seen import headline, slips, texts
from workbook.answers.customers import Segments
from workbook.pages import baskets, customers, files, segments


def shop(path, seed=4, n=350, days=400):
    """An order file of customers who come back at their own pace and leave; two products that belong together."""
    rng = np.random.default_rng(seed)
    rows = []
    for k in range(n):
        day, pace = int(rng.integers(0, days - 40)), rng.gamma(1.5, 20)
        while day < days:
            products = ["Tea", *(["Pot"] if rng.random() < 0.3 else []), *(["Cup"] if rng.random() < 0.1 else [])] if rng.random() < 0.5 else ["Jam"]
            rows += [(f"o{k}-{day}", f"c-{k}", day, ("Email", "Paid Search")[k % 2], product, int(rng.integers(5, 60))) for product in products]
            day += 1 + int(rng.exponential(pace))
            if rng.random() < 0.15:
                break
    frame = pd.DataFrame(rows, columns=["order_id", "customer_id", "day", "channel", "product", "revenue"])
    at = pd.Timestamp("2025-06-01") + pd.to_timedelta(frame.day, unit="D")
    frame.assign(ordered_at=at, quantity=1, currency="EUR", status="paid").drop(columns="day").to_csv(path, index=False)
    return path


@pytest.fixture
def sold(desk, tmp_path):
    files.take(shop(tmp_path / "orders.csv"), "orders.csv")
    return desk


def tables(panel):
    return {one.table.get("title", ""): one.table for one in panel.parts if type(one).__name__ == "TableView"}


def test_customers_are_valued(sold):
    page = segments.segments()
    assert slips(page) == []
    assert any("A customer will bring €" in text for text in texts(page))
    origin = next(table for title, table in tables(page).items() if title.startswith("What a customer is still worth"))
    assert {row[0] for row in origin["rows"]} == {"Email", "Paid Search"}
    assert "segments" in sold.kept("finding")


def test_a_segment_is_listed_alone(sold):
    save(sold, Segments, segment="new", months="24", discount="5 %")
    listed = tables(segments.segments())["Customers of the segment New"]
    assert {row[1] for row in listed["rows"]} == {"New"}


def test_cohorts_and_baskets_show(sold):
    for page in (customers.customers(), baskets.baskets()):
        assert slips(page) == []
    assert "“Pot”" in headline(page)
    assert sold.kept("finding")["baskets"]["text"].startswith("Who buys")


@pytest.mark.parametrize("missing", ["customer_id", "product"])
def test_what_is_missing_is_said(desk, tmp_path, missing):
    path = shop(tmp_path / "orders.csv", n=30)
    pd.read_csv(path).drop(columns=missing).to_csv(path, index=False)
    files.take(path, "orders.csv")
    said = {"customer_id": "No order names its customer", "product": "not there: product"}
    assert any(said[missing] in text for page in (baskets.baskets(), segments.segments()) for text in texts(page))
    assert slips(customers.customers()) == []
