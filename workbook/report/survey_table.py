"""The table for the answers, and its code book: a row per person, a column per question, as CSV or XLSX.

It opens in a spreadsheet with a double click (UTF-8 with a byte order mark); what a spreadsheet would run as a formula is defused. A column is
called by a code, such as `q3_reasons`, that stays the same when questions are moved; the code book says what it means and what may stand in it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from workbook.metrics.survey import Asked
from workbook.report.document import clean
from workbook.report.survey_form import ends

BETWEEN = "; "
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ROWS = 500
_KINDS = {
    "single": "one of", "multiple": "several of", "scale": "whole number", "nps": "whole number", "number": "number", "text": "own words",
}  # fmt: skip


def template_csv(questions: Sequence[Asked], semicolon: bool = False) -> bytes:
    r"""The table to fill in: the codes of the questions as its head, and a number for each sheet.

    >>> template_csv([Asked(1, "a", "Which tea?", "text")]).decode("utf-8-sig")
    'sheet,q1_a\r\n1,\r\n2,\r\n3,\r\n'
    """
    rows = [["sheet", *(q.code for q in questions)], *([str(n), *[""] * len(questions)] for n in range(1, 4))]
    return _csv(rows, semicolon)


def code_book(questions: Sequence[Asked]) -> list[list[str]]:
    """What each column means, and what may stand in it: code, question, kind of answer, allowed."""
    return [["code", "question", "answer", "allowed"], *([q.code, q.text, _KINDS[q.kind], allowed(q)] for q in questions)]


def code_book_csv(questions: Sequence[Asked], semicolon: bool = False) -> bytes:
    """The code book as CSV."""
    return _csv(code_book(questions), semicolon)


def answers_csv(header: Sequence[str], rows: Sequence[Sequence[str]], semicolon: bool = False) -> bytes:
    """Answers as CSV, a row per person."""
    return _csv([list(header), *map(list, rows)], semicolon)


def template_xlsx(questions: Sequence[Asked]) -> bytes:
    """The table to fill in as a workbook: lists to choose from where one answer is given, limits where a number is; the code book beside it."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    answers, codes = book.active, book.create_sheet("Code book")
    assert answers is not None  # a new workbook has one sheet
    answers.title, answers.freeze_panes = "Answers", "B2"
    for across, text in enumerate(["sheet", *(q.code for q in questions)], 1):
        _put(answers.cell(1, across), text)
        answers.cell(1, across).font = Font(bold=True)
        answers.column_dimensions[get_column_letter(across)].width = max(10, min(len(text) + 4, 30))
    for across, q in enumerate(questions, 2):
        _limit(answers, get_column_letter(across), q)
    for down, line in enumerate(code_book(questions), 1):
        for across, text in enumerate(line, 1):
            _put(codes.cell(down, across), text)
            codes.cell(down, across).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (18, 50, 22, 60), strict=True):
        codes.column_dimensions[letter].width = width
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def allowed(q: Asked) -> str:
    """What may stand in a column.

    >>> allowed(Asked(1, "a", "Which?", "single", ("Red", "Blue")))
    '1 = Red; 2 = Blue'
    """
    if q.choices:
        numbered = not any(choice[:1].isdigit() for choice in q.choices)  # “3” would be a code to one and three times to another
        listed = "; ".join(f"{n} = {choice}" if numbered else choice for n, choice in enumerate(q.choices, 1))
        return f"{listed}. Several with “{BETWEEN.strip()}” between them." if q.kind == "multiple" else listed
    if q.kind == "text":
        return "any text"
    low, high = (ends(q)[0], ends(q)[1]) if q.steps else ("", "")
    bounds = [f"{x:g}" + (f" ({word})" if word else "") for x, word in ((q.low, low), (q.high, high)) if x is not None]
    return " to ".join(bounds) if len(bounds) == 2 else "any number"


def _limit(sheet: Any, letter: str, q: Asked) -> None:
    """A list or limits that a spreadsheet holds to while somebody types; a list must be short, and has no commas."""
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = ",".join(q.choices)
    if q.kind == "single" and len(listed) <= 250 and not any("," in c or '"' in c for c in q.choices):
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    elif q.low is not None and q.high is not None:
        rule = DataValidation(type="decimal", operator="between", formula1=f"{q.low:g}", formula2=f"{q.high:g}", allow_blank=True)
    else:
        return
    rule.errorTitle, rule.error = "Not in the code book", clean(allowed(q))[:220]
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{_ROWS}")


def _put(cell: Any, text: str) -> None:
    """A text stays a text even when it looks like a formula."""
    cell.value = clean(text)
    cell.data_type = "s"


def _csv(rows: Sequence[Sequence[str]], semicolon: bool) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if semicolon else ",")
    writer.writerows([[_defused(clean(cell)) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _defused(text: str) -> str:
    """A text that no spreadsheet runs; a number stays one."""
    number = text.lstrip("+-").replace(".", "", 1).replace(",", "", 1).isdigit()
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS) and not number else text


__all__ = ["BETWEEN", "allowed", "answers_csv", "code_book", "code_book_csv", "template_csv", "template_xlsx"]
