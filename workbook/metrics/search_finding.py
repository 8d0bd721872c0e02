"""What search says, in sentences: the brand's share, what is in reach, which pages share a query, whether a change helped."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding
from workbook.metrics.ctr_curve import PUBLISHED, Curve
from workbook.metrics.prepost import LEAST_WEEKS, Effect
from workbook.metrics.search import Withheld

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

FEW_QUERIES = 10


def brand_finding(parts: pd.DataFrame, locale: Locale, hidden: Withheld | None = None, *, named: bool = True) -> Finding:
    """How much of the search traffic wanted the company anyway. `named`: whether brand words are known."""
    rows = {str(row.part): row for row in parts.itertuples()}
    other, brand = rows.get("other"), rows.get("brand")
    figures = [
        Figure(f"{label}: share of clicks", locale.rate(row.share), f"click rate {locale.rate(row.ctr)}, position {locale.number(row.position, 1)}")
        for label, row in (("Own name", brand), ("Other queries", other))
        if row is not None
    ]
    share = float(parts.share[parts.part == "brand"].iloc[0]) if brand is not None else 0.0
    points = [_hidden(hidden, locale)] if hidden else []
    head = (
        f"{locale.rate(share)} of the clicks come from people who typed the own name" if named else "Which queries hold the own name is not known yet"
    )
    return Finding(
        headline=head,
        tone="neutral" if named else "warn",
        figures=tuple(figures),
        points=tuple(points),
        means="Whoever types the name knows the company. The other queries are those that search wins for it: judge the work on the site by them.",
        means_not="A rising share of the own name is no failure of the site: advertising and word of mouth make people search for the name.",
        next_step="Look at the other queries first." if named else "Enter the words by which people look for the company.",
    )


def reach_finding(near: pd.DataFrame, curve: Curve, target: float, days: int | None, locale: Locale) -> Finding:
    """What a better place would bring for the queries within reach."""
    if near.empty:
        return Finding(
            "No query stands in striking distance",
            means="No query without the own name has enough impressions at positions 4 to 20.",
            means_not="It does not say that nothing can be won: queries for which there is no page yet do not appear here.",
            next_step="Lower the threshold, or look for questions that no page answers yet.",
        )
    total, first = near.potential.sum(), near.iloc[0]
    time = f"in {locale.count(days)} days" if days else "in the period of the file"
    many = "1 query stands" if len(near) == 1 else f"{locale.count(len(near))} queries stand"
    return Finding(
        headline=f"{many} in striking distance: about {locale.count(total)} more clicks {time}, if all reached position {locale.number(target)}",
        tone="good",
        figures=tuple(
            Figure(
                str(row.query),
                f"+{locale.count(row.potential)} clicks",
                f"likely {locale.count(row.potential_low)} to {locale.count(row.potential_high)}",
            )
            for row in near.head(3).itertuples()
        ),
        points=_curve_points(curve, target, locale),
        means=f"“{first['query']}” is shown {locale.count(first.impressions)} times at position {locale.number(first.position, 1)}. "
        f"The curve expects {locale.rate(curve.at(first.position).value)} clicks there, {locale.rate(curve.at(target).value)} at the target.",
        means_not="It does not say that the place can be reached, nor what it costs; and clicks are not orders. See what these searchers want.",
        next_step=f"Open the page that answers “{first['query']}” beside the three results above it: what do they answer that it does not?",
    )


def shared_finding(shared: pd.DataFrame | None, locale: Locale) -> Finding:
    """Whether pages stand in each other's way."""
    if shared is None:
        return Finding(
            "Which pages share a query cannot be told",
            tone="neutral",
            means="The file has queries and pages in tables of their own: which page was shown for which query is not in it.",
            means_not="It does not mean that no pages compete.",
            next_step="Load a table with query and page in one row (the search engine's programming interface gives it), or filter by query there.",
        )
    queries = list(dict.fromkeys(shared["query"]))
    if not queries:
        return Finding(
            "No two pages share a query",
            tone="good",
            means="For each query with enough impressions, one page gets nearly all of them.",
            means_not="It does not say that it is the right page.",
            next_step="Check for the largest queries that the page shown is the one that sells.",
        )
    many = "1 query is" if len(queries) == 1 else f"{locale.count(len(queries))} queries are"
    return Finding(
        headline=f"{many} shared by several pages, first “{queries[0]}”",
        tone="warn",
        means="Several pages get at least a tenth of its impressions each. Links and words are split between them, and places change by the day.",
        means_not="It does not prove harm: two pages for two different wishes may both be right. Read what searchers want before you merge.",
        next_step="Choose one page per query, lead the others to it by a link or a redirect, and look again after four weeks.",
    )


