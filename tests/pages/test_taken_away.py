"""Every step of the analysis, with each sample company's data: it shows something real, says how far it carries, and can be taken away as files."""

import csv
import io
from typing import NamedTuple

import pytest
import vl_convert
from openpyxl import load_workbook

from tests.pages.filled import save
from tests.widgets.recorded import recorded, say
from workbook.answers.chapters import CHAPTERS
from workbook.answers.search import Change
from workbook.answers.start import Setup
from workbook.answers.tests import OwnTest, TestPlan, TestReading
from workbook.pages import analysis, files, here
from workbook.sources import COMPANIES, sample_files
from workbook.widgets import ChartView, Panel, Result, TableView

ASKED = {
    "tea": {"on": "2026-06-15", "changed": "/journal/cold-brew", "kind": "page", "success": "order"},
    "pumps": {"on": "2026-06-15", "changed": "/slurry", "kind": "page", "success": "enquiry"},
    "soda": {"on": "2026-06-15", "changed": "/recipes", "kind": "page", "success": "order"},
}
NOTHING = {
    ("load", "TableView", 0),  # no channel of a sample has another name
    ("baskets", "TableView", 1),  # no third product says more than the pair
    ("decisions", "Result", 1),  # nothing is decided yet,
    ("decisions", "Result", 2),  # and nothing has changed since
}
TOO_FEW = {
    "tea": {("segments", "TableView", 2)},  # a value whose range is too wide to plan with has no channels
    "pumps": {*(("segments", *view) for view in (("Result", 2), ("TableView", 2), ("ChartView", 1), ("ChartView", 2))), ("tests", "Result", 4)},
    "soda": set(),
}
"""What has nothing to show, and says so above: customers for a model of buying, the revenue of a test that counts enquiries."""
COUNTS = {"a": {"visitors": "980", "successes": "50"}, "b": {"visitors": "990", "successes": "120"}}
VALUES = {"a": {"n": "980", "mean": "2.1", "deviation": "9"}, "b": {"n": "990", "mean": "2.4", "deviation": "9"}}
STEPS = [step.anchor for chapter in CHAPTERS if chapter.notebook == "06_analysis" for step in chapter.steps if step.anchor != "check"]


class Shown(NamedTuple):
    """The views of one step."""

    step: str
    results: list[Result]
    tables: list[TableView]
    charts: list[ChartView]


@pytest.fixture(scope="module", params=COMPANIES)
def company(request, tmp_path_factory):
    """A sample company's workbook with its data and the questions of the analysis answered."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK_HOME", str(tmp_path_factory.mktemp(request.param)))
        patch.delenv("WORKBOOK_DATABASE", raising=False)
        patch.delenv("WORKBOOK_VISITOR", raising=False)
        here.desk.cache_clear()
        for path in sample_files(request.param):
            files.take(path, f"{request.param}: {path.name}")
        answer(here.desk(), request.param)
        yield request.param
        here.desk().store.close()
        here.desk.cache_clear()


@pytest.fixture(scope="module")
def steps(company):
    """What each step shows."""
    return [shown(step) for step in STEPS]


def answer(desk, company):
    asked = ASKED[company]
    save(desk, Setup, company=company)
    save(desk, Change, what="New texts", **{name: asked[name] for name in ("on", "changed", "kind")})
    save(desk, TestPlan, change="A shorter form", rate_today="3 %", points="1")
    save(desk, TestReading, counts=COUNTS, values=VALUES)
    save(desk, OwnTest, column="variant", a="old page", b="new page", success=asked["success"], by_chance="chance")


def shown(step):
    parts = flat(getattr(analysis, step)())
    return Shown(step, *([part for part in parts if isinstance(part, kind)] for kind in (Result, TableView, ChartView)))


def flat(panel):
    return [inner for part in panel.parts for inner in (flat(part) if isinstance(part, Panel) else [part])]


def fetched(view, kind):
    """The file behind a button of a view."""
    sent = recorded(view)
    say(view, type=kind)
    offer = sent[-1][0]
    assert offer["name"].endswith(f".{kind}")
    pieces = []
    while sum(map(len, pieces)) < offer["size"]:
        say(view, type="more", name=offer["name"], offset=sum(map(len, pieces)))
        pieces.append(sent[-1][1][0])
    return b"".join(pieces)


def as_csv(view):
    return list(csv.reader(io.StringIO(fetched(view, "csv").decode("utf-8-sig"), newline="")))


def as_sheet(view):
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(fetched(view, "xlsx"))).active.iter_rows()]


def test_every_step_shows_something(company, steps):
    empty = {
        (each.step, type(view).__name__, number)
        for each in steps
        for views, state in ((each.results, "finding"), (each.tables, "table"), (each.charts, "spec"))
        for number, view in enumerate(views)
        if not getattr(view, state)
    }
    assert empty == NOTHING | TOO_FEW[company]


def test_results_say_how_far_they_carry(steps):
    told = [(each.step, view.finding) for each in steps for view in each.results if view.finding]
    short = [(step, told["headline"]) for step, told in told if not (told["means"] and told["means_not"] and told["next_step"])]
    assert len(told) > 12
    assert short == []


def test_tables_download_whole(steps):
    for view in (view for each in steps for view in (*each.tables, *each.charts) if view.table):
        labels = [column["label"] for column in view.table["columns"]]
        text, sheet = as_csv(view), as_sheet(view)
        assert text[0] == sheet[0] == labels
        assert len(text) == len(sheet) == view.table["total"] + 1


def test_charts_say_what_they_show_and_have_their_data(steps):
    drawn = [(each.step, view) for each in steps for view in each.charts if view.spec]
    assert [step for step, view in drawn if not (view.words["title"] and view.words["summary"] and view.table)] == []


def test_charts_become_pictures(company, steps):
    drawn = [view for each in steps for view in each.charts if view.spec]
    for view in drawn if company == "tea" else drawn[:1]:  # a page draws all companies alike
        svg = vl_convert.vegalite_to_svg(view.spec)
        assert svg.startswith("<svg")
        assert "NaN" not in svg
    assert vl_convert.svg_to_png(svg).startswith(b"\x89PNG")


def test_without_data_results_say_what_is_needed(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    here.desk.cache_clear()
    told = [view.finding for step in STEPS for view in shown(step).results if view.finding]
    here.desk().store.close()
    here.desk.cache_clear()
    assert [finding["headline"] for finding in told if not (finding["means"] and finding["means_not"] and finding["next_step"])] == []
