"""How the tests read files: fixtures in their real encodings, and small ones written on the spot."""

from pathlib import Path

import pandas as pd
import pytest

from workbook.sources import read

EXPORTS = Path(__file__).parent.parent / "fixtures" / "exports"


@pytest.fixture
def load(tmp_path):
    """Read a fixture export by its name."""
    return lambda name, **answers: read(EXPORTS / name, workbook_salt="salt", folder=tmp_path / "out", answers=answers)


@pytest.fixture
def given(tmp_path):
    """Read a file of these bytes or letters."""

    def reading(content, name="orders.csv", **answers):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(path, workbook_salt="salt", folder=tmp_path / "out", answers=answers)

    return reading


@pytest.fixture
def orders(given):
    """Read an order file of these rows."""

    def reading(*rows, head="Order ID;Order date;Customer ID;Quantity;Price", **answers):
        return given("\n".join([head, *rows, ""]), **{"currency": "EUR", **answers})

    return reading


@pytest.fixture
def rows():
    """The rows of a reading's table."""
    return lambda reading, name=None: pd.read_parquet(reading.tables[name or reading.table])
