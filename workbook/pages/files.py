"""The files of a workbook: read, kept, asked about, taken out, and turned into the tables that calculations want."""

from __future__ import annotations

import datetime
import hashlib
import json
import secrets
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbook.answers.files import Files
from workbook.lessons.channel_names import names
from workbook.pages import columns
from workbook.pages.here import desk
from workbook.report import sample
from workbook.sources import Reading, Unreadable, read
from workbook.sources.engine import Tables
from workbook.widgets import Refused

FILE = columns.FILE
COLUMNS = columns.COLUMNS

CHANGED = "files"
"""What the desk's listeners hear when a file came or went."""


def take(path: Path, name: str, answers: Mapping[str, Any] | None = None, at: str | None = None) -> str:
    """Read a file into the workbook and say in a sentence what became of it.

    `at` is the id of a file that is read again with answers. A file that is loaded already is refused: its rows would count twice.
    """
    digest = _digest(path)
    if at is None and (twin := _loaded(digest)):
        message = f"“{name}” is loaded already, as “{twin}”. It was not added again, so that no row counts twice."
        raise Refused(message)
    number = at or datetime.datetime.now(datetime.UTC).strftime("%Y%m%d%H%M%S%f")
    try:
        reading, given = _read(path, name, desk().folder / "tables" / number, dict(answers or {}))
    except Unreadable as problem:
        raise Refused(str(problem)) from problem
    if answers:
        desk().keep("answered", reading.shape, {**_remembered(reading.shape), **answers})
    desk().keep(FILE, number, {"path": str(path), "digest": digest, "answers": given, "summary": reading.summary()})
    _tell()
    return account(reading)


def _read(path: Path, name: str, folder: Path, answers: dict[str, Any]) -> tuple[Reading, dict[str, Any]]:
    """A file with the answers it was read by; a new one takes those given about the last file of its shape, and says so."""
    reading = read(path, workbook_salt=_salt(), answers=answers, folder=folder, name=name)
    if answers:
        return _correctable(reading, answers), answers
    given, asked = dict(answers), []
    while known := [question for question in reading.questions if _is_known(question.key, reading) and question.key not in given]:
        given |= {question.key: _remembered(reading.shape)[question.key] for question in known}
        asked += [columns.question(reading.name, blocking=False) if one.key == COLUMNS else replace(one, blocking=False) for one in known]
        reading = read(path, workbook_salt=_salt(), answers=given, folder=folder, name=name)
    if not asked:
        return reading, given
    remark = f"Read as last time: {', '.join(_as_told(key, value) for key, value in given.items())}. Answer below if this file is different."
    return replace(reading, warnings=(remark, *reading.warnings), questions=(*reading.questions, *asked)), given


def _is_known(key: str, reading: Reading) -> bool:
    """Whether the last file of this shape answers the question."""
    return key in _remembered(reading.shape) and columns.settles(key, reading)


def _correctable(reading: Reading, answers: Mapping[str, Any]) -> Reading:
    """A file that was read by the person's columns still asks for them, so that a slip can be mended."""
    if COLUMNS not in answers or any(question.key == COLUMNS for question in reading.questions):
        return reading
    return replace(reading, questions=(*reading.questions, columns.question(reading.name, blocking=False)))


def _as_told(key: str, value: Any) -> str:
    """An answer in words."""
    if key == COLUMNS:
        return f"the same columns of {value['table'].replace('_', ' ')}"
    return {"dmy": "day first", "mdy": "month first", ".": "decimal point", ",": "decimal comma"}.get(value, str(value))


def again(number: str, key: str, value: Any) -> None:
    """Read a file again, with one more of its questions answered; of an unknown shape, the table and the columns may first be tried."""
    kept = desk().kept(FILE)[number]
    if key == COLUMNS and isinstance(value, str):
        columns.choose(number, value, {})
        _tell()
        return
    if key == columns.TRY:
        columns.choose(number, columns.chosen(number, readings()[number]).table, value)
        _tell()
        return
    answer = {"table": columns.chosen(number, readings()[number]).table, "columns": value} if key == COLUMNS else value
    take(Path(kept["path"]), kept["summary"]["name"], {**kept["answers"], key: answer}, number)


