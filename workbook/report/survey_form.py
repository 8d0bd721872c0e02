"""The questionnaire as a sheet: one HTML file that prints on A4, and a Word document to be changed before it is printed.

Nothing in these files asks the internet for anything. Each answer has its box, a question is never torn apart by the end of a page.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbook.metrics.survey import Asked
from workbook.report.document import clean

HOW = {
    "single": "(one answer)", "multiple": "(all that apply)", "scale": "(one answer)", "nps": "(one answer)", "number": "(a number)", "text": "",
}  # fmt: skip
MARK = {"single": "○", "multiple": "☐"}
NPS_ENDS = ("not at all likely", "extremely likely")


@dataclass(frozen=True)
class Sheet:
    """What stands on the sheet."""

    title: str
    greeting: str
    questions: tuple[Asked, ...]
    language: str = "en_GB"

    @property
    def page(self) -> str:
        """A4, or Letter for American English."""
        return "letter" if self.language == "en_US" else "A4"


def to_html(sheet: Sheet) -> bytes:
    """The sheet as one HTML file that prints on A4.

    >>> b"@page" in to_html(Sheet("Tea at home", "", (Asked(1, "a", "Which tea?", "text"),)))
    True
    """
    import jinja2

    surroundings = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = surroundings.from_string(Path(__file__).with_name("survey.html").read_text("utf-8"))
    asked = [_cleaned(q) for q in sheet.questions]
    language = sheet.language.replace("_", "-")
    text = template.render(
        title=clean(sheet.title), greeting=clean(sheet.greeting), questions=asked, how=HOW, ends=ends, page=sheet.page, language=language
    )
    return text.encode()


def to_docx(sheet: Sheet) -> bytes:
    """The sheet as a Word document, to be changed and printed. The bytes begin a zip archive.

    >>> to_docx(Sheet("Tea at home", "", (Asked(1, "a", "Which tea?", "text"),)))[:2]
    b'PK'
    """
    import docx
    from docx.shared import Pt

    file = docx.Document()
    _page(file, letter=sheet.page == "letter")
    file.core_properties.title = clean(sheet.title)
    file.core_properties.language = sheet.language.replace("_", "-")
    file.add_paragraph(clean(sheet.title), style="Title")
    for line in filter(None, map(str.strip, clean(sheet.greeting).splitlines())):
        file.add_paragraph(line)
    for q in map(_cleaned, sheet.questions):
        wording = file.add_paragraph()
        wording.paragraph_format.keep_with_next, wording.paragraph_format.space_before = True, Pt(10)
        wording.add_run(f"{q.number}. {q.text}").bold = True
        wording.add_run(f"  {HOW[q.kind]}")
        _answers(file, q)
    file.add_paragraph("Thank you.").paragraph_format.space_before = Pt(16)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _answers(file: Any, q: Asked) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    for place, choice in enumerate(q.choices, 1):
        line = file.add_paragraph(f"{MARK[q.kind]}  {choice}")
        line.paragraph_format.left_indent, line.paragraph_format.space_after = Cm(0.6), Pt(2)
        line.paragraph_format.keep_with_next = place < len(q.choices)
    if q.steps:
        grid = file.add_table(rows=2, cols=len(q.steps))
        for cell, text in zip((*grid.rows[0].cells, *grid.rows[1].cells), (*map(str, q.steps), *["○"] * len(q.steps)), strict=True):
            cell.paragraphs[0].text, cell.paragraphs[0].alignment = text, WD_ALIGN_PARAGRAPH.CENTER
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        low, high = ends(q)
        file.add_paragraph(f"{q.steps[0]} = {low}   …   {q.steps[-1]} = {high}" if low or high else "")
    for _ in range({"number": 1, "text": 3}.get(q.kind, 0)):
        file.add_paragraph("_" * (24 if q.kind == "number" else 74))


def _page(file: Any, *, letter: bool) -> None:
    from docx.shared import Cm, Pt

    section = file.sections[0]
    section.page_width, section.page_height = (Cm(21.59), Cm(27.94)) if letter else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 11), ("Title", 22)):
        file.styles[name].font.name, file.styles[name].font.size = "Calibri", Pt(size)
    file.styles["Normal"].paragraph_format.space_after = Pt(4)


def ends(q: Asked) -> tuple[str, str]:
    """The words at both ends of a scale."""
    return NPS_ENDS if q.kind == "nps" and not any(q.ends) else q.ends


def _cleaned(q: Asked) -> Asked:
    low, high = q.ends
    return replace(q, text=clean(q.text), choices=tuple(map(clean, q.choices)), ends=(clean(low), clean(high)))


__all__ = ["Sheet", "ends", "to_docx", "to_html"]
