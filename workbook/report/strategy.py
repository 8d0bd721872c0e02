"""The plan's objectives and methods: goals, verdict, business model, channels."""

from __future__ import annotations

from workbook import lessons
from workbook.answers import promotion, strategy
from workbook.metrics import business_model, feasibility
from workbook.metrics.inputs import strategy as given
from workbook.report.document import Block, Bullets, Heading, Paragraph, table
from workbook.report.source import Source, choice, option


def objectives(source: Source) -> list[Block]:
    """The goals as a table, and whether the company is ready."""
    goals, locale = source.answers(strategy.Goals).goals, source.locale
    if not goals:
        return [Paragraph("Set the first goal: a number, a date, a source, somebody responsible.", "missing"), *_readiness(source)]
    rows = [
        (
            goal.statement or choice_of(goal, "activity"),
            _amount(goal.baseline, goal, source),
            f"{_amount(goal.target, goal, source)} {_per(goal)}".strip(),
            locale.date(goal.due) if goal.due else "still open",
            goal.source or "still open",
            goal.owner or "still open",
        )
        for goal in goals
    ]
    head = ("Goal", "Today", "Target", "By", "Measured in", "Responsible")
    return [table(head, rows, right=(1, 2)), *_readiness(source)]


def methods(source: Source) -> list[Block]:
    """The way of working, why, and the channels."""
    return [Heading("Business model", 2), *_model(source), Heading("Channels", 2), *_channels(source)]


def choice_of(goal: strategy.Goal, field: str) -> str:
    """The words of a goal's choice."""
    return option(strategy.Goal.specs()[field].options, getattr(goal, field))


def _amount(value: float | None, goal: strategy.Goal, source: Source) -> str:
    if value is None:
        return "still open"
    if goal.measure in strategy.MONEY_MEASURES:
        return source.locale.money(value)
    if goal.measure in strategy.PER_CENT_MEASURES:
        return source.locale.rate(value / 100)
    return source.locale.number(value) + ("" if goal.measure is None else f" {choice_of(goal, 'measure').lower()}")


def _per(goal: strategy.Goal) -> str:
    return f"per {goal.period}" if goal.period in {"month", "quarter", "year"} else ""


def _readiness(source: Source) -> list[Block]:
    criteria, scores = given.scorecard(source.answers(strategy.Feasibility))
    if all(score is None for score in scores.values()):
        return [Heading("Feasibility", 2), Paragraph("Fill in the feasibility scorecard.", "missing")]
    found = feasibility.finding(feasibility.judge(criteria, scores), source.locale)
    against: list[Block] = [Paragraph("What speaks against it:"), Bullets(found.reasons_against)] if found.reasons_against else []
    points: list[Block] = [Bullets(found.points)] if found.points else []
    return [Heading("Feasibility", 2), Paragraph(f"{found.headline}. {found.means}"), *against, *points]


def _model(source: Source) -> list[Block]:
    answers = source.answers(strategy.BusinessModel)
    if not answers.chosen:
        return [Paragraph("Choose the business model.", "missing")]
    model = next(m for m in lessons.business_models() if m.id == answers.chosen)
    advised = given.recommendation(answers)
    reasons = business_model.Recommendation.reasons_for(advised, answers.chosen)
    blocks: list[Block] = [Paragraph(f"{model.name}. {model.what}", "lead"), Paragraph(f"The site: {model.site}")]
    if reasons:
        blocks += [Paragraph("What speaks for it:"), Bullets(reasons[:5])]
    if answers.reason:
        blocks.append(Paragraph(answers.reason))
    elif advised.model not in ("", answers.chosen, "mixed"):
        blocks.append(Paragraph("The answers about the deal point to another model. Say why you depart from it.", "missing"))
    return blocks


def _channels(source: Source) -> list[Block]:
    fit = source.answers(promotion.Fit)
    names = {c.id: c for c in lessons.channels()}
    chosen = [line.channel for line in source.answers(promotion.MediaPlan).lines if line.channel] or list(fit.shortlist)
    if not chosen:
        return [Paragraph("Choose the channels.", "missing")]
    goal = [Paragraph(f"Promotion is mainly there to {choice(promotion.Fit, 'goal', fit.goal).lower()}.")] if fit.goal else []
    why = [Paragraph(fit.reason)] if fit.reason else []
    rows = [(names[c].name, names[c].in_short, names[c].first_measure) for c in dict.fromkeys(chosen) if c in names]
    return [*goal, *why, table(("Channel", "What it is", "First figure to look at"), rows)]
