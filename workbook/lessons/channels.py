"""The catalogue of channels: what each can do, what it costs, how it is started and when it is stopped.

A channel is a pipe. It brings nothing of its own; goal, audience, offer and lead time decide which pipe fits. The ratings are teaching
values for a first short list, and every range is an assumption to be replaced by one's own figures as soon as there are any.
"""

from __future__ import annotations

from typing import Annotated, Literal

import pydantic

from workbook.lessons.files import CurriculumId, Id, Lesson, Line, Note, Scale3, Scale5, one, read

Goal = Literal["reach", "information", "sales", "loyalty"]
Term = Literal["long", "short", "cyclical"]
Place = Literal["search", "social", "video", "forums", "trade_press", "marketplaces", "email", "chat_groups", "news", "events"]

ASSUMPTION = "Assumption, replace with your own."
"""What stands beside every figure of the catalogue."""


class Fit(Lesson):
    """How well a channel serves a goal or a business model, 0 (not at all) to 3 (first choice), and why."""

    score: Scale3
    why: Line


class LeadTime(Lesson):
    """Days until something can be measured, and until the channel works at full strength."""

    first: Annotated[int, pydantic.Field(ge=0)]
    full: Annotated[int, pydantic.Field(ge=0)]


class Range(Lesson):
    """A typical range, low to high: rates as shares, costs in EUR. An assumption, not a measurement."""

    low: Annotated[float, pydantic.Field(ge=0)]
    high: float

    @pydantic.model_validator(mode="after")
    def _low_first(self) -> Range:
        if self.high < self.low:
            msg = f"`high` must be at least `low` (got {self.low} and {self.high}). Swap them."
            raise ValueError(msg)
        return self


class Typical(Lesson):
    """Ranges for planning before there are figures of one's own; what does not exist for a channel is blank."""

    cpc: Range | None = None
    ctr: Range | None = None
    cvr: Range | None = None


class Audience(Lesson):
    """Whom the channel reaches, and where they are met: `places` for calculations, `gather` in words."""

    who: Literal["consumers", "businesses", "both"]
    ages: tuple[Annotated[int, pydantic.Field(ge=14)], Annotated[int, pydantic.Field(le=99)]]
    places: Annotated[tuple[Place, ...], pydantic.Field(min_length=1)]
    gather: Line


class Channel(Lesson):
    """One channel of the catalogue. `min_budget` is EUR a month, an order of magnitude and an assumption."""

    id: Id
    name: Line
    in_short: Line
    term: Term
    paid: Literal["paid", "free", "both"]
    voice: Literal["official", "private", "both"]
    reach: Scale5
    precision: Scale5
    lead_days: LeadTime
    cost_model: tuple[Literal["CPM", "CPC", "CPA", "fee", "own time"], ...]
    min_budget: Annotated[int, pydantic.Field(ge=0)]
    typical: Typical
    goals: dict[Goal, Fit]
    models: dict[Literal["a", "b", "c"], Fit]
    audience: Audience
    strengths: Note
    weaknesses: Note
    steps: Annotated[tuple[Line, ...], pydantic.Field(min_length=4, max_length=6)]
    first_measure: Line
    typical_mistake: Note
    stop_rule: Note
    source: str = ""
    curriculum: CurriculumId = "5.1"

    @pydantic.model_validator(mode="after")
    def _complete(self) -> Channel:
        missing = {"reach", "information", "sales", "loyalty", "a", "b", "c"} - set(self.goals) - set(self.models)
        if missing or self.lead_days.full < self.lead_days.first:
            msg = f"`{self.id}` must rate every goal and model (missing: {sorted(missing)}), and take full effect after its first effect."
            raise ValueError(msg)
        return self


def channels() -> tuple[Channel, ...]:
    """Every channel, in the order of the catalogue.

    Examples
    --------
    >>> channel("seo").term
    'long'
    """
    catalogue: tuple[Channel, ...] = read("channels", tuple[Channel, ...])
    return catalogue


def channel(id: str) -> Channel:
    """One channel by its id."""
    return one(channels(), id, "channel")  # type: ignore[no-any-return]
