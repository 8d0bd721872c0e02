"""Which column of a file answers which question.

Own templates say it by a code. Form services write the question's text at the head, sometimes cut short or slightly changed, and spread a question
with several answers over several columns: `Which of these? [Price]`. What is the same counts; what only looks alike is a proposal, which the
person takes or leaves.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workbook.metrics.survey import Asked

ALIKE = 0.6
"""From this similarity on (0 to 1, of the letters in their order) a heading is proposed for a question."""
LEAVE_OUT = 0

How = Literal["code", "text", "assigned", "proposed", "none"]
_CODE = re.compile(r"q(\d{1,2})(?:_([a-z0-9]+))?")
_LEADING = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d{1,2}\s*[.):\-]\s*", re.I)
_BRACKET = re.compile(r"^(.*?)\s*\[(.+)\]\s*$", re.S)


@dataclass(frozen=True)
class Column:
    """A column of the file: its place and heading, the question that it answers, the choice where it stands for one alone, and how that is known."""

    place: int
    heading: str
    question: Asked | None = None
    choice: str = ""
    how: How = "none"

    @property
    def used(self) -> bool:
        """Whether its answers are taken: a proposal is not, until somebody says so."""
        return self.question is not None and self.how in ("code", "text", "assigned")


def plain(text: str) -> str:
    """A text without case, marks and number in front, for comparing.

    >>> plain("3. How did you hear of us?") == plain("How did you hear of us")
    True
    """
    return " ".join(re.findall(r"\w+", _LEADING.sub("", text).casefold()))


def match(header: Sequence[str], questions: Sequence[Asked], assigned: Mapping[str, int] | None = None) -> tuple[Column, ...]:
    """Find the question of each column; `assigned` maps headings to question numbers, 0 to leave a column out.

    >>> asked = Asked(1, "heard", "How did you first hear of us?", "text")
    >>> [c.how for c in match(["Timestamp", "q1_heard"], [asked])], [c.how for c in match(["How did you hear of us?"], [asked])]
    (['none', 'code'], ['proposed'])
    """
    told = {plain(heading): number for heading, number in (assigned or {}).items()}
    sure = [_sure(place, heading, questions, told) for place, heading in enumerate(header)]
    taken: dict[int, bool] = {}
    kept = []
    for column in sure:
        number = column.question.number if column.question else LEAVE_OUT
        twice = number in taken and not (taken[number] and column.choice)
        kept.append(Column(column.place, column.heading) if twice else column)
        if number and not twice:
            taken[number] = bool(column.choice)
    left = [q for q in questions if q.number not in taken]
    return _proposed(kept, left, told)


def _sure(place: int, heading: str, questions: Sequence[Asked], told: Mapping[str, int]) -> Column:
    if plain(heading) in told:
        number = told[plain(heading)]
        return Column(place, heading, next((q for q in questions if q.number == number), None), how="assigned")
    code = _CODE.fullmatch(heading.strip().casefold())
    if code and code[2]:
        return Column(place, heading, *_known(next((q for q in questions if q.key == code[2]), None), "code"))
    bracket = _BRACKET.match(heading)
    if bracket:
        of = next((q for q in questions if q.kind == "multiple" and plain(q.text) == plain(bracket[1])), None)
        choice = next((c for c in of.choices if plain(c) == plain(bracket[2])), "") if of else ""
        if of and choice:
            return Column(place, heading, of, choice, "text")
    same = next((q for q in questions if plain(q.text) == plain(heading)), None)
    return Column(place, heading, *_known(same, "text"))


def _known(question: Asked | None, how: How) -> tuple[Asked | None, str, How]:
    return (question, "", how) if question else (None, "", "none")


def _proposed(columns: Sequence[Column], left: Sequence[Asked], told: Mapping[str, int]) -> tuple[Column, ...]:
    """The most alike of what is left over on both sides, the best pair first; a bare `q3` is a proposal for question 3."""
    pairs = [
        (_likeness(column.heading, q), column.place, q)
        for column in columns
        if column.how == "none" and plain(column.heading) not in told
        for q in left
    ]
    found: dict[int, Asked] = {}
    for likeness, place, q in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if likeness >= ALIKE and place not in found and q not in found.values():
            found[place] = q
    return tuple(Column(c.place, c.heading, found[c.place], "", "proposed") if c.place in found else c for c in columns)


def _likeness(heading: str, q: Asked) -> float:
    code = _CODE.fullmatch(heading.strip().casefold())
    if code:
        return 1.0 if int(code[1]) == q.number and not code[2] else 0.0
    a, b = plain(heading), plain(q.text)
    if len(a) >= 12 and (b.startswith(a) or a.startswith(b)):
        return 0.95
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()


__all__ = ["ALIKE", "LEAVE_OUT", "Column", "match", "plain"]
