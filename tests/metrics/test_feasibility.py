import math

import pytest

from workbook.answers.locale import Locale
from workbook.metrics.feasibility import Criterion, Rules, finding, judge, verdict_of
from workbook.metrics.feasibility_sensitivity import _with_share, score_flip, table, weight_flip, weight_share

CARD = [
    Criterion("fit", "Fit", "product", 3),
    Criterion("rivals", "Rivals", "competition", 2),
    Criterion("money", "Money", "finance", 2),
    Criterion("staff", "Staff", "people", 1),
]
GOOD = {"fit": 4, "rivals": 3, "money": 3, "staff": 2}


def test_weighted_share() -> None:
    assert judge(CARD, GOOD).score == pytest.approx((12 + 6 + 6 + 2) / 32)


def test_weak_aspect_blocks_go() -> None:
    j = judge(CARD, {**GOOD, "staff": 1})
    assert (j.verdict, j.blocked_by) == ("pilot", ("people",))
    assert j.score > Rules().go


def test_unknown_gives_a_range() -> None:
    j = judge(CARD, {"fit": 4, "rivals": 3, "money": 3})
    assert (j.worst, j.best, j.settled) == ("pilot", "go", False)
    assert "between pilot and go" in finding(j, Locale()).points[0]


def test_nothing_known_is_wait() -> None:
    j = judge(CARD, {})
    assert (j.verdict, j.best) == ("wait", "go")
    assert finding(j, Locale()).tone == "neutral"


def test_score_flip_is_nearest() -> None:
    flip = score_flip(CARD, GOOD, "staff")
    assert flip is not None
    assert (flip.at, flip.verdict) == (1, "pilot")


@pytest.mark.parametrize("name", [c.name for c in CARD])
@pytest.mark.parametrize("scores", [GOOD, {"fit": 2, "rivals": 1, "money": 4, "staff": 3}, {"fit": 1, "rivals": 2, "money": 1, "staff": 4}])
def test_weight_flip_really_flips(name: str, scores: dict[str, float]) -> None:
    flip, own, now = weight_flip(CARD, scores, name), weight_share(CARD, name), verdict_of(CARD, scores, Rules())
    grid = [x / 1000 for x in range(1, 1000)]
    turned = [x for x in grid if verdict_of(_with_share(CARD, name, x), scores, Rules()) != now]
    nearest = min(turned, key=lambda x: abs(x - own), default=math.nan)
    assert (flip is None and not turned) or (flip is not None and abs(flip.at - nearest) < 0.002)


def test_a_weight_of_nothing_is_no_fault() -> None:
    t = table([Criterion("fit", "Fit", "product", 0), *CARD[1:]], {"fit": 3}).set_index("criterion")
    assert t.weight["fit"] == 0
    assert t.contribution["fit"] == 0


def test_table_has_unknown_row() -> None:
    t = table(CARD, {**GOOD, "staff": None}).set_index("criterion")
    assert math.isnan(t.score["staff"])
    assert (t.verdict_lower["staff"], t.verdict_higher["staff"]) == ("pilot", "go")
