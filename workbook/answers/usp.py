"""The unique selling proposition: one sentence, tested."""

from __future__ import annotations

from typing import Any, ClassVar

from workbook.answers.fields import Answers, Option, Row, grid, long_text, one_of, text


class Usp(Answers):
    """Why exactly from you."""

    FORM: ClassVar[str] = "strategy.usp"
    TITLE: ClassVar[str] = "Unique selling proposition"

    for_whom: str | None = text("For whom is it?", hint="The segment you begin with.", width="l", dont_know=False)
    against: str | None = long_text(
        "What do three rivals promise?",
        hint="One line each, from their first screens.",
        max_length=900,
        why="Whether you are different shows only beside others.",
    )
    sentence: str | None = text(
        "Your sentence", hint="For whom, what, and why only from you. Up to 20 words.", width="full", max_length=240, dont_know=False
    )
    proof: str | None = text("What proves it?", hint="A figure, a guarantee, a test, a customer who says so.", width="full")
    tests: dict[str, dict[str, Any]] = grid(
        "Test it, with a colleague or a customer",
        rows=lambda: _tests(),
        columns={
            "score": one_of("How far?", tuple(Option(str(n), str(n)) for n in range(3))),
            "note": text("What shows it", optional=True, dont_know=False, width="l", max_length=300),
        },
    )


def _tests() -> list[Row]:
    from workbook import lessons

    return [Row(t.id, t.question, why=t.why, levels=t.levels) for t in lessons.usp_tests()]
