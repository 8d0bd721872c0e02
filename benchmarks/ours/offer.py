"""The fifteen fields as a typed model, taken from the peers' list: nothing can differ."""

from __future__ import annotations

from typing import Any

import pydantic

from benchmarks.peers.offer import FIELDS, Field
from workbook.answers.fields import Answers, number, one_of, text


def _asked(field: Field) -> tuple[Any, Any]:
    if field.choices:
        return str | None, one_of(field.label, dict(zip(field.choices, field.choices, strict=True)), dont_know=False)
    if isinstance(field.begin, str):
        return str | None, text(field.label, dont_know=False)
    return float | None, number(field.label, dont_know=False)


Offer = pydantic.create_model("Offer", __base__=Answers, __module__=__name__, **{field.name: _asked(field) for field in FIELDS})
Offer.FORM, Offer.TITLE = "benchmark.offer", "Offer"
