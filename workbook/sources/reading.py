"""What reading a file gives: tables, and an honest account of what was read, left out, and not understood."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from workbook.sources.lines import NO_LINES, Lines

_log = logging.getLogger("workbook")


@dataclass(frozen=True)
class Choice:
    """One answer to a question about a file."""

    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """What the file does not say: `key` is the name under which `read(answers={key: value})` takes the answer.

    A `blocking` question must be answered before there are tables. No choices means: any text of the kind that is asked for.
    """

    key: str
    text: str
    choices: tuple[Choice, ...] = ()
    blocking: bool = True


@dataclass(frozen=True)
class Control:
    """A total that the file itself states, beside the sum of the rows that were read. Money is in minor units."""

    column: str
    stated: float
    found: float
    agrees: bool
    label: str = ""
    line: int = 0
    money: bool = False


@dataclass(frozen=True)
class Reading:
    """A file, read.

    `table` is the main table it fills; `tables` maps every table to its Parquet file. A file of several tables (a Search Console zip, a
    Google Analytics snapshot) is one reading with several entries in `tables`, which are views of the same events and never added up.
    Without tables there is at least one blocking question.
    """

    name: str
    source: str
    title: str
    table: str
    rows_read: int
    rows_skipped: Lines = NO_LINES
    rows_refused: Lines = NO_LINES
    totals: tuple[Control, ...] = ()
    currency: str | None = None
    period: tuple[dt.date, dt.date] | None = None
    warnings: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    tables: Mapping[str, Path] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    encoding: str = ""
    header: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    preview: pd.DataFrame = field(default_factory=pd.DataFrame, compare=False, repr=False)

    @property
    def shape(self) -> str:
        """A fingerprint of the header, under which an answered column mapping is kept for the next file of the same shape."""
        import hashlib

        from workbook.sources.formats import plain

        return hashlib.sha256("\t".join(plain(cell) for cell in self.header).encode()).hexdigest()[:16]

    def summary(self) -> dict[str, Any]:
        """Everything but the preview, as JSON: what a workbook keeps about its files."""
        return {
            "name": self.name,
            "source": self.source,
            "title": self.title,
            "table": self.table,
            "rows_read": self.rows_read,
            "rows_skipped": self.rows_skipped.summary(),
            "rows_refused": self.rows_refused.summary(),
            "totals": [vars(control) for control in self.totals],
            "currency": self.currency,
            "period": [day.isoformat() for day in self.period] if self.period else None,
            "warnings": list(self.warnings),
            "questions": [{**vars(question), "choices": [vars(choice) for choice in question.choices]} for question in self.questions],
            "tables": {table: str(path) for table, path in self.tables.items()},
            "rows": dict(self.rows),
            "encoding": self.encoding,
            "header": list(self.header),
            "channels": list(self.channels),
            "shape": self.shape,
        }

    @classmethod
    def from_summary(cls, summary: Mapping[str, Any]) -> Reading:
        """A reading from what was kept, without a preview: `preview_of` reads it again where it is shown."""
        period = summary.get("period")
        return cls(
            name=summary["name"],
            source=summary["source"],
            title=summary["title"],
            table=summary["table"],
            rows_read=summary["rows_read"],
            rows_skipped=Lines.from_summary(summary["rows_skipped"]),
            rows_refused=Lines.from_summary(summary["rows_refused"]),
            totals=tuple(Control(**control) for control in summary["totals"]),
            currency=summary["currency"],
            period=(dt.date.fromisoformat(period[0]), dt.date.fromisoformat(period[1])) if period else None,
            warnings=tuple(summary["warnings"]),
            questions=tuple(_question(question) for question in summary["questions"]),
            tables={table: Path(path) for table, path in summary["tables"].items()},
            rows=dict(summary["rows"]),
            encoding=summary["encoding"],
            header=tuple(summary["header"]),
            channels=tuple(summary.get("channels", ())),
        )


def preview_of(path: Path | None, rows: int = 20) -> pd.DataFrame:
    """The first rows of a Parquet file as a small frame; an empty frame when there is none, or when it was damaged on the disk."""
    if path is None or not path.exists():
        return pd.DataFrame()
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(path) as file:  # only the first group of rows is read
            first = next(file.iter_batches(batch_size=rows), None)
            empty = file.schema_arrow.empty_table()
    except (ArrowException, OSError):  # the list of files must still show, so that this one can be taken out
        _log.exception("%s cannot be read any more", path)
        return pd.DataFrame()
    frame: pd.DataFrame = (empty if first is None else first).to_pandas(integer_object_nulls=True)
    return frame


def _question(question: Mapping[str, Any]) -> Question:
    return Question(question["key"], question["text"], tuple(Choice(**choice) for choice in question["choices"]), question["blocking"])
