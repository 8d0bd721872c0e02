"""Execution: what is done by whom and by when, how far it is, and what went otherwise than planned.

A plan is worth what is carried out of it. Three lists are enough: the measures with their days, what is due today, and the issues met on the
way. A measure counts as done when it is finished; half a page is no page.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar

from workbook.answers.fields import Answers, Item, Remark, date, group, long_text, number, one_of, text

STATES = {"open": "Not begun", "begun": "Begun", "done": "Done", "dropped": "Dropped"}
ISSUE_STATES = {"open": "Open", "working": "Being worked on", "solved": "Solved"}


class Measure(Item):
    """One thing to be carried out."""

    what: str | None = text("What is done", width="m", dont_know=False)
    owner: str | None = text("Who", width="s", max_length=80)
    due: datetime.date | None = date("Last day")
    status: str | None = one_of("How far", STATES, optional=True, dont_know=False, width="s")
    done_on: datetime.date | None = date("Done on", optional=True, dont_know=False)
    start: datetime.date | None = date("First day", optional=True, dont_know=False, folded=True)
    weight: float | None = number("Hours", unit="h", ge=0, le=5000, optional=True, dont_know=False, folded=True)


class Execution(Answers):
    """The measures of the plan with their days, and how far each is."""

    FORM: ClassVar[str] = "plan.execution"
    TITLE: ClassVar[str] = "Measures"

    measures: tuple[Measure, ...] = group(
        "What is carried out", Measure, item_label="Measure", layout="table", min_items=1, max_items=80,
        hint="Take over what the plan has already, then say how far each is. Blank hours count as the mean; milestones and goals have 0 h.",
    )  # fmt: skip
    training: str | None = long_text(
        "Who must learn what, by when?",
        hint="Example: Vera learns to read the order report by 15 January, with last month's figures.",
        why="Tools that nobody can use and figures that nobody can read are cost without effect.",
        max_length=1500,
    )

    def review(self) -> list[Remark]:
        """Days in their order; a measure that is done has a day."""
        return [remark for measure in self.measures for remark in _measure(measure)]


class Issue(Item):
    """Something that went otherwise than planned."""

    noticed: datetime.date | None = date("Noticed on", dont_know=False)
    what: str | None = text("What happened", width="l", dont_know=False, max_length=300)
    effect: str | None = text("What it does to the plan", hint="In days, money or customers.", width="l", max_length=300)
    owner: str | None = text("Who sees to it", width="s", max_length=80)
    until: datetime.date | None = date("Until")
    state: str | None = one_of("State", ISSUE_STATES, dont_know=False)


class Issues(Answers):
    """The issue log: what happened, what it does to the plan, who sees to it, until when."""

    FORM: ClassVar[str] = "plan.issues"
    TITLE: ClassVar[str] = "Issue log"

    issues: tuple[Issue, ...] = group(
        "Issues met", Issue, item_label="Issue", max_items=80, min_items=0, optional=True,
        hint="Write it down on the day. What is not written down happens twice.",
    )  # fmt: skip

    def review(self) -> list[Remark]:
        """An issue is to be settled after it was noticed."""
        return [
            Remark(f"issues/{i.id}/until", "This day lies before the day on which it was noticed.", "error")
            for i in self.issues
            if i.noticed and i.until and i.until < i.noticed
        ]


def _measure(m: Measure) -> Iterator[Remark]:
    if m.start and m.due and m.due < m.start:
        yield Remark(f"measures/{m.id}/due", "The last day must not be before the first day.", "error")
    if m.status == "done" and m.done_on is None:
        yield Remark(f"measures/{m.id}/done_on", f"Enter the day on which “{m.what or 'this measure'}” was done: lateness is told from it.", "error")
    if m.done_on and m.status not in (None, "done"):
        yield Remark(f"measures/{m.id}/status", f"“{m.what or 'This measure'}” has a day on which it was done, and is said not to be done.")


__all__ = ["ISSUE_STATES", "STATES", "Execution", "Issue", "Issues", "Measure"]
