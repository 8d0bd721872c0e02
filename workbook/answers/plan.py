"""The plan: what remains to be said so that somebody else can carry it out."""

from __future__ import annotations

import datetime
from typing import ClassVar

from workbook.answers.fields import Answers, Item, date, group, long_text, text


class Milestone(Item):
    """One thing that is done by a day, as it was asked before there was a schedule."""

    what: str | None = text("What is done", width="l")
    owner: str | None = text("By whom", width="m")
    due: datetime.date | None = date("By when")


class People(Answers):
    """Problem, reasons and operation: what no calculation can know. Days, tasks and people stand in the schedule."""

    FORM: ClassVar[str] = "plan.people"
    TITLE: ClassVar[str] = "Problem, reasons and operation"

    problem: str | None = long_text(
        "Which problem does the plan solve, and what is that worth?", hint="Say what happens if nothing changes.", max_length=2000
    )
    promotion_problem: str | None = long_text("Where does promotion fall short today, and which units take part?", max_length=2000)
    reasons: str | None = long_text("Why this way and not another?", hint="Name the alternative you turned down.", max_length=2000)
    creates: str | None = text("Who creates (texts, pictures, pages)?", width="l", optional=True, asked=False)
    executes: str | None = text("Who executes (runs channels, answers enquiries)?", width="l", optional=True, asked=False)
    responsible: str | None = text("Who is responsible for the result?", width="l", optional=True, asked=False)
    start: datetime.date | None = date("The plan starts on", optional=True, asked=False)
    milestones: tuple[Milestone, ...] = group("Milestones", Milestone, item_label="Milestone", max_items=40, optional=True, asked=False)
    operation: str | None = long_text(
        "How does it run day to day?", hint="Who looks at which figure, how often; who answers within which time.", max_length=2000
    )
    new_problems: str | None = long_text(
        "What happens when something unforeseen comes up?", hint="Who notices, who decides, within which limits.", max_length=2000
    )
