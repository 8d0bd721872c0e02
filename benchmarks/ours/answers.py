"""The answers that measured pages begin with, as an earlier visit would have left them."""

from __future__ import annotations

from typing import Any

from benchmarks.ours.offer import Offer
from benchmarks.peers.offer import FIELDS
from workbook.answers.fields import Answers
from workbook.answers.strategy import Budget
from workbook.store.desk import open_desk
from workbook.store.records import Change

_CASES = ("worst", "likely", "best")
_RANGES = {
    "impressions": ("400000", "500000", "600000"), "ctr": ("1.5", "2", "2.5"), "landing_rate": ("85", "90", "95"),
    "close_rate": ("1.6", "2", "3"), "aov": ("38", "42", "48"), "margin_rate": ("42", "45", "47"),
}  # fmt: skip

BEGUN: dict[type[Answers], dict[str, Any]] = {
    Offer: {field.name: str(field.begin) for field in FIELDS},
    Budget: {
        "via_enquiry": "no", "factors": {row: dict(zip(_CASES, texts, strict=True)) for row, texts in _RANGES.items()},
        "media_monthly": "1500", "team_monthly": "90", "start_cost": "6800", "ramp_months": "0", "horizon_months": "12", "discount_rate": "10",
    },
}  # fmt: skip


def fill(database: str, visitor: str | None = None) -> None:
    """Write them into a database, for one visitor."""
    desk = open_desk(database, visitor)
    for model, raws in BEGUN.items():
        desk.save(model, {name: Change(raw, base=0) for name, raw in raws.items()}, "earlier")
    desk.store.close()
