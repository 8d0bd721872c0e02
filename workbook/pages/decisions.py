"""Findings become decisions: what the figures speak for, what the steps have found, what is decided, and whether the plan agrees."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

import pandas as pd

from workbook.answers import analysis as asked
from workbook.answers.locale import Locale
from workbook.answers.promotion import Fit, MediaPlan
from workbook.answers.start import Setup
from workbook.answers.strategy import Budget, Goals
from workbook.charts import decisions as deciding
from workbook.metrics import decide
from workbook.metrics.decide_evidence import evidence
from workbook.metrics.inputs import decisions as agreeing
from workbook.metrics.inputs.strategy import likely
from workbook.metrics.tables import columns_of
from workbook.pages import files, findings, standing
from workbook.pages.here import View, desk, safely
from workbook.pages.redraw import on_data
from workbook.pages.seeing import Part, lazy
from workbook.report import decisions as told
from workbook.report import sample
from workbook.report.sample import FINDING, TAKEN
from workbook.sources.engine import Tables
from workbook.widgets import Actions, ChartView, Column, Finding, Form, Notice, Panel, Result, TableView

LINK = {"Load the data": "06_analysis.ipynb#load"}
MARGIN = {"Enter the margin rate of an order": "06_analysis.ipynb#channels"}
LISTED = {"topic": Column("Topic"), "text": Column("Finding"), "seen": Column("Seen on", "date"), "state": Column("Decision")}
LOOK = "Look through all steps now"
HINT = "Take over what changes something in the plan. A finding that changes nothing may stay a finding."


def decisions() -> Panel:
    """What each channel's figures speak for, what the steps found, and what you decide because of it."""
    missing, intervals, reasons, form = Notice(), ChartView(), Result(empty=""), Form(asked.Decisions, desk())
    proposals: list[decide.Judgement] = []

    def show() -> None:
        tables = files.tables()
        proposals.clear()
        if lack := _lack(tables):
            missing.show(lack[0], links=lack[1])
            intervals.clear()
            reasons.clear()
            findings.keep_decisions((), desk().locale)
            return
        locale = findings.locale(tables.currency("orders"))
        found = evidence(tables.promotion, tables.orders, margin_rate=margin(), digits=findings.digits(locale))
        proposals.extend(decide.decide_all(found, _rules(locale.currency, missing)))
        intervals.show(deciding.decision_intervals(decide.table(proposals), locale), locale=locale)
        reasons.show(findings.proposed(proposals, locale))
        findings.keep_decisions(proposals, locale)

    on_data(show, missing, intervals, reasons, models=(Budget,))
    return Panel(
        missing, intervals, reasons, Actions({"Take over these proposals": lambda: _take_proposals(proposals)}), *_listed(), form, *_agreement()
    )


def _lack(tables: Tables) -> tuple[str, dict[str, str]] | None:
    """What is not there that a decision about a channel needs, and where it is given."""
    if tables.promotion is None or tables.orders is None:
        return "What to do about a channel needs what was spent (promotion) and what came of it (orders).", LINK
    if margin() is None and "margin" not in columns_of(tables.orders):
        return "What a channel may cost depends on what is left of an order: the order files have no margin.", MARGIN
    return None


def _take_proposals(proposals: list[decide.Judgement]) -> str:
    """Put the proposals into the form, for the channels about which nothing is there yet."""
    if not proposals:
        return "There is no proposal yet: load the data first."
    there = _there()
    added = findings.as_answers(proposals, findings.locale(files.tables().currency("orders")), there)
    if added:
        _add(added, {item["_id"]: (f"{told.PROPOSAL}:{item['channel']}", item["reason"]) for item in added}, sample.loaded(desk()))
    return findings.taken_over([item["channel"] for item in added], len(proposals) - len(added), desk().locale)


def _listed() -> tuple[TableView, Actions]:
    """What the steps have found, each with a button that takes it over."""
    table, buttons = TableView(), Actions({})

    def show() -> None:
        kept = {name: found for name, found in desk().kept(FINDING).items() if name != "decisions"}
        more: dict[str, Callable[[], str]] = {} if not lazy() or standing.up_to_date() else {LOOK: _look_through}
        buttons.hint = HINT if kept else ""
        if not kept:
            table.clear()
            buttons.offer(more)
            return
        taken = _taken()
        rows = [
            {"topic": findings.topic(name), "text": found["text"], "seen": _day(found), "state": _state(taken.get(name), found["text"])}
            for name, found in sorted(kept.items(), key=lambda item: str(item[1].get("at", "")))
        ]
        note = "A finding is kept with its day, and follows the data. A decision stays as it was taken."
        table.show(pd.DataFrame(rows), title="What the steps have found", columns=LISTED, note=note, locale=desk().locale)
        open_ones = {name: found for name, found in kept.items() if taken.get(name, {}).get("text") != found["text"]}
        actions: dict[str, Callable[[], str]] = {f"Take over: {findings.topic(name)}": partial(take, name) for name in open_ones}
        buttons.offer({**actions, **more})

    _follow(show, {findings.FOUND, asked.Decisions.FORM, Setup.FORM}, table)
    return table, buttons


