import json

import numpy as np
import pandas as pd
import pytest

from workbook.answers.locale import Locale
from workbook.charts import attention, drivers, enquiries
from workbook.metrics import drivers as moving
from workbook.metrics.enquiries import enquiries as follow
from workbook.metrics.linked import Linked
from workbook.metrics.precision import precision
from workbook.metrics.response import response
from workbook.metrics.season import season

L = Locale("de_DE", "EUR")
DAYS = pd.date_range("2026-01-05", periods=28)


def course(*gaps, level=100.0, days=40):
    values = np.random.default_rng(0).poisson(level, days).astype(float)
    values[20:22] = 3
    values[list(gaps)] = np.nan
    return season(pd.DataFrame({"day": pd.date_range("2026-01-05", periods=days), "value": values}))


def linked(orders=5.0):
    frame = pd.DataFrame({"channel": ["ads", "email"] * 28, "date": DAYS.repeat(2), "visits": 100.0, "orders": orders, "revenue": 50.0 * orders})
    return Linked(frame.assign(visits=frame.visits + frame.index), "EUR", False, ())


def tree(found):
    return moving.drivers(found, moving.last_two((DAYS[0].date(), DAYS[-1].date())), draws=10)


ASKED = pd.DataFrame({
    "created_at": DAYS, "first_response_s": [600.0, 90_000.0] * 14, "order_id": ["o", None] * 14, "answered": True,
})  # fmt: skip
PICTURES = {
    "course": lambda: attention.over_time(course(30), "Visits", L, title="Visits by day"),
    "few days": lambda: attention.over_time(course(days=23), "Visits", L, title="Visits by day"),
    "waterfall": lambda: drivers.waterfall(tree(linked()), L),
    "precision": lambda: drivers.precision(precision(linked()), L, asked="orders"),
    "hours": lambda: enquiries.heat_map(follow(ASKED).hours, L),
    "response": lambda: enquiries.by_response(response(ASKED).classes, L),
}
NOTHING = {
    "waterfall": lambda: drivers.waterfall(tree(linked(orders=0.0)), L),
    "precision": lambda: drivers.precision(pd.DataFrame(), L, asked="orders"),
    "hours": lambda: enquiries.heat_map(pd.DataFrame(), L),
    "response": lambda: enquiries.by_response(pd.DataFrame(), L),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_sound_and_has_its_words(name):
    picture = PICTURES[name]()
    json.dumps(picture.chart.to_dict(validate=True))
    assert picture.title
    assert picture.summary.endswith(".")
    assert picture.headings


@pytest.mark.parametrize("name", NOTHING)
def test_nothing_to_draw_says_why(name):
    picture = NOTHING[name]()
    assert picture.chart is None
    assert picture.summary
