"""`workbook data read` and `workbook data make`, as somebody at a terminal uses them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from workbook import cli
from workbook.cli import data

EXPORTS = Path(__file__).parent.parent / "fixtures" / "exports"


@pytest.fixture(scope="module")
def run():
    import typer

    app = typer.Typer()
    data.register(app)
    app.callback()(lambda: None)
    return lambda *words: CliRunner().invoke(app, ["data", *map(str, words)])


def test_read_tells_a_shop_owner(run):
    told = run("read", EXPORTS / "google_ads_excel.csv").stdout
    assert "Rows read: 5" in told
    assert "the rows add up to the file's own totals (cost 2,033.80" in told


def test_first_rows_are_shown_without_formulas_and_persons(run):
    told = run("read", EXPORTS / "shopify.csv").stdout
    assert "First rows of orders: order_id | line | customer_id" in told
    assert "nna" not in told


def test_a_formula_in_a_preview_is_a_text(run, tmp_path):
    (tmp_path / "o.csv").write_text('Order ID,Order date,Product,Email,Amount\n1,2026-07-01,"=1+1",anna@example.com,€2.50\n', "utf-8")
    told = run("read", tmp_path / "o.csv").stdout
    assert "| '=1+1 |" in told
    assert "anna" not in told


def test_read_as_json(run):
    (told,) = json.loads(run("read", EXPORTS / "orders_ragged.csv", "--json", "--currency", "USD").stdout)
    assert (told["source"], told["table"], told["rows_read"], told["currency"]) == ("orders", "orders", 3, "USD")
    assert told["rows_refused"]["first"][0]["line"] == 3


def test_read_asks_and_takes_the_answer(run):
    assert "--date-order dmy" in run("read", EXPORTS / "orders_open_dates.csv").stdout
    assert "Period: 2026-04-03" in run("read", EXPORTS / "orders_open_dates.csv", "--date-order", "dmy").stdout


def test_read_maps_columns(run):
    words = ["--table", "orders", "--column", "order_id=Ref", "--column", "ordered_at=When", "--column", "revenue=Worth", "--currency", "EUR"]
    assert "Rows read: 2" in run("read", EXPORTS / "unknown_shape.csv", *words).stdout


def test_nothing_read_is_refused(run, tmp_path):
    result = run("read", tmp_path / "nothing.csv")
    assert isinstance(result.exception, cli.Refused)
    assert "was not found" in result.stdout


def test_one_good_file_is_enough(run, tmp_path):
    assert run("read", tmp_path / "nothing.csv", EXPORTS / "shopify.csv").exit_code == 0


def test_tables_are_kept_on_request(run, tmp_path):
    run("read", EXPORTS / "shopify.csv", "--out", tmp_path)
    assert [path.name for path in tmp_path.rglob("*.parquet")] == ["orders.parquet"]


def test_make_writes_the_committed_samples(run, tmp_path):
    assert run("make", "--out", tmp_path).exit_code == 0
    committed = Path(__file__).parents[2] / "data" / "samples"
    assert all(path.read_bytes() == (committed / path.relative_to(tmp_path)).read_bytes() for path in tmp_path.rglob("*.csv"))


def test_a_currency_without_choices_says_the_option(run, tmp_path):
    bare = tmp_path / "orders.csv"
    bare.write_text("order_id,ordered_at,revenue\n1,2026-07-01,10.50\n2,2026-07-02,20.50\n", "utf-8")
    assert "Answer with --currency EUR" in run("read", bare).stdout


def test_kept_tables_have_a_secret_of_their_own(run, tmp_path):
    import pandas as pd

    export = tmp_path / "o.csv"
    export.write_text("Order ID,Order date,Email,Quantity,Price\n1,2026-07-01,anna@example.com,1,2.50\n", "utf-8")
    persons = set()
    for folder in (tmp_path / "first", tmp_path / "second"):
        assert run("read", export, export, "--currency", "EUR", "--out", folder).exit_code == 0
        (person,) = {pd.read_parquet(path).customer_id[0] for path in folder.rglob("orders.parquet")}
        persons.add(person)
    assert len(persons) == 2
