"""One calculation, four engines, one result: pandas, DuckDB, Polars and Spark."""

import pandas as pd
import pytest

from tests.metrics.engines import CALCULATIONS, in_duckdb, in_pandas, in_polars, in_spark, plain, rows, spark

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
    pytest.mark.xdist_group("spark"),
]


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    return rows(tmp_path_factory.mktemp("rows"))


@pytest.fixture(scope="module")
def expected(paths):
    tables = in_pandas(paths)
    return {name: plain(calculate(tables)) for name, calculate in CALCULATIONS.items()}


@pytest.fixture(scope="module")
def spark_tables(paths):
    with spark() as session:
        yield in_spark(session)(paths)


def same(name, tables, expected):
    pd.testing.assert_frame_equal(plain(CALCULATIONS[name](tables)), expected[name], check_dtype=False, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", CALCULATIONS)
@pytest.mark.parametrize("load", [in_duckdb, in_polars])
def test_same_in_one_process(name, load, paths, expected):
    same(name, load(paths), expected)


@pytest.mark.parametrize("name", [name for name in CALCULATIONS if name != "attribution of enquiries"])
def test_same_on_spark(name, spark_tables, expected):
    same(name, spark_tables, expected)
