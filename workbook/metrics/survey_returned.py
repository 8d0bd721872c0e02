"""Answers as they came back, made into values that can be counted; what cannot be read is named with its row, and never dropped in silence.

People write `ja`, `oui` and `X`, numbers with a comma, several answers with `;` or `|` between them, a 7 on a scale to 5. A cell has a value, is
blank, or is a problem that somebody can look at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbook.metrics.survey import Asked
from workbook.metrics.survey_cells import NO, YES, Cell, cell, is_blank, undefused
from workbook.metrics.survey_estimates import Value
from workbook.metrics.survey_matching import Column, plain


@dataclass(frozen=True)
class Problem:
    """A cell that could not be read: its line in the file, the question, what stands there, and what is wrong."""

    line: int
    number: int
    got: str
    why: str


@dataclass(frozen=True)
class Returned:
    """The values by the question's code, a list as long as there are people; problems; people who answered nothing that was asked."""

    people: int
    values: Mapping[str, Sequence[Value]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    nothing: tuple[int, ...] = ()

    def answered(self, q: Asked) -> int:
        """How many answered a question."""
        return sum(value is not None for value in self.values.get(q.code, ()))


def returned(questions: Sequence[Asked], columns: Sequence[Column], rows: Sequence[Sequence[str]], lines: Sequence[int]) -> Returned:
    """Read every cell of the columns that are used. People without any answer are left out and listed by their line.

    >>> asked = Asked(1, "easy", "How easy?", "scale", low=1, high=5)
    >>> back = returned([asked], [Column(0, "q1_easy", asked, how="code")], [["4"], ["7"], [""]], [2, 3, 4])
    >>> back.values["q1_easy"], [p.why for p in back.problems], back.nothing
    ([4.0, None], ['must lie between 1 and 5'], (4,))
    """
    used = [column for column in columns if column.used]
    there = [q for q in questions if any(c.question == q for c in used)]
    wrote = [any(_wrote(c, undefused(row[c.place])) for c in used) for row in rows]
    kept = [(row, line) for row, line, some in zip(rows, lines, wrote, strict=True) if some]
    values: dict[str, list[Value]] = {}
    problems: list[Problem] = []
    for q in there:
        mine = [c for c in used if c.question == q]
        decimal = _decimal([row[c.place] for row, _ in kept for c in mine]) if q.kind == "number" else ""
        found = [(_spread(q, mine, row) if mine[0].choice else cell(q, row[mine[0].place], decimal), line) for row, line in kept]
        values[q.code] = [one.value for one, _ in found]
        problems += [Problem(line, q.number, got, why) for one, line in found for got, why in one.problems]
    nothing = tuple(line for line, some in zip(lines, wrote, strict=True) if not some)
    return Returned(len(kept), values, tuple(sorted(problems, key=lambda p: (p.line, p.number))), nothing)


def _wrote(column: Column, text: str) -> bool:
    """Whether a cell holds an answer: where “None” can be chosen, it is one."""
    choices = column.question.choices if column.question else ()
    return not is_blank(text) or any(plain(text) == plain(choice) != "" for choice in choices)


def _spread(q: Asked, columns: Sequence[Column], row: Sequence[str]) -> Cell:
    """A question with several answers that stands in a column for each of them."""
    texts = {c.choice: undefused(row[c.place]) for c in columns}
    given = {choice: text for choice, text in texts.items() if not is_blank(text)}
    if not given:
        return Cell(None)
    chosen = {choice for choice, text in given.items() if _says(text, YES) or plain(text) == plain(choice)}
    wrong = tuple(
        (text, f"must say whether “{c}” was chosen: yes, no, x or 1") for c, text in given.items() if c not in chosen and not _says(text, NO)
    )
    return Cell(tuple(c for c in q.choices if c in chosen), wrong)


def _says(text: str, words: frozenset[str]) -> bool:
    """Whether a cell is one of these words or marks."""
    return plain(text) in words or text.strip() in words


def _decimal(texts: Sequence[str]) -> str:
    """The decimal mark of a column, where one of its numbers leaves no doubt."""
    for text in texts:
        figures = "".join(c for c in text if c.isdigit() or c in ".,")
        for mark, other in ((",", "."), (".", ",")):
            whole, _, part = figures.rpartition(mark)
            if whole and part.isdigit() and figures.count(mark) == 1 and (len(part) != 3 or other in whole):
                return mark
    return ""


__all__ = ["Problem", "Returned", "returned"]
