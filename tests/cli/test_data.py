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


def test_a_currency_is_answered_with_an_option(run):
    text = run("read", EXPORTS / "orders_ragged.csv").stdout
    assert "Answer with --currency EUR" in text
