import io

import docx
import pypdf
import pytest

from workbook.report.document import Bullets, Document, Heading, Paragraph, table
from workbook.report.docx import to_docx
from workbook.report.markdown import to_markdown
from workbook.report.pdf import to_pdf

PLAN = Document(
    "Marketing plan",
    "Leaf & Kettle",
    (
        Heading("Goals"),
        Paragraph("Sell <b>more</b> tea.\nAnd keep customers."),
        Paragraph("Enter the date.", "missing"),
        Bullets(("first", "second"), numbered=True),
        table(["Channel", "Cost"], [["Search | ads", "€ 500"], ["=HYPERLINK(1)", "–"]], right=[1], caption="Media"),
    ),
)


@pytest.fixture(scope="module")
def word():
    return docx.Document(io.BytesIO(to_docx(PLAN)))


def test_markdown_keeps_table_cells_apart():
    assert "| Search \\| ads | € 500 |" in to_markdown(PLAN)


def test_markdown_never_becomes_markup():
    assert "<b>" not in to_markdown(PLAN)


def test_word_has_real_headings(word):
    assert [p.text for p in word.paragraphs if p.style.name == "Heading 1"] == ["Goals"]


def test_word_table_has_every_cell(word):
    assert [[c.text for c in row.cells] for row in word.tables[0].rows] == [["Channel", "Cost"], ["Search | ads", "€ 500"], ["=HYPERLINK(1)", "–"]]


def test_word_survives_control_characters():
    assert to_docx(Document("Plan\x00", "\ud800", (Paragraph("a\x0bb"),)))[:2] == b"PK"


def test_gaps_are_visible_in_both(word):
    assert "**Still open:** Enter the date." in to_markdown(PLAN)
    assert any(p.text == "Still open: Enter the date." for p in word.paragraphs)


def test_a_number_is_not_parted_from_its_unit():
    cost = "1\xa0800\xa0Kč"
    document = Document("Plan", "Tea", (*(Paragraph(f"{'a' * n} {'word ' * 18}{cost}") for n in range(1, 16)), Bullets((cost,))))
    assert f"- {cost}" in to_markdown(document)
    assert cost in [p.text for p in docx.Document(io.BytesIO(to_docx(document))).paragraphs]
    lines = [line for page in pypdf.PdfReader(io.BytesIO(to_pdf(document))).pages for line in page.extract_text().splitlines()]
    assert cost in lines
    assert not [line for line in lines if line.startswith(("800", "Kč"))]
