"""Search on the page: the own name and the rest, the own click-rate curve, queries within reach, pages that compete, a change and its effect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbook.answers.search import Change, Search
from workbook.answers.start import Setup
from workbook.charts import ctr_curve as curves
from workbook.charts import prepost as changes
from workbook.metrics import ctr_curve, prepost, search_chances
from workbook.metrics import search as searching
from workbook.metrics import search_finding as said
from workbook.pages import files, findings
from workbook.pages.here import case, desk
from workbook.pages.redraw import on_data
from workbook.sources.engine import Tables
from workbook.widgets import ChartView, Column, Finding, Form, Notice, Panel, Result, TableView

LINK = {"Load the data": "06_analysis.ipynb#load"}
TARGET = 3.0
_COUNTS = {"impressions": Column("Impressions", "count"), "clicks": Column("Clicks", "count"), "ctr": Column("Click rate (CTR)", "rate")}
_PLACED = {**_COUNTS, "position": Column("Position", "number", 1)}
_QUERIES = {"query": Column("Query"), **_PLACED, "part": Column("Own name")}
_PAGES = {"page": Column("Page"), **_PLACED}
_NEAR = {
    "query": Column("Query"), **_PLACED, "expected_ctr": Column("Expected there", "rate"), "potential": Column("Clicks more", "number", 0),
    "potential_low": Column("Likely from", "number", 0), "potential_high": Column("Likely to", "number", 0),
}  # fmt: skip
_SHARED = {"query": Column("Query"), "page": Column("Page"), "share": Column("Share of the impressions", "rate"), **_PLACED}
_POOLED = "CTR = clicks ÷ impressions, summed. The position is weighted by impressions."


@dataclass(frozen=True)
class Known:
    """What is loaded about search. `pairs` and `timed` are the full table or, where only sums are there, nothing and the sums by day."""

    queries: Any
    pages: Any
    pairs: Any
    timed: Any
    hidden: searching.Withheld | None

    @classmethod
    def of(cls, tables: Tables) -> Known:
        """The full table where there is one, else the tables of an exported report."""
        if tables.search is not None:
            return cls(tables.search, tables.search, tables.search, tables.search, None)
        queries, daily = tables.search_queries, tables.search_daily
        hidden = searching.withheld(queries, daily) if queries is not None and daily is not None else None
        return cls(queries, tables.search_pages, None, daily, hidden)


def search() -> Panel:
    """Read what search says: brand and other queries, the curve, what is within reach, which pages compete."""
    form, missing, brand, reach, shared = Form(Search, desk()), Notice(), Result(), Result(), Result()
    queries, near, pages, pairs = TableView(), TableView(), TableView(), TableView()
    curve, gains = ChartView(), ChartView()
    views = (brand, queries, curve, reach, gains, near, pages, shared, pairs)

    def show() -> None:
        for view in views:
            view.clear()
        known, words = Known.of(files.tables()), _brand()
        if known.queries is None:
            _without_queries(known, missing, pages)
            return
        rows = searching.by_query(known.queries, words)
        parts = searching.brand_split(known.queries, words)
        brand.show(said.brand_finding(parts, desk().locale, known.hidden, named=bool(words)))
        _show_queries(queries, rows, words)
        told = _show_reach(rows, searching.days(known.queries), curve, reach, gains, near)
        _show_pages(known, pages)
        shown = _show_shared(known, words, shared, pairs)
        findings.keep("search", _kept(parts, bool(words), told, shown))

    on_data(show, missing, *views, models=(Search,))
    return Panel(form, missing, *views, *_change())


def _change() -> tuple[Form, Notice, Result, ChartView]:
    """A change on the site, before and after, against what was not changed."""
    form, missing, effect, weeks = Form(Change, desk()), Notice(), Result(), ChartView()

    def show() -> None:
        effect.clear()
        weeks.clear()
        known, asked = Known.of(files.tables()), desk().answers(Change)
        findings_name = "search_change"
        if known.timed is None or asked.on is None:
            findings.keep(findings_name, "")
            if known.timed is None:
                missing.show("The effect of a change needs clicks by day: they are not loaded.", links=LINK)
            else:
                effect.show(_what_is_needed())
            return
        words = searching.as_words(asked.changed) if known.pairs is not None else ()
        if asked.changed and known.pairs is None:
            missing.show(
                "The loaded report has no pages or queries by day, so there is no control: only the sum by day can be compared.", tone="warn"
            )
        chosen = {"queries" if asked.kind == "query" else "pages": words}
        series = prepost.daily(known.timed, **chosen, brand=_brand() if known.pairs is not None else ())
        whole = prepost.weekly(series, asked.on)
        found = prepost.effect(whole)
        told = said.change_finding(found, asked.what or "The change", desk().locale)
        effect.show(told)
        weeks.show(
            changes.change(whole, asked.on, desk().locale),
            note="Queries with the own name are left out of both." if words else "",
            locale=desk().locale,
        )
        findings.keep(findings_name, f"{told.headline}." if found else "")

    on_data(show, missing, effect, weeks, models=(Change, Search))
    return form, missing, effect, weeks


def _brand() -> tuple[str, ...]:
    """The words of the own name: as written, else as the company is called."""
    own = searching.as_words(desk().answers(Search).brand_words)
    company = case()
    named = desk().answers(Setup).company_name or (company.name if company and company.id != "own" else "")
    return own or searching.brand_words(named or "")


def _without_queries(known: Known, missing: Notice, pages: TableView) -> None:
    findings.keep("search", "")
    if known.pages is None:
        missing.show("There is no search file yet: load an export of Search Console, or a table of queries by page and day.", links=LINK)
        return
    missing.show("The loaded file has pages and no queries: brand, curve and reach need a table by query.", links=LINK, tone="warn")
    _show_pages(known, pages)


def _show_queries(view: TableView, rows: pd.DataFrame, words: tuple[str, ...]) -> None:
    marked = rows.assign(part=["yes" if own else "" for own in rows.brand])
    note = f"{_POOLED} The own name is known by: {', '.join(words)}." if words else _POOLED
    view.show(marked, title="Queries", columns=_QUERIES, note=note, locale=desk().locale, rows=10)


def _show_reach(rows: pd.DataFrame, days: int | None, curve: ChartView, reach: Result, gains: ChartView, near: TableView) -> Finding:
    asked, locale = desk().answers(Search), desk().locale
    target = asked.target or TARGET
    least = search_chances.LEAST_IMPRESSIONS if asked.least_impressions is None else asked.least_impressions
    other = rows[~rows.brand & (rows.impressions >= min(least, search_chances.LEAST_IMPRESSIONS))]
    fitted = ctr_curve.fit(other)
    low, high = (locale.rate(x, 0) for x in ctr_curve.PUBLISHED)
    note = f"Studies put position 1 between {low} and {high}: there the curve starts, and own clicks outweigh it. Band: 90 %."
    curve.show(curves.ctr_curve(fitted, other, locale), note=note, locale=locale)
    found = search_chances.striking(rows, fitted, target=target, least=least)
    told = said.reach_finding(found, fitted, target, days, locale)
    reach.show(told)
    if len(found):
        gains.show(curves.potential(found, target, locale), locale=locale)
        note = f"Positions 4 to 20, {locale.count(least)} impressions or more. Clicks more = impressions × (CTR at the target − CTR there)."
        near.show(found, title="Queries in striking distance", columns=_NEAR, note=note, locale=locale, rows=10)
    return told


def _show_pages(known: Known, view: TableView) -> None:
    if known.pages is not None:
        view.show(searching.by_page(known.pages), title="Pages", columns=_PAGES, note=_POOLED, locale=desk().locale, rows=10)


def _show_shared(known: Known, words: tuple[str, ...], shared: Result, pairs: TableView) -> Finding:
    found = None if known.pairs is None else search_chances.cannibalised(searching.by_query_and_page(known.pairs), words)
    told = said.shared_finding(found, desk().locale)
    shared.show(told)
    if found is not None and len(found):
        note = "Pages with a tenth of the query's impressions or more; queries with the own name are left out."
        pairs.show(found, title="Queries that several pages share", columns=_SHARED, note=note, locale=desk().locale, rows=10)
    return told


def _kept(parts: pd.DataFrame, named: bool, *told: Finding) -> str:
    own = parts[parts.part == "brand"].share.sum()
    brand = [f"{desk().locale.rate(own)} of the search clicks come from the own name."] if named else []
    return " ".join([*brand, *(f"{finding.headline}." for finding in told if finding.tone in ("good", "warn"))])


def _what_is_needed() -> Finding:
    return Finding(
        "Say on which day the change came",
        means="Clicks of whole weeks before and after it are compared, the changed pages against the others.",
        means_not="A rise after a change is not yet its effect: the season may have brought it.",
        next_step="Enter the day, and what was changed.",
    )


__all__ = ["search"]
