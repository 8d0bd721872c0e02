"""Tests: planned before they start, read once at their end."""

from __future__ import annotations

import datetime
from typing import ClassVar

from workbook.answers.fields import Answers, Remark, Row, count, date, grid, long_text, number, one_of, rate, text

VARIANTS = (Row("a", "A, as before"), Row("b", "B, the new one"))
COLUMNS = {"variant": "Variant", "landing_page": "Landing page", "campaign": "Campaign", "channel": "Channel", "device": "Device", "region": "Region"}
SUCCESSES = {"order": "Ordered", "enquiry": "Enquired", "engaged": "Stayed (engaged visit)"}


class TestPlan(Answers):
    """What is tested, what it should change, and how long it runs."""

    __test__: ClassVar[bool] = False  # no test of ours, whatever its name begins with

    FORM: ClassVar[str] = "tests.plan"
    TITLE: ClassVar[str] = "Plan a test"

    change: str | None = long_text(
        "What is different in B, and why should that help?", hint="One change, so that its effect can be told.", max_length=500
    )
    rate_today: float | None = rate(
        "Rate today",
        hint="Successes ÷ visitors of the page, as counted.",
        why="The rarer a success, the more visitors it takes to see a difference.",
        gt=0,
    )
    points: float | None = number(
        "Smallest rise worth finding", unit="points", hint="In percentage points: 0.5 means from 2\u00a0% to 2.5\u00a0%.", gt=0, le=90,
        why="What is smaller than this would not change what you do. Half of it takes four times the visitors.",
    )  # fmt: skip
    visitors_daily: int | None = count("Visitors of the page a day", hint="Blank: from the visits that are loaded.", optional=True, dont_know=False)
    share: float | None = rate("Share of them in the test", hint="Blank: all.", gt=0, optional=True, dont_know=False)
    start: datetime.date | None = date("First day")
    owner: str | None = text("Who reads it?", optional=True, dont_know=False)

    def review(self) -> list[Remark]:
        """The rise must fit under 100 %."""
        if self.rate_today and self.points and self.rate_today + self.points / 100 > 1:
            return [Remark("points", "Rate and rise add up to more than 100 %: enter a smaller rise.", "error")]
        return []


class TestReading(Answers):
    """A finished test, typed in."""

    __test__: ClassVar[bool] = False

    FORM: ClassVar[str] = "tests.reading"
    TITLE: ClassVar[str] = "Read a test"

    counts: dict[str, dict[str, float]] = grid(
        "Counts", hint="Whoever ordered, enquired or signed up is a success. Count visitors, not visits.",
        rows=VARIANTS, columns={"visitors": count("Visitors"), "successes": count("Successes")}, optional=True,
    )  # fmt: skip
    values: dict[str, dict[str, float]] = grid(
        "Means, where an amount is compared", hint="Example: revenue per visitor. A spreadsheet gives mean and standard deviation.",
        rows=VARIANTS, columns={"n": count("Number"), "mean": number("Mean"), "deviation": number("Standard deviation", ge=0)}, optional=True,
    )  # fmt: skip
    planned_share: float | None = rate("Planned share of A", hint="Blank: half.", gt=0, optional=True, dont_know=False)

    def review(self) -> list[Remark]:
        """No more successes than visitors, a share that leaves something for B."""
        found = [
            Remark(f"counts/{row}/successes", "There are more successes than visitors: look which is which.", "error")
            for row, cells in self.counts.items()
            if cells.get("visitors") is not None and (cells.get("successes") or 0) > cells["visitors"]
        ]
        if self.planned_share is not None and self.planned_share >= 1:
            found.append(Remark("planned_share", "A has all visitors by this plan: leave some for B.", "error"))
        return found


class OwnTest(Answers):
    """A test that the loaded visits can tell: two variants known by a column."""

    FORM: ClassVar[str] = "tests.own"
    TITLE: ClassVar[str] = "Read a test from the loaded visits"

    column: str | None = one_of("Which column tells the variant?", COLUMNS, optional=True, dont_know=False)
    a: str | None = text("A is", hint="The value as it stands in the table below.", optional=True, dont_know=False)
    b: str | None = text("B is", optional=True, dont_know=False)
    success: str | None = one_of("What is a success?", SUCCESSES, hint="Blank: ordered.", optional=True, dont_know=False)
    by_chance: str | None = one_of(
        "Who decided which visitor saw which?",
        {"chance": "Chance, visitor by visitor", "else": "Something else (time, channel, device, the visitor)"},
        why="Only chance makes two groups alike. Otherwise the difference may come from who they are.",
        optional=True, dont_know=False,
    )  # fmt: skip


class Peeking(Answers):
    """How often one looks."""

    FORM: ClassVar[str] = "tests.peeking"
    TITLE: ClassVar[str] = "Try it: look too often"

    looks: int | None = count("How often do you look?", hint="Blank: 10 times.", ge=1, le=50, optional=True, dont_know=False)
