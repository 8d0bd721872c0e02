"""The marketing plan, written from all answers: what is known stands there, what is not is marked as still open.

The order is the one in which a reader decides: what is to be reached, how, with which site, in which steps, what to watch, for how
much money, by when, by whom, and how one will know.
"""

from __future__ import annotations

from collections.abc import Callable

from workbook import lessons
from workbook.answers.plan import People
from workbook.answers.sales_force import Checklist
from workbook.answers.start import Setup
from workbook.report import money, position, site, strategy, watching
from workbook.report.document import Block, Document, Heading, Paragraph, table
from workbook.report.source import Source

TITLE = "Online marketing plan"


def plan(source: Source) -> Document:
    """The whole plan as a document."""
    parts: tuple[tuple[str, Callable[[Source], list[Block]]], ...] = (
        ("At a glance", money.at_a_glance),
        ("The problem and what solving it is worth", problem),
        ("Objectives", strategy.objectives),
        ("The kind of plan", position.kind),
        ("Customers and market", position.customers),
        ("Competitors", position.rivals),
        ("What we offer, and why from us", position.offer),
        ("Content and methods", strategy.methods),
        ("The site", site.framework),
        ("Implementation", implementation),
        ("Budget and expected effect", money.budget),
        ("Schedule", schedule),
        ("People", people),
        ("Points to watch", watching.points),
        ("Measuring and adjusting", watching.measuring),
    )
    blocks = [block for title, write in parts for block in (Heading(title), *write(source))]
    return Document(TITLE, company(source), tuple(blocks), source.locale.language)


def company(source: Source) -> str:
    """The name on the cover."""
    setup = source.answers(Setup)
    return setup.company_name or (lessons.company(setup.company).name if setup.company else "Company not chosen yet")


def said(text: str | None, otherwise: str) -> Paragraph:
    """What was written, or what is still to be written."""
    return Paragraph(text) if text else Paragraph(otherwise, "missing")


def problem(source: Source) -> list[Block]:
    """Why the plan exists."""
    p = source.answers(People)
    return [
        said(p.problem, "Which problem does the plan solve, and what is that worth?"),
        said(p.promotion_problem, "Where does promotion fall short today, and which units take part?"),
        said(p.reasons, "Why this way and not another?"),
    ]


def implementation(source: Source) -> list[Block]:
    """What is done, in order, and how it runs."""
    p = source.answers(People)
    return [
        *site.first_steps(source, source.answers(Checklist)),
        Heading("Day to day", 2),
        said(p.operation, "How does it run day to day?"),
        Heading("When something unforeseen comes up", 2),
        said(p.new_problems, "Who notices, who decides, within which limits?"),
    ]


def schedule(source: Source) -> list[Block]:
    """Start and milestones."""
    p, locale = source.answers(People), source.locale
    begins = Paragraph(f"The plan starts on {locale.date(p.start)}.") if p.start else Paragraph("When does the plan start?", "missing")
    stones = sorted(p.milestones, key=lambda m: (m.due is None, m.due))
    if not stones:
        return [begins, Paragraph("Add the first milestone: what is done, by whom, by when.", "missing")]
    rows = [(locale.date(m.due) if m.due else "still open", m.what or "still open", m.owner or "still open") for m in stones]
    return [begins, table(("By when", "What is done", "By whom"), rows)]


def people(source: Source) -> list[Block]:
    """Who creates, executes and answers for it."""
    p = source.answers(People)
    roles = (("Creates", p.creates), ("Executes", p.executes), ("Responsible for the result", p.responsible))
    return [table(("Part", "Who"), [(role, who or "still open") for role, who in roles])]