def remove(number: str) -> None:
    """Take a file and its tables out of the workbook. The number comes from a browser: one that names no loaded file names no folder either."""
    kept = desk().kept(FILE).get(number)
    if kept is None:
        return
    desk().forget(FILE, number)
    shutil.rmtree(desk().folder / "tables" / number, ignore_errors=True)
    if Path(kept["path"]).resolve().is_relative_to(desk().folder.resolve()):
        Path(kept["path"]).unlink(missing_ok=True)
    _tell()


def readings() -> dict[str, Reading]:
    """Every loaded file by its id, the oldest first."""
    return {number: _told(json.dumps(kept["summary"])) for number, kept in desk().kept(FILE).items()}


@lru_cache(maxsize=64)
def _told(summary: str) -> Reading:
    """A reading with its preview, which is read from the Parquet file once, and not again whenever somebody asks for the tables."""
    return Reading.from_summary(json.loads(summary))


def own() -> dict[str, Reading]:
    """The loaded files that tell of the company that is worked on: those of another company's sample are none of them."""
    return {number: reading for number, reading in readings().items() if not sample.foreign(desk(), sample.of_file(reading.name))}


def tables(these: Mapping[str, Reading] | None = None) -> Tables:
    """The tables of all loaded files together, or of these alone."""
    loaded, asked = list((readings() if these is None else these).values()), desk().answers(Files)
    made = Tables.of(loaded, folder=desk().folder, names=channel_names(loaded, asked))
    made = _kept(tuple(made.held.items()), made.folder, tuple(made.names.items()), None)
    found = {code for table in made.held for code in made.currencies(table)} if asked.currency else set()
    if len(found) < 2 or asked.currency not in found:
        return made
    return _kept(tuple(made.held.items()), made.folder, tuple(made.names.items()), asked.currency)


@lru_cache(maxsize=2)
def _kept(held: tuple[Any, ...], folder: Path | None, shown: tuple[tuple[str, str], ...], currency: str | None) -> Tables:
    """The same tables as last time while the same files are loaded: a changed filter finds what no filter changes worked out."""
    return Tables(dict(held), folder, dict(shown), currency)


def channel_names(loaded: Iterable[Reading], asked: Files) -> dict[str, str]:
    """What each channel that the files name counts as, where that is another name: as told here, else as it is known."""
    own = {item.found: item.shown for item in asked.names if item.found and item.shown}
    return names(sorted({channel for reading in loaded for channel in reading.channels}), own)


def account(reading: Reading) -> str:
    """What became of a file, in a sentence."""
    locale = desk().locale
    if reading.questions and not reading.tables:
        known = "Its columns are of no export known here" if reading.source == "unknown" else "Recognised, but it leaves something open"
        return f"{known}: answer the question below."
    left = len(reading.rows_skipped) + len(reading.rows_refused)
    why = "with the reason" if left == 1 else "with a reason each"
    rest = f", {locale.count(left)} left out {why}" if left else ", none left out"
    return f"{reading.title}: {locale.count(reading.rows_read)} rows read{rest}."


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _loaded(digest: str) -> str:
    """The name under which the same bytes are loaded already; blank when they are not."""
    return next((str(kept["summary"]["name"]) for kept in desk().kept(FILE).values() if kept.get("digest") == digest), "")


def _salt() -> str:
    """The workbook's secret under which personal data become fingerprints."""
    kept = desk().kept("secret")
    if "salt" not in kept:
        desk().keep("secret", "salt", secrets.token_hex(16))
    return str(desk().kept("secret")["salt"])


def _remembered(shape: str) -> dict[str, Any]:
    """What was answered about earlier files of this shape."""
    return dict(desk().kept("answered").get(shape, {}))


def _tell() -> None:
    desk().tell(CHANGED)
