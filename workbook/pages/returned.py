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
from workbook.metrics.survey_matching import Column, match
from workbook.metrics.survey_returned import Returned, returned
from workbook.pages import findings
from workbook.pages.here import desk
from workbook.pages.research import semicolon
from workbook.report.decisions import FINDING
from workbook.report.survey_table import answers_csv
from workbook.sources.refusal import Unreadable
from workbook.sources.returned import Sheet, read_answers
from workbook.widgets import Refused

SURVEY = "survey"
ANSWERS = "answers"
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
    _fill({"invited": desk().locale.count(made.invited), "way": "chance"})
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
    if not kept or not questions or not Path(kept["path"]).is_file():
        return None
    sheet = _read(kept["path"], Path(kept["path"]).stat().st_mtime_ns, kept["name"])
    reading, planned = desk().answers(asked.SurveyReading), desk().answers(asked.SamplePlan)
    own = {c.column: int(c.question) if (c.question or "").isdigit() else 0 for c in reading.columns if c.column and c.question}
    columns = match(sheet.header, questions, own)
    company = str(kept.get("company", ""))
    population = people.simulated(company, ()).population if company else planned.population
    asking = Asking(reading.way or "", reading.invited, population, bool(company))
    return Loaded(str(kept["name"]), company, questions, sheet, columns, returned(questions, columns, sheet.rows, sheet.lines), asking)


def gone() -> str:
    """The name of the file that was kept and is not there any longer; blank otherwise."""
    kept = desk().kept(SURVEY).get(ANSWERS)
    return str(kept["name"]) if kept and not Path(kept["path"]).is_file() else ""


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
