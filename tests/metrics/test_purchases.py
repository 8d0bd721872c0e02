"""Which order lines are purchases, on every engine."""

import duckdb
import pandas as pd
import pytest

from workbook.metrics.purchases import valid_purchases
from workbook.metrics.tables import MissingColumns

ROWS = pd.DataFrame({
    "order_id": ["good", "cancelled", "unpaid", "gift", "tiny", "returned", "nobody", "null status"],
    "customer_id": ["a", "a", "a", "a", "a", "a", None, "b"],
    "quantity": [1, 1, 1, 1, 1, -1, 1, 2],
    "unit_price": [250.0, 250.0, 250.0, 0.0, 0.1, 250.0, 250.0, 250.0],
    "revenue": [250, 250, 250, 0, 0, -250, 250, 500],
    "status": ["paid", "Cancelled", "pending", "paid", "paid", "paid", "paid", None],
})  # fmt: skip


@pytest.mark.parametrize("frame", [ROWS, duckdb.from_df(ROWS)], ids=["pandas", "duckdb"])
def test_only_purchases_stay(frame):
    kept = valid_purchases(frame).collect("pandas").to_native()
    assert sorted(kept.order_id) == ["good", "null status", "tiny"]


def test_an_amount_of_nothing_may_be_a_voucher_where_the_price_is_unknown():
    kept = valid_purchases(ROWS.drop(columns="unit_price")).collect("pandas").to_native()
    assert sorted(kept.order_id) == ["gift", "good", "null status", "tiny"]


def test_columns_that_are_needed_are_named():
    with pytest.raises(MissingColumns, match="customer_id"):
        valid_purchases(ROWS.drop(columns="customer_id"))
