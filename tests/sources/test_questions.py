"""What a file leaves open is asked; one value that decides is enough."""

import pytest

from workbook.sources import Reading, Unreadable, targets
from workbook.sources.reading import preview_of


def keys(reading):
    return [question.key for question in reading.questions if question.blocking]


def test_open_dates_are_asked(load):
    reading = load("orders_open_dates.csv")
    assert (keys(reading), dict(reading.tables)) == (["date_order"], {})


@pytest.mark.parametrize(("order", "day"), [("dmy", "2026-04-03"), ("mdy", "2026-03-04")])
def test_answered_dates(load, rows, order, day):
    assert str(rows(load("orders_open_dates.csv", date_order=order)).ordered_at[0])[:10] == day


def test_one_date_decides(orders, rows):
    reading = orders("1;03/04/2026;k;1;2.50", "2;13/04/2026;k;1;2.50")
    assert str(rows(reading).ordered_at[0])[:10] == "2026-04-03"


def test_dates_that_contradict_are_asked(orders):
    assert keys(orders("1;14/04/2026;k;1;2.50", "2;04/14/2026;k;1;2.50")) == ["date_order"]


def test_open_numbers_are_asked(load):
    assert keys(load("orders_open_numbers.csv")) == ["decimal"]


@pytest.mark.parametrize(("decimal", "cents"), [(".", 123), (",", 123_400)])
def test_answered_numbers(load, rows, decimal, cents):
    assert rows(load("orders_open_numbers.csv", decimal=decimal)).revenue[0] == cents


@pytest.mark.parametrize(
    ("price", "cents"),
    [
        ("1.234,50", 123_450),
        ("1234,5", 123_450),
        ("1 234,50", 123_450),
        ("1\u202f234,50 €", 123_450),
        ("(2,50)", -250),
        ("-2,50", -250),
        ("€ 12,00", 1200),
    ],
)
def test_comma_numbers(orders, rows, price, cents):
    assert rows(orders(f"1;2026-07-01;k;1;{price}", "2;2026-07-01;k;1;0,99")).revenue[0] == cents


@pytest.mark.parametrize(
    ("price", "cents"),
    [("1,234.50", 123_450), ("$12", 1200), ("12.5 EUR", 1250), ("1'234.50", 123_450), ("12,34,567.00", 123_456_700), ("0.125", 13)],
)
def test_point_numbers(orders, rows, price, cents):
    assert rows(orders(f"1;2026-07-01;k;1;{price}", "2;2026-07-01;k;1;0.99")).revenue[0] == cents


def test_thousands_in_a_count_column(orders, rows):
    assert rows(orders("1;2026-07-01;k;1.234;2,50")).quantity.tolist() == [1234]


def test_number_of_the_other_kind_is_refused(orders):
    reading = orders("1;2026-07-01;k;1;2.50", "2;2026-07-01;k;1;1.234,50", decimal=".")
    assert [(line.line, line.reason) for line in reading.rows_refused] == [(3, '`Price` must be an amount (got "1.234,50").')]


@pytest.mark.parametrize("blank", ["", "--", "-", " – ", "\u00a0"])
def test_blanks_are_missing_not_zero(orders, rows, blank):
    assert rows(orders(f"1;2026-07-01;k;{blank};{blank}", "2;2026-07-01;k;1;2.50")).revenue.isna().tolist() == [True, False]


@pytest.mark.parametrize(
    "when",
    [
        "2026-09-02",
        "20260902",
        "2026-09-02 09:30:00 -0500",
        "2026-09-02T09:30:00Z",
        "Sep 02, 2026 09:30 pm",
        "2 Sep 2026",
        "02.09.2026",
        "2026年9月2日",
    ],
)
def test_days_of_every_kind(orders, rows, when):
    assert str(rows(orders(f"1;{when};k;1;2.50")).ordered_at[0])[:10] == "2026-09-02"


def test_seconds_stand_beside_the_moment(orders, rows):
    assert rows(orders("1;1970-01-02 00:00:10;k;1;2.50", "2;2026-01-01 00:00:10;k;1;2.50")).ordered_at_s.tolist() == [1_767_225_610]


def test_dollar_sign_asks_which(orders):
    reading = orders("1;2026-07-01;k;1;$2.50", currency=None)
    assert [(question.key, question.blocking) for question in reading.questions] == [("currency", False)]
    assert "CAD" in [choice.value for choice in reading.questions[0].choices]


def test_euro_sign_is_the_currency(orders):
    assert orders("1;2026-07-01;k;1;2.50 €", currency=None).currency == "EUR"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("alle Beträge in EUR", "EUR"),
        ("All amounts in USD", "USD"),
        ("Montants exprimés en EUR (TTC)", "EUR"),
        ("Sales by day (all prices in US dollars)", "USD"),
        ("Kampagnenkosten in €", "EUR"),
        ("金额单位：CNY", "CNY"),
        ("Beträge in Tsd. EUR", None),
        ("Costs in EUR; revenue in USD", None),
        ("Orders: ALL", None),
    ],
)
def test_a_line_above_settles_the_currency(given, line, code):
    reading = given(f"{line}\n\nOrder ID;Order date;Quantity;Price\n1;2026-07-01;1;2.50\n")
    assert (reading.currency, [question.key for question in reading.questions]) == (code, [] if code else ["currency"])
    assert any(f"read as {code}" in said and f"“{line}”" in said for said in reading.warnings) is bool(code)


