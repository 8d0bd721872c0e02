"""Whatever comes in, the answer is a reading or a sentence; and no row is lost on the way."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbook.sources import Unreadable, read

EXPORTS = Path(__file__).parent.parent / "fixtures" / "exports"
FILES = sorted(path for path in EXPORTS.iterdir() if path.suffix in (".csv", ".zip", ".xlsx"))
calm = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def told(content):
    """What reading these bytes gives: a reading, or a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(content)
        try:
            return read(path, workbook_salt="s", folder=Path(folder) / "out")
        except Unreadable as refusal:
            return str(refusal)


@calm
@given(st.binary(max_size=400))
def test_any_bytes(content):
    assert told(content)


@calm
@given(st.text(alphabet='ab1,;"\n\t\r#-=.', max_size=200))
def test_any_text_below_a_header(text):
    assert told(f"Order ID,Order date,Quantity,Price\n{text}".encode())


@calm
@given(st.sampled_from(FILES), st.data())
def test_damaged_exports(path, data):
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    assert told(bytes(content[: data.draw(st.integers(1, len(content)))]))


@calm
@given(
    st.lists(
        st.sampled_from(
            ["1,2026-07-01,a,1,2.50", "2,never,a,1,2.50", "3,2026-07-01,a,1", "4,2026-07-01,a,x,1", ",,,,", '5,2026-07-01,"a, b",1,2.50']
        ),
        min_size=1,
    )
)
def test_every_row_is_accounted_for(rows):
    reading = told("\n".join(["Order ID,Order date,Customer,Quantity,Price", *rows, ""]).encode())
    if isinstance(reading, str):
        pytest.fail(reading) if any(row != ",,,," for row in rows) else None
    else:
        assert reading.rows_read + len(reading.rows_refused) + len(reading.rows_skipped) == len(rows)
