"""Returned answers of invented people: who wants to practise needs no class of their own to ask.

The people of a sample company fall into two groups that think differently, and one of them likes to answer more than the other: the sample is
pulled, as real ones are, and the truth of the whole population can be looked up afterwards (`truth`). They answer the questionnaire that one has
written: questions of the bank by what is true of the company, own questions at random, so that any “connection” in those is chance. They make
the slips of real people: blanks, commas, a value beyond the scale. The same questionnaire gets the same answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from zlib import crc32

import numpy as np
import pandas as pd
import pydantic
import yaml

from workbook.metrics.survey import Asked

BLANKS = 0.04
SLIPS = 0.012
OWN_WORDS = ("Fine as it is", "I do not know", "Quicker answers", "Clearer prices", "Nothing")


class _Group(pydantic.BaseModel):
    share: float
    answers: float


class _Truth(pydantic.BaseModel):
    id: str
    about: str
    population: int
    invited: int
    groups: dict[str, _Group]
    questions: dict[str, dict[str, list[Any]]]


@dataclass(frozen=True)
class Simulated:
    """The answers as texts, a column per question's code; how many were invited, out of how many, and who they are."""

    answers: pd.DataFrame
    invited: int
    population: int
    about: str


def simulated(company: str, questions: Sequence[Asked], *, seed: int = 1) -> Simulated:
    """Ask the people of a sample company.

    >>> asked = Asked(1, "smell", "Would you?", "single", ("Yes", "Only with a sample", "No", "I do not know"))
    >>> back = simulated("tea", [asked])
    >>> back.invited, 150 < len(back.answers) < 220, back.answers.equals(simulated("tea", [asked]).answers)
    (900, True, True)
    """
    known = _company(company)
    rng = np.random.default_rng([seed, crc32(company.encode())])
    names = list(known.groups)
    invited = rng.multinomial(known.invited, [known.groups[g].share for g in names])
    who = [g for g, n in zip(names, invited, strict=True) for _ in range(int(rng.binomial(n, known.groups[g].answers)))]
    rng.shuffle(who)
    columns = {q.code: _column(known, q, who, np.random.default_rng([seed, crc32(f"{company} {q.key} {q.text}".encode())])) for q in questions}
    return Simulated(pd.DataFrame(columns), known.invited, known.population, known.about)


def truth(company: str, q: Asked) -> dict[str, float]:
    """What is true of the whole population: the share of each class, the mean of a number under "mean"; empty for questions of one's own.

    >>> asked = Asked(1, "smell", "Would you?", "single", ("Yes", "Only with a sample", "No", "I do not know"))
    >>> round(truth("tea", asked)["Yes"], 3)
    0.352
    """
    known = _company(company)
    given = _fitting(known, q)
    if not given or q.kind == "text":
        return {}
    shares = {g: known.groups[g].share for g in known.groups}
    if q.kind == "number":
        return {"mean": sum(shares[g] * given[g][0] for g in given)}
    every = {g: np.array(given[g], dtype=float) / (1 if q.kind == "multiple" else sum(given[g])) for g in given}
    whole = sum(shares[g] * every[g] for g in given)
    found = dict.fromkeys(q.classes, 0.0)
    for value, part in zip(q.steps or q.choices, np.asarray(whole), strict=True):
        found[q.class_of(value)] += float(part)
    return {name: part for name, part in found.items() if q.kind != "multiple" or not _none(name)}


def _column(known: _Truth, q: Asked, who: Sequence[str], rng: np.random.Generator) -> list[str]:
    given = _fitting(known, q) or dict.fromkeys(known.groups, _by_chance(q, rng))
    written = [_answer(q, given[group], rng) for group in who]
    blank, slip = rng.random(len(who)) < BLANKS, rng.random(len(who)) < SLIPS
    return ["" if b else _slip(q, text, rng) if s else text for text, b, s in zip(written, blank, slip, strict=True)]


def _answer(q: Asked, weights: list[Any], rng: np.random.Generator) -> str:
    if q.kind == "text":
        return str(weights[int(rng.integers(len(weights)))])
    if q.kind == "number":
        return _number(q, float(weights[0]), float(weights[1]), rng)
    chances = np.array(weights, dtype=float)
    if q.kind == "multiple":
        chosen = [c for c, yes in zip(q.choices, rng.random(len(chances)) < chances, strict=True) if yes]
        named = [c for c in chosen if not _none(c)]
        return "; ".join(named or [c for c in q.choices if _none(c)])
    return str((q.steps or q.choices)[int(rng.choice(len(chances), p=chances / chances.sum()))])


def _none(choice: str) -> bool:
    return choice.casefold().startswith("none")


def _number(q: Asked, mean: float, deviation: float, rng: np.random.Generator) -> str:
    """An amount or a count that is never negative, with a tail to the right."""
    value = rng.gamma((mean / deviation) ** 2, deviation**2 / mean)
    low, high = q.low or 0.0, q.high if q.high is not None else max(100.0, 10 * mean)
    return str(round(min(max(value, low), high)))


def _slip(q: Asked, text: str, rng: np.random.Generator) -> str:
    if q.kind in ("scale", "nps", "number"):
        return str(int((q.high or 100) * 10 + int(rng.integers(1, 9)))) if text else text
    return text.upper() if q.kind in ("single", "multiple") and rng.random() < 0.5 else "see above" if q.kind == "single" else text


def _by_chance(q: Asked, rng: np.random.Generator) -> list[Any]:
    """What people say to a question of one's own: the same for both groups, drawn once."""
    if q.kind == "text":
        return list(OWN_WORDS)
    if q.kind == "number":
        low, high = q.low or 0.0, q.high if q.high is not None else 100.0
        return [low + 0.35 * (high - low), max(0.15 * (high - low), 0.1)]
    many = len(q.steps or q.choices)
    return [float(x) for x in (rng.uniform(0.1, 0.6, many) if q.kind == "multiple" else rng.dirichlet(np.full(many, 3.0)))]


def _fitting(known: _Truth, q: Asked) -> Mapping[str, list[Any]]:
    """What is true of a question of the bank, as long as it has the answers that it had there."""
    given = known.questions.get(q.key, {})
    wanted = {"number": 2}.get(q.kind, len(q.steps or q.choices))
    numeric = all(isinstance(x, int | float) for weights in given.values() for x in weights)
    fits = all(len(weights) == wanted for weights in given.values()) and numeric if q.kind != "text" else not numeric
    return given if fits else {}


def _company(company: str) -> _Truth:
    found = next((one for one in _truths() if one.id == company), None)
    if found is None:
        msg = f"`company` must be one of {', '.join(one.id for one in _truths())} (got {company!r})."
        raise KeyError(msg)
    return found


@cache
def _truths() -> tuple[_Truth, ...]:
    text = resources.files("workbook.market").joinpath("surveys.yaml").read_text("utf-8")
    return pydantic.TypeAdapter(tuple[_Truth, ...]).validate_python(yaml.safe_load(text))


__all__ = ["Simulated", "simulated", "truth"]
