import io

import docx
import pytest
from markdown_it import MarkdownIt

from tests.pages.filled import goal, save
from tests.report.said import words
from workbook.answers import plan as asked
from workbook.answers.analysis import Decisions
from workbook.answers.audience import MarketSize, Segments
from workbook.answers.handover import Handover
from workbook.answers.promotion import Fit, MediaPlan
from workbook.answers.research import SamplePlan
from workbook.answers.sales_force import Checklist
from workbook.answers.schedule import Schedule
from workbook.answers.start import Setup
from workbook.answers.strategy import Budget, BusinessModel, Goals
from workbook.metrics import investment, media_plan
from workbook.metrics.inputs import promotion as lines
from workbook.metrics.inputs import strategy as given
from workbook.report import export, plan, to_markdown
from workbook.report.document import Heading, Paragraph, Table
from workbook.report.evaluation import KEPT as EVALUATED
from workbook.report.evaluation import evaluation
from workbook.report.handover import handover
from workbook.report.sample import FINDING
from workbook.report.timing import who_does_it

PARTS = [
    "At a glance", "The problem and what solving it is worth", "Objectives", "The kind of plan", "Market research", "Customers and market",
    "Competitors",
    "What we offer, and why from us", "Content and methods", "The site", "Implementation", "Budget and expected effect",
    "Schedule", "People", "Points to watch", "Measuring and adjusting", "How it is carried out",
    "Hand-over to service and sales", "Plan against actual",
]  # fmt: skip
HOSTILE = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)> & <b>bold</b>",
    "control": "a\x00b\x07c\x1bd\x0be",
    "formula": '=HYPERLINK("http://example.org";"x") +1 @SUM(A1) -2',
    "right_to_left": "شاي ممتاز \u202e evil \u2066mixed",
    "emoji": "🍵👩‍👩‍👧‍👦 tea 🇫🇷",
    "long": "x" * 4000,
    "markdown": "# Not a heading\n| a | b |\n---\n```\n[link](javascript:alert(1))\n1. one",
    "surrogate": "half \ud83c pair",
}


def word(desk):
    return docx.Document(io.BytesIO(export(desk, "docx")))


def word_text(desk):
    file = word(desk)
    return "\n".join([p.text for p in file.paragraphs] + [c.text for t in file.tables for row in t.rows for c in row.cells])


@pytest.mark.parametrize("which", ["empty", "tea"])
def test_every_part_is_there(which, request):
    blocks = plan(request.getfixturevalue(which)).blocks
    assert [block.text for block in blocks if isinstance(block, Heading) and block.level == 1] == PARTS


@pytest.mark.parametrize("which", ["empty", "tea"])
def test_no_part_is_bare(which, request):
    blocks = plan(request.getfixturevalue(which)).blocks
    followed = zip(blocks, [*blocks[1:], Heading("End")], strict=True)
    assert [a.text for a, b in followed if isinstance(a, Heading) and isinstance(b, Heading) and b.level <= a.level] == []


def test_a_filled_plan_leaves_nothing_open(tea):
    blocks = plan(tea).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph) and block.style == "missing"] == []
    assert "still open" not in words(plan(tea))


def test_an_empty_plan_says_what_is_open(empty):
    text = to_markdown(plan(empty))
    assert text.count("**Still open:**") >= 15
    assert "Company not chosen yet" in text


@pytest.mark.parametrize("which", ["empty", "tea"])
def test_nothing_slips(which, request):
    text = words(plan(request.getfixturevalue(which))).split()
    assert not {"nan", "None", "inf", "¤", "NaT", "True", "False"} & set(text)


def test_money_is_that_of_the_findings(tea):
    budget = tea.answers(Budget)
    found = (given.forecast(budget, tea.locale), investment.finding(given.investment(budget), tea.locale))
    figures = [figure.value for finding in found for figure in finding.figures]
    assert len(figures) >= 5
    for text in (word_text(tea), to_markdown(plan(tea))):
        assert [value for value in figures if value not in text] == []


