"""Surveys drawn: each share with its range, groups side by side, and many surveys of one population beside its truth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import themed

if TYPE_CHECKING:
    from workbook.answers.locale import Locale
    from workbook.metrics.survey_error import Truth

_PERCENT = "format(datum.value, '.3~%')"
_COLUMNS = {
    "group": Heading("Group"), "of": Heading("Answered", "count"), "answer": Heading("Answer"), "n": Heading("Chosen", "count"),
    "share": Heading("Share", "rate", 0), "low": Heading("Likely from", "rate", 0), "high": Heading("Likely to", "rate", 0),
    "true": Heading("Truth", "rate", 0),
}  # fmt: skip
MOST_ROWS = 24


def shares(table: pd.DataFrame, question: str, locale: Locale, truth: Mapping[str, float] | None = None) -> Picture:
    """Draw `survey_estimates.shares`: a row per answer with its range; where the truth is known, it is marked."""
    if table.empty or not table.of.max():
        return nothing(question, "Nobody has answered this question yet.")
    shown = table.assign(true=table.answer.map(dict(truth)).astype(float)) if truth else table
    largest = table.sort_values("share", kind="stable").iloc[-1]
    clear = bool((table.high[table.answer != largest.answer] < largest.low).all())
    told = f"“{largest.answer}” leads with {locale.rate(largest.share, 0)}" if clear else "no answer leads for certain"
    title = f"{_short(question)}: {told}"
    spans = [f"{locale.rate(r.low, 0)} – {locale.rate(r.high, 0)}" for r in table.itertuples()]
    values = [locale.rate(r.share, 0) for r in table.itertuples()]
    summary = "; ".join(f"{answer}: {value}, likely {span}" for answer, value, span in zip(table.answer, values, spans, strict=True))
    figures = [f"{value} ({span})" for value, span in zip(values, spans, strict=True)]
    return Picture(_ranges(numbered(shown, shown.answer, figures), locale), title, f"{summary}.", shown, _COLUMNS)


def _ranges(shown: pd.DataFrame, locale: Locale) -> Any:
    base = alt.Chart(shown).encode(y=row_axis())
    x = alt.X("low:Q", scale=_scale(shown), axis=alt.Axis(title="Share of those who answered", labelExpr=_PERCENT, labelOverlap="greedy"))
    tips = [alt.Tooltip("answer:N", title="Answer"), alt.Tooltip("figure:N", title="Share"), alt.Tooltip("n:Q", title="Chosen")]
    layers = [
        base.mark_rule(style="accent-line", strokeWidth=3).encode(x=x, x2="high:Q"),
        base.mark_point(style="accent", filled=True, size=130, opacity=1).encode(x="share:Q", tooltip=tips),
        *([base.mark_tick(style="second", thickness=3, size=20).encode(x="true:Q")] if "true" in shown else []),
        *row_words(shown),
    ]
    return themed(alt.layer(*layers), locale, row_step())


def groups(table: pd.DataFrame, question: str, by: str, locale: Locale, *, apart: bool = False) -> Picture:
    """Draw `survey_cross.table`: for each answer, a mark with its range per group; `apart` says whether a test tells the groups from each other."""
    if table.empty:
        return nothing(_short(question), "Nobody has answered both questions.")
    title = f"By “{_short(by)}”: {'the groups differ' if apart else 'no sure difference between the groups'}"
    summary = _widest(table, locale)
    names = list(dict.fromkeys(table.group))
    rows = list(dict.fromkeys(table.answer))[:MOST_ROWS]
    place = {name: k for k, name in enumerate(names)}
    written = [f"{locale.rate(r.share, 0)} ({locale.rate(r.low, 0)} – {locale.rate(r.high, 0)}) of {locale.count(r.of)}" for r in table.itertuples()]
    shown = table[table.answer.isin(rows)].assign(written=pd.Series(written, index=table.index))
    shown = shown.assign(row=[rows.index(a) for a in shown.answer], who=[_short(g, 40) for g in shown.group])
    colours = alt.Color("who:N", sort=[_short(n, 40) for n in names], scale=alt.Scale(range="category"), legend=alt.Legend(title=None, columns=1))
    shapes = alt.Shape("who:N", sort=[_short(n, 40) for n in names], legend=None)
    x = alt.X("low:Q", scale=_scale(shown), axis=alt.Axis(title="Share within the group", labelExpr=_PERCENT, labelOverlap="greedy"))
    tips = [alt.Tooltip("who:N", title="Group"), alt.Tooltip("answer:N", title="Answer"), alt.Tooltip("written:N", title="Share")]
    layers: list[Any] = []
    for name in names:
        base, down = alt.Chart(shown[shown.group == name]).encode(y=row_axis(), color=colours), 11 * place[name]
        layers.append(base.mark_rule(strokeWidth=2.5, yOffset=down).encode(x=x, x2="high:Q"))
        layers.append(base.mark_point(filled=True, size=80, opacity=1, yOffset=down).encode(x="share:Q", shape=shapes, tooltip=tips))
    words = numbered(pd.DataFrame({"answer": rows}), rows, [""] * len(rows))
    return Picture(themed(alt.layer(*layers, *row_words(words)), locale, alt.Step(36 + 11 * len(names))), title, summary, table, _COLUMNS)


def _widest(table: pd.DataFrame, locale: Locale) -> str:
    """The answer on which two groups lie farthest apart, in words."""
    ordered = {str(answer): part.sort_values("share") for answer, part in table.groupby("answer", sort=False)}
    answer, part = max(ordered.items(), key=lambda item: float(item[1].share.iloc[-1] - item[1].share.iloc[0]))
    low, high = part.iloc[0], part.iloc[-1]
    return (
        f"Widest apart on “{answer}”: {locale.rate(low.share, 0)} of “{low.group}” ({locale.count(low.of)} people) "
        f"and {locale.rate(high.share, 0)} of “{high.group}” ({locale.count(high.of)})."
    )


def numbers(table: pd.DataFrame, question: str, locale: Locale) -> Picture:
    """Draw `survey_estimates.numbers`: how the numbers that were given lie."""
    if table.empty:
        return nothing(question, "Nobody has answered this question yet.")
    labels = [f"{locale.number(r.low)} to under {locale.number(r.high)}" for r in table.itertuples()]
    shown = numbered(table.assign(label=labels), labels, [locale.count(n) for n in table.n])
    most = table.sort_values("n", kind="stable").iloc[-1]
    title = f"{_short(question)}: most often {locale.number(most.low)} to under {locale.number(most.high)}"
    summary = "; ".join(f"{label}: {locale.count(n)}" for label, n in zip(labels, table.n, strict=True)) + "."
    base = alt.Chart(shown).encode(y=row_axis())
    x = alt.X("n:Q", title="People", axis=alt.Axis(tickMinStep=1, format="d", tickCount=5), scale=alt.Scale(domainMin=0))
    tips = [alt.Tooltip("label:N", title="Class"), alt.Tooltip("n:Q", title="People")]
    bars = base.mark_bar(style="accent", height=12, yOffset=3).encode(x=x, tooltip=tips)
    columns = {"label": Heading("Class"), "n": Heading("People", "count")}
    return Picture(themed(alt.layer(bars, *row_words(shown)), locale, row_step()), title, summary, shown, columns)


def surveys(table: pd.DataFrame, truth: Truth, locale: Locale) -> Picture:
    """Draw `survey_error.surveys`: one range per survey, and the line of the truth through all of them."""
    hits, many = int(table.hit.sum()), len(table)
    title = f"{locale.count(hits)} of {locale.count(many)} surveys have the truth in their range"
    around = locale.rate(truth.pulled, 0)
    summary = f"The truth is {locale.rate(truth.share, 0)}; with {locale.count(truth.n)} answers each, the surveys gather around {around}."
    shown = table.assign(what=["holds the truth" if h else "misses it" for h in table.hit], written=[locale.rate(s, 0) for s in table["share"]])
    order = ["holds the truth", "misses it"]
    colour = alt.Color("what:N", sort=order, scale=alt.Scale(domain=order, range="category"), legend=alt.Legend(title=None))
    shape = alt.Shape("what:N", sort=order, scale=alt.Scale(domain=order, range=["circle", "diamond"]), legend=alt.Legend(title=None))
    span = pd.DataFrame({"low": [min(table.low.min(), truth.share)], "high": [max(table.high.max(), truth.share)]})
    y = alt.Y("low:Q", title="Share of yes", scale=_scale(span, zero=False), axis=alt.Axis(labelExpr=_PERCENT, grid=True, tickCount=6))
    x = alt.X("survey:Q", title="Survey", axis=alt.Axis(grid=False, format="d", tickCount=5), scale=alt.Scale(domain=[0, many + 1], nice=False))
    tips = [alt.Tooltip("survey:Q", title="Survey"), alt.Tooltip("written:N", title="Share of yes"), alt.Tooltip("what:N", title="Range")]
    line = alt.Chart(pd.DataFrame({"y": [truth.share], "x": [many + 1], "text": [f"truth: {locale.rate(truth.share, 0)}"]}))
    layers = [
        alt.Chart(shown).mark_rule(strokeWidth=2).encode(x=x, y=y, y2="high:Q", color=colour),
        alt.Chart(shown).mark_point(filled=True, size=45, opacity=1).encode(x=x, y="share:Q", color=colour, shape=shape, tooltip=tips),
        line.mark_rule(style="strong-guide", strokeDash=[5, 3]).encode(y="y:Q"),
        line.mark_text(style="label", align="right", baseline="bottom", dy=-3).encode(x="x:Q", y="y:Q", text="text:N"),
    ]
    columns = {
        "survey": Heading("Survey", "count"), "share": Heading("Share of yes", "rate", 1), "low": Heading("Likely from", "rate", 1),
        "high": Heading("Likely to", "rate", 1), "what": Heading("Range"),
    }  # fmt: skip
    return Picture(themed(alt.layer(*layers), locale, 260), title, summary, shown, columns)


def _scale(shown: pd.DataFrame, *, zero: bool = True) -> alt.Scale:
    low, high = (0.0 if zero else max(0.0, float(shown.low.min()) - 0.02)), min(1.0, float(shown.high.max()) * 1.04)
    return alt.Scale(domain=[low, high if high > low else 1.0], nice=False)


def _short(text: str, most: int = 70) -> str:
    text = text.rstrip("?. ")
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


__all__ = ["groups", "numbers", "shares", "surveys"]
