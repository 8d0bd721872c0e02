from tests.pages.filled import budget, fill, save
from tests.pages.seen import headline, part, texts
from workbook import lessons
from workbook.answers.promotion import Fit
from workbook.answers.sales_force import Checklist, Rivals
from workbook.answers.start import Setup
from workbook.answers.strategy import Budget, BusinessModel, Feasibility, Goals
from workbook.metrics.inputs import site
from workbook.pages import here, plan, promotion, sales_force, start, strategy


def test_order_value_changes_the_media_plan(tea):
    page = promotion.media_plan()
    before = headline(page)
    save(tea, Budget, factors={**budget()["factors"], "aov": {"worst": "10", "likely": "12", "best": "14"}})
    assert "lose" in headline(page)
    assert headline(page) != before


def test_order_value_changes_the_forecast(tea):
    page = strategy.budget()
    before = headline(page)
    save(tea, Budget, factors={**budget()["factors"], "aov": {"worst": "80", "likely": "90", "best": "95"}})
    assert headline(page) != before


def test_margin_changes_what_an_order_may_cost(tea):
    page, factors = strategy.budget(), budget()["factors"]
    before = limit(page)
    assert before in words(plan.document())
    save(tea, Budget, factors={**factors, "margin_rate": {"likely": "10"}})
    assert limit(page).startswith("An order may cost at most")
    assert limit(page) != before


def limit(page):
    (said,) = [part.finding["headline"] for part in page.parts if "An order may" in str(getattr(part, "finding", ""))]
    return said


def words(page):
    return str(part(page, "DocumentView").document)


def test_a_blank_factor_takes_the_forecast_away(tea):
    page = strategy.budget()
    save(tea, Budget, factors={**budget()["factors"], "aov": {}})
    assert headline(page) == "The forecast needs a likely value in every row"
    assert part(page, "ChartView").spec == {}


def test_the_forecast_limits_the_goals(tea):
    page = strategy.goals()
    assert any("the likely case of the forecast gives about 216" in text for text in texts(page))
    save(tea, Budget, factors={**budget()["factors"], "close_rate": {"worst": "3 %", "likely": "5 %", "best": "6 %"}})
    assert not any("the likely case" in text for text in texts(page))


def test_the_fit_budget_limits_the_media_plan(tea):
    page = promotion.media_plan()
    save(tea, Fit, budget_monthly="800")
    assert any("the budget is €800" in text for text in texts(page))


def test_another_company_tells_other_facts(tea):
    facts = part(strategy.feasibility(), "Facts")
    assert facts.title == "About Hollin Tea"
    save(tea, Setup, company="pumps")
    assert facts.title == "About Varde Pumps"
    save(tea, Setup, company="own")
    assert facts.title == "About your company"


def test_the_sample_company_lends_its_model(desk):
    save(desk, Setup, company="pumps")
    assert here.model() == "b"
    save(desk, BusinessModel, chosen="c")
    assert here.model() == "c"


def test_a_brand_is_not_judged_as_a_shop(tea):
    page = sales_force.weak_points()
    before = part(page, "TableView").table["total"]
    save(tea, BusinessModel, chosen="c")
    assert part(page, "TableView").table["total"] < before


def test_the_model_changes_the_verdict_on_the_site(tea):
    page = sales_force.checklist()
    before = part(page, "Result").finding
    save(tea, BusinessModel, chosen="c")
    assert part(page, "Result").finding != before


def test_rivals_are_compared_by_common_points(desk):
    first, second = [item.id for item in lessons.checklist() if item.group == lessons.checklist()[0].group][:2]
    save(desk, Checklist, items={first: {"score": "3"}, second: {"score": "0"}})
    save(desk, Rivals, rival_a="Mill", items={first: {"a": "2"}})
    told = texts(sales_force.rivals())
    assert any("No rival leads in any group." in text for text in told)
    assert any("Compared by the one point that is scored on every site." in text for text in told)
    save(desk, Rivals, items={second: {"a": "2"}, first: {"b": "1"}})
    assert any("No point is scored on every site yet" in text for text in texts(sales_force.rivals()))


