"""Chapter 7 on the page: the plan of the next period from what happened, to be taken over into the media plan and put back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd

from workbook import lessons
from workbook.answers.also import also
from workbook.answers.promotion import Fit, MediaPlan
from workbook.answers.sentences import listed
from workbook.answers.strategy import Budget
from workbook.metrics import media_plan as planning
from workbook.metrics import next_plan as planned
from workbook.metrics.decide import Judgement
from workbook.metrics.inputs import evaluation as given
from workbook.metrics.inputs.promotion import media_plan
from workbook.metrics.media_plan import Plan
from workbook.pages.compared import Compared, compared, rows_of
from workbook.pages.evaluation import DEPENDS
from workbook.pages.here import desk
from workbook.pages.redraw import Missing, on_files
from workbook.pages.worked import compared as beside
from workbook.store.records import Stored
from workbook.widgets import Actions, Column, Figure, Finding, Notice, Panel, Result, TableView
from workbook.widgets.upload import Refused

WRITER = "next plan"
KEPT = "next_plan"
"""Under which it is kept from which days the plan was taken over."""
TAKE, BACK = "Take over into the media plan", "Put the old media plan back"
NOTHING = "There is nothing to put back: the media plan was not taken over from here, or was changed since."
HINT = "Everything else in the media plan stays as it is. The old plan is kept and can be put back."
LABELS = {"budget": "Budget a month", "cpc": "Cost per click", "enquiry_rate": "Enquiry rate", "close_rate": "Close rate"}
_COLUMNS = {"channel": Column("Channel"), "figure": Column("Figure"), "now": Column("Now"), "then": Column("Next period"), "why": Column("Because")}


def next_plan() -> Panel:
    """See what the figures change in the media plan and in its result; take it over, or put it back."""
    missing, verdict, table, buttons = Notice(), Result(), TableView(), Actions({})

    def offer(proposed: tuple[planned.Proposed, ...]) -> None:
        take = {TAKE: take_over} if any(p.changes for p in proposed) else {}
        back = {BACK: put_back} if _before(_revisions()) else {}
        buttons.hint = HINT if take or back else ""
        buttons.offer({**take, **back})

    def show() -> None:
        offer(())
        proposed = proposal()
        verdict.show(_finding(proposed))
        offer(proposed)
        rows = [(_name(p), LABELS[n], _told(n, a), _told(n, b), p.why.get(n, "")) for p in proposed for n, (a, b) in p.changes.items()]
        if not rows:
            table.clear()
            return
        note = (
            "What too little stands behind stays as it was assumed: 100 clicks for a price, 20 enquiries or orders for a rate. "
            "Rates of orders stay too while most orders name no channel."
        )
        table.show(
            pd.DataFrame(rows, columns=list(_COLUMNS)), title="What changes in the media plan", columns=_COLUMNS, note=note, locale=desk().locale
        )

    on_files(show, missing, verdict, table, models=DEPENDS)
    return Panel(missing, verdict, table, buttons, beside(MediaPlan, where="in the media plan"))


def proposal() -> tuple[planned.Proposed, ...]:
    """The next period's line for each line of the media plan."""
    found, budget = compared(), desk().answers(Budget)
    rows = rows_of(given.carried(found.actual))
    asked_first, taken = bool(budget.via_enquiry), _is_taken_over(found)
    return tuple(
        planned.propose(
            line,
            given.seen(rows.get(line.channel)),
            "continue" if taken else _action(line.channel, found.judgements),
            desk().locale,
            asked_first=asked_first,
        )
        for line in given.lines(desk().answers(MediaPlan), budget)
    )


def take_over() -> str:
    """Write the proposal into the media plan, as a new revision on top of the old one."""
    desk().refresh(MediaPlan)
    try:
        proposed, days = [p for p in proposal() if p.changes], _days(compared())
    except Missing as problem:
        return str(problem)
    if not proposed:
        return "Nothing changes: the media plan stands as the figures have it."
    with _noted(days):
        desk().edit(MediaPlan, "lines", lambda there: planned.as_raws(there, proposed, desk().locale), WRITER)
    changed = ", ".join(_name(p) for p in proposed)
    others = listed([link["label"] for link in also(MediaPlan.FORM, ["lines"])])
    return f"Taken over: {changed}. Also changes: {others}."


def put_back() -> str:
    """Put the media plan back that stood before the last taking over, unless it was changed since."""
    before = _before(_revisions())
    if before is None:
        return NOTHING
    with _noted(None):
        desk().edit(MediaPlan, "lines", _old, "put back")
    return f"The media plan of {desk().locale.date(before.at.date())} stands there again."


