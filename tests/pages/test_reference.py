"""A published file of transactions, taken in as anybody would: the known figures come out at the other end."""

import datetime
from pathlib import Path

import numpy as np
import pytest

from workbook.metrics import bg_nbd, gamma_gamma
from workbook.metrics.lifetime_summary import customer_summary
from workbook.metrics.purchases import purchases
from workbook.pages import files, loading
from workbook.sources import collect

SAMPLE = Path(__file__).parents[3] / "shared" / "reference" / "CDNOW_sample.txt"


@pytest.mark.skipif(not SAMPLE.exists(), reason="the reference data are not here")
def test_the_published_customers_come_in_by_the_upload(desk):
    page = loading.load()
    files.take(SAMPLE, "CDNOW_sample.txt")
    (number,) = files.readings()
    (asked,) = next(shown for shown in page.parts if type(shown).__name__ == "Readings").files[0]["questions"]
    assert asked["tried"] == ["Tried on the first 201 rows: all would be read."]
    files.again(number, files.COLUMNS, asked["proposal"])
    files.again(number, "currency", "USD")
    orders = files.tables().orders
    assert (files.readings()[number].rows_read, int(collect(orders).revenue.sum())) == (6919, 24_409_194)
    people = customer_summary(purchases(orders), until=(datetime.date(1997, 9, 30) - datetime.date(1970, 1, 1)).days)
    model = bg_nbd.fit(people.frequency, people.recency, people["T"])
    assert np.round(model.parameters, 3).tolist() == [0.243, 4.414, 0.793, 2.426]
    assert round(model.log_likelihood) == -9582
    spend = gamma_gamma.fit_spend(people.frequency, people.monetary_value)
    assert (len(people), spend.customers, round(spend.p, 1)) == (2357, 946, 6.2)
