"""The short way for clean files gives what the long way gives, and leaves everything else to it."""

import pandas as pd
import pytest

from workbook.sources import sample_files, table
from workbook.sources.read import read

HEAD = "Order ID,Order date,Customer ID,Product,Quantity,Price,Currency,Status"
CLEAN = [
    "1,2026-07-01 10:00:00,17,Tea,2,2.50,EUR,paid",
    '2,2026-07-02,k-9,"Pot, large",1,1200,JPY,Refunded',
    "3,2026-07-03,a@b.example, Cup ,1,9.00,EUR,",
]


@pytest.fixture
def both(tmp_path, monkeypatch):
    """A file read both ways: whether the short way was taken, and the two tables."""

    def reading(path, **answers):
        taken = []
        short = table.convert_clean
        monkeypatch.setattr(table, "convert_clean", lambda *given: taken.append(short(*given)) or taken[-1])
        first = read(path, workbook_salt="s", folder=tmp_path / "a", answers=answers)
        monkeypatch.setattr(table, "convert_clean", lambda *given: None)
        second = read(path, workbook_salt="s", folder=tmp_path / "b", answers=answers)
        monkeypatch.setattr(table, "convert_clean", short)
        return taken[0] is not None, first, second

    return reading


def same(first, second):
    assert (first.rows_read, first.period, first.currency, first.warnings) == (second.rows_read, second.period, second.currency, second.warnings)
    for name in second.tables:
        pd.testing.assert_frame_equal(pd.read_parquet(first.tables[name]), pd.read_parquet(second.tables[name]))


def test_clean_orders_take_the_short_way(both, tmp_path):
    (tmp_path / "o.csv").write_text("\n".join([HEAD, *CLEAN, ""]), "utf-8")
    short, *readings = both(tmp_path / "o.csv")
    assert short
    same(*readings)


@pytest.mark.parametrize("path", sample_files("tea"), ids=lambda path: path.stem)
def test_samples_take_the_short_way(both, path):
    short, *readings = both(path)
    assert short
    same(*readings)


@pytest.mark.parametrize(
    "row",
    [
        "4,yesterday,17,Tea,2,2.50,EUR,paid",
        "4,2026-07-01,17,Tea,1.5,2.50,EUR,paid",
        "4,2026-07-01,17,Tea,2,inf,EUR,paid",
        "4,2026-07-01,17,Tea,2,--,EUR,paid",
        "4,2026-07-01,17,Tea,2,2.50,Euro,paid",
        ",2026-07-01,17,Tea,2,2.50,EUR,paid",
        "4,,17,Tea,2,2.50,EUR,paid",
        "4,1850-07-01,17,Tea,2,2.50,EUR,paid",
        "4,2026-07-01,17,Tea,2,2.50,EUR",
        "Total,,,,3,1205.00,,",
        HEAD,
    ],
)
@pytest.mark.parametrize("last", [True, False])
def test_anything_else_takes_the_long_way(both, tmp_path, row, last):
    rows = [*CLEAN, row] if last else [row, *CLEAN]
    (tmp_path / "o.csv").write_text("\n".join([HEAD, *rows, ""]), "utf-8")
    short, *readings = both(tmp_path / "o.csv")
    assert not short
    same(*readings)
