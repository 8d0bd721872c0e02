import pytest

from tests.pages.filled import MODELS, answers, budget, save, unknown
from tests.pages.seen import slips, texts
from workbook import lessons
from workbook.answers.sales_force import Checklist
from workbook.answers.start import Setup
from workbook.answers.strategy import Budget
from workbook.pages import analysis, foundations, here, plan, promotion, sales_force, start, strategy

PAGES = [
    start.company, start.tasks, start.keep,
    foundations.meaning, foundations.modules, foundations.functions,
    strategy.feasibility, strategy.customers, strategy.rivals, strategy.products_online, strategy.selling_proposition, strategy.kind_of_plan,
    strategy.business_model, strategy.goals, strategy.budget,
    sales_force.checklist, sales_force.weak_points, sales_force.rivals,
    promotion.catalogue, promotion.fit, promotion.media_plan,
    analysis.load, analysis.channels, analysis.attention, analysis.drivers, analysis.enquiries, analysis.attribution,
    analysis.customers, analysis.segments, analysis.baskets, analysis.search, analysis.tests, analysis.decisions,
    plan.people, plan.questions, plan.document, plan.handover, plan.tasks, plan.one_page, plan.execution, plan.day_list, plan.evaluation,
    plan.next_plan,
]  # fmt: skip


MONEY = [strategy.goals, strategy.budget, promotion.media_plan, plan.document]
SITE = [sales_force.checklist, sales_force.weak_points, sales_force.rivals, plan.document]


def wrong(pages=tuple(PAGES)):
    """What is wrong on these pages."""
    return [f"{page.__module__}.{page.__name__}: {text}" for page in pages for text in slips(page())]


def test_empty_pages_show(desk):
    assert wrong() == []


def test_every_page_says_something(desk):
    assert [page.__name__ for page in PAGES if page is not start.company and not texts(page())] == []


def test_filled_pages_show(tea):
    assert wrong() == []


def test_filled_means_completed(tea):
    assert set(tea.progress().values()) == {"completed"}


def test_unknown_everywhere_shows(desk):
    for model in MODELS:
        save(desk, model, **unknown(model))
    assert wrong() == []


def test_half_filled_shows(desk):
    for model, raws in answers().items():
        save(desk, model, **dict(list(raws.items())[::2]))
    assert wrong() == []


def test_likely_values_alone_show(tea):
    save(tea, Budget, factors={row: {"likely": cells["likely"]} for row, cells in budget()["factors"].items()})
    assert wrong(MONEY) == []


@pytest.mark.parametrize(
    ("factor", "value"), [("impressions", "0"), ("ctr", "0 %"), ("close_rate", "0"), ("aov", "0"), ("margin_rate", "0 %"), ("margin_rate", "100 %")]
)
def test_odd_values_show(tea, factor, value):
    cells = dict.fromkeys(("worst", "likely", "best"), value)
    save(tea, Budget, factors={**budget()["factors"], factor: cells})
    assert wrong(MONEY) == []


@pytest.mark.parametrize("field", ["media_monthly", "team_monthly", "start_cost", "ramp_months", "discount_rate"])
def test_nothing_spent_shows(tea, field):
    save(tea, Budget, **{field: "0"})
    assert wrong(MONEY) == []


def test_values_out_of_order_show(tea):
    save(tea, Budget, factors={**budget()["factors"], "aov": {"worst": "50", "likely": "40", "best": "30"}})
    assert wrong(MONEY) == []


@pytest.mark.parametrize("score", ["na", "0", "3"])
def test_one_score_everywhere_shows(tea, score):
    save(tea, Checklist, items={item.id: {"score": score} for item in lessons.checklist()})
    assert wrong(SITE) == []


@pytest.mark.parametrize("company", [case.id for case in lessons.companies()])
def test_every_company_shows(tea, company):
    save(tea, Setup, company=company)
    assert wrong() == []


@pytest.mark.parametrize(("language", "currency"), [("de_DE", "EUR"), ("en_US", "USD"), ("fr_FR", "CHF"), ("ja_JP", "JPY")])
def test_every_way_of_writing_shows(tea, language, currency):
    save(tea, Setup, language=language, currency=currency)
    assert wrong() == []


@pytest.mark.parametrize("chapter", ["start", "strategy", "sales_force", "promotion", "analysis", "plan"])
def test_checks_show(desk, chapter):
    assert slips(here.checks(chapter)) == []
