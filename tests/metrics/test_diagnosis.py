import numpy as np
import pandas as pd
import pytest

from workbook.answers.locale import Locale
from workbook.metrics.diagnosis import Evidence, diagnose, evidence_lines, mix_effect, verdict
from workbook.metrics.drivers import drivers
from workbook.metrics.drivers_finding import chain_told, finding
from workbook.metrics.linked import Linked
from workbook.metrics.signals import signals

L = Locale()
DAYS = pd.date_range("2026-01-05", periods=56)
PERIODS = ((DAYS[0].date(), DAYS[27].date()), (DAYS[28].date(), DAYS[55].date()))
BASE = {"impressions": 20_000.0, "ctr": 0.02, "landing": 0.9, "ask": 0.1, "qualified": 0.6, "answered": 0.9, "close": 0.4, "aov": 50.0, "pages": 3.0}
SITE, TRAFFIC = "The site's sales force", "Precision of the traffic"


def channel(name, seed, **later):
    """Eight weeks of a channel whose figures change after four, with chance."""
    random, rows = np.random.default_rng(seed), []
    for n, day in enumerate(DAYS):
        f = {**BASE, **(later if n >= 28 else {})}
        clicks = random.poisson(f["impressions"] * f["ctr"])
        visits = random.binomial(clicks, f["landing"])
        asked = random.binomial(visits, f["ask"])
        sold = random.binomial(asked, f["close"])
        rows.append({
            "channel": name, "date": day, "impressions": f["impressions"], "clicks": clicks, "visits": visits, "enquiries": asked, "orders": sold,
            "revenue": sold * f["aov"], "margin": sold * f["aov"] * 0.4, "qualified": random.binomial(asked, f["qualified"]),
            "answered": random.binomial(asked, f["answered"]), "page_views": visits * f["pages"], "cost": 100.0,
        })  # fmt: skip
    return pd.DataFrame(rows).astype(dict.fromkeys(("clicks", "visits", "enquiries", "orders", "qualified", "answered"), float))


def read(*frames):
    found = Linked(pd.concat(frames, ignore_index=True), "EUR", True, ())
    tree = drivers(found, PERIODS, draws=50)
    lines = diagnose(Evidence(signals(found, PERIODS, draws=200), mix_effect(found, tree), True, L))
    return tree, lines, verdict(lines, tree)


CASES = [
    ({"ctr": 0.012}, "The message reaches or moves fewer", "channel"),
    ({"landing": 0.6}, "Clicks do not arrive", "site"),
    ({"ask": 0.06}, SITE, "site"),
    ({"pages": 2.0}, "Content or speed of the pages", "site"),
    ({"qualified": 0.3, "close": 0.2}, "Quality of the enquiries", "channel"),
    ({"answered": 0.5, "close": 0.2}, "Answers by the sales staff", "sales"),
    ({"aov": 90.0, "close": 0.2}, "Price or offer", "price"),
]


@pytest.mark.parametrize(("later", "name", "place"), CASES)
def test_a_planted_fault_is_found(later, name, place):
    _, lines, seen = read(channel("ads", 1, **later), channel("email", 2, **later))
    assert {line.name: line.seen for line in lines}[name] == "yes"
    assert seen.place == place
    assert next(line for line in lines if line.name == name).reasons_for


def test_more_of_a_poor_channel_is_who_came_not_the_site():
    poor = channel("social", 3, impressions=120_000.0)
    poor = poor.assign(enquiries=np.minimum(poor.enquiries, np.round(poor.visits * 0.01)), orders=0.0, revenue=0.0, margin=0.0)
    _, lines, _ = read(channel("ads", 1), poor)
    assert [line.seen for line in lines if line.name in (TRAFFIC, SITE)] == ["yes", "no"]


def test_nothing_changed_is_no_fault():
    tree, lines, seen = read(channel("ads", 1), channel("email", 2))
    assert seen is None
    assert "yes" not in {line.seen for line in lines}
    assert "No " in finding(tree, lines, seen, L).headline


def test_few_figures_cannot_tell():
    few = channel("ads", 1).assign(enquiries=[1.0 if n % 3 == 0 or n < 9 else 0.0 for n in range(56)], orders=0.0)
    _, lines, _ = read(few)
    assert {line.name: line.seen for line in lines}[SITE] == "cannot be told yet"


def test_what_is_not_measured_is_said():
    _, lines, _ = read(channel("ads", 1).drop(columns=["page_views", "answered"]))
    seen = {line.name: line.seen for line in lines}
    assert (seen["Content or speed of the pages"], seen["Answers by the sales staff"]) == ("not measured", "not measured")
    assert all(row["first"] for row in evidence_lines(lines))


def test_the_chain_is_written_with_its_product():
    tree, _, _ = read(channel("ads", 1))
    assert f"= {L.money(tree.after)} revenue." in chain_told(tree, L)
