"""The plan on one page, for whoever decides: aim, what is asked, figures with their range, channels, three measures, the next dates, the risks.

Every figure is the one that the pages show, from the same functions. Long texts are cut to what a hurried reader takes in.
"""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterator
from dataclasses import replace

from workbook.answers import promotion, strategy
from workbook.answers.execution import Execution
from workbook.answers.finding import Figure
from workbook.answers.one_page import OnePage
from workbook.answers.plan import People
from workbook.answers.schedule import Schedule
from workbook.answers.schedule import plain as asked_as
from workbook.metrics import investment as investing
from workbook.metrics.break_even import finding as break_even
from workbook.metrics.forecast import tornado
from workbook.metrics.inputs import schedule as planned
from workbook.metrics.inputs import strategy as given
from workbook.report import decisions, measures, money
from workbook.report.cells import Cells
from workbook.report.document import Block, Bullets, Document, Heading, Paragraph, one_line, table
from workbook.report.plan import company
from workbook.report.source import Source, missing, ours
from workbook.report.strategy import chosen_model, with_number

LINE, TEXT = 150, 330
"""Characters of a line in a list, and of a paragraph."""
FEW, DATES, CHANNELS = 3, 5, 6
ASK = "ask"
"""The part that a printed page sets off from the others: what is asked."""


def one_page(source: Source, today: datetime.date | None = None) -> Document:
    """The page as a document; what is still open is marked as such."""
    day, asked = today or datetime.date.today(), source.answers(OnePage)
    blocks = (
        Heading("What it is for"), *_aim(source),
        Heading("What we ask of you", part=ASK), *_ask(source),
        Heading("What it costs and brings"), *_figures(source),
        Heading("Where the media money goes"), *_channels(source),
        Heading("The largest measures"), *_measures(source, day),
        Heading("Next dates"), *_dates(source, day),
        Heading("What could go wrong"), *_risks(source),
    )  # fmt: skip
    reader = f" · for {asked.reader}" if asked.reader else ""
    return Document(
        "Online marketing on one page",
        f"{company(source)}{reader} · written on {source.locale.date(day)}",
        blocks,
        source.locale.language,
        source.locale.currency,
    )


def _aim(source: Source) -> list[Block]:
    goals = [with_number(g, source) for g in source.answers(strategy.Goals).goals if g.statement]
    problem = source.answers(People).problem
    why = [Paragraph(_cut(problem, TEXT))] if problem else []
    if not goals:
        return [*why, missing("Write the first goal in a sentence.", strategy.Goals, "goals")]
    return [*why, Bullets(tuple(_cut(goal, LINE) for goal in goals[:FEW]))]


def _ask(source: Source) -> list[Block]:
    asked = source.answers(OnePage)
    said: Block = Paragraph(_cut(asked.ask, 400), "lead") if asked.ask else missing("Say what you ask of them.", OnePage, "ask")
    if not asked.decide_by:
        return [said, missing("Say by when the decision is needed.", OnePage, "decide_by")]
    return [said, Paragraph(f"Decision needed by {source.locale.date(asked.decide_by)}.")]


def _figures(source: Source) -> list[Block]:
    budget = source.answers(strategy.Budget)
    investment = given.investment(budget)
    if investment is None:
        return [missing("Fill in the likely values from impression to margin.", strategy.Budget, "factors")]
    found = [*_cost(budget, source), *given.forecast(budget, source.locale).figures, *investing.finding(investment, source.locale).figures[1:2]]
    limits = given.limits(budget)
    found += break_even(limits, source.locale).figures[:1] if limits else ()
    return [table(("Figure", "Value", "Remark"), [(f.label, f.value, f.note) for f in found], right=(1,), name="One page"), *money.costs_open(source)]


def _cost(budget: strategy.Budget, source: Source) -> Iterator[Figure]:
    if budget.start_cost is None or budget.media_monthly is None or budget.team_monthly is None:
        return
    locale, monthly, months = source.locale, budget.media_monthly + budget.team_monthly, given.horizon(budget)["months"]
    once, each, total = locale.amounts(budget.start_cost, monthly, budget.start_cost + months * monthly)
    yield Figure(f"Cost in {locale.things(months, 'month')}", total, f"{once} at the start, {each} a month")