@pytest.mark.parametrize(
    ("title", "price", "code"),
    [
        ("Price", "2.50 €", "EUR"),
        ("Price (EUR)", "2.50", "EUR"),
        ("Price (CAD)", "$2.50", "CAD"),
        ("Price (ALL)", "2.50", "USD"),
        ("Price", "$2.50", "USD"),
        ("Price", "2.50 kr", None),
    ],
    ids=["a cell", "a title", "a title settles a sign", "a word that is a code too", "a sign of several", "a sign of others"],
)
def test_a_cell_or_title_is_nearer_than_a_line_above(given, title, price, code):
    columns = {"table": "orders", "columns": {"ordered_at": "When", "revenue": title}}
    assert given(f"All amounts in USD\n\nWhen;{title}\n2026-07-01;{price}\n", columns=columns).currency == code


def test_amounts_in_thousands_are_told(given):
    reading = given("Umsätze in TEUR\n\nOrder ID;Order date;Quantity;Price\n1;2026-07-01;1;2.50\n", currency="EUR")
    assert any("in thousands or millions (“Umsätze in TEUR”)" in said for said in reading.warnings)


def test_yen_have_no_cents(orders, rows):
    assert rows(orders("1;2026-07-01;k;1;1200", currency="JPY")).revenue.tolist() == [1200]


def test_currencies_are_kept_apart(orders, rows):
    head = "Order ID;Order date;Customer ID;Quantity;Price;Currency"
    reading = orders("1;2026-07-01;k;1;2.50;EUR", "2;2026-07-01;k;1;250;JPY", head=head)
    assert (reading.currency, rows(reading).revenue.tolist()) == (None, [250, 250])
    assert any("never added" in warning for warning in reading.warnings)


@pytest.mark.parametrize("answers", [{"decimal": ";"}, {"date_order": "ymd"}, {"currency": "euro"}])
def test_answers_are_checked(orders, answers):
    with pytest.raises(Unreadable, match="must be"):
        orders("1;2026-07-01;k;1;2.50", **answers)


def test_unknown_shape_asks_for_columns(load):
    reading = load("unknown_shape.csv")
    assert (reading.source, keys(reading), reading.preview.columns.tolist()) == ("unknown", ["columns"], ["Ref", "When", "Who", "Worth"])


def test_mapped_columns(load, rows):
    mapping = {"table": "orders", "columns": {"order_id": "Ref", "ordered_at": "When", "customer_id": "Who", "revenue": "Worth"}}
    assert rows(load("unknown_shape.csv", columns=mapping, currency="EUR")).revenue.tolist() == [1250, 900]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"table": "sales", "columns": {}}, "must be one of"),
        ({"table": "orders", "columns": {"order_id": "Reference"}}, "has no column `Reference`"),
        ({"table": "orders", "columns": {"order_id": "Ref"}}, "needs a column for ordered_at"),
        ({"table": "orders", "columns": {"id": "Ref"}}, "`id` is no column"),
    ],
)
def test_wrong_mappings_are_sentences(load, mapping, said):
    with pytest.raises(Unreadable, match=said):
        load("unknown_shape.csv", columns=mapping)


@pytest.mark.parametrize("table", ["search", "promotion", "visits", "enquiries", "orders"])
def test_every_table_can_be_mapped(table):
    assert any(column.filled for column in targets(table))


def test_reading_survives_as_json(load):
    import json

    reading = load("google_ads_excel.csv")
    again = Reading.from_summary(json.loads(json.dumps(reading.summary())))
    assert again == reading
    assert preview_of(again.tables[again.table]).equals(reading.preview)


@pytest.mark.parametrize("day", ["05.03.26", "5.3.26 14:30", "5/3/26", "05/03/26 14:30", "5-Mar-26"])
def test_a_year_of_two_digits_is_one_of_this_century(given, rows, day):
    reading = given(f"Order ID,Date,Total\n1,{day},9.00\n2,2026-03-31,9.00\n", currency="EUR", date_order="dmy")
    assert rows(reading).ordered_at.dt.date.astype(str).tolist() == ["2026-03-05", "2026-03-31"]


def test_a_year_that_may_stand_first_is_not_guessed(given):
    reading = given("Order ID,Date,Total\n1,26-03-05,9.00\n2,2026-03-31,9.00\n", currency="EUR", date_order="dmy")
    assert (reading.rows_read, len(reading.rows_refused)) == (1, 1)


@pytest.mark.parametrize(
    ("amount", "cents"), [("19,-", 1900), ("19,– €", 1900), ("1.019,--", 101900), ("12,50-", -1250), ("EUR 1.012,50-", -101250), ("(3,00)", -300)]
)
def test_a_dash_after_an_amount_is_read_as_it_is_meant(given, rows, amount, cents):
    reading = given(f"Bestellnummer;Datum;Betrag\n1;01.07.2026;{amount}\n2;02.07.2026;1,50\n", currency="EUR")
    assert rows(reading).revenue.tolist() == [cents, 150]
