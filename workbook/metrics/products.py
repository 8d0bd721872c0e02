"""Product lines: which of them suit the internet, and whether the aim of promotion fits the line's stage of life.

    suitability = Σ weight × score / (4 × Σ weight)            score 0 to 4 on five points

Judging without touching, delivery and demand weigh most, because a 0 there ends the matter whatever else is good. A new product has to be made
known before it can be sold; in maturity buyers are kept; in decline promotion mostly costs more than it brings (Levitt 1965, on what each
stage asks for).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

WEIGHTS = {"judged": 3, "sent": 3, "searched": 3, "different": 2, "again": 2}
ASKS = {
    "judged": "judging without touching",
    "sent": "delivery",
    "searched": "demand online",
    "different": "a difference that can be proved",
    "again": "repeat purchases",
}
FITS = {
    "introduction": {"known", "try"},
    "growth": {"try", "share", "repeat"},
    "maturity": {"share", "repeat", "margin"},
    "decline": {"margin", "leave"},
}
STAGE_SAYS = {
    "introduction": "In the introduction few know it: build demand with content and samples before you count orders.",
    "growth": "In growth win first buyers quickly: demand exists, and places taken now are cheap compared with later.",
    "maturity": "In maturity the next order of a buyer costs a fraction of a new buyer: keep, bundle, ask for recommendations.",
    "decline": "In decline promotion buys little: sell to those who still ask, and put the money elsewhere.",
}
SEARCHED_SAYS = {
    "introduction": (
        "In the introduction hardly anybody searches for it yet ({score} of 4): build demand with content and samples before you count orders.",
        "It is new, and it is searched for already ({score} of 4): be found by those who search, and let samples make it known to the others.",
    ),
    "growth": (
        "In growth win first buyers quickly. Online hardly anybody searches for it ({score} of 4), so go where its buyers are.",
        STAGE_SAYS["growth"],
    ),
}
"""Where the stage says something about demand: what it asks for while hardly anybody searches for the line, and when people do."""
SEARCHED_FROM = 2
SUITED, UNSUITED = 0.65, 0.4


class LineLike(Protocol):
    """A product line; those of the form are."""

    @property
    def name(self) -> str | None: ...  # noqa: D102
    @property
    def revenue(self) -> float | None: ...  # noqa: D102
    @property
    def margin_rate(self) -> float | None: ...  # noqa: D102
    @property
    def stage(self) -> str | None: ...  # noqa: D102
    @property
    def aim(self) -> str | None: ...  # noqa: D102
    @property
    def searched(self) -> int | None: ...  # noqa: D102


def stage_says(line: LineLike) -> str:
    """What a line's stage of life asks for, in accord with how much it is searched for; blank without a stage.

    >>> from workbook.answers.products import Line
    >>> stage_says(Line(stage="introduction", searched=3))[:54]
    'It is new, and it is searched for already (3 of 4): be'
    """
    score = line.searched
    if line.stage in SEARCHED_SAYS and score is not None:
        return SEARCHED_SAYS[line.stage][score >= SEARCHED_FROM].format(score=score)
    return STAGE_SAYS.get(line.stage or "", "")


def suitability(scores: dict[str, int | None]) -> float | None:
    """Points reached ÷ attainable over what is scored; a 0 on judging, delivery or demand holds it at 40 % at most.

    >>> suitability({"judged": 4, "sent": 4, "searched": 4, "different": 4, "again": 0})
    0.8461538461538461
    >>> suitability({"judged": 0, "sent": 4, "searched": 4, "different": 4, "again": 4})
    0.4
    """
    known = {k: v for k, v in scores.items() if v is not None and k in WEIGHTS}
    if not known:
        return None
    share = sum(WEIGHTS[k] * v for k, v in known.items()) / (4 * sum(WEIGHTS[k] for k in known))
    stopped = any(known.get(k) == 0 for k in ("judged", "sent", "searched"))
    return min(share, UNSUITED) if stopped else share


def scores(line: LineLike) -> dict[str, int | None]:
    """A line's five scores by name."""
    return {name: getattr(line, name) for name in WEIGHTS}


def ranking(lines: Sequence[LineLike]) -> pd.DataFrame:
    """The lines, the most suited first. Columns: line, suitability, verdict, weakest, revenue, margin (a year), stage, aim."""
    rows = [_row(n, line) for n, line in enumerate(lines, 1)]
    frame = pd.DataFrame(rows, columns=["line", "suitability", "verdict", "weakest", "revenue", "margin", "stage", "aim"])
    frame = frame.astype({"suitability": float, "revenue": float, "margin": float})
    return frame.sort_values("suitability", ascending=False, na_position="last", ignore_index=True)


def _row(number: int, line: LineLike) -> tuple[object, ...]:
    given, share = scores(line), suitability(scores(line))
    known = {k: v for k, v in given.items() if v is not None}
    weakest = ASKS[min(known, key=lambda k: (known[k], -WEIGHTS[k]))] if known else ""
    verdict = "not scored" if share is None else "suited" if share >= SUITED else "needs work" if share > UNSUITED else "not online"
    margin = line.revenue * line.margin_rate if line.revenue is not None and line.margin_rate is not None else None
    return line.name or f"Line {number}", share, verdict, weakest, line.revenue, margin, line.stage or "", line.aim or ""


def finding(lines: Sequence[LineLike], locale: Locale) -> Finding:
    """Which line goes first, and where aim and stage do not fit together."""
    table = ranking(lines)
    known = table.dropna(subset=["suitability"])
    if known.empty:
        return Finding(headline="No line is scored yet", next_step="Score one line on the five points.")
    first, odd = known.iloc[0], tuple(_odd(lines))
    unsuited = [f"“{r.line}”: not online as it is; what stops it is {r.weakest}." for r in known.itertuples() if r.verdict == "not online"]
    good = first.verdict != "not online"
    return Finding(
        headline=f"Begin with “{first.line}”" if good else "None of the lines suits the internet as it is",
        tone=("warn" if odd or not float(first.suitability) >= SUITED else "good") if good else "bad",
        figures=tuple(Figure(str(r.line), locale.rate(r.suitability, 0), f"{r.verdict}; weakest: {r.weakest}") for r in known.head(4).itertuples()),
        reasons_against=(*unsuited, *odd),
        points=tuple(f"“{line.name}”: {stage_says(line)}" for line in lines if line.stage in STAGE_SAYS)[:4],
        points_title="What the stage of life asks for",
        means="The share is points reached ÷ points possible. Judging, delivery and demand weigh most, and a 0 on one of them means: not online.",
        means_not="It does not say how much a line earns. A suited line with a thin margin still loses money with each advertisement.",
        next_step=f"For “{first.line}”, improve this first: {first.weakest}."
        if float(first.suitability) < 1
        else "Write the goal for it in the goals step.",
    )


def _odd(lines: Sequence[LineLike]) -> Iterator[str]:
    for line in lines:
        if line.stage in FITS and line.aim and line.aim not in FITS[line.stage]:
            yield f"“{line.name}” is in its {line.stage}, but promotion is to {AIM_WORDS[line.aim]}: that belongs to another stage."


AIM_WORDS = {
    "known": "make it known", "try": "win first buyers", "share": "win buyers from rivals", "repeat": "keep buyers",
    "margin": "earn with little effort", "leave": "sell it off",
}  # fmt: skip
