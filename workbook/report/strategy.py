"""The plan's objectives and methods: goals, verdict, business model, channels."""

from __future__ import annotations

import re

from workbook import lessons
from workbook.answers import promotion, strategy
from workbook.answers.sentences import listed
from workbook.metrics import business_model, feasibility
from workbook.metrics.inputs import strategy as given
from workbook.report import money
from workbook.report.cells import OPEN, Cells
from workbook.report.document import Block, Bullets, Cell, Heading, Paragraph, table
from workbook.report.source import SMALL, Source, choice, ended, inner, many, missing, option, ours


def objectives(source: Source) -> list[Block]:
    """The goals as a table, and whether the company is ready."""
    goals, cells = source.answers(strategy.Goals).goals, Cells(source.locale)
    if not goals:
        return [missing("Set the first goal: a number, a date, a source, somebody responsible.", strategy.Goals, "goals"), *_readiness(source)]
    rows = [
        (
            goal.statement or choice_of(goal, "activity"),
            _amount(goal.baseline, goal, source),
            _target(goal, source),
            cells.date(goal.due),
            goal.source or OPEN,
            goal.owner or OPEN,
        )
        for goal in goals
    ]
    head = ("Goal", "Today", "Target", "By", "Measured in", "Responsible")
    return [_first(goals, source), table(head, rows, right=(1, 2), name="Objectives"), *_readiness(source)]


def methods(source: Source) -> list[Block]:
    """The way of working, why, and the channels."""
    return [*_way(source), Heading("Business model", 2), *_model(source), Heading("Channels", 2), *_channels(source)]


def choice_of(goal: strategy.Goal, field: str) -> str:
    """The words of a goal's choice."""
    return option(strategy.Goal.specs()[field].options, getattr(goal, field))


_MONTHS = "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?"
_WHEN = rf"{_MONTHS}|20\d\d|\d\d?[./]\d+|q[1-4]|start|middle|end|next|spring|summer|autumn|winter|easter|christmas"
_DATED = re.compile(rf"\b(until|before)\b[^,;]*$|\bby\b[^,;]*\b({_WHEN})\b[^,;]*$", re.IGNORECASE)
"""A goal whose words end in a day says it itself: "… by the end of June"; "by the form" is no day."""

_NUMBER = re.compile(rf"\d|\b({'|'.join(SMALL[2:])}|twenty|hundred|thousand|million|dozen|half|twice|double)\b", re.IGNORECASE)
"""A goal that says its number itself, in figures or in words."""


def _first(goals: tuple[strategy.Goal, ...], source: Source) -> Paragraph:
    """The first goal in a sentence, and how many there are."""
    first = goals[0]
    name = (first.statement or choice_of(first, "activity") or "not worded yet").rstrip(".")
    number = f", {_target(first, source).text}" if first.target is not None and not _NUMBER.search(name) else ""
    due = f", by {source.locale.date(first.due)}" if first.due and not _DATED.search(name) else ""
    owner = f" Responsible: {first.owner}." if first.owner else ""
    pursued = f"{many(source.locale, len(goals), 'goal')}{'. The first is' if len(goals) > 1 else ''}"
    return Paragraph(f"The plan pursues {pursued}: {name}{number}{due}.{owner}")


def with_number(goal: strategy.Goal, source: Source) -> str:
    """A goal as it was worded; one without a figure gets its number and its day, or it says nothing that can be reached."""
    words = (goal.statement or "").rstrip(".")
    if not words or goal.target is None or _NUMBER.search(words):
        return goal.statement or ""
    due = f" by {source.locale.date(goal.due)}" if goal.due and not _DATED.search(words) else ""
    return f"{words}: {_target(goal, source).text}{due}"


def _way(source: Source) -> list[Block]:
    """Model, aim of promotion and channels in a sentence; nothing until there is a model."""
    chosen, fit = source.answers(strategy.BusinessModel).chosen, source.answers(promotion.Fit)
    if not chosen:
        return []
    names = {c.id: c.name for c in lessons.channels()}
    model = next(m for m in lessons.business_models() if m.id == chosen).name
    through = [inner(names[c]) for c in _chosen(source) if c in names]
    by = f" Promotion works through {listed(through)}." if through else ""
    aim = f" It is mainly there to {choice(promotion.Fit, 'goal', fit.goal).lower()}." if through and fit.goal else ""
    return [Paragraph(f"The way of working is: {inner(model)}.{by}{aim}")]


