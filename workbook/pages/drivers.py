"""Step "Find what moved the result": the five sources linked, a driver tree between two periods, and the diagnosis."""

from __future__ import annotations

import pandas as pd

from workbook.answers.drivers import Drivers
from workbook.answers.strategy import Budget
from workbook.charts import drivers as drawing
from workbook.metrics.anomalies import anomalies
from workbook.metrics.attention import attention
from workbook.metrics.diagnosis import Evidence, diagnose, evidence_lines, mix_effect, verdict
from workbook.metrics.drivers import FACTORS, Goal, Period, Tree, label, last_two
from workbook.metrics.drivers import drivers as drive
from workbook.metrics.drivers_finding import compared, finding
from workbook.metrics.linked import Linked, linked, shared_days
from workbook.metrics.precision import precision
from workbook.metrics.signals import signals
from workbook.pages import files, findings
from workbook.pages.decisions import margin
from workbook.pages.here import desk
from workbook.pages.redraw import on_data
from workbook.sources.engine import Tables
from workbook.widgets import ChartView, Column, Form, Notice, Panel, Result, TableView

_MATRIX = {
    "diagnosis": Column("Diagnosis"), "look_at": Column("Lies with"), "observation": Column("What would be seen"), "seen": Column("Seen"),
    "speaks": Column("Speaks for it"), "against": Column("Speaks against it"), "first": Column("Look first"),
}  # fmt: skip
_NEEDED = "Two periods can be compared once orders with a day and a channel are loaded; visits and cost tell more."


def drivers() -> Panel:
    """What moved revenue or contribution between two periods, where the difficulty lies, and how precise the traffic is."""
    form, missing, result = Form(Drivers, desk()), Notice(), Result()
    steps, parts, matrix, traffic = ChartView(), TableView(), TableView(), ChartView()
    views = (result, steps, parts, matrix, traffic)

    def show() -> None:
        tables, asked = files.tables(), desk().answers(Drivers)
        days = _days(tables)
        if tables.orders is None or days is None:
            missing.show(_NEEDED, links={"Load the data": "06_analysis.ipynb#load"})
            for view in views:
                view.clear()
            findings.keep("drivers", "")
            return
        found = _linked(tables, asked.way)
        goal: Goal = "revenue" if asked.goal != "contribution" or "margin" not in found.known else "contribution"
        if asked.goal == "contribution" and goal == "revenue":
            missing.show("The orders have no margin, so revenue is compared. Enter a margin rate in the step on channels.", tone="warn")
        tree = drive(found, asked.periods or last_two(days), goal)
        _draw(tree, found, tables, (result, steps, parts, matrix, traffic))

    on_data(show, missing, *views, models=(Drivers, Budget))
    return Panel(form, missing, *views)


def _days(tables: Tables) -> Period | None:
    dense = [tables.period(name) for name in ("visits", "visits_daily", "promotion")]
    orders = tables.period("orders")
    return shared_days(dense, [orders, tables.period("email")]) or shared_days(dense, [orders])  # mailings may be of another time altogether


def _linked(tables: Tables, way: str | None) -> Linked:
    return linked(
        promotion=tables.promotion,
        visits=tables.visits if tables.visits is not None else tables.visits_daily,
        enquiries=tables.enquiries,
        orders=tables.orders,
        search=tables.search_daily if tables.search_daily is not None else tables.search,
        margin_rate=margin(),
        via_enquiry=None if way is None else way == "enquiry",
    )


def _draw(tree: Tree, found: Linked, tables: Tables, views: tuple[Result, ChartView, TableView, TableView, ChartView]) -> None:
    result, steps, parts, matrix, traffic = views
    written, own = findings.locale(found.currency), desk().locale
    lines = diagnose(Evidence(signals(found, tree.periods), mix_effect(found, tree), found.via_enquiry, written))
    seen = verdict(lines, tree)
    told = finding(tree, lines, seen, written, _disturbed(tables, tree))
    result.show(told)
    steps.show(drawing.waterfall(tree, written), note=_source(found, tables, desk().answers(Drivers).way), locale=written)
    parts.show(_by_channel(tree), title="Parts by channel", columns=_columns(tree, found), note=_CHAINS, locale=written, totals=1)
    matrix.show(
        pd.DataFrame(list(evidence_lines(lines))), title="Diagnoses, and what speaks for and against them", columns=_MATRIX, note=_SEEN, locale=own
    )
    asked = "enquiries" if found.via_enquiry else "orders"
    table = precision(found)
    traffic.show(drawing.precision(table, own, asked=asked), note=_PRECISION, locale=own)
    findings.keep("drivers", f"{told.headline}. {compared(tree, own)}.")


_CHAINS = (
    "Each channel has a chain of its own, from the first stage that its files know; a dash: not in its chain. Parts by Shapley value: the mean over "
    "all orders in which the factors can be changed. Search clicks belong to organic search."
)
_SEEN = (
    "A figure counts as changed only where its whole range, from days drawn again, lies on one side. Reasons against include what cannot be told yet."
)
_PRECISION = (
    "The dark mark is the rate of all other channels together; the bar is the 95% interval (Wilson). Enquiries and orders test who came, visits test "
    "the clicks."
)


def _source(found: Linked, tables: Tables, way: str | None) -> str:
    """By which way orders are followed and why, and what is missing."""
    visits = tables.visits is not None or tables.visits_daily is not None
    start = "Orders are followed from visits" if visits else "Orders stand for themselves, since no visits are loaded"
    if found.via_enquiry:
        told = "Orders are followed through enquiries."
    elif way == "direct":
        told = f"{start}; people order directly, as you said."
    elif tables.enquiries is None:
        told = f"{start}; there are no enquiries among the files."
    else:
        told = f"{start}; more people ordered than asked."
    return " ".join((told, *found.missing))


def _by_channel(tree: Tree) -> pd.DataFrame:
    total = {"channel": "All channels", **{c: tree.channels[c].sum() for c in tree.channels.columns if c != "channel"}}
    return pd.concat([tree.channels, pd.DataFrame([total])], ignore_index=True)


def _columns(tree: Tree, found: Linked) -> dict[str, Column]:
    names = dict(zip(tree.parts.factor, tree.parts.label, strict=True))
    factors = {f: Column(names.get(f) or label(f, found.via_enquiry), "money") for f in FACTORS if f in tree.channels}
    return {
        "channel": Column("Channel"), "before": Column("Earlier", "money"), "after": Column("Later", "money"),
        "change": Column("Change", "money"), **factors,
    }  # fmt: skip


def _disturbed(tables: Tables, tree: Tree) -> tuple[str, ...]:
    """Unusual days of the visits in the two periods: rates over them do not compare."""
    visits = tables.visits if tables.visits is not None else tables.visits_daily
    daily = attention(visits=visits).get("visits") if visits is not None else None
    if daily is None:
        return ()
    unusual = [a for a in anomalies(daily.season()) if a.kind != "high"]
    told = []
    for name, (start, end) in zip(("earlier", "later"), tree.periods, strict=True):
        days = sum(a.periods for a in unusual if pd.Timestamp(start) <= a.first <= pd.Timestamp(end))
        if days:
            told.append(
                f"On {desk().locale.things(days, 'day')} of the {name} period visits were missing or unusually few: if they were only not counted, "
                "visits per click are too low and orders per visit too high there."
            )
    return tuple(told)
