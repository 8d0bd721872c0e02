"""What makes a long Word document easy to find one's way in: numbered parts, a list of them at the front, a foot that says where one is.

The list is Word's own table of contents, with its entries written in already: it reads well the moment the file is opened, in Word and in
LibreOffice, and nothing asks to be updated first. Only a layout knows page numbers, and a wrong one would be worse than none: so the entries
lead to their parts by a click, and "Update field" in Word adds the pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

TITLE = "What is in it"
FIELD = r' TOC \o "1-1" \h \z \u '
RIGHT = 9185
"""Twentieths of a point: where the page numbers stand once Word has added them, and the right end of the foot."""
INDENT = 460
"""Twentieths of a point: from the number of a part to its name."""


def add_contents(file: Any, titles: Sequence[str]) -> None:
    """Put the table of contents at the end of a python-docx document, ready to read; `mark` ties its entries to the headings."""
    style, above = _styles(file)
    listed = _element("w:sdt")
    properties, body = _within(listed, "w:sdtPr"), _within(listed, "w:sdtContent")
    gallery = _within(properties, "w:docPartObj")
    _within(gallery, "w:docPartGallery", val="Table of Contents")
    _within(gallery, "w:docPartUnique")
    heading = _paragraph(body, above)
    _run(heading, TITLE)
    entry = heading
    for number, title in enumerate(titles, 1):
        entry = _paragraph(body, style)
        if number == 1:
            _field_begins(entry, FIELD)
        link = _within(entry, "w:hyperlink", anchor=_anchor(number), history="1")
        run = _run(link, str(number))
        _within(run, "w:tab")
        _run(link, title)
    _field(_run(entry, ""), "end")
    file.element.body.insert(len(file.element.body) - 1, listed)


def mark(headings: Sequence[Any]) -> None:
    """Give each heading the name under which the table of contents finds it; the first one begins a page."""
    for number, heading in enumerate(headings, 1):
        heading.paragraph_format.page_break_before = number == 1 or None
        heading._p.insert(1 if heading._p.pPr is not None else 0, _element("w:bookmarkStart", id=str(number), name=_anchor(number)))
        heading._p.append(_element("w:bookmarkEnd", id=str(number)))


def number_parts(file: Any) -> None:
    """Number the headings of level 1, as Word does it itself: a part that is moved gets another number."""
    numbering = file.part.numbering_part.element
    ids = [int(one.get(_name("w:abstractNumId"))) for one in numbering.findall(_name("w:abstractNum"))]
    abstract = _element("w:abstractNum", abstractNumId=str(max(ids, default=0) + 1))
    _within(abstract, "w:multiLevelType", val="multilevel")
    level = _within(abstract, "w:lvl", ilvl="0")
    for name, value in (("start", "1"), ("numFmt", "decimal"), ("pStyle", "Heading1"), ("lvlText", "%1"), ("lvlJc", "left")):
        _within(level, f"w:{name}", val=value)
    _within(_within(level, "w:pPr"), "w:ind", left=str(INDENT), hanging=str(INDENT))
    numbering.findall(_name("w:num"))[0].addprevious(abstract)
    made = numbering.add_num(max(ids, default=0) + 1)
    paragraph = file.styles["Heading 1"].element.get_or_add_pPr()
    told = paragraph.get_or_add_numPr()
    told.get_or_add_ilvl().val, told.get_or_add_numId().val = 0, made.numId


def add_foot(file: Any, words: str) -> None:
    """Put words at the left of every page's foot, and its number of how many at the right."""
    paragraph = file.sections[0].footer.paragraphs[0]
    file.styles["Footer"].paragraph_format.tab_stops.clear_all()
    _right(paragraph)
    run = paragraph.add_run(words)._r
    _within(run, "w:tab")
    for name, between in (("PAGE", " / "), ("NUMPAGES", "")):
        _field_begins(paragraph._p, name)
        _run(paragraph._p, "1")
        _field(_run(paragraph._p, ""), "end")
        _run(paragraph._p, between)


def _styles(file: Any) -> tuple[str, str]:
    """How an entry and the title of the contents look; the names are those that Word looks for when it makes the list anew."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_TAB_LEADER
    from docx.shared import Pt, Twips

    entry, above = file.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH, builtin=True), file.styles["TOC Heading"]
    for style, size, after in ((entry, 11, 5), (above, 13, 8)):
        style.base_style, style.font.size, style.font.bold = file.styles["Normal"], Pt(size), style is above
        style.paragraph_format.space_after = Pt(after)
    entry.paragraph_format.tab_stops.add_tab_stop(Twips(INDENT))
    _right(entry, WD_TAB_LEADER.DOTS)
    return entry.style_id, above.style_id


def _right(of: Any, leader: Any = None) -> None:
    """A tab at the right edge of the text."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Twips

    of.paragraph_format.tab_stops.add_tab_stop(Twips(RIGHT), WD_TAB_ALIGNMENT.RIGHT, leader or WD_TAB_LEADER.SPACES)


def _anchor(number: int) -> str:
    return f"_Toc{100000 + number}"


def _paragraph(parent: Any, style: str) -> Any:
    made = _within(parent, "w:p")
    _within(_within(made, "w:pPr"), "w:pStyle", val=style)
    return made


def _run(parent: Any, text: str) -> Any:
    run = _within(parent, "w:r")
    if text:
        words = _within(run, "w:t")
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _field_begins(parent: Any, code: str) -> None:
    """A field up to its result: what follows, until its end, is what it shows."""
    _field(_run(parent, ""), "begin")
    told = _within(_run(parent, ""), "w:instrText")
    told.text = code
    told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    _field(_run(parent, ""), "separate")


def _field(run: Any, kind: str) -> None:
    _within(run, "w:fldChar", fldCharType=kind)


def _within(parent: Any, tag: str, **attributes: str) -> Any:
    made = _element(tag, **attributes)
    parent.append(made)
    return made


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(_name(f"w:{name}"), value)
    return made


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(tag))


__all__ = ["add_contents", "add_foot", "mark", "number_parts"]
