"""Surveys: sizes, ranges, connections against published values and other libraries; what a lint sees; answers as people write them."""

import csv
import io
import math

import numpy as np
import pytest
from scipy.stats import chi2_contingency, fisher_exact
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint, samplesize_confint_proportion

from workbook.answers.locale import Locale
from workbook.lessons.survey import question_bank, taught
from workbook.market.survey import simulated, truth
from workbook.metrics import survey_cross, survey_error, survey_estimates, survey_finding, survey_lint, survey_size
from workbook.metrics.survey import Asked
from workbook.metrics.survey_cells import cell
from workbook.metrics.survey_matching import match
from workbook.metrics.survey_returned import returned
from workbook.report.survey_table import answers_csv

TASTE = Asked(1, "taste", "Which do you like?", "single", ("Green, fresh", "Black", "None of these"), why="w")
WHY = Asked(2, "why", "What decided for the shop?", "multiple", ("Price", "Delivery time", "Green, fresh", "None of these"), why="w")
EASE = Asked(3, "ease", "How easy or difficult was it?", "scale", low=1, high=5, ends=("very difficult", "very easy"), why="w")
SPEND = Asked(4, "spend", "How much did you spend last month?", "number", low=0, high=500, why="w")


def banked(company):
    bounds = {"nps": (0, 10)}
    return [
        Asked(n, b.id, b.text, b.kind, b.choices, *bounds.get(b.kind, (b.low, b.high)), tuple([*b.ends.split(" | "), "", ""][:2]), b.why)
        for n, b in enumerate(question_bank(company), 1)
    ]


@pytest.mark.parametrize(("margin", "rate"), [(0.05, 0.5), (0.03, 0.2), (0.1, 0.5)])
def test_share_sizes_are_those_of_statsmodels(margin, rate):
    assert survey_size.for_share(margin, rate=rate) == math.ceil(samplesize_confint_proportion(rate, margin))


def test_a_small_population_needs_fewer():
    assert [survey_size.for_share(0.05, population=n) for n in (100, 1000, 10_000)] == [80, 278, 370]


def test_size_and_margin_belong_together():
    for population in (None, 800):
        n = survey_size.for_share(0.04, population=population)
        assert survey_size.margin_of_share(n, population=population) <= 0.04 < survey_size.margin_of_share(n - 2, population=population)


def test_groups_need_answers_of_their_own():
    one, four = (survey_size.plan(0.05, 0.95, rate=0.5, deviation=None, population=None, response=0.2, groups=g) for g in (1, 4))
    assert (four.answers, four.n) == (4 * one.answers, one.n)


def test_shares_without_population_are_wilsons():
    i = survey_estimates.share(12, 30)
    assert (i.low, i.high) == pytest.approx(proportion_confint(12, 30, method="wilson"))


def test_chi_square_is_scipys():
    cells = np.array([[30, 12, 9], [10, 30, 22]])
    assert survey_cross.association(cells).p == pytest.approx(chi2_contingency(cells, correction=False).pvalue)


def test_few_counts_are_tested_exactly():
    found = survey_cross.association(np.array([[8, 1], [2, 6]]))
    assert (found.how, found.p) == ("Fisher", pytest.approx(fisher_exact([[8, 1], [2, 6]]).pvalue))


def test_shuffling_agrees_with_chi_square():
    cells = np.array([[4, 30, 11], [3, 11, 24]])
    found = survey_cross.association(cells)
    assert found.how == "shuffled"
    assert found.p == pytest.approx(chi2_contingency(cells).pvalue, abs=0.01)


def test_holm_is_statsmodels():
    p = [0.001, 0.02, 0.04, 0.3, 0.011]
    assert survey_cross.holm(p) == pytest.approx(list(multipletests(p, method="holm")[1]))


def test_noise_has_no_connections():
    rng = np.random.default_rng(3)
    asked = [Asked(n, f"k{n}", f"Question {n}?", "single", ("a", "b", "c")) for n in range(1, 9)]
    values = {q.code: [str(v) for v in rng.choice(["a", "b", "c"], 200)] for q in asked}
    found = survey_cross.pairs(asked, values)
    assert len(found) == 28
    assert not (found.corrected < 0.05).any()
    assert survey_finding.together(found, asked, Locale()).headline.startswith("None of 28")


def test_ranges_halve_with_four_times_the_answers():
    wide, narrow = (survey_error.surveys(survey_error.Truth(0.4, n)) for n in (200, 800))
    assert (wide.high - wide.low).mean() == pytest.approx(2 * (narrow.high - narrow.low).mean(), rel=0.03)


def test_no_number_mends_self_selection():
    found = survey_error.surveys(survey_error.Truth(0.4, 20_000, willing=2))
    assert not found.hit.any()


def names(*questions, greeting="We ask."):
    return [fault.name for fault in survey_lint.lint(questions, taught(), greeting=greeting)]


@pytest.mark.parametrize("company", ["tea", "pumps", "soda", "own"])
def test_the_bank_is_without_slips(company):
    assert set(names(*banked(company))) <= {"Many own words"}


