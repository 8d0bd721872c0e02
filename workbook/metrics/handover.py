"""Who takes up what happens on the site: the hand-over map, its gaps, and who has too much of it.

An event is handed over when four things are settled: who, within what time, with which information, and how the result comes back into the figures.
The last is the one most often forgotten: a sale in the shop that nobody reports makes its advertising look like a loss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

MISSING = {"who": "nobody is named", "hours": "no time limit", "knows": "no information is handed over", "back": "no way back into the figures"}
"""What is missing where a part of a hand-over is blank, as it reads after the event's name."""
LARGE_SHARE = 0.6


@dataclass(frozen=True)
class Handed:
    """One event that happens. `hours` is the longest time until it is taken up."""

    event: str
    who: str = ""
    hours: float | None = None
    knows: str = ""
    back: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not settled, in words."""
        there = {"who": self.who, "hours": self.hours, "knows": self.knows, "back": self.back}
        return tuple(MISSING[name] for name, value in there.items() if value in (None, ""))


def table(events: Sequence[Handed]) -> pd.DataFrame:
    """Columns event, who, hours, knows, back, missing (words); the slowest first, those without a time on top.

    >>> table([Handed("Call", "Ida", 1, "page", "list"), Handed("Form", "Ida", None, "text", "list")])[["event", "missing"]].values.tolist()
    [['Form', 'no time limit'], ['Call', '']]
    """
    ordered = sorted(events, key=lambda e: (e.hours is not None, -(e.hours or 0), e.event))
    rows = [(e.event, e.who, float("nan") if e.hours is None else e.hours, e.knows, e.back, ", ".join(e.missing)) for e in ordered]
    return pd.DataFrame(rows, columns=["event", "who", "hours", "knows", "back", "missing"])


def finding(events: Sequence[Handed], locale: Locale, promise: float | None = None) -> Finding:
    """The map in sentences. `promise`: within how many hours enquiries are to be answered, as said in the analysis."""
    if not events:
        return Finding("Nothing is handed over yet", next_step="Say of each event whether it happens on your site.")
    open_ones = [e for e in events if e.missing]
    points = [f"{e.event}: {', '.join(e.missing)}." for e in open_ones]
    return Finding(
        headline=_headline(events, open_ones, locale),
        tone="bad" if any(not e.who for e in open_ones) else "warn" if open_ones else "good",
        figures=_figures(events, open_ones, locale),
        points=(*points, *_crowded(events, locale), *_against(events, promise, locale)),
        means="A hand-over is whole when somebody is named, a time is set, the information goes along, and the result comes back.",
        means_not="It does not say that it works. Send an enquiry of your own each month, and see when an answer comes.",
        next_step="Show each name its lines and let it agree: who was never asked does not feel responsible."
        if not open_ones
        else "Close the gaps above, the missing names first.",
    )


def _headline(events: Sequence[Handed], open_ones: Sequence[Handed], locale: Locale) -> str:
    if not open_ones:
        return f"All {locale.things(len(events), 'event')} are handed over" if len(events) > 1 else "The one event is handed over"
    return f"{locale.count(len(open_ones))} of {locale.things(len(events), 'event')} {'has' if len(open_ones) == 1 else 'have'} a gap"


def _figures(events: Sequence[Handed], open_ones: Sequence[Handed], locale: Locale) -> tuple[Figure, ...]:
    timed = [e for e in events if e.hours is not None]
    slowest = max(timed, key=lambda e: e.hours or 0, default=None)
    longest = Figure("Longest time", locale.things(slowest.hours, "hour"), slowest.event) if slowest else Figure("Longest time", "none set")
    people = len({e.who.casefold().strip() for e in events if e.who})
    lost = sum(not e.back for e in events)
    return (
        Figure("With a gap", locale.count(len(open_ones)), f"of {locale.count(len(events))}"),
        longest,
        Figure("Results that get lost", locale.count(lost)),
        Figure("People or desks", locale.count(people)),
    )


def _crowded(events: Sequence[Handed], locale: Locale) -> list[str]:
    """Somebody on whom most events fall has no deputy when ill."""
    named = Counter(e.who.strip() for e in events if e.who)
    who, n = named.most_common(1)[0] if named else ("", 0)
    if n < 3 or n / len(events) <= LARGE_SHARE:
        return []
    return [f"{who} takes up {locale.count(n)} of {locale.count(len(events))}: name a deputy for holidays and illness."]


def _against(events: Sequence[Handed], promise: float | None, locale: Locale) -> list[str]:
    slow = [e for e in events if promise is not None and e.hours is not None and e.hours > promise and "nquiry" in e.event]
    return [
        f"{e.event}: {locale.things(e.hours, 'hour')} here, while the analysis measures enquiries by {locale.things(promise, 'hour')}." for e in slow
    ]


__all__ = ["LARGE_SHARE", "MISSING", "Handed", "finding", "table"]
