"""Tests on the page: plan one, read one from counts or from the loaded visits, and try what looking too often does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import narwhals as nw
import pandas as pd

from workbook.answers import tests as asked
from workbook.charts import ab_test as drawing
from workbook.metrics import ab_plan, ab_split, ab_test, ab_test_data, peeking, sample_size
from workbook.metrics import ab_test_finding as said
from workbook.metrics.tables import lacking, need, small
from workbook.pages import files, findings
from workbook.pages.here import desk, whenever
from workbook.pages.redraw import on_data
from workbook.report.source import ended
from workbook.sources.engine import Tables
from workbook.widgets import ChartView, Column, Figure, Finding, Form, Notice, Panel, Result, TableView

LINK = {"Load the visits": "06_analysis.ipynb#load"}
LOOKS = 10
BY_CHANCE = "chance"
NOT_BY_CHANCE = (
    "Chance did not decide who saw what, or it is not known: the difference may come from who the visitors are, and is no effect of the variant."
)


def tests() -> Panel:
    """Plan a test, read a test, and learn why one looks once."""
    return Panel(*_plan(), *_typed(), *_own(), *_peek())


def _plan() -> tuple[Form, Notice, Result]:
    form, notice, planned = Form(asked.TestPlan, desk()), Notice(), Result()

    def show() -> None:
        plan = _planned(files.tables())
        if plan is None:
            findings.keep("test_plan", "")
            planned.show(_what_to_plan())
            return
        told = ab_plan.finding(plan, desk().locale)
        planned.show(told)
        answers = desk().answers(asked.TestPlan)
        begins = f", from {desk().locale.date(answers.start)}" if answers.start else ""
        change = f" What is different: {ended(answers.change)}" if answers.change else ""
        findings.keep("test_plan", f"A test is planned{begins}: {told.headline}.{change}", from_files=answers.visitors_daily is None)

    on_data(show, notice, planned, models=(asked.TestPlan,))
    return form, notice, planned


def _planned(tables: Tables) -> ab_plan.Plan | None:
    """The plan of the form, with the visitors a day as typed or as loaded."""
    answers = desk().answers(asked.TestPlan)
    today, points = answers.rate_today, answers.points
    if not today or not points or today >= 1 or today + points / 100 > 1:
        return None
    daily = answers.visitors_daily if answers.visitors_daily is not None else _visitors_daily(tables)
    return ab_plan.plan(today, points / 100, daily, share=answers.share or 1.0)


def _visitors_daily(tables: Tables) -> float | None:
    """Visitors a day as loaded; visits a day where only sums are there."""
    name = "visits" if tables.visits is not None else "visits_daily"
    table, period = tables.get(name), tables.period(name)
    if table is None or period is None:
        return None
    column = "visitor_id" if name == "visits" else "visits"
    if lacking(table, [column]):
        return None
    counted = nw.col(column).n_unique() if name == "visits" else nw.col(column).sum()
    whole = small(need(table, name, [column]).select(counted.alias("n"))).n.iloc[0]
    return None if pd.isna(whole) else float(whole) / ((period[1] - period[0]).days + 1)


def _typed() -> tuple[Form, Result, ChartView, Result]:
    form, shares, drawn, means = Form(asked.TestReading, desk()), Result(), ChartView(), Result(empty="")

    def show() -> None:
        answers, locale = desk().answers(asked.TestReading), desk().locale
        plan = _planned(files.tables())
        drawn.clear()
        compared = _shares(answers.counts)
        told = said.finding(compared, _split(compared.n, answers), locale, planned=plan.n if plan else None) if compared else _what_to_read()
        shares.show(told)
        if compared:
            drawn.show(drawing.variants(compared, locale), note="Ranges of 95 %, by Wilson.", locale=locale)
        amounts = _means(answers.values)
        if amounts:
            means.show(said.finding(amounts, _split(amounts.n, answers), locale, share=False))
        else:
            means.clear()
        findings.keep("tests", f"Test: {told.headline}." if compared else "", from_files=False)

    whenever(show, asked.TestReading, asked.TestPlan, views=(shares, drawn, means))
    return form, shares, drawn, means


def _shares(counts: Mapping[str, Mapping[str, float]]) -> ab_test.Comparison | None:
    cells = [counts.get(row, {}).get(column) for row in ("a", "b") for column in ("successes", "visitors")]
    if any(cell is None for cell in cells):
        return None
    a, a_visitors, b, b_visitors = (float(cell or 0) for cell in cells)
    return ab_test.shares(a, a_visitors, b, b_visitors) if a <= a_visitors and b <= b_visitors and a_visitors and b_visitors else None


def _means(values: Mapping[str, Mapping[str, float]]) -> ab_test.Comparison | None:
    cells = [[values.get(row, {}).get(column) for column in ("n", "mean", "deviation")] for row in ("a", "b")]
    if any(cell is None for row in cells for cell in row) or any((row[0] or 0) < 2 for row in cells):
        return None
    a, b = (ab_test.Sample(*(float(cell or 0) for cell in row)) for row in cells)
    return ab_test.means(a, b)


def _split(n: tuple[float, float], answers: asked.TestReading) -> ab_split.Split:
    share = answers.planned_share if answers.planned_share and answers.planned_share < 1 else 0.5
    return ab_split.split(n, (share, 1 - share))


def _own() -> tuple[Any, ...]:
    form, missing, listed, result, drawn, revenue = (
        Form(asked.OwnTest, desk()),
        Notice(),
        TableView(),
        Result(empty=""),
        ChartView(),
        Result(empty=""),
    )

    def show() -> None:
        for view in (listed, result, drawn, revenue):
            view.clear()
        tables, answers = files.tables(), desk().answers(asked.OwnTest)
        if tables.visits is None:
            missing.show("A test is read from visits one by one: they are not loaded.", links=LINK)
            return
        if not answers.column:
            return
        label = asked.COLUMNS[answers.column]
        found = ab_test_data.values(tables.visits, answers.column)
        listed.show(
            found, title=f"What stands in “{label}”", columns={answers.column: Column(label), "visitors": Column("Visitors", "count")}, rows=5
        )
        if answers.a and answers.b:
            _show_own(tables, answers, missing, result, drawn, revenue)

    on_data(show, missing, listed, result, drawn, revenue, models=(asked.OwnTest,))
    return form, missing, listed, result, drawn, revenue


def _show_own(tables: Tables, answers: asked.OwnTest, missing: Notice, result: Result, drawn: ChartView, revenue: Result) -> None:
    a, b, success = answers.a or "", answers.b or "", answers.success or "order"
    done = tables.orders if success == "order" else tables.enquiries
    counted = ab_test_data.count(tables.visits, done, answers.column or "", a, b, success)  # type: ignore[arg-type]
    if not (counted.a.visitors and counted.b.visitors):
        missing.show(f"No visitor saw “{b if counted.a.visitors else a}” alone: take a value from the table below.", tone="warn")
        return
    locale, by_chance = desk().locale, answers.by_chance == BY_CHANCE
    compared = ab_test.shares(counted.a.successes, counted.a.visitors, counted.b.successes, counted.b.visitors)
    split = ab_split.split(compared.n) if by_chance else None
    result.show(_with_cautions(said.finding(compared, split, locale), counted.both, by_chance))
    drawn.show(drawing.variants(compared, locale, names=(a, b)), note="Ranges of 95 %, by Wilson. Counted are visitors, not visits.", locale=locale)
    if success == "order" and "revenue" in tables.orders.collect_schema().names():  # type: ignore[union-attr]
        written = findings.locale(tables.currency("orders"))
        unit = 10 ** findings.digits(written)
        arms = [ab_test.Sample(arm.revenue.n, arm.revenue.mean / unit, arm.revenue.deviation / unit) for arm in (counted.a, counted.b)]
        told = said.finding(ab_test.means(*arms), split, written, share=False, money=True)
        revenue.show(_with_cautions(replace(told, headline=f"Revenue per visitor: {told.headline[:1].lower()}{told.headline[1:]}"), 0, by_chance))


def _with_cautions(told: Finding, both: int, by_chance: bool) -> Finding:
    more = [] if by_chance else [NOT_BY_CHANCE]
    more += (
        [f"{desk().locale.count(both)} visitors saw both and are left out."]
        if both > 1
        else ["One visitor saw both and is left out."]
        if both
        else []
    )
    tone = told.tone if by_chance or told.tone == "bad" else "warn"
    return replace(told, points=(*more, *told.points), tone=tone)


def _peek() -> tuple[Form, ChartView, Result]:
    form, drawn, result = Form(asked.Peeking, desk()), ChartView(), Result()

    def show() -> None:
        looks, locale = desk().answers(asked.Peeking).looks or LOOKS, desk().locale
        table = peeking.false_positives(looks)
        note = f"{locale.count(peeking.RUNS)} simulated tests of two equal variants, {locale.count(1000)} visitors each between two looks."
        drawn.show(drawing.looks(table, locale), note=note, locale=locale)
        result.show(ab_plan.peeking_finding(float(table["rate"].iloc[-1]), looks, locale))

    whenever(show, asked.Peeking, views=(drawn, result))
    return form, drawn, result


def _what_to_plan() -> Finding:
    n = sample_size.per_variant(0.02, 0.005)
    return Finding(
        "Enter the rate of today and the smallest rise worth finding",
        figures=(
            Figure(
                "For example",
                desk().locale.count(n),
                "visitors per variant, to find 2.5 % where there are 2 %".replace(".", desk().locale.decimal_mark),
            ),
        ),
        means="Both numbers decide how many visitors the test needs, before it starts.",
        means_not="A guess for the rate will do for planning. Reading the test uses what was counted.",
        next_step="Take the rate from your key figures, and the rise from what would change your decision.",
    )


def _what_to_read() -> Finding:
    return Finding(
        "Enter visitors and successes of both variants",
        means="Then the split is looked at, the difference is tested, and its range is shown.",
        means_not="A test that was not planned can be read as well, but not trusted as much.",
        next_step="Count them once, at the planned end.",
    )


__all__ = ["tests"]
