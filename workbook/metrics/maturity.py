"""The maturity of the work, part by part: online marketing is as strong as its weakest link.

Parts work in a chain, so the mean of the levels says little: a splendid site that nobody looks after, or data that nobody has time to read, are
worth as much as the part that is missing. What is raised first is the weakest, and of equally weak ones the first in the order of the work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

TOP = 4


@dataclass(frozen=True)
class Part:
    """One part of the work: its level 0 to 4 (`None` = not answered), the sentence of that level and of the next, and how to rise."""

    title: str
    short: str
    level: int | None
    levels: tuple[str, ...]
    next_step: str


def weakest(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts with the lowest level, in the order of the work; none before something is answered.

    >>> weakest([Part("Site", "Site", 3, (), ""), Part("Data", "Data", 1, (), ""), Part("Team", "Team", None, (), "")])[0].title
    'Data'
    """
    known = [p for p in parts if p.level is not None]
    lowest = min((p.level or 0 for p in known), default=None)
    return tuple(p for p in known if p.level == lowest)


def finding(parts: Sequence[Part], locale: Locale) -> Finding:
    """The weakest link, what its level means, and the next step."""
    known = [p for p in parts if p.level is not None]
    if not known:
        return Finding(headline="No part has a level yet", next_step="Choose for each part the sentence that describes today.")
    weak = weakest(parts)
    first, best = weak[0], max(known, key=lambda p: p.level or 0)
    level = first.level or 0
    named = f"“{first.title}”" if len(weak) == 1 else f"{', '.join(f'“{p.title}”' for p in weak[:-1])} and “{weak[-1].title}”"
    even = all(p.level == first.level for p in known)
    several = f"{'All parts stand' if len(known) == len(parts) else 'The parts that have a level stand'} at level {level}"
    return Finding(
        headline=several if even and len(known) > 1 else f"Weakest link: {named}, at level {level} of {TOP}",
        tone="bad" if level == 0 else "warn" if level < 3 else "good",
        figures=(
            Figure("Weakest", f"{level} of {TOP}", first.title),
            Figure("Strongest", f"{best.level} of {TOP}", best.title),
            Figure("Parts with a level", f"{locale.count(len(known))} of {locale.count(len(parts))}"),
        ),
        points=tuple(f"{p.title}: {p.levels[p.level or 0]}" for p in weak if p.levels),
        means="The parts work in a chain: what the weakest one loses, the others cannot win back. An average would hide it.",
        means_not="It is your own judgement on one day. Let a colleague score it too: where you differ by two levels, talk.",
        next_step=first.next_step if level < TOP else "Keep what works, and look again in three months.",
    )