def _channels(source: Source) -> list[Block]:
    """What each channel costs and brings; where there are too many for a page, the whole plan alone."""
    plan = money.media_plan(source)
    if plan is None:
        return [missing("Put the first channel into the media plan.", promotion.MediaPlan, "lines")]
    found = money.by_channel(plan, source, ("cost", "orders", "cpa", "contribution"))
    left = [n for n in range(len(found.rows)) if len(plan.table) <= CHANNELS or n == len(found.rows) - 1]
    return [replace(found, name="Channels", rows=tuple(found.rows[n] for n in left), cells=tuple(found.cells[n] for n in left))]


def _measures(source: Source, day: datetime.date) -> list[Block]:
    """The three largest of what is still to be done, in the order of their days."""
    found = measures.largest(source, day) if source.answers(Execution).measures else []
    if not found:
        return [missing("Take over the measures, and say who does each by when.", Execution, "measures")]
    rows = [(_cut(m.what, LINE), m.who or "nobody named", source.locale.date(m.due) if m.due else "no day yet") for m in found]
    return [table(("Measure", "Who", "By when"), rows)]


def _dates(source: Source, day: datetime.date) -> list[Block]:
    known = sorted({*_all_dates(source), *_goal_dates(source)})
    if not known:
        return [missing("Say on which day the work begins.", Schedule, "start")]
    coming = [(when, what) for when, what in known if when >= day][:DATES]
    over = [] if coming else [Paragraph("All days of the plan have passed. The last ones were:")]
    cells = Cells(source.locale)
    rows = [(cells.date(when), _cut(f"{what[:1].upper()}{what[1:]}", LINE)) for when, what in coming or known[-DATES:]]
    return [*over, table(("Day", "What"), rows, name="Next dates")]


def _all_dates(source: Source) -> Iterator[tuple[datetime.date, str]]:
    asked, decide_by = (source.answers(Schedule), source.answers(People)), source.answers(OnePage).decide_by
    if decide_by:
        yield decide_by, "decision"
    if begin := planned.begins(*asked):
        yield begin, "the work begins"
    placed = planned.planned(*asked).timetable().placed
    stones = [(stone.due, stone.what) for stone in planned.milestones(*asked) if stone.due]
    yield from stones or [(p.last, f"{p.job.name}, done") for p in placed]


def _goal_dates(source: Source) -> Iterator[tuple[datetime.date, str]]:
    """The days of the goals that no milestone of the schedule marks already."""
    marked = [(when, asked_as(what)) for when, what in _all_dates(source)]
    for goal in source.answers(strategy.Goals).goals:
        if goal.due and goal.statement and not any(when == goal.due and asked_as(goal.statement) in what for when, what in marked):
            yield goal.due, f"goal: {goal.statement}"


def _risks(source: Source) -> list[Block]:
    found = list(_all_risks(source))
    stop = source.answers(promotion.MediaPlan).stop_rule
    told = (*(_cut(risk, 220) for risk in found[:FEW]), *([f"Stop rule: {_cut(stop, 220)}"] if stop else []))
    end = [] if stop else [missing("Write down when a channel is stopped.", promotion.MediaPlan, "stop_rule")]
    return [*([Bullets(told)] if told else []), *end]


def _all_risks(source: Source) -> Iterator[str]:
    """One's own worry first, then what the forecast hangs on, what contradicts, what the business model brings."""
    worry, budget = source.answers(OnePage).worry, source.answers(strategy.Budget)
    if worry:
        yield worry
    ranges = given.assumptions(budget)
    if ranges is not None:
        drivers = tornado(ranges)
        drivers = drivers.assign(drop=drivers.profit_likely - drivers.profit_worst).sort_values("drop", ascending=False, kind="stable")
        for row in drivers[drivers["drop"] > 0].head(1).to_dict("records"):  # a range that only goes up is no risk
            yield f"{row['label']}: at its worst value alone, a month {_instead(row['profit_worst'], row['profit_likely'], source)}."
    yield from decisions.disagreements(source)[:1]
    model = chosen_model(source)
    yield from map(ours, model.risks if model else ())


def _instead(worst: float, likely: float, source: Source) -> str:
    """What a bad month leaves or loses, beside a likely one."""
    loss, gain = source.locale.amounts(abs(worst), abs(likely))
    if worst < 0 <= likely:
        return f"loses {loss} instead of leaving {gain}"
    return f"{'loses' if worst < 0 else 'leaves'} {loss} instead of {gain}"


def _cut(text: str, most: int) -> str:
    """A text in one line, cut at a word where it is too long.

    >>> _cut("The checkout loses three of four baskets", 25)
    'The checkout loses …'
    """
    return textwrap.fill(one_line(text), most, max_lines=1, placeholder=" …")


__all__ = ["one_page"]
