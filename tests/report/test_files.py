"""The plan's files opened again: tags and language of the PDF, numbers and formats of the sheets, the same figures everywhere."""

import io
import re

import docx
import openpyxl
import pypdf
import pytest

from tests.pages.filled import save
from tests.report.said import words
from workbook.answers import plan as asked
from workbook.answers.start import Setup
from workbook.report import export, to_docx, to_pdf, to_xlsx
from workbook.report.coverage import BOX
from workbook.report.document import Bullets, Document, Heading, Paragraph, Picture, Table, table

LITERAL = r"#eval(1) $x^2$ @label *b* _i_ `c` \\ <lab> // c [x] #{ } ~ --- ... 'q'"
HOSTILE = {
    "literal": LITERAL, "control": "a\x00b\x07c\x1bd\x85e", "bidi": "pay \u202e001 € now", "hebrew": "תה טוב", "greek": "τσάι, чай",
    "cjk": "茶 tea ￥5", "emoji": "🍵👩‍👩‍👧 tea", "long": "https://example.org/" + "x" * 900,
}  # fmt: skip


@pytest.fixture(scope="module")
def pdf(made):
    return pypdf.PdfReader(io.BytesIO(made[1]["pdf"]))


@pytest.fixture(scope="module")
def book(made):
    return openpyxl.load_workbook(io.BytesIO(made[1]["xlsx"]))


def text_of(reader):
    return "\n".join(page.extract_text() for page in reader.pages)


def structure(reader, kind):
    """The elements of a kind in the structure of a PDF."""
    found, left = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while left:
        node = left.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            left += node
        elif isinstance(node, dict):
            if node.get("/S") == kind:
                found.append(node)
            if "/K" in node:
                left.append(node["/K"])
    return found


def figures(text):
    """The numbers in a text, whatever spaces or marks of thousands they are written with."""
    return set(re.findall(r"\d+(?:\.\d+)?", text.replace(",", "").replace("\u202f", "")))


def shown(document):
    """Every figure of the preview: its words, its tables and what stands under its pictures."""
    return figures("\n".join([words(document), *(block.caption for block in document.blocks if isinstance(block, Picture))]))


def test_pdf_is_tagged_for_everybody(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "/StructTreeRoot" in root
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


def test_pdf_says_what_it_is(pdf):
    assert (pdf.metadata.title, pdf.metadata.author) == ("Online marketing plan", "Hollin Tea")
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_every_chart_of_the_pdf_is_told_in_words(made, pdf):
    pictures = [block for block in made[0].blocks if isinstance(block, Picture)]
    told = [str(node.get("/Alt", "")) for node in structure(pdf, "/Figure")]
    assert len(pictures) >= 4
    assert sorted(told) == sorted(" ".join(block.alt.split()) for block in pictures)


def test_pdf_has_tables_with_heads_and_a_contents(made, pdf):
    tables = [block for block in made[0].blocks if isinstance(block, Table)]
    assert len(structure(pdf, "/Table")) == len(tables)
    assert len(structure(pdf, "/TH")) >= sum(len(table.head) for table in tables)
    assert len(structure(pdf, "/TOCI")) == sum(isinstance(block, Heading) and block.level == 1 for block in made[0].blocks)


def test_pdf_uses_its_own_fonts(pdf):
    fonts = {font.get_object()["/BaseFont"].split("+")[-1] for page in pdf.pages for font in page["/Resources"]["/Font"].values()}
    assert {name.split("-")[0] for name in fonts} <= {"SourceSansPro", "SourceSerifPro", "DejaVuSans"}


def test_same_answers_same_bytes(made):
    assert to_pdf(made[0]) == made[1]["pdf"]


@pytest.mark.parametrize("form", ["pdf", "docx", "md"])
def test_figures_are_those_of_the_preview(made, pdf, form):
    document, files = made
    if form == "pdf":
        text = text_of(pdf)
    elif form == "docx":
        file = docx.Document(io.BytesIO(files["docx"]))
        text = "\n".join([p.text for p in file.paragraphs] + [c.text for t in file.tables for row in t.rows for c in row.cells])
    else:
        text = files["md"].decode().replace("\\", "")
    assert shown(document) - figures(text) == set()


def test_sheets_hold_the_numbers_that_are_shown(made, book):
    tables = [block for block in made[0].blocks if isinstance(block, Table)]
    for table_, name in zip(tables, book.sheetnames[1:], strict=False):
        rows = [[cell.value for cell in row] for row in book[name].iter_rows(min_row=2)]
        wanted = [[cell.text if cell.value is None else cell.value for cell in row] for row in table_.cells]
        assert [[_plain(v) for v in row] for row in rows] == [[_plain(v) for v in row] for row in wanted], name


def _plain(value):
    """As a sheet gives it back: an empty text is nothing, a day has a clock."""
    if value in (None, ""):
        return None
    return round(float(value), 9) if isinstance(value, int | float) else str(value).removesuffix(" 00:00:00")


def test_sheets_have_real_numbers_and_days(book):
    sheet = book["Media plan"]
    assert (sheet["B2"].value, sheet["B2"].number_format, sheet.freeze_panes) == (900, '#,##0 "EUR"', "A2")
    assert book["Milestones"]["A2"].number_format == "yyyy-mm-dd"
    assert book["Site by part"]["B2"].number_format == "0%"


def test_sheets_have_every_table_and_the_charts_figures(made, book):
    tables = [block for block in made[0].blocks if isinstance(block, Table)]
    charts = [block for block in made[0].blocks if isinstance(block, Picture) and block.data]
    assert len(book.sheetnames) == 1 + len(tables) + len(charts)
    assert len({name.lower() for name in book.sheetnames}) == len(book.sheetnames)


def test_a_sheet_runs_no_formula():
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(Document("P", "T", (table(("=1+1",), [["=HYPERLINK(1)"], ["@SUM(1)"]]),)))))["Table"]
    assert [(cell.value, cell.data_type) for (cell,) in sheet.iter_rows()] == [("=1+1", "s"), ("=HYPERLINK(1)", "s"), ("@SUM(1)", "s")]


