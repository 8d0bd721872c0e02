"""The file of returned answers: taken, kept with the workbook, matched to the questionnaire, read; or answered by the people of a sample company."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbook.answers import research as asked
from workbook.market import survey as people
from workbook.metrics.inputs import research as given
from workbook.metrics.survey import Asked
from workbook.metrics.survey_finding import Asking
from workbook.metrics.survey_matching import LEAVE_OUT, Column, match
from workbook.metrics.survey_returned import Returned, returned
from workbook.pages import findings
from workbook.pages.here import desk
from workbook.pages.research import semicolon
from workbook.report.sample import FINDING
from workbook.report.survey_table import answers_csv
from workbook.sources.refusal import Unreadable
from workbook.sources.returned import Sheet, read_answers
from workbook.widgets import Refused

SURVEY = "survey"
ANSWERS = "answers"
ASSIGNED = "assigned"
CHANGED = "survey"
"""What the desk's listeners hear when returned answers came or went."""


@dataclass(frozen=True)
class Loaded:
    """What came back: the questions, the file, its columns with their questions, the values; the sample company whose people answered, if any."""

    name: str
    company: str
    questions: tuple[Asked, ...]
    sheet: Sheet
    columns: tuple[Column, ...]
    back: Returned
    asking: Asking

    def asked(self, number: int | None) -> Asked | None:
        """The question of a number, if its answers are there."""
        return next((q for q in self.questions if q.number == number and q.code in self.back.values), None)


def folder() -> Path:
    """Where the files of returned answers lie."""
    return Path(desk().folder / "surveys")


def take(path: Path, name: str, company: str = "") -> str:
    """Keep a file of answers in place of the last one; say how much of it was understood."""
    try:
        read_answers(path, name)
    except Unreadable as problem:
        raise Refused(str(problem)) from problem
    questions = given.asked(desk().answers(asked.Questionnaire))
    if not questions:
        message = "There is no question yet that these could answer: write the questionnaire first, in the step before."
        raise Refused(message)
    _forget_file(path)
    desk().keep(SURVEY, ANSWERS, {"path": str(path), "name": name, "company": company})
    desk().tell(CHANGED)
    now = loaded()
    if now is None:
        return ""
    found = sum(q.code in now.back.values for q in questions)
    write = desk().locale
    return f"{write.things(now.back.people, 'person', 'people')} read; {write.count(found)} of {write.things(len(questions), 'question')} found."


def let_answer(company: str, name: str) -> str:
    """Let the people of a sample company answer the questionnaire."""
    questions = given.asked(desk().answers(asked.Questionnaire))
    if not questions:
        message = "There is no question yet to answer: write the questionnaire first, in the step before."
        raise Refused(message)
    made = people.simulated(company, questions)
    folder().mkdir(parents=True, exist_ok=True)
    stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%d%H%M%S%f")
    path = folder() / f"{company}-{stamp}.csv"
    path.write_bytes(answers_csv(list(map(str, made.answers.columns)), made.answers.to_numpy().tolist(), semicolon()))
    said = take(path, f"Simulated answers, {name}.csv", company)
    return f"{desk().locale.count(made.invited)} invited of {desk().locale.count(made.population)} ({made.about}). {said}"


def remove() -> str:
    """Take the answers out, and what was kept for the plan from them."""
    _forget_file()
    desk().forget(SURVEY, ANSWERS)
    for name in [name for name in desk().kept(FINDING) if name.startswith(SURVEY)]:
        findings.keep(name, "")
    desk().tell(CHANGED)
    return "The answers are taken out. The questionnaire stays."


