"""The plan as a Word document: real styles, real headings, real tables, so that it can be edited and gets a table of contents."""

from __future__ import annotations

import datetime
import io
from typing import Any

from workbook.report.breaks import tied
from workbook.report.document import Block, Bullets, Document, Heading, Paragraph, Picture, Table, clean, one_line
from workbook.report.docx_contents import add_contents, add_foot, mark, number_parts
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
    from docx.shared import Pt

    file = docx.Document()
    _page(file, letter=document.letter)
    _styles(file, document.words_in)
    file.core_properties.title, file.core_properties.author = clean(document.title)[:LONGEST], clean(document.subtitle)[:LONGEST]
    file.core_properties.language = document.words_in
    _new(file)
    title = file.add_paragraph(clean(document.title), style="Title")
    file.add_paragraph(clean(" · ".join(filter(None, (document.subtitle, document.written_on)))), style="Subtitle")
    if document.contents:
        title.paragraph_format.space_before = Pt(60)
        number_parts(file)
        add_contents(file, [clean(block.text) for block in document.blocks if isinstance(block, Heading) and block.level == 1])
    for block, stays in tied(drawn(document).blocks):
        _add(file, block, stays=stays)
    if document.contents:
        mark([one for one in file.paragraphs if one.style is not None and one.style.name == "Heading 1"])
    add_foot(file, clean(" · ".join(filter(None, (document.subtitle, document.title)))))
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
        "Normal": (10.5, INK, 6), "Title": (28, ACCENT, 2), "Subtitle": (13, SOFT, 18), "Heading 1": (17, ACCENT, 6),
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
    for name in ("Title", "Subtitle"):
        _plain(file.styles[name])
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language)
    file.styles["Normal"].element.get_or_add_rPr().append(lang)


def _plain(style: Any) -> None:
    """A style without the line below and the wide letters that the file it is made from gives it."""
    from docx.oxml.ns import qn

    for tag in ("w:pBdr", "w:spacing", "w:kern"):
        for element in [*style.element.iter(qn(tag))]:
            if tag != "w:spacing" or element.getparent().tag == qn("w:rPr"):
                element.getparent().remove(element)
    style.font.bold = style.name == "Title"


def _new(file: Any) -> None:
    """A file of today and of the current Word: the one it is made from is of 2013, and would be opened in compatibility mode."""
    from docx.oxml.ns import qn

    properties, now = file.core_properties, datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    properties.created = properties.modified = now
    properties.last_modified_by, properties.comments = properties.author, ""
    for setting in file.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _add(file: Any, block: Block, *, stays: bool) -> None:
    match block:
        case Heading(text, level):
            file.add_heading(clean(text), level)
        case Paragraph(text, style):
            for line in filter(None, map(str.strip, clean(text).splitlines())):
                _paragraph(file, line, style).paragraph_format.keep_with_next = stays or None
        case Bullets(items, numbered):
            for n, item in enumerate(items, 1):
                paragraph = file.add_paragraph(style="List" if numbered else "List Bullet")
                paragraph.add_run((f"{n}.  " if numbered else "") + one_line(item))
        case Table():
            add_table(file, block, stays=stays)
        case Picture():
            _picture(file, block)


def _paragraph(file: Any, text: str, style: str) -> Any:
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
    return paragraph


def _picture(file: Any, picture: Picture) -> None:
    from docx.shared import Cm

    file.add_paragraph(clean(picture.caption), style="Caption").paragraph_format.keep_with_next = True
    shape = file.add_picture(io.BytesIO(png(picture.spec)), width=Cm(16))
    shape._inline.docPr.set("descr", clean(picture.alt))
    if shape.height > Cm(TALLEST):
        shape.width, shape.height = int(shape.width * Cm(TALLEST) / shape.height), Cm(TALLEST)