def test_rivals_of_one_name_are_two(desk):
    item = lessons.checklist()[0].id
    save(desk, Rivals, rival_a="Mill", rival_b="Mill", rival_c="Own site", items={item: {"a": "1", "b": "2", "c": "3"}})
    assert list(site.rivals(desk.answers(Rivals))) == ["Mill", "Mill (2)", "Own site (2)"]


def test_scores_order_the_weak_points(tea):
    page = sales_force.weak_points()
    save(tea, Checklist, items={"form_length": {"score": "3"}})
    assert part(page, "TableView").table["rows"] == []


def test_the_goal_decides_the_channels(tea):
    page = promotion.fit()
    before = part(page, "TableView").table["rows"]
    save(tea, Fit, goal="reach", places=["events"], audience="business")
    assert part(page, "TableView").table["rows"] != before


def test_reasons_tell_what_was_scored(tea):
    first = lessons.feasibility_criteria()[0]
    assert f"{first.question} {first.scores[3]}" in part(strategy.feasibility(), "Result").finding["reasons_for"]


def test_three_unknown_points_are_named(desk):
    criteria = lessons.feasibility_criteria()
    save(desk, Feasibility, criteria={criteria[0].id: {"score": "3"}})
    assert any(f"and {len(criteria) - 4} more" in point for point in part(strategy.feasibility(), "Result").finding["points"])


def test_the_task_list_follows(desk):
    page = start.tasks()
    assert {step["state"] for chapter in part(page, "TaskList").chapters for step in chapter["steps"]} == {"", "not_started"}
    save(desk, Setup, company="own", company_name="Wheels")
    begin = part(page, "TaskList").resume
    assert (begin["lead"], begin["href"].split("#")[0]) == ("Begin here", "02_strategy.ipynb")
    fill(desk)
    steps = [step for chapter in part(page, "TaskList").chapters for step in chapter["steps"]]
    left = {step["href"].split("#")[1] for step in steps if step["state"] == "not_started"}
    assert ({step["state"] for step in steps}, left) == ({"", "completed", "not_started"}, {"check", "neighbours", "traits", "misconceptions"})
    assert part(page, "TaskList").resume == {}


def test_a_check_is_completed_by_its_exercises_alone(desk):
    asked = [exercise.id for exercise in lessons.exercises("foundations") if exercise.step == "traits"]
    for name in asked:
        desk.keep("check", name, {"tries_used": 1, "finished": True, "best": 1.0})
    found = {step["href"]: step["state"] for chapter in part(start.tasks(), "TaskList").chapters for step in chapter["steps"]}
    assert (found["01_foundations.ipynb#traits"], found["01_foundations.ipynb#check"]) == ("completed", "not_started")


def test_the_task_list_leads_back(desk):
    page = start.tasks()
    save(desk, Goals, goals=[{"_id": "g", "statement": "More orders"}])
    assert part(page, "TaskList").resume == {"title": "Strategy: Set goals", "href": "02_strategy.ipynb#goals"}


def test_the_plan_follows(tea):
    page = plan.document()
    save(tea, Setup, company_name="Hollin & Daughters")
    assert part(page, "DocumentView").document["subtitle"] == "Hollin & Daughters"


def test_the_questions_follow(tea):
    page = plan.questions()
    assert [question["steps"] for question in part(page, "TaskList").chapters] == [[]] * 7
    save(tea, Goals, goals=[])
    assert [step["href"] for step in part(page, "TaskList").chapters[0]["steps"]] == ["02_strategy.ipynb#goals.goals"]


def test_currency_is_written_anew(tea):
    page = promotion.media_plan()
    save(tea, Setup, currency="USD")
    save(tea, Fit, budget_monthly="1600")
    assert headline(page).startswith("US$1,500")
