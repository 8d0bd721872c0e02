"""Which order lines are purchases? The definition under repeat rates, cohorts and customer value.

A valid purchase is a line that is not cancelled, refunded or still unpaid, has a positive quantity and a positive price, and whose customer is
known. Gifts, write-offs, corrections and test orders are in every shop's file; counted as purchases they make customers look more loyal, and
cheaper, than they are. Where a file tells amounts and no prices, an amount of 0 is a purchase too: a voucher may have paid it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw
import pandas as pd

from workbook.answers.finding import Finding
from workbook.metrics.kpi import MixedCurrencies
from workbook.metrics.tables import NOT_SALES, Table, lacking, need, seconds, small, sold, with_margin

NOBODY_KNOWN = Finding(
    "No order names its customer",
    means="Orders can be counted, but not put together by person: who came back, and what a customer is worth, cannot be told.",
    means_not="It does not mean that nobody came back.",
    next_step="Import orders with a customer number (it is hashed on import).",
)
"""What is said wherever customers are looked at and none is known."""


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
    >>> orders = orders.assign(unit_price=orders.revenue / orders.quantity)
    >>> valid_purchases(orders).collect("pandas").to_native().customer_id.tolist()
    ['a']
    """
    frame = need(orders, "orders", ["customer_id", "quantity", "revenue"])
    names = frame.collect_schema().names()
    paid = nw.col("unit_price") > 0 if "unit_price" in names else nw.col("revenue") >= 0
    kept = frame.filter(~nw.col("customer_id").is_null(), nw.col("quantity") > 0, paid)
    if "status" not in names:
        return kept
    status = nw.col("status").cast(nw.String).str.to_lowercase()
    return kept.filter(status.is_null() | ~status.is_in(list(NOT_SALES)))


@dataclass(frozen=True)
class Purchases:
    """Everything that known customers bought: what cohorts, segments and customer value are made of.

    `lines` has customer_id, order_id, `_at` (seconds), `_day` (days since 1970), revenue and margin where they are known, net of refunds.
    `worth` is the amount that a customer is judged by: margin when every line has one, else revenue, else nothing.
    """

    lines: nw.LazyFrame[Any]
    worth: Literal["margin", "revenue", ""]
    first: datetime.date | None
    last: datetime.date | None

    @property
    def last_day(self) -> int:
        """The last day as a number of days since 1970."""
        return (self.last - _EPOCH).days if self.last else 0


def purchases(orders: Table, *, margin_rate: float | None = None) -> Purchases:
    """The purchases among the order lines, with what they are worth.

    Parameters
    ----------
    orders
        Order lines with order_id, customer_id, ordered_at; quantity, revenue, margin, status, refunded, currency where they are known.
    margin_rate
        Margin / revenue, for lines without a margin of their own.

    Raises
    ------
    MixedCurrencies
        When the amounts are in several currencies.

    >>> import pandas as pd
    >>> when = pd.to_datetime(["2026-01-01", "2026-01-31"])
    >>> found = purchases(pd.DataFrame({"order_id": [1, 2], "customer_id": ["a", "a"], "ordered_at": when, "quantity": 1, "revenue": [500, 300]}))
    >>> found.worth, found.last
    ('revenue', datetime.date(2026, 1, 31))
    """
    frame = need(orders, "orders", ["order_id", "customer_id", "ordered_at"])
    known = sold(frame) if lacking(frame, ["quantity", "revenue"]) else sold(valid_purchases(frame))
    names = known.collect_schema().names()
    known = known.filter(~nw.col("customer_id").is_null(), ~nw.col("ordered_at").is_null())
    known = with_margin(known, margin_rate) if "revenue" in names else known
    known = known.with_columns(_at=seconds(known, "ordered_at"))
    known = known.with_columns(_day=nw.col("_at") // _DAY)
    names = known.collect_schema().names()
    ends = [nw.col(name).count().alias(f"n_{name}") for name in ("revenue", "margin") if name in names]
    codes = [getattr(nw.col("currency"), end)().alias(f"currency_{end}") for end in ("min", "max") if "currency" in names]
    told = small(known.select(nw.len().alias("n"), nw.col("_day").min().alias("first"), nw.col("_day").max().alias("last"), *ends, *codes)).iloc[0]
    _one_currency(told)
    return Purchases(known, _worth(told), _date(told["first"]), _date(told["last"]))


_DAY = 86_400
_EPOCH = datetime.date(1970, 1, 1)


def _worth(told: Any) -> Literal["margin", "revenue", ""]:
    whole: dict[str, bool] = {name: told.get(f"n_{name}", -1) == told["n"] for name in ("margin", "revenue")}
    return "margin" if whole["margin"] else "revenue" if whole["revenue"] else ""


def _date(day: Any) -> datetime.date | None:
    return None if pd.isna(day) else _EPOCH + datetime.timedelta(days=int(day))


def _one_currency(told: Any) -> None:
    found = sorted({str(told[name]) for name in ("currency_min", "currency_max") if isinstance(told.get(name), str)})
    if len(found) > 1:
        msg = f"Amounts in {', '.join(found)} cannot be added. Look at one currency at a time."
        raise MixedCurrencies(msg)
