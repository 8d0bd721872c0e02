"""Market research: the form's answers as what the calculations take."""

from __future__ import annotations

import re
from typing import cast

from workbook.answers.research import Question, Questionnaire, SamplePlan
from workbook.metrics.survey import NPS, Asked, Kind
from workbook.metrics.survey_size import Plan, plan

_KEY = re.compile(r"[^a-z0-9]+")


def asked(answers: Questionnaire) -> tuple[Asked, ...]:
    """The questions that can be asked: they have a text and a kind, and answers where these are chosen from."""
    usable = [q for q in answers.questions if q.wording and q.kind and (q.kind not in ("single", "multiple") or len(q.listed) > 1)]
    return tuple(_asked(number, q) for number, q in enumerate(usable, 1))


def _asked(number: int, q: Question) -> Asked:
    low, high = _bounds(q)
    first, _, last = (q.ends or "").partition("|")
    key = _KEY.sub("", q.id.casefold()) or str(number)
    choices = q.listed if q.kind in ("single", "multiple") else ()
    return Asked(number, key, q.wording or "", cast("Kind", q.kind), choices, low, high, (first.strip(), last.strip()), q.why or "")


def _bounds(q: Question) -> tuple[float | None, float | None]:
    if q.kind == "nps":
        return NPS
    if q.kind == "scale":
        return (1.0 if q.low is None else q.low), (5.0 if q.high is None else q.high)
    return (q.low, q.high) if q.kind == "number" else (None, None)


def sample_plan(answers: SamplePlan) -> Plan | None:
    """The plan, or `None` while something that it needs is blank."""
    if not (answers.estimate and answers.margin and answers.confidence and answers.response):
        return None
    share = answers.estimate == "share"
    if (share and answers.margin >= 50) or (not share and not answers.deviation):
        return None
    return plan(
        answers.margin / 100 if share else answers.margin,
        int(answers.confidence) / 100,
        rate=(answers.expected or 0.5) if share else None,
        deviation=None if share else answers.deviation,
        population=answers.population,
        response=answers.response,
        groups=answers.groups or 1,
        costs=(answers.invitation_cost or 0.0, answers.answer_cost or 0.0),
    )