def _look_through() -> str:
    """Work out what the other steps find, also those that nobody has opened yet."""
    from workbook.pages import analysis  # it joins all steps, this one too

    standing.bring_up_to_date(getattr(analysis, name) for name in analysis.__all__ if name not in ("checks", "load", "status"))
    desk().tell(findings.FOUND)
    return "All steps are looked through."


def take(name: str) -> str:
    """Take a finding over as a decision: what changes, why and who is then said in the form."""
    found = desk().kept(FINDING).get(name)
    if found is None:
        return "This finding is gone: the data behind it are not loaded any more."
    there, number = _there(), f"f{secrets.token_hex(4)}"
    item = {"_id": number, "channel": findings.topic(name), "figure": found["text"], **findings.dated()}
    _add([item], {number: (name, found["text"])}, str(found.get("sample", "")))
    return f"Added as decision {desk().locale.count(len(there) + 1)}: say below what changes, why, and who carries it out."


def _agreement() -> tuple[Result, Result]:
    """What has changed since, and whether plan and decisions agree."""
    since, agree = Result(empty=""), Result(empty="")

    def show() -> None:
        made = desk().answers(asked.Decisions)
        changed = told.moved(desk())
        if changed:
            since.show(_moved(changed))
        else:
            since.clear()
        if not made.decisions:
            agree.clear()
            return
        agree.show(agreeing.finding(told.disagreements(desk())))

    forms = (asked.Decisions, MediaPlan, Budget, Fit, Goals, Setup)
    _follow(show, {findings.FOUND, files.CHANGED, *(form.FORM for form in forms)}, since, agree)
    return since, agree


def _moved(changed: tuple[told.Moved, ...]) -> Finding:
    many = "one decision" if len(changed) == 1 else f"{desk().locale.count(len(changed))} decisions"
    return Finding(
        headline=f"The figure behind {many} has changed since" if len(changed) == 1 else f"The figures behind {many} have changed since",
        tone="warn",
        points=tuple(map(str, changed)),
        means="The decision stands as it was taken, with the figure of its day. The data say something else now.",
        means_not="It does not say that the decision was wrong, nor that it is right any longer.",
        next_step="Look whether it still holds. If not, write a new decision with today's date, and keep the old one.",
    )


def margin() -> float | None:
    """The margin rate said in this chapter, else the forecast's likely one."""
    own = desk().answers(asked.Reading).margin_rate
    return own if own is not None else likely(desk().answers(Budget), "margin_rate")


def margin_origin(tables: Tables, locale: Locale) -> str:
    """Where the margin of the orders comes from, in a sentence; blank where none is known."""
    rate, noted = margin(), tables.orders is not None and "margin" in tables.orders.collect_schema().names()
    if rate is None:
        return "The margin is that of the order file." if noted else ""
    said = desk().answers(asked.Reading).margin_rate is not None
    given = f"{locale.rate(rate)} of revenue, " + ("as said for these data" if said else "the likely value of the forecast")
    return f"The margin is that of the order file; where it has none, {given}." if noted else f"The margin is assumed: {given}."


def _rules(currency: str, said: Notice) -> decide.Rules:
    """The rules of deciding, with the test budget planned per channel; a budget in another currency than the data's is not applied."""
    planned, own = desk().answers(asked.Reading).planned_cost, desk().locale.currency
    if planned is None or currency in (own, findings.UNKNOWN):
        return decide.Rules(planned_cost=planned or 0.0)
    said.show(f"The planned test budget is in {own}, the orders are in {currency}: it is not applied.", tone="warn")
    return decide.Rules()


def _follow(show: Callable[[], None], names: Collection[str], *views: View) -> None:
    """Show when somebody looks at one of the views, and after each change that the desk tells by one of these names."""
    part = Part(safely(show, *views), *views)
    desk().on_saved(lambda saved: part.again() if saved in names else None)


def _there() -> list[dict[str, Any]]:
    base = desk().stored(asked.Decisions).get("decisions")
    return findings.written(base.raw if base else [])


def _add(items: list[dict[str, str]], sources: Mapping[str, tuple[str, str]], company: str) -> None:
    """Put decisions below those that are there, and keep from which finding each was taken, and of which company's sample that was."""
    today = datetime.date.today().isoformat()
    for number, (name, text) in sources.items():
        desk().keep(TAKEN, number, {"from": name, "text": text, "on": today, **({"sample": company} if company else {})})
    desk().edit(asked.Decisions, "decisions", lambda there: [*findings.written(there), *items], "proposals")


def _taken() -> dict[str, dict[str, str]]:
    """What was taken over last from each finding, of the decisions that still stand in the form."""
    there = {item.get("_id") for item in _there()}
    return {was["from"]: was for number, was in desk().kept(TAKEN).items() if number in there}


def _day(found: Mapping[str, str]) -> datetime.date | None:
    try:
        return datetime.datetime.fromisoformat(found.get("at", "")).date()
    except ValueError:
        return None


def _state(taken: Mapping[str, str] | None, text: str) -> str:
    if taken is None:
        return "open"
    return "taken over" if taken.get("text") == text else "taken over, the figure has changed since"


__all__ = ["decisions", "margin", "margin_origin", "take"]
