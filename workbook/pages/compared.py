"""Plan and actual of the chosen period, brought together once for the evaluation and for the plan of the next period."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbook import lessons
from workbook.answers.chapters import link_to
from workbook.answers.evaluation import Evaluation
from workbook.answers.plan import People
from workbook.answers.promotion import Fit, MediaPlan
from workbook.answers.schedule import Schedule
from workbook.answers.strategy import Budget
from workbook.metrics import variance, variance_parts
from workbook.metrics.decide import Evidence, Judgement, Rules, decide_all, nameless, reason
from workbook.metrics.decide_evidence import evidence
from workbook.metrics.inputs import evaluation as given
from workbook.metrics.inputs.promotion import media_plan
from workbook.metrics.inputs.schedule import begins
from workbook.metrics.kpi import Kpis, kpis
from workbook.metrics.kpi_window import Days, Window, within
from workbook.metrics.linked import shared_days
from workbook.metrics.media_plan import Plan
from workbook.metrics.variance_finding import Channel, Judged, judge
from workbook.pages import files, findings
from workbook.pages.decisions import margin
from workbook.pages.here import desk
from workbook.pages.redraw import LOAD, Missing
from workbook.report import sample
from workbook.sources.engine import Tables


@dataclass(frozen=True)
class Compared:
    """`table` is `metrics.variance.compare`; `actual` a row per channel; `period` the days compared, `wanted` those asked for.

    `beside` are the channels counted by hand whose figures are not used, because the files have some of them.
    """

    plan: Plan
    actual: pd.DataFrame
    total: pd.Series[float]
    table: pd.DataFrame
    judged: tuple[Judged, ...]
    judgements: dict[str, Judgement]
    names: dict[str, str]
    period: Days
    wanted: Days
    months: float
    beside: tuple[str, ...] = ()


def compared() -> Compared:
    """Everything about the chosen period; `Missing` says what is not there yet."""
    answers = desk().answers(Evaluation)
    plan = media_plan(desk().answers(MediaPlan), desk().answers(Budget), desk().answers(Fit).budget_monthly)
    if plan is None:
        text = "There is no plan to compare with: the media plan has no complete line."
        raise Missing(text, "05_promotion.ipynb#media-plan")
    own = files.own()
    tables = files.tables(own)
    period, wanted = _period(answers, tables)
    window = Window(period, period)
    found = _kpis(tables, window) if own else None
    _one_currency(found)
    actual = given.actual(found, answers.by_hand, margin())
    passed = variance.months(*period)
    planned = given.by_channel(plan.table)
    table = variance.compare(planned, actual, passed)
    names = given.names((planned, actual))
    judgements = _judgements(tables, window, answers)
    judged = tuple(judge(c, desk().locale) for c in _channels(planned, actual, table, names, judgements, passed))
    total = given.total(actual)
    beside = tuple(names[c] for c in given.beside(found, answers.by_hand) if c in names)
    return Compared(plan, actual, total, table, judged, judgements, names, period, wanted, passed, beside)


def _period(answers: Evaluation, tables: Tables) -> tuple[Days, Days]:
    """The days compared, and those asked for: what has not passed yet, or stands in no file, is left out on both sides."""
    covered = shared_days(
        [tables.period(name) for name in ("promotion", "visits", "visits_daily")], [tables.period(name) for name in ("orders", "enquiries")]
    )
    if covered is None and not (answers.by_hand and answers.first and answers.last):
        raise Missing(_nothing(), LOAD)
    whole = covered or (answers.first or datetime.date.min, answers.last or datetime.date.max)
    whole = _since_the_beginning(whole) if covered else whole
    wanted = (answers.first or whole[0], answers.last or whole[1])
    period = wanted if answers.by_hand and covered is None else (max(wanted[0], whole[0]), min(wanted[1], whole[1]))
    if period[0] > period[1]:
        locale = desk().locale
        text = f"The files cover {locale.date(whole[0])} to {locale.date(whole[1])}: choose days within them."
        raise Missing(text, "07_plan.ipynb#evaluation.first")
    return period, wanted


def _nothing() -> str:
    """Why there is nothing to compare with: no file, or only the sample of another company."""
    company = sample.loaded(desk())
    if not company:
        return "There are no figures yet: load the files, or choose a period and enter by hand what was counted."
    what = f"These are figures of a sample ({lessons.company(company).name}), not of your company: they are not compared with your plan."
    return f"{what} Load your own files, or choose a period and enter by hand what was counted."


def _since_the_beginning(whole: Days) -> Days:
    """The days from the plan's first day on: what came before is no result of it. A sample company's days are compared all the same, to learn."""
    begin, company = begins(desk().answers(Schedule), desk().answers(People)), sample.loaded(desk())
    if begin is None or (company and not sample.foreign(desk(), company)):
        return whole
    if whole[1] < begin:
        text = f"These files end before the plan begins: nothing to compare yet. They end on {_day(whole[1])}, the plan begins on {_day(begin)}."
        raise Missing(text, link_to(f"{Schedule.FORM}:start"))
    return max(whole[0], begin), whole[1]


def _day(day: datetime.date) -> str:
    return desk().locale.date(day)


def _kpis(tables: Tables, window: Window) -> Kpis:
    visits = within(tables.visits, "started_at", window.spent, window)
    visits = visits if visits is not None else within(tables.visits_daily, "date", window.spent, window)
    return kpis(
        promotion=within(tables.promotion, "date", window.spent, window),
        visits=visits,
        enquiries=within(tables.enquiries, "created_at", window.sold, window),
        orders=within(tables.orders, "ordered_at", window.sold, window),
        margin_rate=margin(),
    )


def _one_currency(found: Kpis | None) -> None:
    own = desk().locale.currency
    if found is not None and found.currency and found.currency != own:
        text = f"The plan is in {own}, the files are in {found.currency}: amounts in two currencies cannot be compared. Choose the plan's currency."
        raise Missing(text, "00_start.ipynb#company.currency")


def _judgements(tables: Tables, window: Window, answers: Evaluation) -> dict[str, Judgement]:
    known: tuple[Evidence, ...] = ()
    promotion, orders = within(tables.promotion, "date", window.spent, window), within(tables.orders, "ordered_at", window.sold, window)
    if promotion is not None and orders is not None and (margin() is not None or "margin" in orders.collect_schema().names()):
        known = evidence(promotion, orders, margin_rate=margin(), digits=findings.digits(desk().locale))
    return {j.channel: j for j in decide_all(given.evidence_of(known, answers.by_hand, margin()), Rules())}


def rows_of(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """The rows of a table by channel."""
    return {str(row["channel"]): {str(name): value for name, value in row.items()} for row in frame.to_dict("records")}


def _channels(
    plan: pd.DataFrame, actual: pd.DataFrame, table: pd.DataFrame, names: dict[str, str], judgements: dict[str, Judgement], passed: float
) -> list[Channel]:
    wanted, found = rows_of(plan), rows_of(actual)
    channels = []
    for id, row in wanted.items():
        before, after = given.chain(row, passed), given.chain(found.get(id, {}))
        parts = variance_parts.parts(before, after) if before and after else {}
        j = judgements.get(id)
        stops, brings = (j.decision == "stop", reason(j, desk().locale)) if j else (False, "")
        by = {name: variance.of(table, id, name) for name in variance.MEASURES}
        channels.append(Channel(id, names[id], by, parts, stops, brings, nameless((j,), desk().locale) if j else ""))
    return channels


__all__ = ["Compared", "compared", "rows_of"]
