"""The tables that every calculation works on, whatever file they came from.

Five tables describe online marketing from the first impression to the order: `search`, `promotion`, `visits`, `enquiries`, `orders`.
Reports that only know sums (sessions per channel and day, clicks per query) fill a *twin*: `visits_daily`, `search_queries`.
A twin is a coarser view of the same events and is never added to its table, nor to another twin. `email` is no twin: a row is one mailing,
which costs nothing per click and so has columns of its own; `promotion` shows it among the other channels (`engine.py`).

Conventions: money is an integer in minor units (cents, pence; whole yen) beside its `currency` (ISO 4217); `date` is a day;
beside each timestamp stands an int64 column `…_s` with seconds since 1970 of the same local wall-clock time; a blank is null, never 0.
"""

from __future__ import annotations

_PERIOD = {"period_start": "DATE", "period_end": "DATE"}
_SEARCH = {"impressions": "BIGINT", "clicks": "BIGINT", "position": "DOUBLE", "engine": "VARCHAR"}
_SESSIONS = {
    "visits": "BIGINT",
    "engaged_visits": "BIGINT",
    "visitors": "BIGINT",
    "page_views": "BIGINT",
    "duration_s": "DOUBLE",
    "conversions": "DOUBLE",
    "revenue": "BIGINT",
    "currency": "VARCHAR",
}

TABLES: dict[str, dict[str, str]] = {
    "search": {"date": "DATE", "query": "VARCHAR", "page": "VARCHAR", **_SEARCH},
    "promotion": {
        "date": "DATE", "channel": "VARCHAR", "campaign": "VARCHAR", "cost": "BIGINT", "currency": "VARCHAR", "impressions": "BIGINT",
        "clicks": "BIGINT", "conversions": "DOUBLE", "conversion_value": "BIGINT", "impression_share": "DOUBLE", "impression_share_bound": "VARCHAR",
    },
    "email": {
        "date": "DATE", "channel": "VARCHAR", "campaign": "VARCHAR", "list": "VARCHAR", "recipients": "BIGINT", "delivered": "BIGINT",
        "bounces": "BIGINT", "opens": "BIGINT", "total_opens": "BIGINT", "clicks": "BIGINT", "total_clicks": "BIGINT", "unsubscribes": "BIGINT",
        "complaints": "BIGINT", "orders": "DOUBLE", "revenue": "BIGINT", "currency": "VARCHAR",
    },
    "visits": {
        "visitor_id": "VARCHAR", "visit_id": "VARCHAR", "started_at": "TIMESTAMP", "started_at_s": "BIGINT", "channel": "VARCHAR",
        "campaign": "VARCHAR", "landing_page": "VARCHAR", "page_views": "BIGINT", "duration_s": "DOUBLE", "engaged": "BOOLEAN",
        "device": "VARCHAR", "region": "VARCHAR", "variant": "VARCHAR",
    },
    "enquiries": {
        "enquiry_id": "VARCHAR", "created_at": "TIMESTAMP", "created_at_s": "BIGINT", "visitor_id": "VARCHAR", "customer_id": "VARCHAR",
        "channel": "VARCHAR", "kind": "VARCHAR", "first_response_s": "DOUBLE", "answered": "BOOLEAN", "topic": "VARCHAR", "qualified": "BOOLEAN",
        "order_id": "VARCHAR", "rating": "DOUBLE",
    },
    "orders": {
        "order_id": "VARCHAR", "line": "BIGINT", "customer_id": "VARCHAR", "visitor_id": "VARCHAR", "ordered_at": "TIMESTAMP",
        "ordered_at_s": "BIGINT", "channel": "VARCHAR", "product": "VARCHAR", "quantity": "BIGINT", "unit_price": "DOUBLE",
        "revenue": "BIGINT", "margin": "BIGINT",
        "refunded": "BIGINT", "currency": "VARCHAR", "status": "VARCHAR",
    },
    "search_daily": {"date": "DATE", **_SEARCH},
    "search_queries": {"query": "VARCHAR", **_SEARCH, **_PERIOD},
    "search_pages": {"page": "VARCHAR", **_SEARCH, **_PERIOD},
    "search_countries": {"country": "VARCHAR", **_SEARCH, **_PERIOD},
    "search_devices": {"device": "VARCHAR", **_SEARCH, **_PERIOD},
    "search_appearance": {"appearance": "VARCHAR", **_SEARCH, **_PERIOD},
    "visits_daily": {"date": "DATE", "channel": "VARCHAR", "campaign": "VARCHAR", **_SESSIONS},
    "visits_channels": {"channel": "VARCHAR", "campaign": "VARCHAR", **_SESSIONS, **_PERIOD},
    "visits_pages": {"page": "VARCHAR", **_SESSIONS, **_PERIOD},
}  # fmt: skip
"""Table → column → DuckDB type. The five, then their twins."""

FIVE = ("search", "promotion", "visits", "enquiries", "orders")
"""The tables with a row per event, or per day and campaign or query; mailings stand beside them, everything else is a twin."""

MONEY = frozenset({"cost", "conversion_value", "unit_price", "revenue", "margin", "refunded"})
"""Columns whose amounts are in minor units of the `currency` beside them."""

IDENTITY = {
    "orders": ("order_id", "ordered_at", "product", "quantity", "revenue"),
    "visits": ("visit_id", "started_at"),
    "enquiries": ("enquiry_id", "created_at"),
}
"""By which columns a row of one file is known again in another, the number first; tables of sums have none.

`line` is none of them: where a file does not number the lines of an order, it counts the rows of the file.
"""


def time_column(table: str) -> str | None:
    """The column of a table that says when.

    >>> time_column("orders"), time_column("promotion"), time_column("search_queries")
    ('ordered_at', 'date', None)
    """
    return next((name for name in ("date", "ordered_at", "started_at", "created_at") if name in TABLES[table]), None)
