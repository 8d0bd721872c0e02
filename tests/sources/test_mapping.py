# ruff: noqa: E501 (the lines of an export are as long as they are)
"""Files that nobody has seen before: tables and columns proposed from titles and cells, files without titles, tables divided by blanks."""

import pytest

from workbook.sources import Unreadable
from workbook.sources.mapping import _labels, declared, mappable
from workbook.sources.proposed import likely_table, proposal

SHOPS = {
    "german shop": (
        "Beleg-Nr.;Gekauft am;Kunde;Ware;Stk.;Einzelpr.;Gesamtbetrag;Herkunft;Zustand\nB-1;03.07.2026 10:20;K-17;Grüntee;2;9,50 €;19,00 €;Newsletter;bezahlt\nB-2;14.07.2026 11:00;K-18;Kanne;1;39,00 €;39,00 €;google / cpc;storniert\nB-3;15.07.2026 11:00;K-17;Kanne;1;39,00 €;39,00 €;Direkt;bezahlt\n",
        "orders",
        {"order_id": "Beleg-Nr.", "ordered_at": "Gekauft am", "customer_id": "Kunde", "product": "Ware", "quantity": "Stk.", "unit_price": "Einzelpr.", "revenue": "Gesamtbetrag", "channel": "Herkunft", "status": "Zustand"},
    ),
    "french shop": (
        "Réf. vente;Jour d'achat;Acheteur;Désignation;Qté;Montant TTC;Provenance\nV1;03/07/2026;C1;Thé vert;2;1 019,00;newsletter\nV2;14/07/2026;C2;Théière;1;39,00;direct\nV3;15/07/2026;C1;Théière;1;39,00;seo\n",
        "orders",
        {"order_id": "Réf. vente", "ordered_at": "Jour d'achat", "customer_id": "Acheteur", "product": "Désignation", "quantity": "Qté", "revenue": "Montant TTC", "channel": "Provenance"},
    ),
    "spanish shop": (
        'Núm. venta,Día,Comprador,Artículo,Unidades,Importe total (€)\n1001,2026-07-03,ana@x.example,Té,2,"19,00"\n1002,2026-07-04,bo@x.example,Tetera,1,"39,00"\n',
        "orders",
        {"order_id": "Núm. venta", "ordered_at": "Día", "customer_id": "Comprador", "product": "Artículo", "quantity": "Unidades", "revenue": "Importe total (€)"},
    ),
    "chinese shop": (
        "单号,成交时间,会员名,商品名,件数,实付金额\nT001,2026-07-03 10:00:00,茶客,龙井,2,88.00\nT002,2026-07-04 11:00:00,客二,茶壶,1,139.00\nT003,2026-07-05 11:00:00,茶客,茶壶,1,139.00\n",
        "orders",
        {"order_id": "单号", "ordered_at": "成交时间", "customer_id": "会员名", "product": "商品名", "quantity": "件数", "revenue": "实付金额"},
    ),
    "german advertising": (
        "Tag;Werbeweg;Ausgaben;Gesehen;Klicks;Abschlüsse\n03.07.2026;Newsletter;12,50;1000;31;2\n04.07.2026;Google Ads;22,50;2000;41;3\n",
        "promotion",
        {"date": "Tag", "channel": "Werbeweg", "cost": "Ausgaben", "impressions": "Gesehen", "clicks": "Klicks", "conversions": "Abschlüsse"},
    ),
    "french visits": (
        "Jour;Provenance;Visites;Rebond\n03/07/2026;newsletter;120;36,68 %\n14/07/2026;direct;90;40,00 %\n",
        "visits_daily",
        {"date": "Jour", "channel": "Provenance", "visits": "Visites", "bounce": "Rebond"},
    ),
    "spanish mailings": (
        "Fecha envío,Asunto,Nombre campaña,Enviados,Rebotes,Abiertos,Clics,Bajas\n2026-07-01,Hola,Julio,1020,20,330,51,4\n",
        "email",
        {"date": "Fecha envío", "subject": "Asunto", "campaign": "Nombre campaña", "recipients": "Enviados", "bounces": "Rebotes", "opens": "Abiertos", "clicks": "Clics", "unsubscribes": "Bajas"},
    ),
    "chinese enquiries": (
        "咨询编号,时间,渠道,首次响应(秒),已回复,主题\nQ1,2026-07-01 09:00:00,微信,45,是,价格\nQ2,2026-07-01 10:00:00,电话,,否,配送\n",
        "enquiries",
        {"enquiry_id": "咨询编号", "created_at": "时间", "kind": "渠道", "first_response_s": "首次响应(秒)", "answered": "已回复", "topic": "主题"},
    ),
    "words in english": (
        "Keyword,Seen,Clicked,Avg rank\ngreen tea,1000,30,4.2\npot,200,3,8.8\n",
        "search_queries",
        {"query": "Keyword", "impressions": "Seen", "clicks": "Clicked", "position": "Avg rank"},
    ),
    "titles that say nothing": (
        "A;B;C;D\n03.07.2026;Newsletter;12,50;EUR\n04.07.2026;cpc;9,00;EUR\n",
        "orders",
        {"ordered_at": "A", "channel": "B", "revenue": "C", "currency": "D"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOPS)
def test_proposed_and_read(given, name):
    text, table, columns = SHOPS[name]
    asked = given(text, "own.csv")
    rows = asked.preview.astype(str).to_numpy().tolist()
    assert asked.source == "unknown"
    assert likely_table(asked.header, rows) == table
    assert proposal(table, asked.header, rows) == columns
    read = given(text, "own.csv", columns={"table": table, "columns": columns}, currency="EUR")
    assert (read.table, read.rows_read, len(read.rows_refused)) == (table, len(rows), 0)


@pytest.mark.parametrize("table", list(mappable()))
def test_every_table_reads_a_file_of_its_own_columns(given, table):
    written = {"day": "2026-07-01", "moment": "2026-07-01 09:30", "count": "7", "number": "1.5", "money": "12.50", "price": "9.50", "rate": "5%",
               "duration": "45", "currency": "EUR", "flag": "yes", "personal": "a@b.example"}  # fmt: skip
    columns = [column for column in declared(table).columns if column.name != "line"]
    titles = {column.name: f"x{number}" for number, column in enumerate(columns)}
    text = ",".join(titles.values()) + "\n" + ",".join(written.get(column.kind, f"k{n}") for n, column in enumerate(columns)) + "\n"
    reading = given(text, "own.csv", columns={"table": table, "columns": titles})
    assert (reading.rows, [line.reason for line in reading.rows_refused]) == ({table: 1}, [])


def test_a_table_without_titles_loses_no_row(given, rows):
    text = "1,2026-07-01,k1,12.50\n2,2026-07-02,k2,never\n3,2026-07-02,k2,9.00\n"
    asked = given("A note\n\n" + text)
    assert asked.header == ("Column 1 (whole number)", "Column 2 (date)", "Column 3 (text)", "Column 4 (text)")
    columns = {"ordered_at": asked.header[1], "customer_id": asked.header[2], "revenue": asked.header[3]}
    reading = given("A note\n\n" + text, columns={"table": "orders", "columns": columns}, currency="EUR")
    assert rows(reading)[["order_id", "revenue"]].to_numpy().tolist() == [["row 1", 1250], ["row 3", 900]]
    assert [line.line for line in reading.rows_refused] == [4]
    assert [line.line for line in reading.rows_skipped] == [1]
    assert "each row counts as an order of its own" in " ".join(reading.warnings)


def test_years_may_be_titles(given):
    assert given("Product,2024,2025\nTea,10,20\nPot,3,4\n").header == ("Product", "2024", "2025")


def test_titles_that_stand_twice_are_told_apart(given):
    assert given("When,Worth,,Worth\n2026-07-01,1.00,x,2.00\n").header == ("When", "Worth", "Column 3", "Worth (4)")


def test_blanks_alone_may_divide(given, rows):
    text = " 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n 00021 0002 19970101  3   63.34\n"
    asked = given(text, "sample.txt")
    assert asked.header == ("Column 1 (code)", "Column 2 (code)", "Column 3 (date)", "Column 4 (whole number)", "Column 5 (number)")
    found = proposal("orders", asked.header, asked.preview.astype(str).to_numpy().tolist())
    assert found == {"ordered_at": asked.header[2], "customer_id": asked.header[0], "quantity": asked.header[3], "revenue": asked.header[4]}
    reading = given(text, "sample.txt", columns={"table": "orders", "columns": found}, currency="USD")
    assert rows(reading)[["customer_id", "revenue"]].to_numpy().tolist() == [["00004", 2933], ["00004", 2973], ["00021", 6334]]


def test_every_column_has_a_label_of_its_own_in_its_table():
    for table, base in mappable().items():
        labels = [_labels()[column.name] for column in base.columns]
        assert len(set(labels)) == len(labels), table


def test_a_title_as_wide_as_its_table_is_no_header(given):
    reading = given(
        "Anfragen 2026;;;\nStand: 31.10.;;;\nWann;Wer;Womit;Wie\n03.07.2026;a@b.example;Kanne;Telefon\n04.07.2026;c@d.example;Tee;Chat\n", "list.csv"
    )
    assert reading.header == ("Wann", "Wer", "Womit", "Wie")
    assert given(";;\n;;\n;;\n", "empty.csv").source == "unknown"


def test_an_address_says_who_bought_better_than_a_name():
    rows = [["03.07.2026", "a@b.example", "Jo Muster", "9,50"]]
    assert "customer_id" not in proposal("orders", ["Gekauft am", "E-Mail", "Kundenname", "Summe"], rows)
    assert proposal("orders", ["Gekauft am", "Customer name", "Summe"], [[row[0], *row[2:]] for row in rows])["customer_id"] == "Customer name"
    asked = proposal("enquiries", ["Eingegangen", "Antwort am", "Auftrag?"], [["03.07.2026 10:00", "03.07.2026 11:00", "nein"]])
    assert asked == {"created_at": "Eingegangen", "answered_at": "Antwort am"}


@pytest.mark.parametrize("title", ['"Big" sale;;', '"Orders of\nthe shop";;', 'The 5" pot;;'])
def test_no_row_is_lost_below_a_title_with_quotation_marks(given, rows, title):
    reading = given(f'{title}\n"Order-\nNr.";Date;"Total\n(EUR)"\n1;2026-07-01;9,50\n2;2026-07-02;8,50\nx;y;z\n', "orders.csv")
    assert reading.header == ("Order-\nNr.", "Date", "Total\n(EUR)")
    mapping = {"table": "orders", "columns": {"order_id": "Order-\nNr.", "ordered_at": "Date", "revenue": "Total\n(EUR)"}}
    reading = given(f'{title}\n"Order-\nNr.";Date;"Total\n(EUR)"\n1;2026-07-01;9,50\n2;2026-07-02;8,50\nx;y;z\n', "orders.csv", columns=mapping)
    assert rows(reading).revenue.tolist() == [950, 850]
    assert [line.line for line in reading.rows_refused] == [7 + title.count("\n")]


@pytest.mark.parametrize(
    "months",
    [
        ["2026-01", "2026-02"],
        ["Jan 26", "Feb 26"],
        ["Januar 2026", "März 2026"],
        ["01/2026", "02/2026"],
        ["2026年1月", "2026年2月"],
        ["202601", "202602"],
    ],
)
def test_months_are_no_days_and_what_to_export_is_told(given, months):
    text = "Monat;Kanal;Kosten\n" + "".join(f"{month};Google;12,50\nGesamt;;12,50\n" for month in months)
    columns = {"date": "Monat", "channel": "Kanal", "cost": "Kosten"}
    with pytest.raises(Unreadable, match=f"`Monat` must hold days, and it holds months .`{months[0]}`.* by day"):
        given(text, "own.csv", columns={"table": "promotion", "columns": columns})


def test_orders_of_a_month_are_asked_for_one_by_one(given):
    columns = {"ordered_at": "Monat", "revenue": "Umsatz"}
    with pytest.raises(Unreadable, match=r"it holds months .*one row for each order, with its own day"):
        given("Monat;Umsatz\n2026-01;12,50\n2026-02;9,50\n", "own.csv", columns={"table": "orders", "columns": columns})


def test_a_column_of_months_is_proposed_so_that_the_reason_is_seen():
    rows = [["Jan 26", "Google", "12,50", "31"], ["Feb 26", "Meta", "9,00", "12"]]
    assert likely_table(["Monat", "Werbeweg", "Kosten", "Klicks"], rows) == "promotion"
    assert proposal("promotion", ["Monat", "Werbeweg", "Kosten", "Klicks"], rows)["date"] == "Monat"


def test_firsts_of_months_are_named(given):
    head = "Day,Campaign,Currency code,Cost,Clicks\n"
    monthly, daily = (given(f"{head}2026-01-01,a,EUR,10.00,5\n{day},a,EUR,10.00,5\n", "ads.csv") for day in ("2026-02-01", "2026-02-02"))
    assert [any("first of a month" in said for said in reading.warnings) for reading in (monthly, daily)] == [True, False]