def test_the_media_plan_is_that_of_the_page(tea):
    made = lines.media_plan(tea.answers(MediaPlan), tea.answers(Budget), tea.answers(Fit).budget_monthly)
    headline = media_plan.finding(made, tea.locale).headline
    assert headline in word_text(tea)
    assert headline in to_markdown(plan(tea))


def test_both_formats_say_the_same(tea):
    text = word_text(tea)
    assert [said for said in words(plan(tea)).split("\n") if said.strip() and said.strip() not in text] == []


def test_word_has_all_tables(tea):
    assert len(word(tea).tables) == sum(isinstance(block, Table) for block in plan(tea).blocks)


@pytest.mark.parametrize(("language", "money"), [("de_DE", "6.800"), ("en_US", "€6,800"), ("fr_FR", "6\u202f800")])
def test_numbers_follow_the_reader(tea, language, money):
    save(tea, Setup, language=language)
    assert money in words(plan(tea))


def test_a_repeat_rate_is_a_rate(tea):
    assert "40% over a year" in words(plan(tea))


def test_a_repeat_rate_is_in_per_cent_whatever_its_size(tea):
    small = {**goal("g", "Some customers order again", "repeat_rate", 0.5, 1.5), "period": "year"}
    save(tea, Goals, goals=[small])
    text = words(plan(tea))
    assert "0.5%" in text
    assert "1.5% over a year" in text


def test_a_contradiction_is_a_point_to_watch(tea):
    save(tea, Goals, goals=[goal("g", "Very many orders", "orders", 180, 9000)])
    assert "“Very many orders”" in words(plan(tea)).split("Points to watch")[1]


def test_departing_from_the_advice_asks_for_a_reason(tea):
    save(tea, BusinessModel, chosen="c", reason="")
    assert "Say why you depart from it." in words(plan(tea))


def test_a_gap_leads_to_its_field(empty):
    gaps = [block for block in plan(empty).blocks if isinstance(block, Paragraph) and block.style == "missing"]
    assert [gap.text for gap in gaps if not gap.href] == []
    assert "07_plan.ipynb#handover.events" in [gap.href for gap in gaps]


def test_what_was_compared_keeps_its_numbers(tea):
    rows = [["Search", "Cost", "€1,800", "€2,150", "−€350", "unfavourable"], ["Search", "Orders", "41", "not measured", "", "not measured"]]
    tea.keep(
        EVALUATED, "last", {"headline": "Search costs more than planned", "period": "May and June.", "rows": rows, "channels": ["Search: mend."]}
    )
    found = next(block for block in evaluation(tea) if isinstance(block, Table))
    assert [cell.value for cell in found.cells[0]] == [None, None, 1800, 2150, -350, None]
    assert found.rows[1] == tuple(rows[1])


def test_the_hours_of_a_hand_over_are_numbers(tea):
    found = next(block for block in handover(tea) if isinstance(block, Table))
    assert (found.head[2], found.cells[0][2].value) == ("Within, hours", 4)


def test_milestones_are_in_order(tea):
    stones = [{"_id": str(n), "what": f"Step {n}", "owner": "Ana", "due": day} for n, day in enumerate(("2028-05-01", "", "2028-01-01"))]
    save(tea, Schedule, tasks=[])
    save(tea, asked.People, milestones=stones)
    text = words(plan(tea))
    assert text.index("Step 2") < text.index("Step 0") < text.index("Step 1")


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_survives(tea, kind):
    text = HOSTILE[kind]
    kept = text.encode("utf-8", "ignore").decode()
    save(tea, Setup, company_name=kept[:200], offer=kept[:1000])
    save(tea, asked.People, problem=kept[:2000], reasons=kept[:200])
    save(tea, Schedule, tasks=[{"_id": "m", "what": kept[:120], "milestone": "yes", "starts": "2028-01-03"}])
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(to_markdown(plan(tea)))
    assert [tag for tag in ("<script", "<img", "<b>", "<a ", "<hr", "<pre", "<code") if tag in page] == []
    assert page.count("<h1>") == 1
    assert page.count("<h2>") == len(PARTS)
    assert word(tea).paragraphs


