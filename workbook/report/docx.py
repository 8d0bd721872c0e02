"""The plan as a Word document: real styles, real headings, real tables, so that it can be edited and gets a table of contents."""

from __future__ import annotations

import io
from typing import Any

from workbook.report.document import Block, Bullets, Document, Heading, Paragraph, Picture, Table, clean
from workbook.report.docx_tables import add_table
from workbook.report.drawing import drawn, png

LONGEST = 255
"""Characters that Word takes for a title or an author."""
TALLEST = 14.5
"""Centimetres: the greatest height of a drawing."""
INK, SOFT, ACCENT, OPEN = "1F2A30", "55626A", "0B6566", "8A5A00"


def to_docx(document: Document) -> bytes:
    """Print a document as DOCX; A4, or Letter for the United States. The bytes begin a zip archive.

    >>> to_docx(Document("Plan", "Leaf & Kettle", (Heading("Goals"),)))[:2]
    b'PK'
    """
    import docx

    file = docx.Document()
    _page(file, letter=document.letter)
    _styles(file, document.words_in)
    file.core_properties.title, file.core_properties.author = clean(document.title)[:LONGEST], clean(document.subtitle)[:LONGEST]
    file.core_properties.language = document.words_in
    file.add_paragraph(clean(document.title), style="Title")
    file.add_paragraph(clean(" · ".join(filter(None, (document.subtitle, document.written_on)))), style="Subtitle")
    for block in drawn(document).blocks:
        _add(file, block)
    _page_numbers(file)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _page(file: Any, *, letter: bool) -> None:
    from docx.shared import Cm

    section = file.sections[0]
    section.page_width, section.page_height = (Cm(21.59), Cm(27.94)) if letter else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.2)


def _styles(file: Any, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    looks = {
        "Normal": (10.5, INK, 6), "Title": (26, INK, 2), "Subtitle": (13, SOFT, 18), "Heading 1": (17, ACCENT, 6),
        "Heading 2": (13, INK, 4), "Heading 3": (11.5, INK, 3), "Caption": (9, SOFT, 4),
    }  # fmt: skip
    for name, (size, colour, after) in looks.items():
        style = file.styles[name]
        style.font.name, style.font.size, style.font.italic = "Calibri", Pt(size), False
        style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_after = Pt(after)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        fonts.set(qn("w:hAnsi"), "Calibri")
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language)
    file.styles["Normal"].element.get_or_add_rPr().append(lang)


def _add(file: Any, block: Block) -> None:
    match block:
        case Heading(text, level):
            file.add_heading(clean(text), level)
        case Paragraph(text, style):
            for line in filter(None, map(str.strip, clean(text).splitlines())):
                _paragraph(file, line, style)
        case Bullets(items, numbered):
            for n, item in enumerate(items, 1):
                paragraph = file.add_paragraph(style="List" if numbered else "List Bullet")
                paragraph.add_run((f"{n}.  " if numbered else "") + " ".join(clean(item).split()))
        case Table():
            add_table(file, block)
        case Picture():
            _picture(file, block)


def _paragraph(file: Any, text: str, style: str) -> None:
    from docx.shared import Pt, RGBColor

    paragraph = file.add_paragraph()
    if style == "missing":
        label = paragraph.add_run("Still open: ")
        label.bold, label.font.color.rgb = True, RGBColor.from_string(OPEN)
    run = paragraph.add_run(text)
    if style == "note":
        run.font.size, run.font.color.rgb = Pt(9), RGBColor.from_string(SOFT)
    if style == "lead":
        run.font.size = Pt(12)


def _picture(file: Any, picture: Picture) -> None:
    from docx.shared import Cm

    file.add_paragraph(clean(picture.caption), style="Caption").paragraph_format.keep_with_next = True
    shape = file.add_picture(io.BytesIO(png(picture.spec)), width=Cm(16))
    shape._inline.docPr.set("descr", clean(picture.alt))
    if shape.height > Cm(TALLEST):
        shape.width, shape.height = int(shape.width * Cm(TALLEST) / shape.height), Cm(TALLEST)


def _page_numbers(file: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = file.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for kind, text in (("begin", ""), (None, "PAGE"), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
