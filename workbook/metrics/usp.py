"""A unique selling proposition under test: one sentence that a customer could repeat, and that a rival could not say.

Rosser Reeves (1961) asked three things of it: a definite benefit, one that rivals do not or cannot offer, strong enough to move people. The
tests here add proof. Some faults are seen in the sentence itself: its length, words that every company uses, no number, time or name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbook.answers.finding import Figure, Finding

LONGEST = 20
"""Words after which nobody repeats a sentence."""
TOP = 2
NUMBERS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    "sixty|seventy|eighty|ninety|hundred|thousand|million|half|dozen|twice|double"
)
TIMES = (
    "seconds?|minutes?|hours?|days?|weeks?|weekends?|months?|years?|mornings?|noon|afternoons?|evenings?|nights?|midnight|overnight|tomorrow|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|august|september|october|november|december|"
    "spring|summer|autumn|winter|christmas|easter"
)
_IN_WORDS = re.compile(rf"\b({NUMBERS}|{TIMES})\b", re.IGNORECASE)
"""Numbers and times written out: “before nine” is as concrete as “before 9:00”."""


@dataclass(frozen=True)
class Test:
    """One test: its question, 0 to 2 or `None`, and how to raise it."""

    question: str
    score: int | None
    mend: str

    __test__ = False  # not one of pytest's


def faults(sentence: str, empty: Sequence[str], against: str = "") -> list[str]:
    """What the sentence itself shows: each fault in words. Numbers and names make it concrete.

    >>> faults("The best quality for you", ["best", "quality"])[0]
    'Every company says “best” and “quality” of itself. Say instead what the customer can see or count.'
    >>> faults("Brought before nine, ridden home at five, or the repair is free", [])
    []
    """
    words = re.findall(r"[\w-]+", sentence)
    found, hollow = [], [w for w in empty if re.search(rf"\b{re.escape(w)}\b", sentence, re.IGNORECASE)]
    if hollow:
        named = " and ".join(f"“{w}”" for w in hollow[:3])
        found.append(f"Every company says {named} of itself. Say instead what the customer can see or count.")
    if len(words) > LONGEST:
        found.append(f"It has {len(words)} words. With more than {LONGEST}, nobody can repeat it after hearing it once.")
    if not re.search(r"\d", sentence) and not _IN_WORDS.search(sentence) and not re.search(r"(?<!^)(?<!\. )\b[A-ZÄÖÜ]", sentence):
        found.append("There is no number, time, place or name in it. One of them makes it concrete.")
    shared = _shared(words, against)
    if shared:
        found.append(f"Your rivals use {', '.join(f'“{w}”' for w in shared[:3])} too. What is left when you take that away?")
    return found


def _shared(words: Sequence[str], against: str) -> list[str]:
    """Longer words that stand in the rivals' promises as well."""
    theirs = {w.lower() for w in re.findall(r"[\w-]{6,}", against)}
    return [w for w in dict.fromkeys(w.lower() for w in words if len(w) > 5) if w in theirs]


def finding(sentence: str, tests: Sequence[Test], problems: Sequence[str]) -> Finding:
    """Whether the sentence passes, and what to mend first."""
    if not sentence.strip():
        return Finding(headline="There is no sentence yet", next_step="Write down what a customer last thanked you for. That is a first draft.")
    known = [t for t in tests if t.score is not None]
    weak = sorted((t for t in known if (t.score or 0) < TOP), key=lambda t: t.score or 0)
    points = sum(t.score or 0 for t in known)
    passed = len(known) == len(tests) and not weak and not problems
    none = [t for t in weak if t.score == 0]
    headline = (
        "It passes all tests" if passed else f"Not yet: {none[0].question.rstrip('?').lower()}? No." if none else "Close, with something to mend"
    )
    figures = (Figure("Points", f"{points} of {TOP * len(tests)}"), Figure("Words", str(len(re.findall(r"[\w-]+", sentence)))))
    return Finding(
        headline=headline if known else "Test the sentence",
        tone="good" if passed else "bad" if none else "warn",
        figures=figures if known else figures[1:],
        reasons_against=tuple(problems),
        points=tuple(f"{t.question} {t.mend}" for t in weak),
        means=_means(known, passed),
        means_not="The tests see words, not truth. Whether it sells shows on the page: try two sentences and count the enquiries.",
        next_step="Put it on the first screen, with its proof."
        if passed
        else (weak[0].mend if weak else problems[0] if problems else "Answer the four tests."),
    )


def _means(known: Sequence[Test], passed: bool) -> str:
    """What the tests have shown, and no more than that."""
    if passed:
        return "A customer can repeat it, a rival cannot say it, and somebody cares."
    if not known:
        return "The tests ask whether a customer can repeat it, whether a rival could say it too, and whether anybody cares."
    sure = [f"“{t.question}”" for t in known if (t.score or 0) >= TOP]
    if not sure:
        return "None of the tests has a full yes yet: nothing is shown of it so far."
    return f"A full yes so far: {', '.join(sure)}. What the other tests ask is not shown yet."


__all__: Sequence[str] = ("LONGEST", "TOP", "Test", "faults", "finding")
