"""The plan's money: what it costs, what it is expected to bring, how sure that is, when it is back."""

from __future__ import annotations

from collections.abc import Sequence

from workbook import lessons
from workbook.answers import promotion, strategy
from workbook.answers.finding import Finding
from workbook.answers.locale import BLANK
from workbook.answers.sentences import listed
from workbook.metrics import break_even as breaking_even
from workbook.metrics import investment as investing
from workbook.metrics import media_plan as planning
from workbook.metrics.forecast import LABELS, case
from workbook.metrics.funnel import STAGES
from workbook.metrics.inputs import promotion as lines
from workbook.metrics.inputs import strategy as given
from workbook.report import fees, pictures
from workbook.report.cells import Cells
from workbook.report.document import Block, Cell, Content, Heading, Paragraph, Table, table
from workbook.report.source import Source, inner, missing

BY_CHANNEL = {"cost": "Cost", "visits": "Visits", "orders": "Orders", "contribution": "Profit after media", "cpa": "Cost per order"}
"""What is told of each channel."""
MANY = 100
"""From so many orders on, in every line, their tenths say nothing."""
_MONEY, _COUNTS = {"aov"}, {"impressions"}


def at_a_glance(source: Source) -> list[Block]:
    """What a reader in a hurry needs: company, result, money, risk."""
    from workbook.answers.start import Setup

    offer, budget = source.answers(Setup).offer, source.answers(strategy.Budget)
    opening = Paragraph(offer, "lead") if offer else missing("Say in two sentences what the company sells, and to whom.", Setup, "offer")
    investment = given.investment(budget)
    if investment is None:
        return [opening, missing("Fill in the likely values from impression to margin: the forecast follows from them.", strategy.Budget, "factors")]
    outlook, back = given.forecast(budget, source.locale), investing.finding(investment, source.locale)
    read = Cells(source.locale).read
    rows = [(figure.label, read(figure.value), figure.note) for finding in (outlook, back) for figure in finding.figures]
    figures = table(("Figure", "Value", "Remark"), rows, right=(1,), name="At a glance")
    return [opening, Paragraph(f"{outlook.headline}. {back.headline}."), figures, *costs_open(source)]


def costs_open(source: Source) -> list[Block]:
    """That figures stand there without a cost which nobody has entered: whoever reads only this page must see it."""
    budget = source.answers(strategy.Budget)
    return [missing(given.costs_open(budget), strategy.Budget, given.without_cost(budget))] if given.without_cost(budget) else []


def budget(source: Source) -> list[Content]:
    """Cost, the chain from impression to profit with its range, what an order may cost, the media plan."""
    return [*_altogether(source), *_cost(source), *_chain(source), *_limits(source), *_media(source), *fees.paying(source)]


def _altogether(source: Source) -> list[Block]:
    """What it costs, in a sentence; `None` among the amounts means that one is not known yet."""
    b, locale = source.answers(strategy.Budget), source.locale
    if b.start_cost is None or b.media_monthly is None or b.team_monthly is None:
        return [missing("Enter what the plan costs: once, for media, for people and tools.", strategy.Budget, given.without_cost(b))]
    monthly = b.media_monthly + b.team_monthly
    once, each, total = locale.amounts(b.start_cost, monthly, b.start_cost + (b.horizon_months or 0) * monthly)
    words = f"The plan costs {once} at the start and {each} each month"
    if not b.horizon_months:
        return [Paragraph(f"{words}.")]
    return [Paragraph(f"{words}: {total} in {locale.things(b.horizon_months, 'month')}.")]


def _cost(source: Source) -> list[Block]:
    answers, locale, cells = source.answers(strategy.Budget), source.locale, Cells(source.locale)
    asked: tuple[tuple[str, float | None], ...] = (
        ("Once, at the start", answers.start_cost),
        ("Media, each month", answers.media_monthly),
        ("People and tools, each month", answers.team_monthly),
    )
    if all(value is None for _, value in asked):
        return []
    months = answers.horizon_months
    if months and None not in (answers.start_cost, answers.media_monthly, answers.team_monthly):
        total = (answers.start_cost or 0) + months * ((answers.media_monthly or 0) + (answers.team_monthly or 0))
        asked = (*asked, (f"Altogether in {locale.things(months, 'month')}", total))
    amounts = cells.moneys(value for _, value in asked)
    return [table(("Cost", "Amount"), list(zip((label for label, _ in asked), amounts, strict=True)), right=(1,), name="Cost")]


