"""What the figures say, put into words: for the page, for the decisions form, and kept for the plan.

A step that has found something worth acting on says so by `keep(name, text)`. The text stands in the plan with its day, and in the step
*Decide what changes* it can be taken over as a decision.
"""

from __future__ import annotations

import asyncio
import datetime
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Literal

import pandas as pd

from workbook.answers.analysis import DECISIONS
from workbook.answers.locale import Locale
from workbook.lessons.channel_names import plain
from workbook.metrics import decide
from workbook.metrics.kpi import Kpis
from workbook.metrics.kpi_window import Days
from workbook.metrics.repeat import Repeat
from workbook.pages.here import desk
from workbook.report import sample
from workbook.report.decisions import PROPOSAL
from workbook.report.sample import FINDING
from workbook.widgets import Figure, Finding

FOUND = "findings"
"""What the desk's listeners hear when a finding is another one than before."""

_UNNAMED = "Load orders with a column that says where each came from, or ask buyers how they found you. Until then stop no channel by these figures."
UNKNOWN = "XXX"
"""ISO 4217 for "no currency", written ¤."""


def locale(currency: str | None) -> Locale:
    """The reader's way of writing, with the currency of the data: amounts are never relabelled, and carry a blank sign while it is not known."""
    return replace(desk().locale, currency=currency or UNKNOWN)


def digits(written: Locale) -> int:
    """How many digits the currency's minor unit has: 2 for cents, 0 for yen."""
    return written.minor_digits


def grain(period: tuple[datetime.date, datetime.date] | None) -> Literal["day", "week", "month"]:
    """Days up to 45 of them, weeks up to two years, then months."""
    days = (period[1] - period[0]).days if period else 0
    return "day" if days <= 45 else "week" if days <= 730 else "month"


def with_total(found: Kpis) -> pd.DataFrame:
    """The key figures with a last row for everything, its ratios pooled."""
    total = found.total.to_frame().T.assign(channel="All channels")
    return pd.concat([found.table, total[[c for c in found.table if c in total]]], ignore_index=True)


def proposed(judgements: Sequence[decide.Judgement], written: Locale) -> Finding:
    """What the figures speak for, channel by channel."""
    if not judgements:
        return Finding(
            "No channel has both cost and orders", means="A channel is judged by what it brings back for what it cost; one of the two is missing.",
            means_not="It does not mean that no channel pays.", next_step="Load what was spent, and orders that name their channel.",
        )  # fmt: skip
    named = {decision: [j.channel for j in judgements if j.decision == decision] for decision in DECISIONS}
    open_ = decide.nameless(judgements, written)
    why = {"wait": f" ({open_})"} if open_ else {}
    parts = [f"{label.lower()}: {', '.join(named[d])}{why.get(d, '')}" for d, label in DECISIONS.items() if named[d]]
    sentence = "; ".join(parts)
    return Finding(
        headline=sentence[:1].upper() + sentence[1:],
        tone="neutral",
        figures=tuple(Figure(j.channel, DECISIONS[j.decision], f"{written.number(j.back.value, 2)} back per 1 spent") for j in judgements[:6]),
        points=tuple(f"{j.channel}: {decide.reason(j, written)}" for j in judgements),
        means="A channel goes on when even the low end of what it brings back is above its cost, and stops when even the high end is below.",
        means_not="An order noted beside a channel need not be won by it. Only a test with and without the channel shows what would be missing.",
        next_step=_UNNAMED if open_ else "Decide for each channel, and write down what would change your mind.",
    )


