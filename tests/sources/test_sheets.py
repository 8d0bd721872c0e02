"""Spreadsheets in which numbers and typed texts stand in one column: each number is what it is, each text what its writer means."""

import datetime as dt
import io

import openpyxl
import pytest

from workbook.sources.start import start_of

DAY = dt.datetime(2026, 3, 1)
ORDERS = ["Order ID", "Order date", "Customer ID", "Product", "Quantity", "Price"]


def sheet(*rows):
    made, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("prices", "read"),
    [
        ([1234.5, "1.234,50 €", "1.234 €", 1.125], [123450, 123450, 123400, 112.5]),
        ([1234.5, "€ 1,234.50", 7, -0.5], [123450, 123450, 700, -50]),
        ([1.125, 23.455], [112.5, 2345.5]),
    ],
    ids=["comma", "point", "numbers only"],
)
def test_numbers_beside_typed_amounts(given, rows, prices, read):
    reading = given(sheet(ORDERS, *([f"A{n}", DAY, "K1", "Lamp 1.5", 1, price] for n, price in enumerate(prices))), "orders.xlsx", currency="EUR")
    assert (reading.questions, rows(reading).unit_price.tolist()) == ((), pytest.approx(read))


@pytest.mark.parametrize("name", ["orders.xlsx", "orders.csv"])
def test_a_report_without_quotation_marks_is_saved_by_a_spreadsheet(given, rows, name):
    header = ["amazon-order-id", "purchase-date", "order-status", "product-name", "sku", "quantity", "currency", "item-price"]
    order = ["302-1", "2026-07-01T10:00:00+00:00", "Shipped", 'Kettle, 1.5 l "Nora"', "K.15", 1, "EUR", "19.90"]
    text = ",".join(header) + '\n302-1,2026-07-01T10:00:00+00:00,Shipped,"Kettle, 1.5 l ""Nora""",K.15,1,EUR,19.90\n'
    read = rows(given(sheet(header, order) if name.endswith("xlsx") else text, name))
    assert (read["product"].tolist(), read["revenue"].tolist()) == (['Kettle, 1.5 l "Nora"'], [1990])


def test_typed_amounts_that_could_be_either_are_asked_about(given, rows):
    content = sheet(ORDERS, ["A1", DAY, "K1", "Lamp", 1, "1.234"], ["A2", DAY, "K1", "Lamp", 1, 2.5])
    assert [question.key for question in given(content, "orders.xlsx", currency="EUR").questions] == ["decimal"]
    assert rows(given(content, "orders.xlsx", currency="EUR", decimal=",")).unit_price.tolist() == [123400, 250]


def test_a_fraction_is_no_count_of_thousands(given):
    content = sheet(ORDERS, ["A1", DAY, "K1", "Lamp", 1, "12,50"], ["A2", DAY, "K1", "Lamp", 1.234, 2.5])
    assert [line.line for line in given(content, "orders.xlsx", currency="EUR").rows_refused] == [3]


def test_columns_are_tried_on_a_sheet_as_it_is(given, tmp_path, rows):
    whole = tmp_path / "own.xlsx"
    whole.write_bytes(sheet(["Own list"], [], ["When", "Way", "Sum"], [DAY, "Google", 1234.5], [DAY, "Meta", "1.234,50"], [DAY, "Meta", 1.125]))
    chosen = {"table": "promotion", "columns": {"date": "When", "channel": "Way", "cost": "Sum"}}
    reading = given(start_of(whole, 200), "start.csv", columns=chosen, currency="EUR")
    assert (reading.questions, rows(reading).cost.tolist()) == ((), [123450, 123450, 113])
