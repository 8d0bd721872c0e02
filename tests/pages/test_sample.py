import datetime

import pytest

from tests.pages.filled import save
from tests.pages.seen import part
from workbook.answers.start import Setup
from workbook.pages import decisions, document, files, findings
from workbook.report import export
from workbook.report.one_page import one_page
from workbook.report.sample import left_out
from workbook.sources.samples import sample_files

SAID = "276 orders, cost per order of the paid channels 21."
LEFT_OUT = "Figures of the sample Hollin Tea are not part of your plan."


@pytest.fixture
def bicycles(tea):
    """A company of one's own that has loaded the tea company's sample to learn."""
    save(tea, Setup, company="own", company_name="Spoke and Chain")
    for path in sample_files("tea"):
        if path.stem in ("orders", "promotion"):
            files.take(path, f"tea: {path.name}")
    return tea


def printed(desk):
    return export(desk, "md").decode()


def test_the_plan_of_another_company_has_no_figures_of_a_sample(bicycles):
    findings.keep("channels", SAID)
    decisions.take("channels")
    assert SAID not in printed(bicycles)
    assert SAID not in str(one_page(bicycles, datetime.date(2026, 12, 1)).blocks)
    assert left_out(bicycles) == LEFT_OUT


def test_whoever_works_on_the_sample_company_has_its_figures(bicycles):
    findings.keep("channels", SAID)
    save(bicycles, Setup, company="tea")
    assert SAID in printed(bicycles)
    assert left_out(bicycles) == ""


def test_what_was_typed_is_no_figure_of_a_sample(bicycles):
    findings.keep("tests", "Test: B is better.", from_files=False)
    assert "Test: B is better." in printed(bicycles)


def test_own_files_with_the_same_figures_make_the_finding_own(bicycles):
    findings.keep("channels", SAID)
    for number in files.readings():
        files.remove(number)
    findings.keep("channels", SAID)
    assert SAID in printed(bicycles)


def test_the_preview_says_what_is_left_out(bicycles):
    findings.keep("channels", SAID)
    assert part(document.document(), "Notice").text == LEFT_OUT