def _old(_: object) -> list[dict[str, Any]]:
    """The lines before the last taking over, also when another tab was quicker: then nothing may be put back any more."""
    before = _before(_revisions())
    if before is None:
        raise Refused(NOTHING)
    return list(before.raw)


@contextmanager
def _noted(days: list[str] | None) -> Iterator[None]:
    """Keep from which days the plan is taken over, before whoever looks at the plan hears of it; what fails leaves that as it was."""
    before = desk().kept(KEPT).get("taken")
    _note(days)
    try:
        yield
    except Exception:
        _note(before)
        raise


def _note(days: list[str] | None) -> None:
    if days is None:
        desk().forget(KEPT, "taken")
    else:
        desk().keep(KEPT, "taken", days)


def _revisions() -> list[Stored]:
    return [r for r in desk().store.history(desk().workbook, MediaPlan.FORM, "lines") if not r.rival]


def _before(revisions: list[Stored]) -> Stored | None:
    """The revision below the last taking over, when that one is the current."""
    if len(revisions) < 2 or revisions[-1].writer.partition("/")[0] != WRITER:
        return None
    return revisions[-2]


def _is_taken_over(found: Compared) -> bool:
    """Whether these days were taken over already: a budget is not raised twice for the same figures, whatever was changed by hand since."""
    return bool(desk().kept(KEPT).get("taken") == _days(found))


def _days(found: Compared) -> list[str]:
    return [day.isoformat() for day in found.period]


def _action(channel: str, judgements: dict[str, Judgement]) -> str:
    return judgements[channel].decision if channel in judgements else "continue"


def _finding(proposed: tuple[planned.Proposed, ...]) -> Finding:
    locale, changed = desk().locale, [p for p in proposed if p.changes]
    before, after = _plan(()), _plan(proposed)
    if before is None or after is None:
        return Finding("The media plan has no complete line", next_step="Complete it in Promotion first.")
    if not changed:
        return Finding(
            "The figures change nothing in the media plan",
            "good",
            means="What was paid and what came of it is what was assumed, or too little stands behind another figure.",
            means_not="It does not say that the plan is good, only that it is as good as it was.",
            next_step="Look again when the next month has passed.",
        )
    names = {c.id: c.name for c in lessons.channels()}
    spent, orders, profit = (tuple(float(plan.total[n]) for plan in (before, after)) for n in ("cost", "orders", "contribution"))
    cost, left = locale.amounts(*spent), locale.amounts(*profit)
    return Finding(
        headline=f"With what was seen, a month is expected to leave {left[1]} instead of {left[0]}",
        tone="good" if profit[1] > 0 else "bad",
        figures=(
            Figure("Media a month", cost[1], f"now {cost[0]}"),
            Figure("Orders a month", locale.number(orders[1], 0), f"now {locale.number(orders[0], 0)}"),
            Figure("Profit after media", left[1], f"now {left[0]}"),
        ),
        points=tuple(f"{names.get(w.channel, w.channel)}: {w.text}" if w.channel else w.text for w in planning.cautions(after, locale)),
        means="The same plan with the prices and rates of the period that was compared, and with the budgets that its results speak for.",
        means_not="The next period is not the last one: season, rivals and a larger budget change prices and rates.",
        next_step="Take it over, then change by hand what you know better.",
    )


def _plan(proposed: tuple[planned.Proposed, ...]) -> Plan | None:
    """The media plan as it stands, with the proposal in it."""
    found = {p.line.id: p for p in proposed}
    media, budget = desk().answers(MediaPlan), desk().answers(Budget)
    lines = tuple(line.model_copy(update=_update(found[line.id])) if line.id in found else line for line in media.lines)
    return media_plan(media.model_copy(update={"lines": lines}), budget, desk().answers(Fit).budget_monthly)


def _update(p: planned.Proposed) -> dict[str, float | None]:
    return {name: new for name, (_, new) in p.changes.items()}


def _name(p: planned.Proposed) -> str:
    return next((c.name for c in lessons.channels() if c.id == p.line.channel), p.line.channel)


def _told(name: str, value: float | None) -> str:
    if value is None:
        return "as in the forecast"
    return desk().locale.rate(value) if name.endswith("rate") else desk().locale.money(value, 2 if name == "cpc" else None)


__all__ = ["next_plan", "proposal", "put_back", "take_over"]
