"""Chapter 2, market research: load returned answers, or let invented people answer, and choose what to look at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from workbook import lessons
from workbook.answers.research import NOBODY, Questionnaire, SamplePlan, SurveyReading
from workbook.answers.start import Setup
from workbook.metrics.inputs import research as given
from workbook.pages import returned
from workbook.pages.here import View, case, desk, safely
from workbook.pages.seeing import Part
from workbook.pages.survey_views import Views, named
from workbook.widgets import Actions, Download, Form, Notice, Panel, Upload

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
MOST_BYTES = 20 * 2**20
HINT = "CSV or Excel: your own table, or the export of a form service. Its first line names the questions, by code or by text."


def returned_answers() -> Panel:
    """Load returned answers, or let the people of a sample company answer; read them."""
    upload = Upload(returned.folder(), returned.take, accept=ENDINGS, max_bytes=MOST_BYTES, label="Choose the file with the answers", hint=HINT)
    buttons, form, page = (
        Actions({}, hint="Nobody to ask yet? Let invented people answer your questionnaire."),
        Form(SurveyReading, desk(), _choices),
        Views(),
    )
    file = Download("Download the answers (CSV)", returned.as_file, "As they were read, with a row per person.")

    def came() -> None:
        page.came()
        _offer(buttons, page)

    _follow(came, (page.missing, page.overall, page.matched, page.problems))
    _follow(page.look, (page.told, page.chart, page.groups, page.means))
    _follow(page.everything, (page.shares, page.words, page.together, page.pairs))
    return Panel(
        upload, buttons, page.missing, page.overall, page.matched, page.problems, form, page.told, page.chart, page.groups, page.means, page.keep,
        page.shares, page.words, page.together, page.pairs, file,
    )  # fmt: skip


def _choices() -> dict[str, dict[str, str]]:
    """The questions that there are, in their own words; what is chosen already stays, also when its question is gone."""
    reading, there = desk().answers(SurveyReading), {str(q.number): named(q) for q in given.asked(desk().answers(Questionnaire))}
    gone = {n: f"Question {n}, which is not there any more" for n in (reading.question, reading.by) if n and n not in there}
    return {"question": there | gone, "by": there | gone, "columns/question": there | {NOBODY: "No question: leave it out"}}


def _follow(show: Callable[[], None], views: tuple[View | Notice, ...]) -> None:
    """Draw when seen, and again whenever answers come or go, or a form changes on which they depend."""
    part = Part(safely(show, *(view for view in views if not isinstance(view, Notice))), *views)
    forms = {returned.CHANGED, *(model.FORM for model in (SurveyReading, Questionnaire, SamplePlan, Setup))}
    desk().on_saved(lambda saved: part.again() if saved in forms else None)


def _offer(buttons: Actions, page: Views) -> None:
    """What can be done now: practise with invented people, take proposals, see the truth, take the answers out."""
    now, first = returned.loaded(), case()
    cases = sorted((c for c in lessons.companies() if c.id != "own"), key=lambda c: c.id != (first.id if first else ""))
    offered: dict[str, Callable[[], str]] = {f"Let the people of {c.name} answer": partial(returned.let_answer, c.id, c.name) for c in cases}
    if now and any(c.how == "proposed" for c in now.columns):
        offered = {"Take the proposed columns": partial(returned.take_proposals, now), **offered}
    if now and now.company:
        offered["Hide the truth" if page.revealed else "Show the truth behind these answers"] = page.reveal
    if now or returned.gone():
        offered["Take the answers out"] = returned.remove
    buttons.offer(offered)


__all__ = ["returned_answers"]
