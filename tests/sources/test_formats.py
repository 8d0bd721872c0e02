"""Each export format with its quirks, read through the public function."""

import datetime as dt

import pytest


@pytest.mark.parametrize("name", ["google_ads_excel.csv", "google_ads_utf8.csv"])
def test_google_ads_adds_up(load, rows, name):
    reading = load(name)
    ads = rows(reading)
    assert (reading.source, reading.table, reading.rows_read, reading.currency) == ("google_ads", "promotion", 5, "EUR")
    assert (ads.cost.sum(), ads.impressions.sum(), ads.conversions.sum()) == (203_380, 42_835, 15.5)
    assert all(control.agrees for control in reading.totals)


def test_google_ads_without_a_type_are_paid_search(load, rows):
    assert set(rows(load("google_ads_utf8.csv")).channel) == {"Paid Search"}


def test_google_ads_totals_are_left_out(load):
    reading = load("google_ads_excel.csv")
    assert [line.line for line in reading.rows_skipped] == [1, 2, 9, 10, 11]
    assert "`Total: Account`" in reading.rows_skipped.first[3].reason


def test_german_google_ads(load, rows):
    reading = load("google_ads_de.csv")
    ads = rows(reading)
    assert ads.impressions.tolist() == [640, 21_480, 598]
    assert ads.cost.tolist() == [1250, 103_010, 1120]
    assert reading.period == (dt.date(2026, 7, 1), dt.date(2026, 7, 2))


def test_french_google_ads_with_short_total(load, rows):
    reading = load("google_ads_fr.csv")
    assert rows(reading).cost.tolist() == [1250, 103_010]
    assert [line.line for line in reading.rows_skipped] == [1, 2, 6]
    assert len(reading.rows_refused) == 0
    assert all(control.agrees for control in reading.totals)


def test_totals_that_disagree_are_told(given):
    reading = given("Day,Campaign,Currency code,Cost,Clicks\n2026-07-01,a,EUR,10.00,5\nTotal,,,20.00,5\n", "ads.csv")
    assert [(control.column, control.agrees) for control in reading.totals] == [("cost", False), ("clicks", True)]
    assert "differ from the sum of its rows in: cost" in reading.warnings[-1]


def test_campaign_called_total_is_data(given):
    reading = given("Day,Campaign,Currency code,Cost,Clicks\n2026-07-01,Total,EUR,10.00,5\n", "ads.csv")
    assert reading.rows_read == 1


def test_meta_ads_takes_currency_from_header(load, rows):
    reading = load("meta_ads_fr.csv")
    assert (reading.source, reading.currency) == ("meta_ads", "EUR")
    assert rows(reading).cost.tolist() == [3820, 104_175]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_search_console_in_four_languages(load, rows, language):
    reading = load(f"search_console_{language}.zip")
    assert reading.rows == {
        "search_daily": 30, "search_queries": 3, "search_pages": 2, "search_countries": 1, "search_devices": 2, "search_appearance": 0,
    }  # fmt: skip
    queries = rows(reading, "search_queries")
    assert queries.position.tolist() == [1.21, 5.13, 8.4]
    assert str(queries.period_end[0])[:10] == "2026-06-30"


def test_search_console_says_queries_do_not_add_up(load):
    assert any("never add up" in warning for warning in load("search_console_en.zip").warnings)


@pytest.mark.parametrize(("day", "warned"), [("2025-05-12", False), ("2025-05-13", True), ("2026-04-27", True), ("2026-04-28", False)])
def test_flawed_search_days_are_told(given, day, warned):
    reading = given(f"Date,Clicks,Impressions,CTR,Position\n{day},1,10,10%,2.5\n", "Chart.csv")
    assert any("logging error" in warning for warning in reading.warnings) is warned


def test_of_two_compared_periods_the_first_is_read(load, rows):
    reading = load("search_console_compared.zip")
    assert rows(reading)[["clicks", "impressions", "position"]].to_numpy().tolist() == [[120, 360, 1.2]]
    assert any("(`Previous 3 months`) was left out" in warning for warning in reading.warnings)


def test_ga4_by_channel(load, rows):
    reading = load("ga4_channels.csv", currency="EUR")
    channels = rows(reading)
    assert reading.table == "visits_channels"
    assert channels.set_index("channel").visits.to_dict() == {"Organic Search": 2840, "Paid Search": 1675, "Email": 402}
    assert channels.revenue.tolist() == [241_750, 199_825, 85_100]
    assert reading.period == (dt.date(2026, 6, 1), dt.date(2026, 6, 30))


def test_ga4_snapshot_holds_several_tables(load, rows):
    reading = load("ga4_snapshot.csv", currency="EUR")
    assert reading.rows == {"visits_daily": 30, "visits_channels": 3, "visits_pages": 2}
    days = rows(reading, "visits_daily")
    assert (str(days.date[0])[:10], str(days.date[29])[:10]) == ("2026-06-01", "2026-06-30")
    assert any("table 4" in warning for warning in reading.warnings)


def test_german_ga4_days(load, rows):
    assert rows(load("ga4_days_de.csv")).engaged_visits.tolist() == [80, 90]


def test_shopify_lines_add_up_to_subtotals(load, rows):
    lines = rows(load("shopify.csv"))
    assert lines.groupby("order_id").revenue.sum().to_dict() == {"#1001": 4500, "#1002": 3900, "#1003": 2700, "#1004": 1400, "#1005": 1400}
    assert lines.status.tolist() == ["paid", "paid", "refunded", "partly_refunded", "pending", "cancelled"]
    assert lines.refunded.tolist() == [0, 0, 3900, 900, 0, 0]


def test_shopify_keeps_the_local_day(load, rows):
    assert str(rows(load("shopify.csv")).ordered_at[0]) == "2026-07-01 23:30:00"


def test_shopify_hides_persons(load, rows):
    lines = rows(load("shopify.csv"))
    assert lines.customer_id[0] == lines.customer_id[1] == lines.customer_id[3]
    assert lines.customer_id.dropna().str.startswith("p_").all()
    assert "xample" not in lines.drop(columns="product").to_csv()


def test_enquiries_in_windows_letters(load, rows):
    reading = load("enquiries_cp1252.csv")
    asked = rows(reading)
    assert reading.encoding == "cp1252"
    assert asked.topic.tolist() == ["Größe der Dose", "Rückgabe", "Lieferung nach Österreich"]
    assert asked.kind.tolist() == ["telephone", "form", "chat"]
    assert asked.answered.tolist() == [True, True, False]
    assert asked.rating.tolist()[:2] == [5, 2.5]


def test_chinese_orders(load, rows):
    reading = load("orders_gb18030.csv", currency="CNY")
    assert reading.encoding == "gb18030"
    assert rows(reading)[["product", "revenue", "status"]].to_numpy().tolist() == [
        ["龙井茶一百克", 17_600, "paid"],
        ["玻璃茶壶", 13_900, "cancelled"],
    ]


def test_excel_orders(load, rows):
    reading = load("orders.xlsx", currency="EUR")
    assert rows(reading).revenue.tolist() == [2500, 900]
    assert [line.line for line in reading.rows_skipped] == [1]


def test_enquiry_template(rows):
    from pathlib import Path

    from workbook.sources import read

    reading = read(Path(__file__).parents[2] / "data" / "samples" / "enquiries_template.csv", workbook_salt="s")
    assert (reading.source, reading.questions, len(reading.rows_refused)) == ("enquiries", (), 0)
    assert rows(reading).channel.tolist() == ["Paid Search", "Direct"]
