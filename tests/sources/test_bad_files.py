"""What people choose by mistake, and what breaks on the way: each a sentence, never a traceback."""

import gzip
import io
import zipfile

import pytest

from workbook.sources import Unreadable, archive, read

HEAD = "Order ID,Order date,Customer,Quantity,Price\n"


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n", "is empty"),
        (b"\xff\xd8\xff\xe0 picture", "a JPEG picture"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel"),
        (zipped(word__document_xml="x"), "a Word document"),
        (zipped(xl__workbook_xml="x"), "cannot be opened"),
        (zipped(), "no file in it"),
        (zipped(a="Order ID,Order date,Quantity,Price\n1,2026-07-01,1,2.50\n" * 99)[:-40], "damaged or unfinished"),
        (gzip.compress(HEAD.encode() * 99, mtime=0)[:-12], "damaged or unfinished"),
        (gzip.compress(HEAD.encode() * 99, mtime=0)[:20] + b"\xff" * 40, "damaged or unfinished"),
        (b"PK\x03\x04 not a zip", "damaged or unfinished"),
        (bytes(range(256)) * 40, "no text"),
        (b"just a letter to somebody\nwith two lines\n", "holds no table"),
        (HEAD.encode(), "no rows of data"),
        (b"# a note\n# another\n", "no table below"),
        (",".join(f"c{n}" for n in range(10_000)).encode() + b"\n1\n", "10,000 columns"),
        (b'Order ID,Order date,Price,Quantity,"a, b"' + b"," * 70_000 + b"\n1,2026-07-01,1,1\n", "70,005 columns"),
        (b"Order ID,Order date,Price,Quantity\n\x81\x8d\x8f\x90\x9d,2026-07-01,1,1\n", "could not be decoded"),
    ],
)
def test_wrong_files_are_told_in_a_sentence(given, content, said):
    with pytest.raises(Unreadable, match=said) as caught:
        given(content, "sales.csv")
    assert str(caught.value).endswith(".")
    assert "sales.csv" in str(caught.value)


def test_missing_file(tmp_path):
    with pytest.raises(Unreadable, match="was not found"):
        read(tmp_path / "nothing.csv", workbook_salt="s")


def test_folder_is_no_file(tmp_path):
    with pytest.raises(Unreadable, match="it is a folder"):
        read(tmp_path, workbook_salt="s")


def test_zip_bomb(given, monkeypatch):
    monkeypatch.setattr(archive, "_SMALL", 1 << 20)
    with pytest.raises(Unreadable, match="unfolds to more than"):
        given(zipped(bomb="0" * (40 << 20)), "small.zip")


def test_gzip_bomb(given, monkeypatch):
    monkeypatch.setattr(archive, "_SMALL", 1 << 20)
    with pytest.raises(Unreadable, match="unfolds to more than"):
        given(gzip.compress(b"0" * (40 << 20)), "small.gz")


def test_zip_of_many_files(given, monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBERS", 3)
    with pytest.raises(Unreadable, match="holds 4 files"):
        given(zipped(a="1", b="1", c="1", d="1"), "many.zip")


def test_names_inside_a_zip_lead_nowhere(given, tmp_path):
    given(zipped(**{"..__..__escaped.csv": HEAD + "1,2026-07-01,a,1,2.50\n"}), "sly.zip")
    assert not list(tmp_path.parent.glob("escaped*"))


def test_zip_of_monthly_files_is_one_table(given):
    months = {f"2026-0{month}.csv": f"{HEAD}{month},2026-0{month}-01,k,1,2.50\n" for month in (1, 2, 3)}
    assert given(zipped(**months), "quarter.zip").rows_read == 3


def test_refused_rows_have_their_lines(load):
    refused = [(line.line, line.reason) for line in load("orders_ragged.csv", currency="USD").rows_refused]
    assert [line for line, _ in refused] == [3, 4, 6, 9, 10]
    assert refused[2][1] == '`Order date` must be a date (got "yesterday").'


def test_text_that_looks_like_a_formula_stays_text(given, rows):
    reading = given(HEAD.replace("Customer", "Product") + '1,2026-07-01,"=1+1",1,2.50\n2,2026-07-01,@now,1,2.50\n')
    assert rows(reading)["product"].tolist() == ["=1+1", "@now"]


def test_unwrapped_and_damaged_numbers(load, rows):
    reading = load("orders_ragged.csv", currency="USD")
    assert rows(reading).order_id[0] == "0001"
    assert any("1.0E+18" in warning for warning in reading.warnings)


def test_unclosed_quote_says_where(load):
    reading = load("orders_unclosed.csv")
    assert (reading.rows_read, [line.line for line in reading.rows_refused]) == (1, [3])
    assert "next line" in reading.rows_refused.first[0].reason


def test_lines_inside_quotes_are_counted(given):
    reading = given(HEAD + '1,2026-07-01,"a\n\nb",1,2.50\n\n2,never,c,1,2.50\n')
    assert [line.line for line in reading.rows_refused] == [6]


def test_many_refused_rows_go_to_a_file(given):
    reading = given(HEAD + "1,2026-07-01,a,1,2.50\n" + "2,never,a,1,2.50\n" * 120)
    assert (len(reading.rows_refused), len(reading.rows_refused.first)) == (120, 50)
    assert len(reading.rows_refused.file.read_text("utf-8-sig").splitlines()) == 121


def test_repeated_header_is_skipped(given):
    reading = given(HEAD + "1,2026-07-01,a,1,2.50\n" + HEAD + "2,2026-07-02,a,1,2.50\n")
    assert (reading.rows_read, [line.line for line in reading.rows_skipped]) == (2, [3])


def test_persons_never_stand_in_a_reason(given):
    reading = given("Order ID,Order date,Email,Quantity,Price\n1,never,anna@example.com,1,2.50\n2,2026-07-01,b@example.com,1,2.50\n")
    assert "anna" not in str(reading.summary())


def test_another_salt_gives_another_fingerprint(tmp_path):
    import pandas as pd

    path = tmp_path / "o.csv"
    path.write_text("Order ID,Order date,Email,Quantity,Price\n1,2026-07-01,anna@example.com,1,2.50\n", "utf-8")
    first, second = (pd.read_parquet(read(path, workbook_salt=salt, folder=tmp_path).tables["orders"]).customer_id[0] for salt in ("a", "b"))
    assert first != second


@pytest.mark.parametrize(
    ("number", "stays"),
    [("01712345678", False), ("+491712345678", False), ("0171-2345 678", False), ("0049 171 2345678", False), ("17850", True), ("00042", True)],
)
def test_a_telephone_number_is_no_customer_number(given, rows, number, stays):
    reading = given(f"Order ID,Order date,Customer ID,Quantity,Price\n1,2026-07-01,{number},1,2.50\n", currency="EUR")
    assert (rows(reading).customer_id[0] == number) is stays


def test_a_failed_reading_leaves_nothing_behind(given, tmp_path):
    with pytest.raises(Unreadable):
        given(b"", "sales.csv")
    assert list((tmp_path / "out").iterdir()) == []