def _chain(source: Source) -> list[Content]:
    answers, cells = source.answers(strategy.Budget), Cells(source.locale)
    ranges = given.assumptions(answers)
    if ranges is None:
        return []
    assumed = [(LABELS[name], *_written(name, (r.worst, r.likely, r.best), source)) for name, r in ranges.factors.items()]
    cases = [case(ranges, which) for which in ("worst", "likely", "best")]
    stages = [(STAGES[s], *(cells.number(outcome.stages()[s], 0) for outcome, _ in cases)) for s in cases[1][0].stages() if s != "impressions"]
    ends = [("Contribution", *cells.moneys(o.contribution for o, _ in cases)), ("Profit after all cost", *cells.moneys(p for _, p in cases))]
    head = ("A normal month", "Worst", "Likely", "Best")
    found = given.forecast(answers, source.locale)
    return [
        Heading("From impression to profit", 2),
        *_sentences(found),
        table(head, [*assumed, *stages, *ends], right=(1, 2, 3), name="From impression to profit"),
        Paragraph("Worst and best show every factor at its edge at once, which hardly ever happens. " + found.means_not, "note"),
        pictures.outlook(source),
    ]


def _limits(source: Source) -> list[Block]:
    limits = given.limits(source.answers(strategy.Budget))
    if limits is None:
        return []
    found = breaking_even.finding(limits, source.locale)
    rows = [(figure.label, Cells(source.locale).read(figure.value), figure.note) for figure in found.figures]
    figures = [table(("Limit", "Value", "Remark"), rows, right=(1,), name="Break-even")] if rows else []
    return [Heading("Break-even", 2), Paragraph(f"{found.headline}."), *figures, *_sentences(found)]


def _sentences(found: Finding) -> list[Block]:
    return [*([Paragraph(found.means)] if found.means else []), *(Paragraph(point) for point in found.points)]


def _written(name: str, values: tuple[float, ...], source: Source) -> tuple[Cell, ...]:
    """The values of a row, all with the same decimals."""
    cells = Cells(source.locale)
    if name in _COUNTS:
        return tuple(cells.count(round(value)) for value in values)
    return cells.moneys(values) if name in _MONEY else cells.rates(values)


def media_plan(source: Source) -> planning.Plan | None:
    """The media plan of a normal month; `None` until it has a complete line."""
    budget = source.answers(promotion.Fit).budget_monthly
    return lines.media_plan(source.answers(promotion.MediaPlan), source.answers(strategy.Budget), budget)


def by_channel(plan: planning.Plan, source: Source, columns: Sequence[str]) -> Table:
    """What each channel costs and brings in a normal month, and the whole plan; `columns` of `BY_CHANNEL`."""
    cells, whole = Cells(source.locale, otherwise=BLANK), planning.with_total(plan, {c.id: c.name for c in lessons.channels()})
    digits = {"visits": 0, "orders": 0 if whole.orders.min() >= MANY else 1}
    told = [[cells.number(x, digits[c]) for x in whole[c]] if c in digits else cells.moneys(whole[c]) for c in columns]
    rows = list(zip(map(str, whole.channel), *told, strict=True))
    head = ("Channel", *(BY_CHANNEL[column] for column in columns))
    return table(head, rows, right=range(1, len(head)), caption="A normal month", name="Media plan")


def unpaid(source: Source) -> tuple[str, ...]:
    """The channels that were chosen and have no money in the media plan; none while there is no media plan."""
    budgets: dict[str, float] = {}
    for line in source.answers(promotion.MediaPlan).lines:
        if line.channel:
            budgets[line.channel] = budgets.get(line.channel, 0) + (line.budget or 0)
    return tuple(c for c in (*source.answers(promotion.Fit).shortlist, *budgets) if not budgets.get(c)) if budgets else ()


def _without_money(source: Source) -> list[Block]:
    """Chosen channels that the table of the media plan says nothing about."""
    names = {c.id: c.name for c in lessons.channels()}
    chosen = [inner(names[c]) for c in dict.fromkeys(unpaid(source)) if c in names]
    return [Paragraph(f"Chosen, no money yet: {listed(chosen)}.")] if chosen else []


def _media(source: Source) -> list[Content]:
    plan = media_plan(source)
    if plan is None:
        return [Heading("Media plan", 2), missing("Put the first channel into the media plan.", promotion.MediaPlan, "lines")]
    names = {c.id: c.name for c in lessons.channels()}
    found = planning.finding(plan, source.locale, names)
    figures = by_channel(plan, source, tuple(BY_CHANNEL))
    return [
        Heading("Media plan", 2),
        Paragraph(f"{found.headline}."),
        figures,
        Paragraph(found.means_not, "note"),
        *_without_money(source),
        pictures.media(source),
    ]
