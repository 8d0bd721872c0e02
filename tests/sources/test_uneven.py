"""Rows with far too many cells are taken out before they cost gigabytes, and the account of the lines stays what it was."""

import subprocess
import sys

import pytest

from workbook.sources import read, uneven
from workbook.sources.head import find_head

HEAD = "Order ID,Order date,Product,Quantity,Price\n"
GOOD = "1,2026-07-01,tea,1,2.50\n"
BAD = "2,2026-07-01,tea,1,2.50"
MIXED = [
    GOOD,
    f"{BAD},9,9\n",
    "3,2026-07-01\n",
    '4,2026-07-01,"tea, green",1,2.50\n',
    '5,2026-07-01,"tea\n\nblack",1,2.50,9\n',
    "\n",
    f"{BAD},,,\n",
    '6,2026-07-01,"a ""b"", c",x,2.50\n',
    "Total,9\n",
    '7,2026-07-01,"tea\nwhite",1,2.50\n',
    GOOD,
]

PEAK = """
import pathlib, re, sys
from workbook.sources import read
read(sys.argv[1], workbook_salt="s", answers={"currency": "EUR", "decimal": "."})
print(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])  # of this program alone, not of the one that started it
"""


def given(path, text):
    path.write_text(text, "utf-8", newline="")
    return read(path, workbook_salt="s", folder=path.parent / "out", answers={"currency": "EUR", "decimal": "."})


def account(reading):
    lines = ([(line.line, line.reason) for line in kind] for kind in (reading.rows_refused, reading.rows_skipped))
    return reading.rows_read, *lines


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("more", ["", "8,2026-07-01\n", '9,2026-07-01,"never closed,1,2.50\n'])
def test_the_account_is_the_engines_own(tmp_path, monkeypatch, end, more):
    text = (HEAD + "".join(MIXED) + more).replace("\n", end)
    before = account(given(tmp_path / "a.csv", text))
    monkeypatch.setattr(uneven, "TOLERATED", -1)
    assert account(given(tmp_path / "a.csv", text)) == before


def test_one_line_of_70000_cells(tmp_path):
    reading = given(tmp_path / "a.csv", HEAD + GOOD * 100 + BAD + ",9" * 70_000 + "\n" + GOOD * 100)
    (refused,) = reading.rows_refused
    assert (reading.rows_read, refused.line) == (200, 102)
    assert refused.reason.startswith("The row has 70,005 cells; the header has 5.")


@pytest.mark.parametrize("rows", [BAD + ",9" * 70_000 + "\n", "2,2026-07-01\n" * 200_000], ids=["one", "short"])
def test_memory_stays_bounded(tmp_path, rows):
    (tmp_path / "a.csv").write_text(HEAD + GOOD * 100 + rows, "utf-8")
    done = subprocess.run([sys.executable, "-c", PEAK, str(tmp_path / "a.csv")], capture_output=True, text=True, check=True)
    assert int(done.stdout) * 1024 < 500e6


def test_what_fits_is_not_copied(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(HEAD + (GOOD + '2,2026-07-01,"tea, green, black",1,2.50\n') * 5000, "utf-8")
    assert uneven.out_of_place(path, find_head(path, "a.csv")) == 0


def test_counting_stops_when_enough_is_known(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(HEAD + (BAD + ",9" * 100 + "\n") * 40_000, "utf-8")
    assert uneven.TOLERATED < uneven.out_of_place(path, find_head(path, "a.csv")) < 40_000 * 100
