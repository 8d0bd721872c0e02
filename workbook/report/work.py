"""The plan's work: which problem it solves, what is done in which order, by when and by whom."""

from __future__ import annotations

from workbook.answers.plan import Milestone, People
from workbook.answers.sales_force import Checklist
from workbook.metrics.inputs import site as given
from workbook.report import site
from workbook.report.cells import OPEN, Cells
from workbook.report.document import Block, Heading, Paragraph, table
from workbook.report.source import Source, listed, missing, said


def problem(source: Source) -> list[Block]:
    """Why the plan exists."""
    p = source.answers(People)
    return [
        said(p.problem, "Say which problem the plan solves, and what that is worth.", People, "problem"),
        said(p.promotion_problem, "Say where promotion falls short today, and which units take part.", People, "promotion_problem"),
        said(p.reasons, "Say why this way and not another.", People, "reasons"),
    ]


def implementation(source: Source) -> list[Block]:
    """What is done, in order, and how it runs."""
    p, weak = source.answers(People), site.first_steps(source, source.answers(Checklist))
    return [
        *_first(source),
        *weak,
        Heading("Day to day", 2),
        said(p.operation, "Say who looks at which figure, how often, and who answers within which time.", People, "operation"),
        Heading("When something unforeseen comes up", 2),
        said(p.new_problems, "Say who notices, who decides, and within which limits.", People, "new_problems"),
    ]


def schedule(source: Source) -> list[Block]:
    """Start and milestones."""
    p, cells = source.answers(People), Cells(source.locale)
    stones = sorted(p.milestones, key=lambda m: (m.due is None, m.due))
    begins = _begins(stones, source) if p.start else missing("Say on which day the plan starts.", People, "start")
    if not stones:
        return [begins, missing("Add the first milestone: what is done, by whom, by when.", People, "milestones")]
    rows = [(cells.date(m.due), m.what or OPEN, m.owner or OPEN) for m in stones]
    return [begins, table(("By when", "What is done", "By whom"), rows, name="Milestones")]


def people(source: Source) -> list[Block]:
    """Who creates, executes and answers for it."""
    p = source.answers(People)
    roles = (("Creates", p.creates), ("Executes", p.executes), ("Responsible for the result", p.responsible))
    told = [
        f"{p.responsible} answers for the result" if p.responsible else "",
        f"{p.creates} creates texts, pictures and pages" if p.creates else "",
        f"{p.executes} runs the channels and answers enquiries" if p.executes else "",
    ]
    sentence = "; ".join(filter(None, told))
    opens: Block = Paragraph(f"{sentence}.") if sentence else missing("Say who is responsible for the result.", People, "responsible")
    return [opens, table(("Part", "Who"), [(role, who or OPEN) for role, who in roles], name="People")]


def _first(source: Source) -> list[Block]:
    """What comes first, in a sentence."""
    groups = site.weakest(source, source.answers(Checklist))
    if not groups or not given.own(source.answers(Checklist)):
        return []
    return [Paragraph(f"Before money goes into promotion, the site is mended where it loses most visitors: {listed(groups)}.")]


def _begins(stones: list[Milestone], source: Source) -> Paragraph:
    begin = f"The plan starts on {source.locale.date(source.answers(People).start)}."
    dated = [m for m in stones if m.due and m.what]
    if not dated:
        return Paragraph(begin)
    first, last = dated[0], dated[-1]
    told = f" The first milestone is “{first.what}”, on {source.locale.date(first.due)}"
    end = f"; the last is “{last.what}”, on {source.locale.date(last.due)}." if len(dated) > 1 else "."
    return Paragraph(begin + told + end)