def _target(goal: strategy.Goal, source: Source) -> Cell:
    amount = _amount(goal.target, goal, source)
    return Cell(f"{amount.text} {_per(goal)}".strip(), amount.value, amount.kind, amount.digits)


def _amount(value: float | None, goal: strategy.Goal, source: Source) -> Cell:
    cells = Cells(source.locale)
    if goal.measure in strategy.MONEY_MEASURES:
        return cells.money(value)
    if goal.measure in strategy.PER_CENT_MEASURES:
        return cells.rate(None if value is None else value / 100)
    number = cells.number(value)
    unit = "" if goal.measure is None or value is None else f" {choice_of(goal, 'measure').lower()}"
    return Cell(number.text + unit, number.value, number.kind, number.digits)


def _per(goal: strategy.Goal) -> str:
    """Orders are so many per month; a rate is measured over it, and a cost per order has its "per" already."""
    if goal.period not in {"month", "quarter", "year"} or goal.measure == "cpa":
        return ""
    return f"{'over a' if goal.measure in strategy.PER_CENT_MEASURES else 'per'} {goal.period}"


def _readiness(source: Source) -> list[Block]:
    criteria, scores = given.scorecard(source.answers(strategy.Feasibility))
    if all(score is None for score in scores.values()):
        return [Heading("Feasibility", 2), missing("Fill in the feasibility scorecard.", strategy.Feasibility)]
    found = feasibility.finding(feasibility.judge(criteria, scores), source.locale)
    against: list[Block] = [Paragraph("What speaks against it:"), Bullets(tuple(map(ours, found.reasons_against)))] if found.reasons_against else []
    points = [Paragraph(ours(point)) for point in found.points]
    return [Heading("Feasibility", 2), Paragraph(f"{found.headline}. {ours(found.means)}"), *against, *points]


def chosen_model(source: Source) -> lessons.BusinessModel | None:
    """The business model that was chosen, as it reads for the company's deal."""
    answers = source.answers(strategy.BusinessModel)
    return lessons.business_model(answers.chosen, given.deal(answers))


def _model(source: Source) -> list[Block]:
    answers, model = source.answers(strategy.BusinessModel), chosen_model(source)
    if model is None:
        return [missing("Choose the business model.", strategy.BusinessModel, "chosen")]
    advised = given.recommendation(answers)
    reasons = business_model.Recommendation.reasons_for(advised, model.id)
    blocks: list[Block] = [Paragraph(f"{model.name}. {model.what}"), Paragraph(f"The site: {model.site}")]
    if reasons:
        blocks += [Paragraph("What speaks for it:"), Bullets(reasons[:5])]
    if answers.reason:
        blocks.append(Paragraph(f"Why this one: {ended(answers.reason)}"))
    elif advised.model not in ("", answers.chosen, "mixed"):
        blocks.append(missing("The answers about the deal point to another model. Say why you depart from it.", strategy.BusinessModel, "reason"))
    return blocks


def _channels(source: Source) -> list[Block]:
    fit, chosen = source.answers(promotion.Fit), _chosen(source)
    names = {c.id: c for c in lessons.channels()}
    if not chosen:
        return [missing("Choose the channels.", promotion.Fit, "shortlist")]
    why = [Paragraph(f"Why these: {ended(fit.reason)}")] if fit.reason else []
    unpaid = money.unpaid(source)
    rows = [
        (
            names[c].name + (" (chosen, no money yet)" if c in unpaid else ""),
            source.locale.prose(names[c].in_short),
            source.locale.prose(names[c].first_measure),
        )
        for c in dict.fromkeys((*chosen, *unpaid))
        if c in names
    ]
    return [*why, table(("Channel", "What it is", "First figure to look at"), rows, name="Channels")]


def _chosen(source: Source) -> list[str]:
    """The channels of the media plan; of the short list until there is one."""
    planned = [line.channel for line in source.answers(promotion.MediaPlan).lines if line.channel]
    return list(dict.fromkeys(planned or source.answers(promotion.Fit).shortlist))
