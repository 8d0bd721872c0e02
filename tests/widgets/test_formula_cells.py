"""What a stranger wrote into an export is never a formula in what the page hands out; a figure below zero stays a figure."""

import csv
import io

import openpyxl
import pandas as pd
import pytest

from tests.widgets.recorded import recorded, say
from workbook.answers.locale import Locale
from workbook.widgets import Column, TableView

STRANGE = ['=HYPERLINK("http://x.example";"tea")', "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "＝1+1", "-tea", "plain"]


@pytest.fixture(scope="module", params=["en_GB", "de_DE"])
def view(request):
    made = TableView(Locale(request.param))
    frame = pd.DataFrame({"product": STRANGE, "left": [-1.5, *[-1.0] * 10]})
    made.show(frame, title="=Products", columns={"product": Column("=Product"), "left": Column("Left", "money")})
    return made


def fetched(view: TableView, kind: str) -> bytes:
    sent = recorded(view)
    say(view, type=kind)
    say(view, type="more", name=sent[-1][0]["name"], offset=0)
    return sent[-1][1][0]


def test_csv_begins_no_text_like_a_formula(view):
    told = fetched(view, "csv").decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(told, newline=""), delimiter=";" if ";L" in told else ",")
    texts = [head[0], *(row[0] for row in rows)]
    assert texts == ["'=Product", *(f"'{text}" for text in STRANGE[:-1]), "plain"]
    assert [row[1].replace(",", ".") for row in rows] == ["-1.5", *["-1"] * 10]


def test_xlsx_holds_texts_as_texts(view):
    sheet = openpyxl.load_workbook(io.BytesIO(fetched(view, "xlsx"))).active
    texts, figures = zip(*sheet.iter_rows(), strict=True)
    assert {cell.data_type for cell in texts} == {"s"}
    assert [(cell.value, cell.data_type) for cell in figures[1:3]] == [(-1.5, "n"), (-1, "n")]
