"""Chapter 7 on the page: plan against actual, and the plan of the next period."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbook.answers.analysis import Reading
from workbook.answers.evaluation import Conclusion, Evaluation
from workbook.answers.files import Files
from workbook.answers.plan import People
from workbook.answers.promotion import Fit, MediaPlan
from workbook.answers.schedule import Schedule
from workbook.answers.start import Setup
from workbook.answers.strategy import Budget, Goals
from workbook.charts.variance import variance as draw
from workbook.metrics.inputs import evaluation as given
from workbook.metrics.inputs.schedule import begins
from workbook.metrics.variance import MEASURES, Variance
from workbook.metrics.variance_finding import finding, written
from workbook.pages import findings
from workbook.pages.compared import Compared, compared
from workbook.pages.here import desk
from workbook.pages.redraw import on_files
from workbook.pages.worked import compared as beside
from workbook.report import sample
from workbook.report.evaluation import KEPT
from workbook.widgets import ChartView, Column, Finding, Form, Notice, Panel, Result, TableView

DEPENDS = (Evaluation, MediaPlan, Budget, Fit, Goals, People, Schedule, Reading, Files, Setup)
_FIGURES = {
    "channel": Column("Channel"), "label": Column("Figure"), "plan": Column("Planned", "number"), "actual": Column("Actual", "number"),
    "absolute": Column("Difference", "number"), "relative": Column("Difference, %", "rate", 0), "verdict": Column("Verdict"),
}  # fmt: skip
_GOALS = {
    "goal": Column("Goal"), "plan": Column("Asked of these days", "number"), "actual": Column("Actual", "number"),
    "absolute": Column("Difference", "number"), "verdict": Column("Verdict"),
}  # fmt: skip
_NOTE = "Difference: actual − planned. Cost above plan is unfavourable, orders above it favourable. “Within chance”: so few that luck may explain it."


def evaluation() -> Panel:
    """Choose a period; see plan beside actual, why they differ, and what to do about each channel."""
    form, missing, verdict = Form(Evaluation, desk()), Notice(), Result()
    picture, table, goals, conclusion = ChartView(), TableView(), TableView(), Form(Conclusion, desk())

    def show() -> None:
        found, locale = _found(), desk().locale
        said = finding(found.table, found.judged, locale, _period(found), _unplanned(found))
        verdict.show(said)
        picture.show(draw(found.table, locale, found.names), locale=locale)
        rows = _rows(found)
        table.show(rows, title="Plan and actual", columns=_FIGURES, note=_NOTE, locale=locale, rows=12)
        _goals(goals, found)
        _keep(said, found)

    on_files(show, missing, verdict, picture, table, goals, models=DEPENDS)
    return Panel(form, missing, verdict, picture, table, goals, conclusion, beside(Conclusion, Evaluation))


def _found() -> Compared:
    """The comparison; where there is none any more, nothing is kept of an old one."""
    try:
        return compared()
    except Exception:
        desk().forget(KEPT, "last")
        findings.keep("evaluation", "")
        raise


def _period(found: Compared) -> str:
    locale = desk().locale
    days = f"{locale.date(found.period[0])} to {locale.date(found.period[1])}, {_months(found.months)}.{_exercise(found)}"
    left = f" Counted by hand and not used, because the files have figures of it: {', '.join(found.beside)}." if found.beside else ""
    if found.wanted == found.period:
        return f"{days}{left}"
    by_hand = " What was counted by hand must be of these days too." if desk().answers(Evaluation).by_hand else ""
    asked = f"{locale.date(found.wanted[0])} to {locale.date(found.wanted[1])}"
    return f"{days} You asked for {asked}: only these days have figures so far.{by_hand}{left}"


def _months(n: float) -> str:
    told = desk().locale.number(round(n, 2))
    return f"{told} {'month' if told == '1' else 'months'}"


def _exercise(found: Compared) -> str:
    """That a sample's days lie before the plan, where they do: what happened then is no result of it."""
    begin = begins(desk().answers(Schedule), desk().answers(People))
    early = begin is not None and found.period[1] < begin and sample.loaded(desk())
    return " These are figures of a sample from before the plan begins: an exercise, no result of the plan." if early else ""


