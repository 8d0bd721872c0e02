"""The PDF for everybody: the press refuses what breaks PDF/UA-1, and the file is read again to see what became of it."""

import datetime
import io

import pypdf
import pytest
from pypdf.generic import NameObject, TextStringObject

from tests.report.matterhorn import elements, faults
from workbook.report.document import Document, Heading, Paragraph, Picture, table
from workbook.report.drawing import PressError, press
from workbook.report.one_page import one_page
from workbook.report.one_page_pdf import to_one_page_pdf
from workbook.report.pdf import to_pdf


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def test_a_filled_plan_has_no_fault(made):
    assert faults(read(made[1]["pdf"])) == []


def test_one_page_has_no_fault(tea):
    assert faults(read(to_one_page_pdf(one_page(tea, datetime.date(2027, 11, 22))))) == []


def test_an_empty_plan_has_no_fault():
    blocks = (Heading("Goals"), Paragraph("Set the first goal.", "missing"), Heading("Deep", 3), table(("Goal", ""), [("Sell", "")]))
    assert faults(read(to_pdf(Document("Plan", "", blocks)))) == []


def test_the_checks_find_what_is_wrong(made):
    """A check that never finds anything would be worth nothing."""
    reader = read(made[1]["pdf"])
    root = reader.trailer["/Root"]
    for name in ("/Lang", "/MarkInfo"):
        del root[name]
    for element in elements(reader):
        if element["/S"] == "/Figure":
            element[NameObject("/Alt")] = TextStringObject(" ")
        if element["/S"] == "/H1":
            element[NameObject("/S")] = NameObject("/H3")
        if element["/S"] == "/TH":
            element[NameObject("/S")] = NameObject("/TD")
    found = {fault.partition(":")[0] for fault in faults(reader)}
    assert {"11-006", "01-007", "13-004", "14-003", "15-003"} <= found


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("#set document(title: \"Plan\")\n#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"), format: \"svg\")", "alt"),
        ("= Goals", "title"),
    ],
)
def test_the_press_refuses_what_breaks_the_standard(template, why):
    with pytest.raises(PressError, match=f"PDF/UA-1 error.*{why}"):
        press("pages", format="pdf", template=template, folders=[], data={})


def test_a_picture_carries_its_words(made):
    wanted = {" ".join(block.alt.split()) for block in made[0].blocks if isinstance(block, Picture)}
    assert {str(e["/Alt"]) for e in elements(read(made[1]["pdf"])) if e["/S"] == "/Figure"} == wanted
