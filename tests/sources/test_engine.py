"""The loaded tables: lazily, from Parquet or pandas, several files under each other."""

import datetime as dt

import narwhals as nw
import pandas as pd
import pytest

from workbook.sources import COMPANIES, Tables, Unreadable, collect, read, sample_files, tables
from workbook.sources.connection import connect


@pytest.fixture
def sample(tmp_path):
    return [read(path, workbook_salt="s", folder=tmp_path) for path in sample_files("tea")]


def test_samples_fill_the_five_tables(sample):
    made = Tables.of(sample)
    assert all(made.get(name) is not None for name in ("search", "promotion", "visits", "enquiries", "orders"))
    assert made.visits_daily is None


@pytest.mark.parametrize("company", COMPANIES)
def test_samples_load_without_a_question(company, tmp_path):
    for path in sample_files(company):
        reading = read(path, workbook_salt="s", folder=tmp_path)
        assert (reading.questions, len(reading.rows_refused), reading.table) == ((), 0, path.stem)


def test_unknown_company_names_the_known():
    with pytest.raises(Unreadable, match="tea, pumps, soda"):
        sample_files("coffee")


def test_period_and_currency(sample):
    made = Tables.of(sample)
    assert made.period("promotion") == (dt.date(2026, 4, 27), dt.date(2026, 7, 26))
    assert (made.currency("orders"), made.currency("visits")) == ("EUR", None)


def test_folder_gives_the_same_tables(sample, tmp_path):
    count = nw.len().alias("n")
    assert collect(tables(tmp_path).visits.select(count)).n[0] == collect(Tables.of(sample).visits.select(count)).n[0]


def test_two_files_of_one_table_stand_under_each_other(given):
    first = given("Order ID,Order date,Quantity,Price\n1,2026-07-01,1,2.50\n", currency="EUR")
    second = given("Order ID,Order date,Amount,Margin\n2,2026-07-02,9.00,4.00\n", currency="EUR")
    both = collect(Tables.of([first, second]).orders.sort("order_id"))
    assert both.revenue.tolist() == [250, 900]


def test_a_row_of_two_files_counts_once(given):
    head = "Order ID,Order date,Status,Quantity,Price\n"
    first = given(head + "1,2026-02-01,paid,1,2.50\n2,2026-03-01,pending,1,9.00\n2,2026-03-01,pending,1,9.00\n", currency="EUR")
    second = given(head + "2,2026-03-01,paid,1,9.00\n2,2026-03-01,paid,1,9.00\n3,2026-04-01,paid,2,1.00\n", currency="EUR")
    both = collect(Tables.of([first, second]).orders.sort("order_id"))
    assert both.revenue.tolist() == [250, 900, 900, 200]
    assert set(both.status) == {"paid"}


def test_the_same_number_on_another_day_is_another_order(given):
    head = "Order ID,Order date,Quantity,Price\n"
    shops = [given(f"{head}1,{day},1,2.50\n", currency="EUR") for day in ("2026-02-01", "2026-02-02")]
    assert len(collect(Tables.of(shops).orders)) == 2


def test_pandas_frames_are_tables_too():
    made = tables({"orders": pd.DataFrame({"order_id": ["a"], "revenue": [5]})})
    assert collect(made.orders).revenue.tolist() == [5]


def test_unknown_table_names_the_known():
    with pytest.raises(KeyError, match="promotion"):
        Tables().get("sales")


def test_files_that_are_gone_are_left_out(sample):
    sample[0].tables["enquiries"].unlink()
    assert Tables.of(sample).enquiries is None


def test_nothing_is_fetched(tmp_path):
    with connect(tmp_path) as db:
        assert db.execute("SELECT current_setting('autoinstall_known_extensions'), current_setting('autoload_known_extensions')").fetchone() == (
            False,
            False,
        )


def test_unknown_columns_are_absent(given):
    frame = Tables.of([given("Order ID,Order date,Quantity,Price\n1,2026-07-01,1,2.50\n", currency="EUR")]).orders
    names = frame.collect_schema().names()
    assert "margin" not in names
    assert "channel" in names
