"""A form with every shape of question, for the tests of this room."""

import datetime as dt
from typing import Any, ClassVar

from workbook.answers import fields
from workbook.answers.fields import Answers, Item, Remark, Row


class Step(Item):
    what: str | None = fields.text("Step")


class Goal(Item):
    target: float | None = fields.number("Target", ge=0)
    due: dt.date | None = fields.date("Reached by")
    note: str | None = fields.text("Note", optional=True)
    steps: tuple[Step, ...] = fields.group("Steps", Step, item_label="Step", optional=True)
    sizes: dict[str, dict[str, Any]] = fields.grid(
        "Sizes", rows=[Row("a", "First size")], columns={"n": fields.count("Number")}, optional=True
    )  # fmt: skip


class Plan(Answers):
    FORM: ClassVar[str] = "test.plan"

    owner: str | None = fields.text("Owner")
    budget: float | None = fields.money("Monthly budget")
    kinds: tuple[str, ...] = fields.many_of("Kinds", {"a": "A", "b": "B"}, optional=True)
    goals: tuple[Goal, ...] = fields.group("Your goals", Goal, item_label="Goal", min_items=1, max_items=3)
    factors: dict[str, dict[str, Any]] = fields.grid(
        "Factors",
        rows=[
            Row("ctr", "Click rate", cell=fields.spec_of(fields.rate("Rate", unusual=(None, 0.2)))),
            Row("aov", "Order value", cell=fields.spec_of(fields.money("Money"))),
        ],
        columns={"worst": fields.number("Worst"), "best": fields.number("Best"), "note": fields.text("Note", optional=True)},
    )
    sure: bool | None = fields.yes_no("Are you sure?")

    def review(self) -> list[Remark]:
        ctr = self.factors.get("ctr", {})
        worse = ctr.get("best", 1) < ctr.get("worst", 0)
        remarks = [Remark("factors/ctr/best", "Click rate: the best must not be below the worst.", "error")] if worse else []
        return remarks + ([Remark("budget", "A goal costs more than this.")] if self.budget and self.budget > 1000 else [])