def test_an_unknown_format_is_named(empty):
    with pytest.raises(ValueError, match="must be one of docx, pdf, md, xlsx"):
        export(empty, "odt")


def test_a_day_in_the_goals_words_is_not_said_again(tea):
    goal = {"_id": "g", "statement": "Sell 200 tyres by the end of June", "measure": "orders", "target": "200", "due": "2027-06-30"}
    save(tea, Goals, goals=[goal])
    assert "by the end of June. " in f"{words(plan(tea))} ".replace("\n", " ")
    save(tea, Goals, goals=[{**goal, "statement": "Enquiries by the form on the market pages"}])
    assert "by the form on the market pages, 200 orders, by 30 June 2027." in words(plan(tea))


def test_what_is_mended_first_is_ranked_and_agrees_with_the_section_above(tea):
    blocks = [block.text for block in plan(tea).blocks if isinstance(block, Paragraph)]
    sentence = next(text for text in blocks if text.startswith("Before money goes into promotion"))
    assert "effect × what is missing ÷ effort" in sentence
    weakest = next(text for text in blocks if "the weakest part is" in text).split("“")[-1].split("”")[0]
    assert weakest in sentence


def test_a_chosen_channel_without_money_is_named(tea):
    save(tea, Fit, shortlist=[*tea.answers(Fit).shortlist, "seo"])
    text = words(plan(tea))
    assert "Search engine optimisation (chosen, no money yet)" in text
    assert "Chosen, no money yet: search engine optimisation." in text


def test_texts_follow_where_it_is_bought(tea):
    deal = {question: dict(cells) for question, cells in tea.answers(BusinessModel).deal.items()}
    save(tea, BusinessModel, deal={**deal, "where_bought": {"answer": "online"}})
    assert "A marketplace keeps the customers" in words(plan(tea))
    save(tea, BusinessModel, deal={**deal, "where_bought": {"answer": "own"}})
    assert "marketplace keeps" not in words(plan(tea))
    assert "A shop of its own, to which the customers who buy directly today can move" in words(plan(tea))


def test_budgets_that_differ_are_said_once_and_are_no_risk(tea):
    save(tea, Fit, budget_monthly="900")
    watched = words(plan(tea)).split("Points to watch")[-1].split("When a channel is stopped")[0]
    risks, settled = watched.split("What is still to be settled")
    assert "Media budget" not in risks
    assert settled.count("Bring them to one number.") == 1
    assert "The lines add up to" not in watched


def test_asking_everybody_is_told_where_there_are_too_few(tea):
    size = {"estimate": "share", "margin": "6", "confidence": "95", "population": "640", "response": "20 %"}
    save(tea, SamplePlan, **size, invitation_cost="", answer_cost="2", groups="")
    text = words(plan(tea))
    assert "Ask all 640: at 20% who answer that gives 128 answers, which tell a figure over all within ± 7.8 points. It costs €256." in text
    assert "so invite" not in text


def test_one_persons_parts_are_one_sentence(tea):
    parts = [("Jana", "decides"), ("Jana", "creates"), ("Tom", "executes")]
    save(tea, Schedule, people=[{"_id": f"p{n}", "name": name, "part": part} for n, (name, part) in enumerate(parts)])
    assert who_does_it(tea) == "Jana answers for the result and creates texts, pictures and pages; Tom runs the channels and answers enquiries."


def test_a_meeting_is_told_with_what_it_is(tea):
    save(tea, Handover, meeting="Mondays at nine")
    assert "When marketing, service and sales look at it together: Mondays at nine" in words(plan(tea))


def test_a_decision_without_a_reason_reads_as_sentences(tea):
    save(tea, Decisions, decisions=[{"_id": "d", "channel": "Segments", "figure": "22 % bring 47 %"}])
    text = words(plan(tea))
    assert "Segments: what changes is still open" in text
    assert "The reason is still open. Figure: 22 % bring 47 %." in text
    assert "nobody named yet, no day yet" in text


