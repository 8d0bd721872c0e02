"""The plan's points to watch and how it is measured: risks, stop rules, what the data said, what was decided."""

from __future__ import annotations

import datetime

from workbook import lessons
from workbook.answers import audience, promotion, strategy
from workbook.answers.chapters import link_to
from workbook.answers.sentences import listed
from workbook.metrics import goals as checking
from workbook.metrics import measured as holding
from workbook.metrics import media_plan as planning
from workbook.metrics import segments_in_market
from workbook.metrics.inputs import position
from workbook.metrics.inputs import strategy as given
from workbook.report import decisions, measured, money
from workbook.report.document import Block, Bullets, Heading, Paragraph, table
from workbook.report.source import Source, begun, inner, many, missing, ours
from workbook.report.strategy import chosen_model

BUDGETS = link_to(f"{promotion.MediaPlan.FORM}:lines")
"""Where the media budgets stand beside each other."""
BRAND = "c"
"""The business model that builds the brand and leaves the sale to shops."""
RISKS = frozenset({"share", "cpa", "small"})
"""What channels risk; that one loses money is said once, by the cost of an order."""


def points(source: Source) -> list[Block]:
    """Risks of the business model and of the channels, what does not fit together yet, and when a channel is stopped."""
    model = chosen_model(source)
    risks = tuple(dict.fromkeys((*map(ours, model.risks if model else ()), *_of_channels(source, brand=model is not None and model.id == BRAND))))
    open_ones = tuple(dict.fromkeys((*_market(source), *_goals(source), *_media(source, _mendable(source)), *decisions.disagreements(source))))
    stop = source.answers(promotion.MediaPlan).stop_rule
    begin = begun(f"{many(source.locale, len(risks), 'point')} can spoil the result. Whoever runs the plan looks at them every month.")
    opens: list[Block] = [Paragraph(begin), Bullets(risks)]
    return [
        *(opens if risks else []),
        *(_to_settle(open_ones, source) if open_ones else []),
        Heading("When a channel is stopped", 2),
        Paragraph(stop) if stop else missing("Write down when a channel is stopped, before money is spent on it.", promotion.MediaPlan, "stop_rule"),
    ]


def measuring(source: Source) -> list[Block]:
    """What to look at, what the data said so far, and what changes because of it."""
    model = chosen_model(source)
    measures = model.measures if model else ()
    looked_at: list[Block] = [missing("Choose the business model: it says which figures to watch.", strategy.BusinessModel, "chosen")]
    if measures:
        figures = f"{many(source.locale, len(measures), 'figure')} {'says' if len(measures) == 1 else 'say'}"
        begin = begun(f"{figures} whether the plan works, read from the same source, in the same way, each time.")
        looked_at = [Paragraph(begin), table(("Figure", "Why it is watched"), [(m.name, m.why) for m in measures], name="Figures watched")]
    return [*looked_at, *decisions.findings(source), *decisions.decisions(source)]


def _to_settle(open_ones: tuple[str, ...], source: Source) -> list[Block]:
    """What is no risk but work on the plan itself: its parts say different things."""
    one = len(open_ones) == 1
    begin = begun(f"{many(source.locale, len(open_ones), 'place')} of the plan {'does' if one else 'do'} not fit the others.")
    settled = f"{begin} {'It is' if one else 'They are'} settled before the plan is carried out:"
    budgets: list[Block] = [Paragraph("The media budgets stand beside each other in the media plan.", "note", BUDGETS)]
    together = budgets if decisions.budgets(source) else []
    return [Heading("What is still to be settled", 2), Paragraph(settled), Bullets(open_ones), *together]


def _market(source: Source) -> list[str]:
    held = position.held(source.answers(audience.Segments), source.answers(audience.MarketSize))
    return [ours(f"{c.says}. {c.do}") for c in segments_in_market.conflicts(held, source.locale)] if held else []


def _goals(source: Source) -> list[str]:
    goals = source.answers(strategy.Goals)
    limits = given.goal_limits(source.answers(strategy.Budget))
    counted = holding.of_goals(goals.goals, measured.measured(source), source.locale)
    remarks = checking.review(goals.goals, datetime.date.today(), source.locale, **limits, also=counted)
    names = {goal.id: f"Goal {n}" for n, goal in enumerate(goals.goals, 1)} | given.goal_names(goals)
    return [f"{' and '.join(names[g] for g in r.goals)}: {r.text}" for r in remarks if r.level == "conflict"]


def _mendable(source: Source) -> frozenset[str]:
    """What in the media plan is mended by writing another number; that budgets differ is said once."""
    return frozenset({"least"} if decisions.budgets(source) else {"least", "budget"})


def _of_channels(source: Source, *, brand: bool) -> list[str]:
    """What channels risk. What holds for several is said once: too few orders, and, where a brand is built, that orders do not pay for them."""
    losing, few = (_called(source, what) for what in ("cpa", "small"))
    alone = f"By orders alone, {listed(losing)} would not pay: the effect on the brand has to be shown by figures of its own."
    least = source.locale.count(planning.FEW_ORDERS)
    each = f"Fewer than {least} orders a month are expected from each of {listed(few)}: chance alone moves so few by more than half."
    once = {"cpa": alone if brand and losing else "", "small": each if len(few) > 1 else ""}
    return [*filter(None, once.values()), *_media(source, RISKS - {what for what, said in once.items() if said})]


def _called(source: Source, what: str) -> list[str]:
    """The channels of which something is to be said, each once."""
    names = {c.id: inner(c.name) for c in lessons.channels()}
    return list(dict.fromkeys(names[c.channel] for c in _cautions(source) if c.what == what))


def _media(source: Source, kinds: frozenset[str]) -> list[str]:
    """What is to be said of the media plan and its channels."""
    names = {c.id: c.name for c in lessons.channels()}
    return [f"{names[c.channel]}: {inner(c.text)}" if c.channel else c.text for c in _cautions(source) if c.what in kinds]


def _cautions(source: Source) -> tuple[planning.Caution, ...]:
    plan = money.media_plan(source)
    return planning.cautions(plan, source.locale) if plan else ()
