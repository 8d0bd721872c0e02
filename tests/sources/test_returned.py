"""Files of returned answers: as spreadsheets and form services write them."""

import openpyxl
import pytest

from workbook.sources.refusal import Unreadable
from workbook.sources.returned import read_answers


def test_semicolons_and_windows_letters(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("q1;q2\r\nJa, größer;1,5\r\n;\r\nnein;2\r\n".encode("cp1252"))
    sheet = read_answers(path)
    assert sheet.rows == (("Ja, größer", "1,5"), ("nein", "2"))
    assert (sheet.lines, sheet.empty) == ((2, 4), 1)


def test_texts_over_several_lines_keep_their_row(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('q1,q2\n"one\ntwo",3\nx,4,5\nlast\n', "utf-8-sig")
    sheet = read_answers(path)
    assert sheet.rows == (("one\ntwo", "3"), ("last", ""))
    assert sheet.unfit == ((4, 3),)


def test_a_workbook_is_read_from_its_first_sheet(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["q1_a", "q2_b"])
    book.active.append(["yes", 4])
    book.create_sheet("Code book").append(["code"])
    book.save(tmp_path / "a.xlsx")
    assert read_answers(tmp_path / "a.xlsx").rows == (("yes", "4"),)


@pytest.mark.parametrize("content", [b"q1,q2\n", b"", b"\n\n", b"%PDF-1.7"])
def test_what_holds_no_answers_is_refused(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        read_answers(path, "answers.csv")
