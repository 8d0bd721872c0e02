"""Views with something in them, for tests that look at them."""

from __future__ import annotations

import tempfile

import altair as alt
import pandas as pd

from tests.browser.views_page import Board
from tests.widgets import exercises
from workbook.answers.locale import Locale
from workbook.charts import Picture
from workbook.store.desk import Desk
from workbook.widgets import Catalogue, ChartView, Checks, Column, Download, Facts, Figure, Finding, Notice, Result, TableView, TaskList, Upload

FINDING = Finding(
    "Wait: the margin does not carry the cost yet",
    "warn",
    figures=(Figure("Cost per order", "€41.20", "goal: €30"), Figure("Orders", "118")),
    reasons_for=("Enquiries have doubled.",),
    reasons_against=("Each order loses €4.70.",),
    means="Each additional order costs more than it brings.",
    means_not="It does not mean that search ads never pay.",
    next_step="Raise the conversion rate first.",
)
TABLE = pd.DataFrame(
    {"channel": [f"Channel {i}" for i in range(30)], "visits": [(7 * i) % 30 for i in range(30)], "cost": [1234.5 * i for i in range(30)]}
)
COLUMNS = {"channel": Column("Channel"), "visits": Column("Visits", "count"), "cost": Column("Cost of the whole year", "money")}
CARDS = [
    {
        "id": f"c{i}",
        "title": title,
        "lead": "What it is, in a line.",
        "tags": ["Paid" if i % 2 else "Free"],
        "values": {"cost": "paid" if i % 2 else "free"},
        "attributes": [{"label": "Reach", "value": "4 of 5"}],
        "sections": [{"title": "How to begin", "points": ["Choose twenty words."]}],
    }
    for i, title in enumerate(["Search engine optimisation", "Search ads", "E-mail", "Coupons"])
]
FILTERS = [{"name": "cost", "label": "Cost", "options": ["paid", "free"]}]
CHAPTERS = [
    {
        "title": "Strategy",
        "href": "02_strategy.ipynb",
        "steps": [
            {"title": "Set the budget", "href": "02_strategy.ipynb#budget", "state": "in_progress"},
            {"title": "Run the market", "href": "06_analysis.ipynb#run", "state": "blocked", "note": "Set a budget first."},
        ],
    }
]


def picture() -> Picture:
    few = TABLE.head(5)
    chart = alt.Chart(few).mark_bar().encode(x="cost:Q", y="channel:N", tooltip=["channel:N", "cost:Q"])
    return Picture(chart, "Channel 4 costs most", "It costs 4 938 of 12 345.", few)


def chart(locale: Locale | None = None) -> ChartView:
    view = ChartView(locale)
    view.show(picture(), columns=COLUMNS, note="Sample data.")
    return view


def table() -> TableView:
    view = TableView()
    view.show(TABLE, title="Costs", columns=COLUMNS, note="Source: sample.")
    return view


def result() -> Result:
    view = Result()
    view.show(FINDING)
    return view


def everything(desk: Desk) -> list:
    checks = Checks([exercises.one_of(), exercises.many_of(), exercises.match(), exercises.number()], desk)
    checks._handle_custom_msg({"type": "answer", "id": "what_pays", "raw": "ctr"}, [])
    lists = [
        Catalogue(CARDS, FILTERS, title="Channels"),
        TaskList(CHAPTERS, {"title": "Budget", "href": "#budget"}),
        Facts("About us", ["Tea."], ["Since 1987."]),
    ]
    files = [Upload(tempfile.gettempdir(), lambda path, name: None, accept=[".csv"]), Download("Download the plan", lambda: ("a", "b", b""))]
    return [chart(), result(), table(), checks, *lists, *files, Notice("Old data.", tone="warn", links={"Upload again": "#x"}), Result()]


def drawn(board: Board) -> None:
    board.page.wait_for_selector(".wb-chart[data-drawn=screen] svg")
