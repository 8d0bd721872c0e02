import re
from pathlib import Path

import pydantic
import pytest

from workbook import lessons
from workbook.answers.chapters import CHAPTERS
from workbook.answers.check import check
from workbook.answers.locale import Locale
from workbook.lessons.files import DATA, LessonError, parse, read

FILES = sorted(DATA.rglob("*.yaml"))
NAMED = [pytest.param(f, id=f.stem) for f in FILES]
LISTS = {
    "checklist": lessons.checklist,
    "channels": lessons.channels,
    "feasibility": lessons.feasibility_criteria,
    "models": lessons.business_models,
    "deal": lessons.deal_questions,
    "companies": lessons.companies,
    "glossary": lessons.glossary,
    "exercises": lessons.exercises,
    "questions": lessons.plan_questions,
    "tasks": lessons.plan_tasks,
}
CURRICULUM_CHANNELS = {
    "portal_ads",
    "vertical_ads",
    "text_links",
    "search_ads",
    "seo",
    "affiliate",
    "email",
    "sms",
    "blog",
    "social",
    "forum",
    "group_chat",
    "advertorial",
    "news_release",
    "directories",
    "event_campaign",
    "display_ads",
    "short_video",
    "coupons",
    "membership",
}


@pytest.mark.parametrize("name", LISTS)
def test_ids_are_unique(name):
    ids = [x.id for x in LISTS[name]()]
    assert len(ids) == len(set(ids)) > 0


@pytest.mark.parametrize("file", NAMED)
def test_no_placeholder_text(file: Path):
    assert not re.search(r"TODO|TBD|FIXME|lorem|xxx|\?\?\?|please|invalid|oops|\brequired\b", file.read_text("utf-8"), re.IGNORECASE)


def test_checklist_has_six_full_groups():
    groups = [i.group for i in lessons.checklist()]
    assert set(groups) == set(lessons.GROUPS)
    assert min(groups.count(g) for g in groups) >= 7
    assert len(groups) == 48


def test_checklist_groups_stand_together():
    groups = [i.group for i in lessons.checklist()]
    assert sorted(groups, key=list(lessons.GROUPS).index) == groups


def test_levels_are_all_different():
    assert all(len(set(i.levels)) == 4 for i in lessons.checklist())
    assert all(len(set(c.scores)) == 5 for c in lessons.feasibility_criteria())


def test_titles_are_questions():
    asked = [i.title for i in lessons.checklist()] + [c.question for c in lessons.feasibility_criteria()]
    assert not [t for t in asked if not t.endswith("?")]


def test_every_curriculum_channel_is_there():
    assert {c.id for c in lessons.channels()} >= CURRICULUM_CHANNELS


def test_fit_reasons_differ_within_channel():
    for c in lessons.channels():
        reasons = [f.why for f in (*c.goals.values(), *c.models.values())]
        assert len(set(reasons)) == 7


def test_each_goal_and_model_has_first_choice():
    for goal in ("reach", "information", "sales", "loyalty"):
        assert [c for c in lessons.channels() if c.goals[goal].score == 3]
    for model in ("a", "b", "c"):
        assert [c for c in lessons.channels() if c.models[model].score == 3]


def test_feasibility_covers_four_aspects():
    criteria = lessons.feasibility_criteria()
    assert {c.aspect for c in criteria} == {"product", "competition", "finance", "people"}
    assert 14 <= len(criteria) <= 18


@pytest.mark.parametrize("id", ["tea", "pumps", "soda"])
def test_case_is_complete(id):
    case = lessons.company(id)
    assert set(case.facts) == set(lessons.company("own").facts)
    assert len(case.rivals) == 3
    assert set(case.site) == set(lessons.GROUPS)


@pytest.mark.parametrize("id", ["tea", "pumps", "soda"])
def test_case_uses_known_channels(id):
    assert {u.channel for u in lessons.company(id).channels} <= {c.id for c in lessons.channels()}


@pytest.mark.parametrize("id", ["tea", "pumps", "soda"])
def test_case_chain_equals_contribution(id):
    f = lessons.company(id).funnel
    product = f.impressions * f.ctr * f.landing_rate * f.enquiry_rate * f.close_rate * f.order_value * f.margin_rate
    assert product == pytest.approx(f.contribution)


def test_inconsistent_case_is_refused():
    case = lessons.company("tea").model_dump()
    case["funnel"]["orders"] = 181
    with pytest.raises(pydantic.ValidationError, match=r"orders.*must be 180"):
        type(lessons.company("tea")).model_validate(case)


def test_company_facts_quote_funnel():
    tea = lessons.company("tea")
    assert "7,560" in " ".join(tea.facts["goals"])
    assert "3,402" in " ".join(tea.facts["budget"])


def test_glossary_has_sixty_terms():
    assert len(lessons.glossary()) >= 60