def loaded() -> Loaded | None:
    """What came back, read anew; `None` while nothing is there, or its file is gone."""
    kept = desk().kept(SURVEY).get(ANSWERS)
    questions = given.asked(desk().answers(asked.Questionnaire))
    if not kept or not questions or not _is_there(kept["path"]):
        return None
    sheet = _read(kept["path"], Path(kept["path"]).stat().st_mtime_ns, kept["name"])
    reading, planned = desk().answers(asked.SurveyReading), desk().answers(asked.SamplePlan)
    columns = match(sheet.header, questions, _assigned(reading, questions))
    company = str(kept.get("company", ""))
    made = people.simulated(company, ()) if company else None  # drawn by chance; what is said of one's own survey stays in the form
    asking = Asking("chance", made.invited, made.population, True) if made else Asking(reading.way or "", reading.invited, planned.population)
    return Loaded(str(kept["name"]), company, questions, sheet, columns, returned(questions, columns, sheet.rows, sheet.lines), asking)


def _assigned(reading: asked.SurveyReading, questions: tuple[Asked, ...]) -> dict[str, int]:
    """The question's number for each heading that somebody assigned; a question that was moved since is found where it stands now.

    The form holds a number. With it is kept which question had that number, so that answers never slip to another question.
    """
    typed = {c.column: int(c.question) if c.question.isdigit() else LEAVE_OUT for c in reading.columns if c.column and c.question}
    numbers, keys = {q.key: q.number for q in questions}, {q.number: q.key for q in questions}
    kept = desk().kept(SURVEY).get(ASSIGNED, {})
    noted = {heading: _noted(number, kept.get(heading), keys) for heading, number in typed.items()}
    if noted != kept:
        desk().keep(SURVEY, ASSIGNED, noted)
    return {heading: numbers.get(str(key), LEAVE_OUT) for heading, (_, key) in noted.items()}


def _noted(number: int, was: list[Any] | None, keys: dict[int, str]) -> list[Any]:
    """A number with the question that had it when it was chosen."""
    return was if was and was[0] == number and was[1] else [number, keys.get(number, "")]


def gone() -> str:
    """The name of the file that was kept and is not there any longer; blank otherwise."""
    kept = desk().kept(SURVEY).get(ANSWERS)
    return str(kept["name"]) if kept and not _is_there(kept["path"]) else ""


def _is_there(path: str) -> bool:
    """Whether a kept path leads to a file of this workbook; any other file is none of its business, whoever wrote the path down."""
    file = Path(path).resolve()
    return file.is_file() and file.is_relative_to(desk().folder.resolve())


def take_proposals(now: Loaded) -> str:
    """Put the proposed columns into the form, so that they count and can be changed."""
    stored = desk().fresh(asked.SurveyReading).get("columns")
    there: list[dict[str, Any]] = [item for item in stored.raw if isinstance(item, dict) and item.get("column")] if stored else []
    new = [c for c in now.columns if c.how == "proposed" and c.question]
    ids = {item.get("_id") for item in there}
    free = (f"c{n}" for n in range(1, 1000) if f"c{n}" not in ids)
    items = [{"_id": next(free), "column": c.heading, "question": str(c.question.number)} for c in new if c.question]
    _fill({"columns": [*there, *items]})
    return f"{desk().locale.things(len(items), 'column')} taken over; they stand in the form, where you may change them."


def as_file() -> tuple[str, str, bytes]:
    """The answers as they were read, to look at in a spreadsheet."""
    now = loaded()
    header, rows = (now.sheet.header, now.sheet.rows) if now else ((), ())
    return "returned-answers.csv", "text/csv;charset=utf-8", answers_csv(header, rows, semicolon())


def _fill(raws: dict[str, Any]) -> None:
    desk().put(asked.SurveyReading, raws, "returned")


def _forget_file(new: Path | None = None) -> None:
    kept = desk().kept(SURVEY).get(ANSWERS)
    old = Path(kept["path"]) if kept else None
    if old and old != new and old.resolve().is_relative_to(desk().folder.resolve()):
        old.unlink(missing_ok=True)


@lru_cache(maxsize=4)
def _read(path: str, changed: int, name: str) -> Sheet:
    return read_answers(path, name)


__all__ = ["CHANGED", "Loaded", "as_file", "folder", "gone", "let_answer", "loaded", "remove", "take", "take_proposals"]
