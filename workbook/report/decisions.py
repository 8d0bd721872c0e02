"""What the data said and what was decided because of it, with the day, the reason and the number behind it.

A decision stands as it was taken. When the data change, it is not rewritten: the plan says that the figure behind it is another one now.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from workbook import lessons
from workbook.answers import analysis, promotion, strategy
from workbook.metrics.inputs import decisions as deciding
from workbook.report import measured, sample
from workbook.report.cells import Cells
from workbook.report.document import Block, Bullets, Cell, Heading, Paragraph, table
from workbook.report.sample import FINDING, TAKEN
from workbook.report.source import Source, ended, inner, option

PROPOSAL = "proposal"
"""Under which the proposals for channels are kept."""
THINGS = ("site", "offer", "price", "measurement")
"""Changes that are named by what is changed, and not by what is done to it."""
ELSEWHERE = ("survey", "evaluation")
"""Findings that another part of the plan tells."""


@dataclass(frozen=True)
class Moved:
    """A decision whose figure is another one now. `now` is blank when the data behind it are gone."""

    topic: str
    then: str
    now: str

    def __str__(self) -> str:
        """The change in a sentence."""
        if not self.now:
            return f"{self.topic}: the data behind the figure are not loaded any more. It was: {self.then}"
        return f"{self.topic}: the figure behind it has changed since. It was: {self.then} Now: {self.now}"


def moved(source: Source) -> tuple[Moved, ...]:
    """The decisions that were taken over from a finding which says something else today."""
    taken = source.kept(TAKEN)
    found = [(d.channel or "A decision", taken[d.id]) for d in sample.decisions(source).decisions if d.id in taken]
    now = [(topic, str(was.get("text", "")), current(source, str(was.get("from", "")))) for topic, was in found]
    return tuple(Moved(topic, ended(then), ended(text)) for topic, then, text in now if text != then)


def current(source: Source, name: str) -> str:
    """What a finding says now: one that is kept by name, or the proposal for a channel ("proposal:Paid Search")."""
    kind, _, channel = name.partition(":")
    if kind == PROPOSAL and channel:
        return str(source.kept(PROPOSAL).get("channels", {}).get(channel, ""))
    return str(source.kept(FINDING).get(name, {}).get("text", ""))


def findings(source: Source) -> list[Block]:
    """What the company's own data said, the oldest first; what people said in a survey, and plan against actual, stand in parts of their own."""
    left = sample.foreign_findings(source)
    told = [f for name, f in source.kept(FINDING).items() if name.partition(":")[0] not in ELSEWHERE and name not in left]
    kept = sorted(told, key=lambda f: str(f.get("at", "")))
    if not kept:
        return []
    rows = [(_day(f, source), str(f.get("text", ""))) for f in kept]
    return [Heading("What the data say", 2), table(("Seen on", "Finding"), rows, name="What the data say")]


def decisions(source: Source) -> list[Block]:
    """What changes because of them: when it was decided, why, by which figure, who does it and when it is looked at again."""
    made = sample.decisions(source).decisions
    if not made:
        return []
    ordered = sorted(made, key=lambda d: (d.decided_on is None, d.decided_on))
    rows = [(_decided(d, source), _what(d), _why(d), _who(d, source)) for d in ordered]
    head = ("Decided on", "What changes", "Because", "Who, and looked at again on")
    changed = moved(source)
    since: list[Block] = [Paragraph("The figures behind these decisions have changed since they were taken:"), Bullets(tuple(map(str, changed)))]
    title = "What changes because of them" if findings(source) else "What was decided"
    return [Heading(title, 2), table(head, rows, name="Decisions"), *(since if changed else [])]


def disagreements(source: Source) -> tuple[str, ...]:
    """Where decisions, media plan, forecast and goals do not fit together, or the forecast not with what the files count."""
    said = deciding.disagreements(
        sample.decisions(source), source.answers(promotion.MediaPlan), source.answers(strategy.Budget), source.answers(promotion.Fit),
        source.answers(strategy.Goals), source.locale, datetime.date.today(),
    )  # fmt: skip
    return (*said, *measured.of_forecast(source))


def budgets(source: Source) -> str:
    """Where forecast, choice of channels and media plan have different media budgets, in a sentence; blank where they agree."""
    media, forecast, fit = source.answers(promotion.MediaPlan), source.answers(strategy.Budget), source.answers(promotion.Fit)
    return deciding.budgets(media, forecast, fit, source.locale)


def _day(kept: dict[str, str], source: Source) -> Cell | str:
    try:
        return Cells(source.locale).date(datetime.datetime.fromisoformat(str(kept.get("at", ""))).date())
    except ValueError:
        return str(kept.get("on", ""))


def _decided(d: analysis.Decision, source: Source) -> Cell:
    return Cells(source.locale).date(d.decided_on)


def _what(d: analysis.Decision) -> str:
    """Topic and change; what the topic says already, or “Something else”, is not said after it."""
    change = option(analysis.Decision.specs()["decision"].options, d.decision) or "what changes is still open"
    if not d.channel:
        return change
    topic = next((c.name for c in lessons.channels() if c.id == d.channel), d.channel)
    told = d.decision == "other" or (d.decision in THINGS and re.search(rf"\b(web)?{change}", topic, re.IGNORECASE))
    return topic if told else f"{topic}: {inner(change.removeprefix('Channel: '))}"


def _why(d: analysis.Decision) -> str:
    figure = f"Figure: {ended(d.figure)}" if d.figure and d.figure not in (d.reason or "") else ""
    return " ".join(filter(None, (ended(d.reason) if d.reason else "The reason is still open.", figure)))


def _who(d: analysis.Decision, source: Source) -> str:
    return f"{d.owner or 'nobody named yet'}, {source.locale.date(d.review) if d.review else 'no day yet'}"