def test_a_cost_that_nobody_entered_is_told_beside_the_result(tea):
    save(tea, Budget, media_monthly="", start_cost="?")
    glance = words(plan(tea)).split("The problem")[0]
    assert "Not entered yet, and counted as nothing: investment at the start, spent on media each month." in glance
    save(tea, Budget, media_monthly="1,500", start_cost="6,800")
    assert "counted as nothing" not in words(plan(tea))


def test_what_a_user_typed_keeps_its_capitals(tea):
    save(tea, Segments, segments=[{"_id": "f", "name": "Firmen", "need": "Deutschkurse am Standort.", "motive": "Graz liegt nahe"}])
    assert "Firmen: Deutschkurse am Standort. Why from us: Graz liegt nahe." in words(plan(tea))


def test_a_whole_without_its_parts_says_so(tea):
    rows = [["E-mail", "Cost", "€50", "not measured", "", "not measured"], ["Whole plan", "Cost", "€900", "€880", "−€20", "favourable"]]
    tea.keep(EVALUATED, "last", {"headline": "As planned", "period": "May.", "rows": rows, "channels": []})
    assert "of which both plan and actual are known" in str(evaluation(tea))
    tea.keep(EVALUATED, "last", {"headline": "As planned", "period": "May.", "rows": rows[1:], "channels": []})
    assert "of which both" not in str(evaluation(tea))


def test_what_is_not_scored_is_a_column_only_where_something_is(tea):
    assert "Not scored yet" not in words(plan(tea))
    save(tea, Checklist, items={**tea.stored(Checklist)["items"].raw, next(iter(tea.stored(Checklist)["items"].raw)): {"score": ""}})
    assert "Not scored yet" in words(plan(tea))


def test_the_plan_speaks_of_the_company_as_we(tea):
    save(tea, MarketSize, attainable_rate="20 %")
    text = words(plan(tea))
    assert "our means do not carry the share" in text
    assert "your means" not in text
    save(tea, MarketSize, served_rate="1 %")
    deal = {question: dict(cells) for question, cells in tea.answers(BusinessModel).deal.items()}
    save(tea, BusinessModel, deal={**deal, "where_bought": {"answer": "online"}})
    text = words(plan(tea))
    assert "Our segments hold" in text
    assert "can list a rival beside us" in text


def test_a_brand_is_not_told_channel_by_channel_that_orders_cost_too_much(tea):
    alone = "By orders alone, search advertisements (auction) and affiliate programme would not pay"
    assert alone not in words(plan(tea))
    save(tea, BusinessModel, chosen="c")
    text = words(plan(tea))
    assert alone in text
    assert "so it loses money" not in text


def test_few_orders_of_several_channels_are_told_once(tea):
    lines = [{"_id": f"l{n}", "channel": name, "budget": "150", "cpc": "1"} for n, name in enumerate(("search_ads", "email", "forum"))]
    save(tea, MediaPlan, lines=lines)
    text = words(plan(tea))
    each = (
        "from each of search advertisements (auction), database e-mail (EDM), and forum and community: chance alone moves so few by more than half."
    )
    assert f"Fewer than 10 orders a month are expected {each}" in text
    assert "too few to judge it by" not in text


def test_what_was_found_and_decided_has_days_that_sort(tea):
    tea.keep(FINDING, "channels", {"text": "41 orders.", "at": "2026-11-20T10:00:00+00:00"})
    days = [b.cells[0][0].kind for b in plan(tea).blocks if isinstance(b, Table) and b.name in ("What the data say", "Decisions")]
    assert days == ["date", "date"]


def test_a_line_that_loses_is_not_given_more_without_a_word(tea):
    item = tea.stored(Decisions)["decisions"].raw[0]
    save(tea, Decisions, decisions=[{**item, "decision": "increase"}])
    assert "is to get more budget, and the media plan expects Search advertisements (auction) to lose money." in words(plan(tea))
