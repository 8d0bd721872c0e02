"""Which customers first? Segments compared by how many there are, what they spend, and how well the offer fits them.

A segment is worth working for when it is large enough, spends enough, wants what the company does well, and can be reached. Two segments that
search and decide in the same way are one; a segment that nobody can find again in a register, a keyword or a place is a wish.

    potential = people × what one spends a year              weight = potential × fit / 5
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale


class SegmentLike(Protocol):
    """What a segment has to offer; those of the form do."""

    @property
    def name(self) -> str | None: ...  # noqa: D102
    @property
    def size(self) -> int | None: ...  # noqa: D102
    @property
    def worth(self) -> float | None: ...  # noqa: D102
    @property
    def fit(self) -> int | None: ...  # noqa: D102
    @property
    def source(self) -> str | None: ...  # noqa: D102
    @property
    def need(self) -> str | None: ...  # noqa: D102
    @property
    def motive(self) -> str | None: ...  # noqa: D102
    @property
    def pattern(self) -> str | None: ...  # noqa: D102
    @property
    def searches(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def places(self) -> tuple[str, ...]: ...  # noqa: D102


def ranking(segments: Sequence[SegmentLike]) -> pd.DataFrame:
    """The segments with their potential (money a year), the weightiest first. Columns: segment, people, spend, fit, potential, weight.

    >>> from workbook.answers.audience import Segment
    >>> given = [Segment(id="a", name="Gifts", size=1000, worth=30, fit=2), Segment(id="b", name="Regulars", size=500, worth=100, fit=5)]
    >>> ranking(given)[["segment", "potential", "weight"]].values.tolist()
    [['Regulars', 50000.0, 50000.0], ['Gifts', 30000.0, 12000.0]]
    """
    rows = [(s.name or f"Segment {n}", s.size, s.worth, s.fit) for n, s in enumerate(segments, 1)]
    frame = pd.DataFrame(rows, columns=["segment", "people", "spend", "fit"]).astype({"people": float, "spend": float, "fit": float})
    frame = frame.assign(potential=frame.people * frame.spend)
    frame = frame.assign(weight=frame.potential * frame.fit / 5)
    return frame.sort_values("weight", ascending=False, na_position="last", ignore_index=True)


def finding(segments: Sequence[SegmentLike], locale: Locale) -> Finding:
    """Which segment to begin with, and what is still unknown about the others."""
    if not segments:
        return Finding(headline="No segment yet", next_step="Think of your last five customers. Which two of them came for different reasons?")
    table, gaps = ranking(segments), tuple(_gaps(segments, locale))
    known = table.dropna(subset=["weight"])
    if known.empty:
        return Finding(
            headline="The segments cannot be compared yet",
            points=gaps,
            next_step="Estimate for each: how many, what one spends a year, how well you fit.",
        )
    first = known.iloc[0]
    figures = tuple(Figure(str(row.segment), locale.money(row.potential, 0), f"a year, fit {row.fit:.0f} of 5") for row in known.itertuples())
    return Finding(
        headline=f"Begin with “{first.segment}”" if len(known) > 1 else f"“{first.segment}” is worth {locale.money(first.potential, 0)} a year",
        tone="warn" if gaps else "good",
        figures=figures[:4],
        points=gaps,
        means="The order is people × what they spend × how well you fit. A small segment that fits beats a large one that does not.",
        means_not="The potential is what the segment spends with all suppliers. Your share of it is estimated below, in the size of the market.",
        next_step="Write for the first segment the sentence that would make one of them stop and read." if not gaps else gaps[0],
    )


def _gaps(segments: Sequence[SegmentLike], locale: Locale) -> Iterator[str]:
    for n, s in enumerate(segments, 1):
        name = f"“{s.name or f'Segment {n}'}”"
        if s.size is not None and not s.source:
            yield f"{name}: {locale.count(s.size)} in number, by which source? Without one nobody can check it."
        if not (s.need and s.motive):
            yield f"{name}: say what they need and why they would buy from you. Without that it is only a number."
        if s.places == ("offline",) or s.searches == ("none",):
            yield f"{name} can hardly be met online. Who influences them, and where are these people online?"
    for a, b in ((a, b) for i, a in enumerate(segments) for b in segments[i + 1 :]):
        if a.pattern and (a.pattern, set(a.searches), set(a.places)) == (b.pattern, set(b.searches), set(b.places)):
            yield f"“{a.name}” and “{b.name}” search, gather and decide alike: are they one segment?"
