"""No page ends with a heading, or with the sentence that opens a table; a long table goes on with its head."""

import io

import docx
import pypdf
import pytest

from workbook.report.breaks import in_one_piece, rows_in_one_piece, tied
from workbook.report.document import Document, Heading, Paragraph, Picture, table
from workbook.report.docx import to_docx
from workbook.report.pdf import to_pdf

FILL = "A sentence that takes some room on the page, because a page is only full when something stands on it. "
WHO = [("Creates", "Ida"), ("Executes", "Jo"), ("Responsible", "Vera"), ("Measures", "Ida"), ("Buys", "Jo"), ("Sells", "Jo")]
PEOPLE = table(("Part", "Who"), WHO)


@pytest.mark.parametrize("lines", range(30, 42, 3))
def test_a_heading_stays_with_its_table(lines):
    """The part begins ever nearer to the foot of the page."""
    blocks = (Heading("First"), *(Paragraph("A line.") for _ in range(lines)), Heading("People"), Paragraph("Two sisters decide."), PEOPLE)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(to_pdf(Document("Plan", "Tea", blocks)))).pages[1:]]
    assert len([page for page in pages if "People" in page or "Two sisters" in page or "Responsible" in page]) == 1


def test_a_chart_keeps_the_note_about_its_colours():
    blocks = [Picture("{}", "Bars", "Bars."), Paragraph("Dark: no room.", "note"), Paragraph("Later.")]
    assert [stays for _, stays in tied(blocks)] == [True, False, False]


def test_what_a_page_can_hold_stays_in_one_piece():
    assert in_one_piece(PEOPLE)
    assert not in_one_piece(table(("A",), [[FILL * 3]] * 20))
    assert not rows_in_one_piece(table(("A", "B"), [[FILL * 30, FILL * 30]]))


def test_a_row_taller_than_a_page_is_not_lost():
    tall = table(("Point", "What was seen"), [["One", FILL * 70 + "The end of it."]])
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(to_pdf(Document("Plan", "Tea", (tall,))))).pages).split())
    assert "The end of it." in text


def test_word_keeps_the_opening_and_the_rows_together():
    file = docx.Document(io.BytesIO(to_docx(Document("Plan", "Tea", (Heading("People"), Paragraph("Two sisters decide."), PEOPLE)))))
    opening = next(p for p in file.paragraphs if p.text == "Two sisters decide.")
    rows = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in file.tables[0].rows]
    assert opening.paragraph_format.keep_with_next
    assert rows == [True] * (len(rows) - 1) + [None]
