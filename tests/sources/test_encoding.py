"""The same table in every encoding gives the same rows."""

import pytest

HEAD = "Order ID,Order date,Product,Quantity,Price"
GERMAN = f"{HEAD}\r\n1,2026-07-01,Grüner Tee für zwei – süß,1,2.50\r\n2,2026-07-02,Teekanne groß,1,39.00\r\n"
CHINESE = f"{HEAD}\r\n1,2026-07-01,龙井茶一百克，新茶,1,2.50\r\n2,2026-07-02,玻璃茶壶,1,39.00\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_german_letters(given, rows, encoding):
    assert rows(given(GERMAN.encode(encoding)))["product"].tolist() == ["Grüner Tee für zwei – süß", "Teekanne groß"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "gbk"])
def test_chinese_letters(given, rows, encoding):
    assert rows(given(CHINESE.encode(encoding)))["product"].tolist() == ["龙井茶一百克，新茶", "玻璃茶壶"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(given, end):
    assert given(GERMAN.replace("\r\n", end)).rows_read == 2


def test_mixed_line_ends(given):
    assert given(GERMAN.replace("\r\n", "\n", 1)).rows_read == 2


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(given, delimiter):
    assert given(GERMAN.replace(",", delimiter)).rows_read == 2


def test_letters_cut_between_pieces(given, rows, monkeypatch):
    monkeypatch.setattr("workbook.sources.encoding._PIECE", 7)
    assert rows(given(GERMAN.encode("utf-16")))["product"].tolist()[1] == "Teekanne groß"
