"""Chapter 2, market research: what is to be found out, what a sample can tell, and the questionnaire with its lint, its size and its files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from workbook.answers import research as asked
from workbook.answers.start import Setup
from workbook.charts import survey as drawing
from workbook.lessons.survey import Banked, opening, pitfalls, question_bank, taught
from workbook.metrics import survey_error, survey_finding, survey_lint, survey_size
from workbook.metrics.inputs import research as given
from workbook.pages.here import case, desk, whenever
from workbook.pages.worked import compared
from workbook.report import survey_form, survey_table
from workbook.widgets import Actions, Catalogue, ChartView, Column, Download, Finding, Form, Panel, Result, TableView

STAGES = {"whom": "Whom to ask", "asking": "How to ask", "answers": "What can be answered", "reading": "How to read it"}
_REMARKS = {"where": Column("Question"), "name": Column("Seen"), "seen": Column("Why"), "better": Column("Better")}
_CSV = "text/csv;charset=utf-8"
_OFFICE = "application/vnd.openxmlformats-officedocument.{}"


def research() -> Panel:
    """What is to be found out, what others know already, the typical mistakes, and what a sample can tell of a truth that is known."""
    form, trial = Form(asked.ResearchQuestion, desk()), Form(asked.SamplingError, desk())
    told, drawn = Result(), ChartView()

    def show() -> None:
        answers, locale = desk().answers(asked.SamplingError), desk().locale
        truth = survey_error.Truth(answers.truth or 0.4, answers.n or 100, answers.willing or 1.0)
        found = survey_error.surveys(truth)
        drawn.show(drawing.surveys(found, truth, locale), locale=locale)
        told.show(survey_error.finding(truth, found, locale))

    whenever(show, asked.SamplingError, Setup, views=(drawn, told))
    return Panel(
        form, compared(asked.ResearchQuestion), Catalogue(_cards(), title="Typical mistakes", noun=("mistake", "mistakes")), trial, drawn, told
    )


def _cards() -> list[dict[str, Any]]:
    """The typical mistakes as cards."""
    return [
        {
            "id": p.id,
            "title": p.name,
            "lead": p.example,
            "tags": [STAGES[p.stage]],
            "sections": [{"title": "What it does", "points": [p.harm]}, {"title": "Better", "points": [p.better]}],
        }
        for p in pitfalls()
    ]


def questionnaire() -> Panel:
    """Put the questions together, see what is wrong with them, plan how many to ask, and take the sheet away."""
    bank, form, remarks, listed = Actions({}), Form(asked.Questionnaire, desk()), Result(), TableView()

    def offer() -> None:
        left = _left()
        bank.hint = "Questions to begin with. Each is added below, where you change it into your own words." if left else ""
        words: dict[str, Callable[[], str]] = {} if desk().answers(asked.Questionnaire).greeting else {"Add opening words": _open}
        bank.offer({**{f"Add “{q.topic}”": partial(_add, q) for q in left}, **words})

    def show() -> None:
        answers, locale = desk().answers(asked.Questionnaire), desk().locale
        questions = given.asked(answers)
        faults = survey_lint.lint(questions, taught(), greeting=answers.greeting or "")
        remarks.show(survey_lint.finding(faults, len(questions), locale))
        rows = [{"where": locale.count(f.number) if f.number else "all", "name": f.name, "seen": f.seen, "better": f.better} for f in faults]
        if rows:
            listed.show(pd.DataFrame(rows), title="To read again", columns=_REMARKS, locale=locale)
        else:
            listed.clear()

    whenever(offer, asked.Questionnaire, Setup)
    whenever(show, asked.Questionnaire, Setup, views=(remarks, listed))
    return Panel(bank, form, remarks, listed, compared(asked.Questionnaire), _size(), _files())


def _left() -> list[Banked]:
    """The questions of the bank that fit the company and are not in the form yet."""
    company = case()
    there = {str(item.get("_id")) for item in _raw()}
    return [q for q in question_bank(company.id if company else "own") if q.id not in there]


def _raw() -> list[dict[str, Any]]:
    """The questions as they were typed; blank items are none."""
    stored = desk().stored(asked.Questionnaire).get("questions")
    items = [item for item in stored.raw if isinstance(item, dict)] if stored and isinstance(stored.raw, list) else []
    return [item for item in items if any(value not in (None, "") for name, value in item.items() if name != "_id")]


def _add(q: Banked) -> str:
    """Put a question of the bank below those that are there."""
    desk().refresh(asked.Questionnaire)
    there, spell = _raw(), desk().locale.spell
    item = {"_id": q.id, "wording": q.text, "kind": q.kind, "choices": "\n".join(q.choices), "ends": q.ends, "why": q.why}
    item |= {name: spell(value) for name, value in (("low", q.low), ("high", q.high)) if value is not None}
    if len(there) >= asked.MOST_QUESTIONS:
        return f"There are {asked.MOST_QUESTIONS} questions already, more than anybody answers. Take one out first."
    _save({"questions": [*there, item]})
    return f"Added as question {len(there) + 1}: {q.text}"


def _open() -> str:
    """Opening words to change: who asks, what for, how long, what becomes of the answers."""
    desk().refresh(asked.Questionnaire)
    company, setup = case(), desk().answers(Setup)
    name = setup.company_name or (company.name if company and company.id != "own" else "our company")
    words = opening().format(company=name)
    title = {} if desk().answers(asked.Questionnaire).title else {"title": f"A few questions from {name}"}
    _save({"greeting": words, **title})
    return "Opening words are filled in: change the minutes, the day and the name."


def _save(raws: dict[str, Any]) -> None:
    desk().put(asked.Questionnaire, raws, "bank")


def _size() -> Panel:
    """How many answers, how many invitations, and what more or fewer of them would tell."""
    form, told, table = Form(asked.SamplePlan, desk()), Result(), TableView()

    def show() -> None:
        made, locale = given.sample_plan(desk().answers(asked.SamplePlan)), desk().locale
        if made is None:
            told.show(_example())
            table.clear()
            return
        told.show(survey_finding.planned(made, locale))
        found = survey_size.margins(made)
        shown = found.assign(margin=100 * found.margin) if made.rate else found
        unit = "points" if made.rate else "units"
        columns = {
            "n": Column("Answers", "count"), "margin": Column(f"Margin, ± {unit}", "number", 1 if made.rate else 2),
            "invitations": Column("Invitations", "count"),
        }  # fmt: skip
        note = "A group inside the survey is as uncertain as a survey of its own with so few answers. Those who do not answer are not in it."
        table.show(shown, title="What so many answers tell, in all or in one group", columns=columns, note=note, locale=locale)

    whenever(show, asked.SamplePlan, Setup, views=(told, table))
    return Panel(form, told, table)


def _example() -> Finding:
    n = desk().locale.count(survey_size.for_share(0.05))
    return Finding(
        "Enter the margin, how sure it must be, and who will answer",
        means=f"For example: {n} answers tell a share within five points, 95 times in a hundred.",
        means_not="The size of the country hardly matters. One spoonful tells how the soup tastes if the pot was stirred, however large the pot is.",
        next_step="Take the margin from the decision: how far off may the figure be before you would decide otherwise?",
    )


def _files() -> Panel:
    """The sheet to print, and the table with its code book."""
    return Panel(
        Download("Sheet to print (HTML)", _sheet_html, "Opens in a browser, prints on A4, needs no internet."),
        Download("Sheet to change (Word)", _sheet_docx, "The same sheet, which you can change before you print it."),
        Download("Table for the answers (CSV)", _table_csv, "A row per person, a column per question."),
        Download("Table for the answers (Excel)", _table_xlsx, "With lists to choose from, and the code book beside it."),
        Download("Code book (CSV)", _codes, "What each column means, and what may stand in it."),
    )


def _sheet() -> survey_form.Sheet:
    answers = desk().answers(asked.Questionnaire)
    return survey_form.Sheet(answers.title or "Questionnaire", answers.greeting or "", given.asked(answers), desk().locale.language)


def _sheet_html() -> tuple[str, str, bytes]:
    return "questionnaire.html", "text/html;charset=utf-8", survey_form.to_html(_sheet())


def _sheet_docx() -> tuple[str, str, bytes]:
    return "questionnaire.docx", _OFFICE.format("wordprocessingml.document"), survey_form.to_docx(_sheet())


def _table_csv() -> tuple[str, str, bytes]:
    return "answers.csv", _CSV, survey_table.template_csv(_sheet().questions, semicolon())


def _table_xlsx() -> tuple[str, str, bytes]:
    return "answers.xlsx", _OFFICE.format("spreadsheetml.sheet"), survey_table.template_xlsx(_sheet().questions)


def _codes() -> tuple[str, str, bytes]:
    return "code-book.csv", _CSV, survey_table.code_book_csv(_sheet().questions, semicolon())


def semicolon() -> bool:
    """Whether spreadsheets of this locale divide cells by semicolons."""
    return desk().locale.decimal_mark == ","


__all__ = ["questionnaire", "research", "semicolon"]