def _rows(found: Compared) -> pd.DataFrame:
    """The comparison with names, without the lines about which nobody knows anything; differences are those of the figures that are shown."""
    known = found.table.dropna(subset=["plan"]).round({"plan": 2, "actual": 2, "absolute": 2})
    counted = known.measure.map(lambda name: MEASURES[name].kind == "count")
    known = known.assign(**{name: known[name].where(~counted, known[name].round(0)) for name in ("plan", "actual")})
    known = known.assign(absolute=known.actual - known.plan)
    known = known.assign(relative=known.absolute / known.plan.where(known.plan > 0))
    money = f", {desk().locale.currency}"
    return known.assign(
        channel=[found.names.get(c, c) if c else "Whole plan" for c in known.channel],
        label=[MEASURES[m].label + (money if MEASURES[m].kind == "money" else "") for m in known.measure],
        verdict=[_told(v, sure=bool(s)) for v, s in zip(known.verdict, known.sure, strict=True)],
    )


def _unplanned(found: Compared) -> tuple[str, ...]:
    """The channels that have figures and no line in the media plan."""
    planned = set(found.plan.table.channel)
    return tuple(found.names[str(c)] for c in found.actual.channel if c not in planned)


def _told(verdict: str, *, sure: bool) -> str:
    return verdict if sure or verdict not in ("favourable", "unfavourable") else f"{verdict}, within chance"


def _goals(view: TableView, found: Compared) -> None:
    start = begins(desk().answers(Schedule), desk().answers(People))
    total = {str(name): value for name, value in found.total.items()}
    held = [(g, given.goal(g, total, found.period, start)) for g in desk().answers(Goals).goals if g.target is not None]
    if not held:
        view.clear()
        return
    rows = [(g.statement or "A goal without a sentence", v.plan, v.actual, v.absolute, _told(v.verdict, sure=v.sure)) for g, v in held]
    note = (
        "A goal lies on a straight line from today's figure, on the plan's first day, to the target on its day. "
        "These days are asked for their share. Contribution is all margin less all cost, of every channel."
    )
    view.show(
        pd.DataFrame(rows, columns=list(_GOALS)).astype(dict.fromkeys(("plan", "actual", "absolute"), float)),
        title="Goals and actual",
        columns=_GOALS,
        note=note,
        locale=desk().locale,
    )


def _keep(said: Finding, found: Compared) -> None:
    """Keep what was found for the plan document, and as a finding that can become a decision."""
    locale = desk().locale
    rows = [_line(row, found) for row in found.table.to_dict("records") if not pd.isna(row["plan"])]
    kept: dict[str, Any] = {
        "headline": said.headline,
        "period": _period(found),
        "rows": rows,
        "channels": list(said.points),
        "on": locale.date(found.period[1]),
    }
    company = sample.loaded(desk())
    of_sample = {"sample": company} if company and not sample.foreign(desk(), company) else {}
    desk().keep(KEPT, "last", {**kept, **of_sample})
    findings.keep("evaluation", f"{said.headline}. {' '.join(said.points)}" if said.tone != "neutral" else "", from_files=bool(of_sample))


def _line(row: dict[Any, Any], found: Compared) -> list[str]:
    name, locale = str(row["measure"]), desk().locale
    plan, actual = (None if pd.isna(row[c]) else float(row[c]) for c in ("plan", "actual"))
    digits = locale.cents((plan, actual)) if MEASURES[name].kind == "money" else 0
    plan, actual = (None if x is None else round(x, digits) for x in (plan, actual))  # the difference is that of the figures that are read
    v = Variance(plan, actual, row["verdict"], bool(row["sure"]))
    beside = (v.plan, v.actual, v.absolute)
    difference = "" if v.absolute is None else written(v.absolute, name, locale, *beside)
    planned = "not planned" if v.plan is None else written(v.plan, name, locale, *beside)
    channel = found.names.get(row["channel"], row["channel"]) or "Whole plan"
    return [channel, MEASURES[name].label, planned, written(v.actual, name, locale, *beside), difference, _told(v.verdict, sure=v.sure)]


__all__ = ["evaluation"]