def written(raw: Any) -> list[dict[str, Any]]:
    """The decisions in the form about which something was written; blank items are none."""
    items = [item for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []
    return [item for item in items if any(value not in (None, "") for name, value in item.items() if name != "_id")]


def as_answers(judgements: Sequence[decide.Judgement], written: Locale, there: Sequence[Mapping[str, Any]] = ()) -> list[dict[str, str]]:
    """The proposals as the decisions form wants them, for the channels about which nothing is there yet."""
    decided = {plain(item.get("channel")) for item in there}
    return [
        {
            "_id": f"p{secrets.token_hex(4)}",
            "channel": j.channel,
            "decision": j.decision,
            "reason": decide.reason(j, written),
            "figure": decide.figure(j, written),
            **dated(),
        }
        for j in judgements
        if plain(j.channel) not in decided
    ]


def dated(days: int = 28) -> dict[str, str]:
    """The day of a decision, today, and a proposal for the second look, four weeks later."""
    today = datetime.date.today()
    return {"decided_on": today.isoformat(), "review": (today + datetime.timedelta(days=days)).isoformat()}


def taken_over(added: Sequence[str], kept: int, written: Locale) -> str:
    """What became of the proposals, in a sentence: what is in the form already is never overwritten."""
    if not added:
        return "Every channel stands in the form already: nothing was changed."
    if not kept:
        return "The proposals stand in the form; change what you know better."
    stays = "One channel stood there already and keeps" if kept == 1 else f"{written.count(kept)} channels stood there already and keep"
    return f"Added: {', '.join(added)}. {stays} what you wrote."


def keep_channels(found: Kpis, spent: Days | None, sold: Days | None, margin: str = "", only: str = "") -> None:
    """Keep for the plan what the channels cost and brought together, on which days, and where the margin comes from (`margin`).

    `only` is the channel that is looked at alone: its figures are not those of all.
    """
    written = locale(found.currency)
    told: list[str] = []
    for name, label, write in (("cost", "cost", written.money), ("orders", "orders", written.count), ("contribution", "contribution", written.money)):
        if found.has(name) and pd.notna(found.total.get(name)):
            told.append(f"{label} {write(found.total[name])}")
    if found.has("cost", "orders") and pd.notna(found.total.get("cpa")):
        told.append(f"cost per order{'' if only else ' of the paid channels'} {written.money(found.total.cpa)}")
    origin = f" {margin}" if margin and found.has("contribution") else ""
    keep("channels", f"{only or 'All channels together'}{_on_days(found, spent, sold, written)}: {', '.join(told)}.{origin}" if told else "")


def _on_days(found: Kpis, spent: Days | None, sold: Days | None, written: Locale) -> str:
    """The days of the figures: once where cost and orders have the same ones.

    A table without days (a report by channel) has none to tell: the days of the other are not said of it.
    """
    there = [(what, days) for what, days in (("cost", spent), ("orders", sold)) if found.has(what)]
    known = [(what, days) for what, days in there if days]
    spans = [f"{written.date(first)} to {written.date(last)}" for _, (first, last) in known]
    if not spans:
        return ""
    if len(set(spans)) == 1 and len(known) == len(there):
        return f", {spans[0]}"
    return f" ({'; '.join(f'{what} of {span}' for (what, _), span in zip(known, spans, strict=True))})"


def keep_customers(found: Repeat) -> None:
    """Keep for the plan how many customers came back."""
    share, of = desk().locale.rate(found.rate.value), desk().locale.count(found.customers)
    keep("customers", f"{share} of {of} customers bought more than once." if found.customers else "")


def keep_decisions(judgements: Sequence[decide.Judgement], written: Locale) -> None:
    """Keep for the plan what the figures of each channel speak for, and channel by channel, so that a decision can be held against it later."""
    reasons = {j.channel: decide.reason(j, written) for j in judgements}
    if desk().kept(PROPOSAL).get("channels", {}) != reasons:
        desk().keep(PROPOSAL, "channels", reasons)
        _tell()
    keep("decisions", proposed(judgements, written).headline + "." if judgements else "")


def topic(name: str) -> str:
    """How a finding is called on the page.

    >>> topic("search_change")
    'Search change'
    """
    return name.replace("_", " ").replace(":", ": ").strip().capitalize()


def keep(name: str, text: str, *, from_files: bool = True) -> None:
    """Keep a finding with its day when it says something new; forget it when there is nothing to say.

    What files of a sample say is kept with the sample's company (`from_files`): another company's plan leaves it out.
    """
    before: dict[str, Any] = desk().kept(FINDING).get(name, {})
    company = sample.loaded(desk()) if text and from_files else ""
    if (before.get("text", ""), before.get("sample", "")) == (text, company):
        return
    if text:
        today = datetime.datetime.now(datetime.UTC)
        seen = {"at": today.isoformat(), "on": desk().locale.day(today.date())}
        desk().keep(FINDING, name, {"text": text, **seen, **({"sample": company} if company else {})})
    else:
        desk().forget(FINDING, name)
    _tell()


class _Teller:
    """Tells the desk's listeners once, however many findings have changed meanwhile; never while it is telling."""

    def __init__(self) -> None:
        self.waiting = self.telling = False

    def soon(self) -> None:
        """Tell in a moment, or at once where no loop runs."""
        if self.waiting or self.telling:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.tell()
        else:
            self.waiting = True
            loop.call_later(0.3, self.tell)

    def tell(self) -> None:
        """Tell now."""
        self.waiting, self.telling = False, True
        try:
            desk().tell(FOUND)
        finally:
            self.telling = False


@lru_cache(maxsize=1)
def _teller() -> _Teller:
    return _Teller()


def _tell() -> None:
    _teller().soon()
