"""What stands on a page: forms, results, charts, tables, checks, uploads, downloads, the status line.

A widget is a thin class: Python holds what is shown, plain ES modules in `static/` draw it, and every text enters the
page as text, never as markup.
"""

from __future__ import annotations

from workbook.widgets.actions import Actions, Go
from workbook.widgets.catalogue import Catalogue
from workbook.widgets.chart import ChartView
from workbook.widgets.checks import Checks
from workbook.widgets.document import DocumentView
from workbook.widgets.download import Download
from workbook.widgets.facts import Facts
from workbook.widgets.finding import Figure, Finding
from workbook.widgets.form import Form
from workbook.widgets.notice import Notice
from workbook.widgets.pages import PagesView
from workbook.widgets.panel import Panel
from workbook.widgets.readings import Readings
from workbook.widgets.result import Result
from workbook.widgets.status import Status
from workbook.widgets.table import Column, TableView
from workbook.widgets.tasks import TaskList
from workbook.widgets.upload import Refused, Upload

__all__ = [
    "Actions", "Catalogue", "ChartView", "Checks", "Column", "DocumentView", "Download", "Facts", "Figure", "Finding", "Form", "Go", "Notice",
    "PagesView", "Panel", "Readings", "Refused", "Result", "Status", "TableView", "TaskList", "Upload",
]  # fmt: skip