def change_finding(found: Effect | None, measured: str, locale: Locale) -> Finding:
    """Whether a change helped. `measured` names what was changed."""
    if found is None:
        return Finding(
            "The effect of the change cannot be told yet",
            tone="warn",
            means=f"At least {locale.count(LEAST_WEEKS)} whole weeks on each side of the day are needed, and clicks before it.",
            means_not="It does not mean that the change did nothing.",
            next_step="Wait, or load a longer period.",
        )
    span = f"{_signed(found.change.low, locale)} to {_signed(found.change.high, locale)}"
    return Finding(
        headline=_effect(found, measured, span, locale),
        tone="neutral" if not found.shown else "good" if found.change.value > 0 else "bad",
        figures=_change_figures(found, span, locale),
        points=tuple(_cautions(found)),
        means=_what_it_means(found, locale),
        means_not="It does not prove the cause: whatever else met only the changed pages on that day counts as the change."
        if found.shown
        else "“Not shown” is not “no effect”: within the interval the change may have helped or harmed.",
        next_step="Write the interval into the decision, and do the next pages the same way."
        if found.shown
        else "Give it more weeks, or change more pages at once.",
    )


def _effect(found: Effect, measured: str, span: str, locale: Locale) -> str:
    if not found.shown:
        return f"An effect is not shown: {_signed(found.change.value, locale)} clicks, likely {span}"
    much, more = _signed(abs(found.change.value), locale).lstrip("+"), "more" if found.change.value > 0 else "fewer"
    return f"{measured}: {much} {more} clicks than {'the others would suggest' if found.control else 'before'}"


def _hidden(hidden: Withheld, locale: Locale) -> str:
    return (
        f"{locale.rate(hidden.clicks)} of the clicks and {locale.rate(hidden.impressions)} of the impressions belong to queries so rare that the "
        "search engine withholds them: they are in the sums by day, not in this table."
    )


def _curve_points(curve: Curve, target: float, locale: Locale) -> tuple[str, ...]:
    low, high = (locale.rate(x) for x in PUBLISHED)
    if not curve.own:
        return (f"There are no queries of your own without the name: the curve is the published range alone ({low} to {high} at position 1).",)
    said = []
    if curve.queries < FEW_QUERIES:
        said.append(
            f"Only {_queries(curve.queries, locale)} stand behind the curve: the published range ({low} to {high} at position 1) still counts."
        )
    if not curve.reaches(target) and curve.seen:
        best = locale.number(curve.seen[0], 1)
        said.append(f"None of your own queries without the name stands higher than {best}: above it the curve is continued, not seen.")
    return tuple(said)


def _queries(n: int, locale: Locale) -> str:
    return "1 query" if n == 1 else f"{locale.count(n)} queries"


def _change_figures(found: Effect, span: str, locale: Locale) -> tuple[Figure, ...]:
    before, after = found.changed
    figures = [
        Figure("Effect", _signed(found.change.value, locale), f"likely {span}"),
        Figure("Clicks a week", _plus(found.clicks.value, locale), f"likely {_plus(found.clicks.low, locale)} to {_plus(found.clicks.high, locale)}"),
        Figure("Changed", f"{locale.count(before)} → {locale.count(after)}", "clicks a week before and after"),
    ]
    if found.control:
        figures.append(Figure("Control", " → ".join(locale.count(x) for x in found.unchanged), "clicks a week before and after"))
    return tuple(figures)


def _cautions(found: Effect) -> list[str]:
    said = []
    if not found.control:
        said.append(
            "There is no control: season, holidays and the market cannot be told from the change. Name what was changed, if other pages were not."
        )
    if found.drifting:
        said.append("Both groups went different ways before the change already, so they would have done so without it: do not trust the number.")
    if min(found.weeks) < 4:
        said.append("Fewer than four weeks on one side: the season and single days weigh much.")
    return said


def _what_it_means(found: Effect, locale: Locale) -> str:
    weeks = f"{locale.count(found.weeks[0])} weeks before and {locale.count(found.weeks[1])} after"
    if not found.control or math.isnan(found.unchanged[0]):
        return f"Clicks a week changed so much between {weeks}, whatever the reason."
    rest = found.unchanged[1] / found.unchanged[0] - 1
    own = found.changed[1] / found.changed[0] - 1
    return f"In {weeks} the changed ones went {_signed(own, locale)}, the others {_signed(rest, locale)}: the effect is what lies between."


def _signed(x: float, locale: Locale) -> str:
    text = locale.rate(x, 0 if abs(x) >= 0.1 else 1)
    return f"+{text}" if x > 0 else text


def _plus(x: float, locale: Locale) -> str:
    return f"+{locale.count(x)}" if x > 0 else locale.count(x)