def test_glossary_ratios_name_denominator():
    ratios = [t for t in lessons.glossary() if " / " in t.formula]
    assert len(ratios) >= 20
    assert not [t.id for t in ratios if not t.denominator]


def test_seven_questions_nine_tasks():
    assert (len(lessons.plan_questions()), len(lessons.plan_tasks())) == (7, 9)


LEAST = {"start": 2, "foundations": 5, "strategy": 4, "sales_force": 4, "promotion": 4, "analysis": 4, "plan": 7}


@pytest.mark.parametrize(("chapter", "least"), LEAST.items())
def test_chapter_has_enough_exercises(chapter, least):
    assert len(lessons.exercises(chapter)) >= least


def test_exercises_stand_in_known_steps():
    for chapter in CHAPTERS:
        anchors = {step.anchor for step in chapter.steps}
        assert {e.step for e in lessons.exercises(chapter.notebook.split("_", 1)[1])} <= anchors


def test_unknown_id_lists_choices():
    with pytest.raises(LessonError, match="must be one of tea, pumps, soda, own"):
        lessons.company("beer")


def test_unknown_chapter_lists_choices():
    with pytest.raises(LessonError, match="must be one of start, foundations, strategy"):
        lessons.exercises("cooking")


def test_broken_file_names_place():
    with pytest.raises(LessonError, match=r"`x.yaml` has 1 thing.*at 0"):
        parse("[one]", tuple[int, ...], "x.yaml")


def test_colon_in_text_is_explained():
    with pytest.raises(LessonError, match="Put quotes"):
        parse("a: b: c", dict[str, str], "x.yaml")


def test_file_is_read_once():
    assert read("glossary", tuple[lessons.Term, ...]) is read("glossary", tuple[lessons.Term, ...])


def test_lessons_are_frozen():
    with pytest.raises(pydantic.ValidationError):
        lessons.channels()[0].name = "other"


def test_public_names():
    assert sorted(lessons.__all__, key=str) == sorted(set(lessons.__all__))
    assert all(hasattr(lessons, name) for name in lessons.__all__)


def test_plan_paths_lead_to_fields():
    forms = {form.FORM: form for c in CHAPTERS for step in c.steps for form in step.forms}
    for item in (*lessons.plan_questions(), *lessons.plan_tasks()):
        assert item.answered_by
        for path in item.answered_by:
            form, _, field = path.partition(":")
            assert not field or field in forms[form].specs()


DEALS = {
    "tea": "from_10_to_300 fixed one days page own standard",
    "pumps": "over_3000 by_quotation several months person sales_force variants",
    "soda": "under_10 fixed one minutes none retail standard",
}


@pytest.mark.parametrize("id", DEALS)
def test_deal_speaks_for_own_model(id):
    questions = lessons.deal_questions()
    options = [next(o for o in q.options if o.value == v) for q, v in zip(questions, DEALS[id].split(), strict=True)]
    points = {m: sum(o.points[m] for o in options) for m in "abc"}
    ranked = sorted(points.values(), reverse=True)
    assert max(points, key=points.__getitem__) == lessons.company(id).model
    assert ranked[0] - ranked[1] >= 3


def test_long_text_is_refused():
    item = lessons.checklist()[0].model_dump() | {"why": "word " * 100}
    with pytest.raises(pydantic.ValidationError, match="at most 420"):
        lessons.ChecklistItem.model_validate(item)


@pytest.mark.parametrize("id", ["tea", "pumps", "soda"])
def test_briefing_tells_each_step(id):
    case = lessons.company(id)
    for step in case.facts:
        lines = lessons.briefing(case, step)
        assert len(lines) >= 4
        assert not [line for line in lines if "{" in line or ".." in line]


def test_briefing_shows_site_and_rivals():
    tea = lessons.company("tea")
    assert len(lessons.briefing(tea, "sales_force")) == sum(map(len, tea.site.values()))
    assert all(any(r.name in line for line in lessons.briefing(tea, "rivals")) for r in tea.rivals)


def test_briefing_follows_locale():
    assert "8,50" in " ".join(lessons.briefing(lessons.company("tea"), "budget", Locale("de_DE", "EUR")))


WORKED = [(form, c.id) for form in lessons.worked_forms() for c in lessons.companies() if lessons.worked(form, c.id)]


@pytest.mark.parametrize(("form", "company"), WORKED)
def test_worked_examples_are_whole(form, company):
    model = next(m for chapter in CHAPTERS for step in chapter.steps for m in step.forms if form == m.FORM)
    example = lessons.worked(form, company)
    checked = check(model, example.raws, Locale("en_GB", "EUR"))
    assert (checked.errors, checked.missing) == ((), ())
    assert {path.split("/")[0] for path in example.because} <= set(model.specs())


def test_own_company_is_told_what_the_step_is_about():
    own = lessons.company("own").to_find_out
    assert {"customers", "plan_type", "usp", "products"} <= set(own)
    assert not set(own) & set(lessons.company("own").facts)
