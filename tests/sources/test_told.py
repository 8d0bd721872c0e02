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
