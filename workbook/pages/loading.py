"""Step "Load the data": the samples with one click, own exports by upload, and what became of every row."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from workbook import lessons
from workbook.answers.files import Files
from workbook.answers.locale import CURRENCIES
from workbook.pages import columns, files, findings
from workbook.pages.here import desk, safely
from workbook.pages.seeing import Part
from workbook.sources import Question, Reading, targets
from workbook.sources.canonical import MONEY
from workbook.sources.lines import Lines
from workbook.sources.mapping import label
from workbook.sources.overlap import Overlap, overlaps
from workbook.sources.reading import Control, preview_of
from workbook.sources.samples import COMPANIES, sample_files
from workbook.widgets import Actions, Column, Form, Panel, Readings, TableView, Upload

HINT = "Orders, advertising, search, visits, mailings, enquiries: CSV, text, Excel, zip, Parquet or JSON lines, as exported by your tools."
_PROPOSED = " What is filled in is a proposal, from the titles and the first rows."
_AS_LAST_TIME = " Filled in is how you read the last file with such columns. Files without titles look alike: see below whether it fits this one too."
ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".zip", ".gz", ".parquet", ".json", ".jsonl")


def load() -> Panel:
    """Load a sample or own files; see per file what was read, left out, and why."""
    samples = {f"Load the sample of {case.name}": _loader(case.id) for case in lessons.companies() if case.id != "own"}
    buttons = Actions(samples, hint="A quarter of simulated data for a sample company:")
    upload = Upload(desk().folder / "uploads", files.take, accept=ENDINGS, label="Choose your own files", hint=HINT)
    listed, named, form = Readings(files.remove, files.again), TableView(), Form(Files, desk())

    def show() -> None:
        loaded = files.readings()
        listed.show(_shown(number, loaded) for number in loaded)

    part, renamed = Part(show, listed), Part(safely(lambda: _show_names(named), named), named)
    desk().on_saved(lambda saved: part.again() if saved in (files.CHANGED, "start.setup") else None)
    desk().on_saved(lambda saved: renamed.again() if saved in (files.CHANGED, "start.setup", Files.FORM) else None)
    return Panel(buttons, upload, listed, named, form)


def _show_names(table: TableView) -> None:
    """Which channels of the files count under another name."""
    loaded = files.readings().values()
    renamed = files.channel_names(loaded, desk().answers(Files))
    rows = [(found, shown, ", ".join(one.name for one in loaded if found in one.channels)) for found, shown in renamed.items()]
    if not rows:
        table.clear()
        return
    frame = pd.DataFrame(rows, columns=pd.Index(["found", "shown", "files"]))
    columns = {"found": Column("Name in the files"), "shown": Column("Counts as"), "files": Column("Files")}
    note = "Change it in the form below; the files stay as they are."
    table.show(frame, title="Channels under one name", columns=columns, note=note, locale=desk().locale)


def _loader(company: str) -> Any:
    def take() -> str:
        for number, reading in files.readings().items():  # two companies in one table would be figures of neither
            if reading.name.startswith(tuple(f"{other}: " for other in COMPANIES if other != company)):
                files.remove(number)
        names = {reading.name for reading in files.readings().values()}
        new = [path for path in sample_files(company) if f"{company}: {path.name}" not in names]
        for path in new:
            files.take(path, f"{company}: {path.name}")
        return f"{len(new)} files loaded." if new else "They are loaded already."

    return take


def _shown(number: str, loaded: Mapping[str, Reading]) -> dict[str, Any]:
    reading = loaded[number]
    return {
        "id": number,
        "name": reading.name,
        "title": reading.title,
        "facts": _facts(reading),
        "warnings": [*reading.warnings, *_overlaps(number, loaded)],
        "controls": [_control(reading, control) for control in reading.totals],
        "left_out": [part for part in (_left(reading.rows_refused, "refused"), _left(reading.rows_skipped, "skipped")) if part],
        "questions": [_question(number, reading, question) for question in reading.questions],
        "previews": [_preview(reading, table, frame) for table, frame in _first_rows(number, reading).items()],
    }


def _overlaps(number: str, loaded: Mapping[str, Reading]) -> list[str]:
    """What this file and another of the same platform both tell, and which of them counts."""
    said, reading = [], loaded[number]
    for twin, other in loaded.items():
        if twin != number:
            earlier, later = sorted((reading, other), key=lambda one: (one.period[1] if one.period else datetime.date.min, one is not reading))
            said += [_twice(found, earlier, later) for found in overlaps(earlier, later)]
    return said


def _twice(found: Overlap, earlier: Reading, later: Reading) -> str:
    count, changed = (desk().locale.count(number) for number in (found.count, found.changed))
    what = found.table.replace("_", " ")
    if not found.once:
        return (
            f"“{earlier.name}” and “{later.name}” overlap: {count} rows of {what} stand in both (same day, channel and campaign) "
            "and are added up. Remove one file if they tell of the same."
        )
    differ = f" {changed} of them have changed since." if found.changed else ""
    return f"“{earlier.name}” and “{later.name}” overlap: {count} {what} stand in both. Each counts once, as “{later.name}” tells it.{differ}"


def _facts(reading: Reading) -> list[dict[str, str]]:
    locale = desk().locale
    counted = (("Rows read", reading.rows_read), ("Skipped", len(reading.rows_skipped)), ("Refused", len(reading.rows_refused)))
    facts = [{"label": label, "value": locale.count(number)} for label, number in counted]
    if reading.period:
        facts.append({"label": "Period", "value": f"{locale.date(reading.period[0])} to {locale.date(reading.period[1])}"})
    if reading.currency:
        facts.append({"label": "Currency", "value": reading.currency})
    return facts


def _control(reading: Reading, control: Control) -> dict[str, Any]:
    """Whether the rows add up to what the file itself states, to the last cent; the amounts are the file's, not the workbook's."""
    stated, found = (_written(reading, amount, money=control.money) for amount in (control.stated, control.found))
    where = ", ".join([f"line {desk().locale.count(control.line)}", *([f"“{control.label.rstrip(':')}”"] if control.label else [])])
    what = f"{control.column.replace('_', ' ')} ({where})"
    if control.agrees:
        return {"agrees": True, "text": f"The file's own total of {what} agrees: {stated}."}
    return {"agrees": False, "text": f"The file states {stated} as the total of {what}; its rows add up to {found}."}


def _written(reading: Reading, amount: float, *, money: bool) -> str:
    if not money:
        return desk().locale.number(amount)
    locale = findings.locale(reading.currency)
    major = amount / 10**locale.minor_digits
    return locale.money(major, locale.minor_digits) if reading.currency else locale.number(major, locale.minor_digits)


def _left(lines: Lines, what: str) -> dict[str, Any] | None:
    if not len(lines):
        return None
    locale, shown = desk().locale, len(lines.first)
    noun = "row" if len(lines) == 1 else "rows"
    more = f"The first {locale.count(shown)} of {locale.count(len(lines))}." if len(lines) > shown else ""
    rows = [{"line": locale.count(line.line), "reason": f"{line.part}: {line.reason}" if line.part else line.reason} for line in lines]
    return {"title": f"{locale.count(len(lines))} {noun} {what}, and why", "rows": rows, "more": more}


def _question(number: str, reading: Reading, question: Question) -> dict[str, Any]:
    """A question as the page asks it; which column is which is asked once the table is known."""
    shown = {"key": question.key, "text": question.text, "choices": [{"value": c.value, "label": c.label} for c in question.choices]}
    if question.key == "currency" and not question.choices:
        return shown | {"choices": [{"value": code, "label": f"{code}, {name}"} for code, name in CURRENCIES.items()]}
    return shown if question.key != files.COLUMNS else _columns(number, reading, question, shown)


def _columns(number: str, reading: Reading, question: Question, shown: dict[str, Any]) -> dict[str, Any]:
    """The question which column is which, with what is proposed or chosen so far and what it would read and refuse."""
    what = columns.chosen(number, reading)
    fields = [{"value": c.name, "label": label(c.name) + ("" if c.filled else " (optional)")} for c in targets(what.table)]
    known = columns.last_time(reading) == {"table": what.table, "columns": dict(what.columns)}
    proposed = (_AS_LAST_TIME if known else _PROPOSED) if question.blocking else ""
    more = {"table": what.table, "fields": fields, "columns": list(reading.header), "proposal": dict(what.columns), "folded": not question.blocking}
    trial = columns.tried(number, reading, what) if question.blocking else []
    return shown | more | {"text": question.text.replace("`", "") + proposed, "tried": trial}


def _cell(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)[:80]


def _first_rows(number: str, reading: Reading) -> dict[str, pd.DataFrame]:
    """The first rows of each table of a file; of a file that still asks something, its own."""
    if not reading.tables:
        return {"": shown} if len(shown := columns.first_rows(number, reading)) else {}
    return {table: preview_of(path, 5) for table, path in reading.tables.items()}


def _preview(reading: Reading, table: str, frame: pd.DataFrame) -> dict[str, Any]:
    """The first rows as a reader writes them: amounts in whole units of the file's currency."""
    shown = frame.head(5)
    written = [(_amount(reading) if name in MONEY else _cell) for name in shown]
    rows = shown.to_numpy(dtype=object)
    what = f" of {table.replace('_', ' ')}" if len(reading.tables) > 1 else ""
    return {
        "title": f"See the first rows{what}",
        "columns": [str(name) for name in shown],
        "rows": [["" if pd.isna(cell) else write(cell) for write, cell in zip(written, row, strict=True)] for row in rows],
    }


def _amount(reading: Reading) -> Callable[[Any], str]:
    return lambda cell: _written(reading, float(cell), money=True)