@pytest.mark.parametrize(
    ("wording", "choices", "name"),
    [
        ("How much do you like our shop?", ("Much", "Little", "None of these"), "Leading question"),
        ("Are price and delivery fine?", ("Yes", "No", "I do not know"), "Two questions in one"),
        ("How many orders?", ("0-10", "10-20", "over 20"), "Classes overlap"),
        ("How many orders?", ("0 to 10", "11 to 20", "over 25"), "Classes leave a gap"),
        ("How many orders?", ("0 to 10", "11 to 20"), "No class at the top"),
        ("Which one?", ("Red", "Blue"), "No way out"),
        ("How was it?", ("Very good", "Good", "Poor", "I do not know"), "Uneven scale"),
        ("Do you not think you never saw it?", ("Yes", "No"), "Double negative"),
        (" ".join(["word"] * 30), ("Red", "None"), "Too long"),
    ],
)
def test_slips_are_named(wording, choices, name):
    assert name in names(Asked(1, "a", wording, "single", choices, why="w"))


def test_personal_data_want_a_reason():
    assert "Personal data without a reason" in names(Asked(1, "a", "What is your income?", "number", low=0, high=9e5))
    assert "Personal data without a reason" not in names(Asked(1, "a", "What is your income?", "number", low=0, high=9e5, why="To set the price."))


@pytest.mark.parametrize(
    ("q", "text", "value"),
    [
        (TASTE, "BLACK", "Black"), (TASTE, "2", "Black"), (TASTE, "", None), (TASTE, "none of these", "None of these"),
        (WHY, "Price|delivery time", ("Price", "Delivery time")), (WHY, "Green, fresh, Price", ("Price", "Green, fresh")), (WHY, "k. A.", None),
        (EASE, "4 - easy", 4.0), (EASE, "very easy", 5.0), (EASE, "5,0", 5.0), (SPEND, "12,50 €", 12.5), (SPEND, "1.234", 1.234),
        (Asked(9, "y", "Bought?", "single", ("Yes", "No", "I do not know")), "Nein", "No"),
        (Asked(9, "y", "Bought?", "single", ("Yes", "No", "I do not know")), "oui", "Yes"),
        (Asked(9, "w", "What?", "text"), "'=SUM(A1)", "=SUM(A1)"),
    ],
)  # fmt: skip
def test_cells_are_understood(q, text, value):
    found = cell(q, text)
    assert (found.value, found.problems) == (value, ())


@pytest.mark.parametrize(
    ("q", "text", "why"),
    [
        (TASTE, "Blak", "the nearest is “Black”"), (EASE, "7", "must lie between 1 and 5"), (EASE, "2,5", "whole step"),
        (EASE, "easy", "must be a number"),
        (Asked(5, "n", "How many?", "number", low=0, high=9000), "1.234", "two ways"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(q, text, why):
    found = cell(q, text)
    assert found.value is None
    assert why in found.problems[0][1]


def test_a_form_export_is_matched():
    header = [
        "Timestamp",
        "Which do you like",
        "What decided for the shop? [Price]",
        "What decided for the shop? [Delivery time]",
        "How easy was it",
        "q4_spend",
    ]
    columns = match(header, [TASTE, WHY, EASE, SPEND])
    assert [c.how for c in columns] == ["none", "text", "text", "text", "proposed", "code"]
    back = returned([TASTE, WHY, EASE, SPEND], columns, [["x", "Black", "Yes", "", "3", "7"]], [2])
    assert dict(back.values) == {"q1_taste": ["Black"], "q2_why": [("Price",)], "q4_spend": [7.0]}


def test_ticks_in_columns_are_read():
    columns = match([f"What decided for the shop? [{choice}]" for choice in WHY.choices], [WHY])
    back = returned([WHY], columns, [["✓", "☐", "x", ""], ["", "", "maybe", "1"]], [2, 3])
    assert back.values[WHY.code] == [("Price", "Green, fresh"), ("None of these",)]
    assert [p.got for p in back.problems] == ["maybe"]


def test_moved_questions_keep_their_answers():
    assert match(["q1_spend"], [EASE, SPEND])[0].question == SPEND


def test_invented_people_are_pulled_and_slip():
    asked = banked("tea")
    made = simulated("tea", asked)
    back = returned(asked, match(list(made.answers.columns), asked), made.answers.to_numpy().tolist(), range(2, len(made.answers) + 2))
    smell = next(q for q in asked if q.key == "smell")
    found = survey_estimates.shares(smell, back.values[smell.code]).set_index("answer")
    assert found.low["Yes"] > truth("tea", smell)["Yes"]  # regulars answer more often, and know what they buy
    assert back.problems
    assert set(truth("tea", next(q for q in asked if q.key == "heard"))) == set(asked[0].choices)


@pytest.mark.parametrize("answered", [5, 9, 10])
def test_the_score_stands_inside_its_range(answered):
    found = survey_estimates.recommendation([10.0] * answered, population=10)
    assert found.low <= found.value <= found.high


def test_who_chose_none_has_answered():
    asked = Asked(1, "tools", "Which do you use?", "single", ("E-mail", "None"))
    assert returned([asked], match(["q1_tools"], [asked]), [["None"], [""]], [2, 3]).values["q1_tools"] == ["None"]


@pytest.mark.parametrize("text", ["\n=1+1", "＝1+1", "=1+1"])
def test_formulas_of_all_kinds_are_defused_and_come_back(text):
    (row,) = list(csv.reader(io.StringIO(answers_csv(["q1_a"], [[text]]).decode("utf-8-sig"))))[1:]
    assert row[0].startswith("'")
    assert cell(Asked(1, "a", "?", "text"), row[0]).value == text
