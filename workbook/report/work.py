"""The plan's work: which problem it solves, what is mended first, and how it runs."""

from __future__ import annotations

from workbook.answers.plan import People
from workbook.answers.sales_force import Checklist
from workbook.answers.sentences import listed
from workbook.metrics.inputs import site as given
from workbook.report import site
from workbook.report.document import Block, Heading, Paragraph
from workbook.report.source import Source, many, said


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


def _first(source: Source) -> list[Block]:
    """What comes first, in a sentence."""
    groups = site.weakest(source, source.answers(Checklist))
    if not groups or not given.own(source.answers(Checklist)):
        return []
    points, told = sum(groups.values()), [f"{n} in “{group}”" for group, n in groups.items()]
    those = f"{many(source.locale, points, 'point')} of the site {'is' if points == 1 else 'are'} mended"
    rank = "They come first because they bring most for their effort: effect × what is missing ÷ effort."
    lowest = site.lowest(source, source.answers(Checklist))
    other = f" “{lowest}” has the smallest share of the points, but what is missing there brings less for its effort." if lowest not in groups else ""
    return [Paragraph(f"Before money goes into promotion, {those}: {listed(told)}. {rank}{other}")]
