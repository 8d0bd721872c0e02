"""The plan as a document: Word, PDF, Markdown and a spreadsheet from the same blocks, and what it still lacks."""

from __future__ import annotations

from workbook.report.docx import to_docx
from workbook.report.markdown import to_markdown
from workbook.report.pdf import to_pdf
from workbook.report.plan import plan
from workbook.report.source import Source
from workbook.report.xlsx import to_xlsx

FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "md": "text/markdown",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PRINTERS = {"docx": to_docx, "pdf": to_pdf, "md": lambda document: to_markdown(document).encode(), "xlsx": to_xlsx}


def export(source: Source, form: str) -> bytes:
    """The plan in a format: "docx", "pdf", "md", or "xlsx" with its tables alone."""
    if form not in _PRINTERS:
        msg = f"`form` must be one of {', '.join(FORMATS)} (got {form!r})."
        raise ValueError(msg)
    return _PRINTERS[form](plan(source))


__all__ = ["FORMATS", "export", "plan", "to_docx", "to_markdown", "to_pdf", "to_xlsx"]