@pytest.fixture(scope="module")
def hostile():
    """All of them in one document, everywhere a text can stand."""
    texts = list(HOSTILE.values())
    blocks = (
        *(Paragraph(text) for text in texts), Heading(LITERAL), Bullets(tuple(texts)), Bullets(tuple(texts), numbered=True),
        table(texts, [texts], caption=LITERAL), Paragraph(LITERAL, "missing"), Heading("Deep", 3), table(("A",), []),
    )  # fmt: skip
    return pypdf.PdfReader(io.BytesIO(to_pdf(Document(LITERAL, LITERAL, blocks, "ja_JP"))))


def test_typed_text_is_never_markup(hostile):
    text = " ".join(text_of(hostile).replace("\u200b", "").split())
    assert text.count(" ".join(LITERAL.split())) >= 7
    assert hostile.metadata.title == " ".join(LITERAL.split())


def test_what_no_font_has_is_a_visible_box(hostile):
    text = text_of(hostile)
    assert f"{BOX} tea ¥5" in text
    assert "stands for a character that the fonts of this file do not have" in " ".join(text.split())


def test_other_alphabets_are_there(hostile):
    text = text_of(hostile)
    assert "τσάι, чай" in text
    assert {"תה", "טוב"} <= set(text.split())


def test_a_long_word_stays_on_the_page(hostile):
    places = []
    hostile.pages[1].extract_text(visitor_text=lambda text, _, matrix, *__: places.append((text, matrix[4])))
    assert sum(text.count("x") for text, _ in places) > 800
    assert len([text for text, _ in places if "xxxx" in text]) > 5


def test_letter_where_it_is_used():
    page = pypdf.PdfReader(io.BytesIO(to_pdf(Document("Plan", "Tea", (Heading("A"),), "en_US")))).pages[0].mediabox
    assert (round(page.width), round(page.height)) == (612, 792)


def test_an_empty_plan_is_kind(empty):
    text = " ".join(text_of(pypdf.PdfReader(io.BytesIO(export(empty, "pdf")))).split())
    assert "Still open: Choose the business model." in text
    assert "None" not in text


def test_pdf_numbers_follow_the_reader(empty):
    save(empty, Setup, language="fr_FR", currency="CHF", company_name="Thé")
    save(empty, asked.People, problem="1 000 visites")
    assert "Thé" in text_of(pypdf.PdfReader(io.BytesIO(export(empty, "pdf"))))


def test_a_very_long_name_is_no_hindrance():
    assert to_docx(Document("Plan", "x" * 300, (Heading("Goals"),)))[:2] == b"PK"
