import dataclasses

import pytest

from workbook.answers.locale import Locale
from workbook.lessons import AnswerError, asked, draw, exercise, exercises, mark
from workbook.lessons.draw import right_number
from workbook.lessons.exercises import ManyOf, Match, Number, OneOf
from workbook.lessons.formulas import FORMULAS, work_out
from workbook.lessons.marking import key, solution

SEEDS = range(150)
ALL = [pytest.param(e, id=e.id) for e in exercises()]


def of(kind):
    return [pytest.param(e, id=e.id) for e in exercises() if isinstance(e, kind)]


def wrong_answers(e, variant):
    if isinstance(e, OneOf):
        return [o.value for o in e.options if o.value != e.correct]
    if isinstance(e, ManyOf):
        return [[o.value] for o in e.options] + [[o.value for o in e.options]]
    if isinstance(e, Match):
        right = key(e, variant)
        return [right | {i.value: t.value} for i in e.items for t in e.targets if t.value != i.goes_to]
    return [work_out(m.formula, variant.numbers) for m in e.mistakes] + [right_number(e, variant) * 7 + 3]


@pytest.mark.parametrize("e", ALL)
def test_key_scores_one(e):
    for seed in (1, 2, 3):
        variant = draw(e, seed)
        assert mark(e, key(e, variant), variant).score == 1.0


@pytest.mark.parametrize("e", ALL)
def test_wrong_scores_below_one(e):
    variant = draw(e, 5)
    marks = [mark(e, a, variant) for a in wrong_answers(e, variant)]
    assert all(0 <= m.score < 1 and m.why and m.next_step for m in marks)


@pytest.mark.parametrize("e", ALL)
def test_key_hidden_before_last_try(e):
    variant = draw(e, 5)
    secrets = secret_texts(e, variant)
    for attempt in range(1, e.tries):
        for answer in wrong_answers(e, variant):
            told = " ".join(map(str, dataclasses.astuple(mark(e, answer, variant, attempt))))
            assert not [s for s in secrets if s in told]


def secret_texts(e, variant):
    texts = [solution(e, variant)]
    if isinstance(e, OneOf):
        texts += [t for o in e.options if o.value == e.correct for t in (o.label, o.feedback)]
    elif isinstance(e, ManyOf):
        texts += [o.feedback for o in e.options if o.value in e.correct]
    elif isinstance(e, Match):
        texts += [i.feedback for i in e.items]
    return texts


@pytest.mark.parametrize("e", ALL)
def test_solution_after_last_try(e):
    variant = draw(e, 5)
    assert mark(e, wrong_answers(e, variant)[0], variant, e.tries).next_step == solution(e, variant)


@pytest.mark.parametrize("e", ALL)
def test_browser_sees_no_key(e):
    seen = str(asked(e, draw(e, 5)))
    for secret in ("correct", "feedback", "goes_to", "clue", "mistake", "hint", "solution", "formula", e.hints[0], e.afterwards):
        assert secret not in seen


@pytest.mark.parametrize("e", ALL)
def test_texts_have_all_numbers(e):
    for seed in (1, 2):
        variant = draw(e, seed)
        texts = [asked(e, variant)["question"], solution(e, variant), mark(e, wrong_answers(e, variant)[0], variant).next_step]
        assert not [t for t in texts if "{" in t or "}" in t]


@pytest.mark.parametrize("e", of(Number))
def test_mistakes_differ_from_key(e):
    for seed in SEEDS:
        variant = draw(e, seed)
        for m in e.mistakes:
            marked = mark(e, work_out(m.formula, variant.numbers), variant)
            assert marked.score == 0
            assert marked.mistake == m.name


@pytest.mark.parametrize("e", of(Number))
def test_rounded_answer_counts(e):
    digits = e.answer.digits + (2 if e.answer.shown == "rate" else 0)
    for seed in SEEDS:
        variant = draw(e, seed)
        assert mark(e, round(right_number(e, variant), digits), variant).right


@pytest.mark.parametrize("e", of(Number))
def test_right_numbers_make_sense(e):
    for seed in SEEDS:
        value = right_number(e, draw(e, seed))
        assert abs(value) > 1e-3
        assert e.answer.shown != "rate" or 0 < value < 1


@pytest.mark.parametrize("e", of(Number))
def test_seeds_draw_different_numbers(e):
    assert len({right_number(e, draw(e, s)) for s in SEEDS}) >= 4


@pytest.mark.parametrize("e", of(OneOf) + of(ManyOf))
def test_each_option_explains_itself(e):
    assert len({o.feedback for o in e.options}) == len(e.options)


@pytest.mark.parametrize("e", of(OneOf) + of(ManyOf))
def test_wrong_options_name_mistake(e):
    right = {e.correct} if isinstance(e, OneOf) else e.correct
    assert all(o.mistake for o in e.options if o.value not in right)


@pytest.mark.parametrize("e", of(Match))
def test_each_pair_has_own_clue(e):
    assert len({i.clue for i in e.items}) == len({i.feedback for i in e.items}) == len(e.items)


def test_order_depends_on_seed():
    e = exercise("start_meaning")
    assert len({draw(e, s).order for s in SEEDS}) > 10


def test_wrong_size_is_recognised():
    e = exercise("strategy_visits_needed")
    variant = draw(e, 1)
    assert mark(e, right_number(e, variant) / 100, variant).mistake == "Decimal point moved"


def test_wrong_sign_is_recognised():
    e = exercise("analysis_roas_profit")
    variant = draw(e, 1)
    assert mark(e, -right_number(e, variant), variant).mistake == "Sign turned round"


def test_partial_credit_of_many():
    e = exercise("strategy_smart_goal")
    variant = draw(e, 1)
    assert mark(e, ["orders", "enquiries"], variant).score == pytest.approx(2 / 3)
    assert mark(e, ["orders", "enquiries", "visible"], variant).score == pytest.approx(1 / 3)


def test_partial_credit_of_match():
    e = exercise("foundations_neighbours")
    variant = draw(e, 1)
    assert mark(e, key(e, variant) | {"banner": "building"}, variant).score == pytest.approx(9 / 10)


@pytest.mark.parametrize(
    ("id", "answer"),
    [
        ("start_meaning", "nobody"),
        ("start_meaning", None),
        ("strategy_smart_goal", []),
        ("strategy_smart_goal", "orders"),
        ("foundations_neighbours", {"banner": "building"}),
        ("strategy_payback", "ten"),
        ("strategy_payback", float("nan")),
        ("strategy_payback", True),
    ],
)
def test_unreadable_answer_costs_nothing(id, answer):
    e = exercise(id)
    with pytest.raises(AnswerError):
        mark(e, answer, draw(e, 1))


def test_numbers_follow_locale():
    e = exercise("strategy_payback")
    question = asked(e, draw(e, 4), Locale("de_DE", "EUR"))["question"]
    assert ".000" in question
    assert "€" in question


def test_every_formula_is_used():
    numbers = [e for e in exercises() if isinstance(e, Number)]
    used = {f for e in numbers for f in (e.answer.formula, *(w.formula for w in e.worked.values()), *(m.formula for m in e.mistakes))}
    assert used == set(FORMULAS)


def test_options_are_written_in_the_readers_way():
    drawn = [asked(e, draw(e, 4), Locale("de_DE", "EUR")) for e in exercises() if isinstance(e, Match)]
    labels = [item["label"] for one in drawn for item in one["items"]]
    assert "Industrial printers for 80.000 euros, and ink cartridges for 60" in labels
