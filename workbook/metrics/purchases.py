"""Which order lines are purchases? The definition under repeat rates, cohorts and customer value.

A valid purchase is a line that is not cancelled, refunded or still unpaid, has a positive quantity and a positive price, and whose customer is
known. Gifts, write-offs, corrections and test orders are in every shop's file; counted as purchases they make customers look more loyal, and
cheaper, than they are.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from workbook.metrics.tables import NOT_SALES, Table, need


def valid_purchases(orders: Table) -> nw.LazyFrame[Any]:
    """The order lines that are purchases.

    Parameters
    ----------
    orders
        Order lines with customer_id, quantity, revenue (minor units); status and unit_price where they are known. A price below half a minor
        unit makes a revenue of 0, so the price itself decides where it is there.

    Returns
    -------
    LazyFrame
        The same columns, fewer rows.

    >>> import pandas as pd
    >>> orders = pd.DataFrame({"customer_id": ["a", None, "b", "c"], "quantity": [1, 1, -1, 2], "revenue": [500, 500, -500, 0]})
    >>> valid_purchases(orders).collect("pandas").to_native().customer_id.tolist()
    ['a']
    """
    frame = need(orders, "orders", ["customer_id", "quantity", "revenue"])
    names = frame.collect_schema().names()
    price = "unit_price" if "unit_price" in names else "revenue"
    kept = frame.filter(~nw.col("customer_id").is_null(), nw.col("quantity") > 0, nw.col(price) > 0)
    if "status" not in names:
        return kept
    status = nw.col("status").cast(nw.String).str.to_lowercase()
    return kept.filter(status.is_null() | ~status.is_in(list(NOT_SALES)))
