"""Chapter 7 on the page: the plan on one page for whoever decides, to read, to print and to take away."""

from __future__ import annotations

import datetime

from workbook.answers.one_page import OnePage
from workbook.pages.execution import DOCX
from workbook.pages.here import desk, safely
from workbook.pages.seeing import Part
from workbook.pages.worked import compared
from workbook.report.markdown import to_markdown
from workbook.report.one_page import one_page as write
from workbook.report.one_page_docx import to_one_page
from workbook.report.one_page_pdf import to_one_page_pdf
from workbook.widgets import DocumentView, Download, Form, Panel


def one_page(today: datetime.date | None = None) -> Panel:
    """Say what you ask for and by when; the rest of the page comes from your answers."""
    form, sheet = Form(OnePage, desk()), DocumentView()
    part = Part(safely(lambda: sheet.show(write(desk(), today)), sheet), sheet)
    desk().on_saved(lambda _: part.again())
    paper = Download("Download as PDF", lambda: ("marketing-on-one-page.pdf", "application/pdf", to_one_page_pdf(write(desk(), today))))
    word = Download("Download as Word", lambda: ("marketing-on-one-page.docx", DOCX, to_one_page(write(desk(), today))))
    plain = Download("Download as Markdown", lambda: ("marketing-on-one-page.md", "text/markdown", to_markdown(write(desk(), today)).encode()))
    return Panel(form, paper, word, plain, sheet, compared(OnePage))


__all__ = ["one_page"]
