"""What the report of a file says about the whole table: where orders came from, columns without use, equal rows, what a platform claims."""

import pytest

ORDERS = "Bestellnummer;Bestelldatum;{title};Betrag;Bemerkung\n1;01.07.2026;google / cpc;89,00;eilig\n2;02.07.2026;(direct) / (none);12,50;\n"


@pytest.mark.parametrize(
    "title",
    ["Quelle", "Traffic-Quelle", "Herkunft", "Source", "Source / medium", "utm_source", "Source de trafic", "Origine", "Origen", "来源", "Kanal"],
)
def test_where_an_order_came_from_is_read_in_any_language(given, rows, title):
    reading = given(ORDERS.format(title=title), "orders.csv", decimal=",", currency="EUR")
    assert rows(reading).channel.tolist() == ["google / cpc", "(direct) / (none)"]
    assert any("`Bemerkung`" in said and "`Channel`" not in said for said in reading.warnings)


def test_source_and_medium_become_one(given, rows):
    tagged = "Order ID,Date,utm_source,utm_medium,Total\nA,2026-07-01,google,cpc,10.00\nB,2026-07-02,club,,10.00\n"
    reading = given(tagged, "orders.csv", currency="EUR")
    assert rows(reading).channel.tolist() == ["google / cpc", "club"]
    reading = given("Enquiry ID,Date,Canal,Origine\n1,2026-07-01,chat,google / cpc\n", "asked.csv")
    assert rows(reading)[["kind", "channel"]].values.tolist() == [["chat", "google / cpc"]]


def test_a_column_that_nothing_fits_may_be_the_channel(given):
    reading = given(ORDERS.format(title="Woher"), "orders.csv", decimal=",", currency="EUR")
    assert any("`Woher`, `Bemerkung`" in said and "call it `Channel`" in said for said in reading.warnings)


def test_equal_rows_of_orders_are_told_and_kept(given, rows):
    twice = "Order ID,Date,Product,Total\nA,2026-07-01,Brake,40.00\nA,2026-07-01,Brake,40.00\nA,2026-07-01,Tube,10.00\nB,2026-07-01,Brake,40.00\n"
    reading = given(twice, "orders.csv", currency="EUR")
    assert len(rows(reading)) == 4
    assert any(said.startswith("1 row (40.00 EUR) repeats another row") for said in reading.warnings)
    lines = "Order ID,Date,Line,Product,Total\nA,2026-07-01,1,Brake,40.00\nA,2026-07-01,2,Brake,40.00\n"
    assert not any("another row" in said for said in given(lines, "orders.csv", currency="EUR").warnings)


@pytest.mark.parametrize("conversions", ["0", "3"])
def test_claims_are_warned_of_only_where_there_are_some(given, conversions):
    reading = given(f"Day,Campaign,Currency code,Cost,Clicks,Conversions\n2026-07-01,a,EUR,10.00,5,{conversions}\n", "ads.csv")
    assert any("by its own rules" in said for said in reading.warnings) is (conversions == "3")


def test_where_something_is_sold_is_not_where_buyers_came_from(given):
    reading = given(ORDERS.format(title="Sales channel"), "orders.csv", decimal=",", currency="EUR")
    assert any("`Sales channel`" in said and "call it `Channel`" in said for said in reading.warnings)


STATED = "Order ID,Date,Total,Status\n1,2026-07-01,40.00,{}\n2,2026-07-02,30.00,paid\n"


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Abgeschlossen", "paid"), ("Zahlung erhalten", "paid"), ("Teilweise erstattet", "partly_refunded"), ("Teilstorno", "partly_refunded"),
        ("Widerrufen", "refunded"), ("Fehlgeschlagen", "cancelled"), ("Payment declined", "cancelled"), ("Ausstehend", "pending"),
        ("Not paid", "pending"), ("Incomplete", "pending"),
    ],
)  # fmt: skip
def test_a_shops_word_for_how_an_order_stands_is_known(given, rows, word, status):
    reading = given(STATED.format(word), currency="EUR")
    assert rows(reading).status.tolist() == [status, "paid"]
    assert not any("Not known as a status" in said for said in reading.warnings)


@pytest.mark.parametrize("day", ["2026-07-03", "03.07.2026"])
def test_a_word_that_says_nothing_known_counts_as_sold_and_is_named(given, rows, day):
    reading = given(STATED.format("Reklamation") + f"3,{day},5.00,Reklamation\n", currency="EUR")
    assert set(rows(reading).status) == {"paid"}
    assert any("counted as sold: `Reklamation` (2 rows)." in said for said in reading.warnings)


def test_guests_are_no_customer_who_comes_again(given, rows):
    guests = "Bestellnummer;Bestelldatum;E-Mail;Kundenname;Betrag\n1;01.07.2026;;Gast;9,00\n2;02.07.2026;;Gast;9,00\n3;03.07.2026;;Jo Muster;9,00\n"
    got = rows(given(guests + "4;03.07.2026;a@b.example;Jo Muster;9,00\n", decimal=",", currency="EUR")).customer_id
    assert got.isna().tolist() == [True, True, False, False]
    assert got[2] != got[3]


def test_the_moment_of_an_answer_gives_the_seconds_until_it(given, rows):
    head, answered = (
        "Anfrage-Nr.;Eingegangen am;Erste Antwort am;Bestellnummer\n",
        "1;01.07.2026 09:00;01.07.2026 09:30;A7\n2;01.07.2026 10:00;;nein\n",
    )
    reading = given(f"{head}{answered}3;02.07.2026 10:00;01.07.2026 09:00;\n4;02.07.2026;02.07.2026;\n", "asked.csv")
    told = [[1800, True], [-1, False], [-1, True], [-1, True]]
    assert rows(reading)[["first_response_s", "answered"]].fillna(-1).values.tolist() == told
    assert rows(reading).order_id.fillna("").tolist() == ["A7", "", "", ""]
    assert any("the answer before the enquiry: 2 rows." in said for said in reading.warnings)
    assert "first_response_s" not in rows(given("Enquiry ID,Date,Topic\n1,2026-07-01,a\n", "asked.csv"))
