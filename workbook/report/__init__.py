"""The plan as a document: Markdown and DOCX from the same blocks, and what it still lacks."""

from __future__ import annotations

from workbook.report.docx import to_docx
from workbook.report.markdown import to_markdown
from workbook.report.plan import plan
from workbook.report.source import Source

FORMATS = {"md": "text/markdown", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


def export(source: Source, form: str) -> bytes:
    """The plan in a format: "md" or "docx"."""
    if form not in FORMATS:
        msg = f"`form` must be one of {', '.join(FORMATS)} (got {form!r})."
        raise ValueError(msg)
    document = plan(source)
    return to_docx(document) if form == "docx" else to_markdown(document).encode()


__all__ = ["FORMATS", "export", "plan", "to_docx", "to_markdown"]
