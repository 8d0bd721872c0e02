"""The plan's money: what it costs, what it is expected to bring, how sure that is, when it is back."""

from __future__ import annotations

from workbook import lessons
from workbook.answers import promotion, strategy
from workbook.answers.finding import Finding
from workbook.metrics import break_even as breaking_even
from workbook.metrics import investment as investing
from workbook.metrics import media_plan as planning
from workbook.metrics.forecast import LABELS, case
from workbook.metrics.funnel import STAGES
from workbook.metrics.inputs import promotion as lines
from workbook.metrics.inputs import strategy as given
from workbook.report.document import Block, Heading, Paragraph, table
from workbook.report.source import Source

_MONEY, _COUNTS = {"aov"}, {"impressions"}


def at_a_glance(source: Source) -> list[Block]:
    """What a reader in a hurry needs: company, result, money, risk."""
    from workbook.answers.start import Setup

    offer, budget = source.answers(Setup).offer, source.answers(strategy.Budget)
    opening = Paragraph(offer, "lead") if offer else Paragraph("Say in two sentences what the company sells, and to whom.", "missing")
    investment = given.investment(budget)
    if investment is None:
        return [opening, Paragraph("The forecast is not complete: fill in the likely values from impression to margin.", "missing")]
    outlook, back = given.forecast(budget, source.locale), investing.finding(investment, source.locale)
    rows = [(figure.label, figure.value, figure.note) for finding in (outlook, back) for figure in finding.figures]
    return [opening, Paragraph(f"{outlook.headline}. {back.headline}."), table(("Figure", "Value", ""), rows, right=(1,))]


def budget(source: Source) -> list[Block]:
    """Cost, the chain from impression to profit with its range, what an order may cost, the media plan."""
    return [*_cost(source), *_chain(source), *_limits(source), *_media(source)]


def _cost(source: Source) -> list[Block]:
    answers, locale = source.answers(strategy.Budget), source.locale
    asked = (
        ("Once, at the start", answers.start_cost),
        ("Media, each month", answers.media_monthly),
        ("People and tools, each month", answers.team_monthly),
    )
    rows = [(label, locale.money(value) if value is not None else "still open") for label, value in asked]
    months = answers.horizon_months
    if months and None not in (answers.start_cost, answers.media_monthly, answers.team_monthly):
        total = (answers.start_cost or 0) + months * ((answers.media_monthly or 0) + (answers.team_monthly or 0))
        rows.append((f"Altogether in {locale.count(months)} months", locale.money(total)))
    return [table(("Cost", "Amount"), rows, right=(1,))]


def _chain(source: Source) -> list[Block]:
    answers, locale = source.answers(strategy.Budget), source.locale
    ranges = given.assumptions(answers)
    if ranges is None:
        return []
    assumed = [(LABELS[name], *(_written(name, value, source) for value in (r.worst, r.likely, r.best))) for name, r in ranges.factors.items()]
    cases = [case(ranges, which) for which in ("worst", "likely", "best")]
    stages = [(STAGES[s], *(locale.number(outcome.stages()[s], 0) for outcome, _ in cases)) for s in cases[1][0].stages() if s != "impressions"]
    ends = [("Contribution", *(locale.money(o.contribution) for o, _ in cases)), ("Profit after all cost", *(locale.money(p) for _, p in cases))]
    head = ("A normal month", "Worst", "Likely", "Best")
    found = given.forecast(answers, locale)
    return [
        Heading("From impression to profit", 2),
        table(head, [*assumed, *stages, *ends], right=(1, 2, 3)),
        *_sentences(found),
        Paragraph("Worst and best show every factor at its edge at once, which hardly ever happens. " + found.means_not, "note"),
    ]


def _limits(source: Source) -> list[Block]:
    limits = given.limits(source.answers(strategy.Budget))
    if limits is None:
        return []
    found = breaking_even.finding(limits, source.locale)
    rows = [(figure.label, figure.value, figure.note) for figure in found.figures]
    figures = [table(("Limit", "Value", ""), rows, right=(1,))] if rows else []
    return [Heading("Break-even", 2), Paragraph(f"{found.headline}."), *figures, *_sentences(found)]


def _sentences(found: Finding) -> list[Block]:
    return [*([Paragraph(found.means)] if found.means else []), *(Paragraph(point) for point in found.points)]


def _written(name: str, value: float, source: Source) -> str:
    if name in _COUNTS:
        return source.locale.count(round(value))
    return source.locale.money(value) if name in _MONEY else source.locale.rate(value)


def _media(source: Source) -> list[Block]:
    answers, forecast, locale = source.answers(promotion.MediaPlan), source.answers(strategy.Budget), source.locale
    plan = lines.media_plan(answers, forecast, source.answers(promotion.Fit).budget_monthly)
    if plan is None:
        return [Heading("Media plan", 2), Paragraph("Put the first channel into the media plan.", "missing")]
    names = {c.id: c.name for c in lessons.channels()}
    whole = planning.with_total(plan, names)
    rows = [
        (r.channel, locale.money(r.cost), locale.number(r.visits, 0), locale.number(r.orders, 1), locale.money(r.contribution), locale.money(r.cpa))
        for r in whole.itertuples()
    ]
    found = planning.finding(plan, locale, names)
    head = ("Channel", "Cost a month", "Visits", "Orders", "Profit after media", "Cost per order")
    return [Heading("Media plan", 2), Paragraph(f"{found.headline}."), table(head, rows, right=(1, 2, 3, 4, 5)), Paragraph(found.means_not, "note")]
