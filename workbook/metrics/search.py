"""How is the site found? Impressions, clicks, click rate and position by query and by page, with and without the own name.

A search engine tells for each query how often a page was shown (impressions), how often it was clicked, and where it stood (position).
Two things go wrong again and again. The mean position of several rows is weighted by impressions, since a place that nobody saw counts for
nothing; and whoever types the company's own name wants the company, so *brand* queries are looked at apart: they flatter every average.

    CTR = clicks / impressions          position = Σ (position × impressions) / Σ impressions

A report by query leaves out queries that only few people typed. They are *withheld*, not lost: the sum by day holds them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pandas as pd

from workbook.metrics.tables import MissingColumns, Table, columns_of, need, small

MOST = 5000
"""Rows that leave the engine: the queries with the most impressions. Rarer ones say nothing one by one."""

_FORMS = {
    "gmbh",
    "ag",
    "kg",
    "ug",
    "ohg",
    "gbr",
    "ltd",
    "limited",
    "inc",
    "llc",
    "co",
    "corp",
    "plc",
    "sa",
    "sas",
    "sarl",
    "srl",
    "bv",
    "oy",
    "ab",
    "as",
}
_ARTICLES = {"the", "der", "die", "das", "le", "la", "les", "el", "los", "and", "und", "et", "y"}


def brand_words(company: str) -> tuple[str, ...]:
    """What people may type who look for this company: its name, the name in one word, its first word. A proposal, to be corrected by who knows.

    >>> brand_words("Hollin Tea Ltd.")
    ('hollin tea', 'hollintea', 'hollin')
    >>> brand_words("")
    ()
    """
    words = [word for word in re.findall(r"\w+", company.casefold()) if word not in _FORMS]
    first = next((word for word in words if len(word) > 3 and word not in _ARTICLES), "")
    named = (" ".join(words), "".join(words), first)
    return tuple(dict.fromkeys(word for word in named if len(word) > 2))


def as_words(text: str | None) -> tuple[str, ...]:
    r"""Words or pages typed with commas or line breaks between them.

    >>> as_words("Hollin, hollin tea ;\n HOLLIN")
    ('hollin', 'hollin tea')
    """
    return tuple(dict.fromkeys(word for part in re.split(r"[,;\n]", (text or "").casefold()) if (word := " ".join(part.split()))))


def holds(column: str, words: Sequence[str]) -> nw.Expr:
    """Whether a text holds one of the words, however it is capitalised; a blank text holds none.

    >>> frame = nw.from_native(pd.DataFrame({"query": ["Hollin tea", "green tea"]})).lazy()
    >>> small(frame.filter(holds("query", ["hollin"])))["query"].tolist()
    ['Hollin tea']
    """
    text = nw.col(column).cast(nw.String).fill_null("").str.to_lowercase()
    found = nw.lit(False)
    for word in words:
        found = found | text.str.contains(word, literal=True)
    return found


def by_query(search: Table, brand: Sequence[str] = ()) -> pd.DataFrame:
    """One row per query: query, impressions, clicks, ctr, position, brand; the most seen first, `MOST` at the most.

    >>> rows = pd.DataFrame({"query": ["tea", "tea"], "impressions": [300, 100], "clicks": [9, 1], "position": [2.0, 6.0]})
    >>> by_query(rows).to_dict("records")
    [{'query': 'tea', 'impressions': 400, 'clicks': 10, 'ctr': 0.025, 'position': 3.0, 'brand': False}]
    """
    frame = need(search, "search", ["query", "impressions", "clicks"])
    found = _pooled(frame, ("query",))
    return found.assign(brand=[any(word in str(q).casefold() for word in brand) for q in found["query"]])


def by_page(search: Table) -> pd.DataFrame:
    """One row per page: page, impressions, clicks, ctr, position; the most seen first."""
    return _pooled(need(search, "search", ["page", "impressions", "clicks"]), ("page",))


def by_query_and_page(search: Table) -> pd.DataFrame:
    """One row per query and page: query, page, impressions, clicks, ctr, position."""
    return _pooled(need(search, "search", ["query", "page", "impressions", "clicks"]), ("query", "page"))


def brand_split(search: Table, brand: Sequence[str]) -> pd.DataFrame:
    """Two rows, brand and other: part, queries, impressions, clicks, ctr, position, share of all clicks. Counted in the engine, over all queries.

    >>> rows = pd.DataFrame({"query": ["hollin", "tea"], "impressions": [100, 900], "clicks": [30, 10], "position": [1.0, 9.0]})
    >>> brand_split(rows, ["hollin"])[["part", "clicks", "share"]].values.tolist()
    [['brand', 30, 0.75], ['other', 10, 0.25]]
    """
    frame = need(search, "search", ["query", "impressions", "clicks"])
    marked = frame.with_columns(part=nw.when(holds("query", brand)).then(nw.lit("brand")).otherwise(nw.lit("other")))
    sums = _pooled(marked, ("part",))
    queries = small(marked.group_by("part", "query").agg(nw.len().alias("_n")).group_by("part").agg(nw.len().alias("queries")))
    joined = sums.merge(queries, on="part").sort_values("part", ignore_index=True)
    clicks = joined.clicks.sum()
    return joined.assign(share=joined.clicks / clicks if clicks else float("nan"))


@dataclass(frozen=True)
class Withheld:
    """How much of what the report by day holds is not in the one by query: `clicks` and `impressions` as shares of all."""

    clicks: float
    impressions: float


def withheld(queries: Table, daily: Table) -> Withheld | None:
    """The share of rare queries that the search engine does not name; `None` when the days do not hold more than the queries.

    >>> withheld(pd.DataFrame({"clicks": [60], "impressions": [700]}), pd.DataFrame({"clicks": [100], "impressions": [1000]}))
    Withheld(clicks=0.4, impressions=0.3)
    """
    named, all_of_them = _sums(queries), _sums(daily)
    if all_of_them["clicks"] <= 0 or all_of_them["clicks"] < named["clicks"] or all_of_them["impressions"] < named["impressions"]:
        return None
    return Withheld(*(round(1 - float(named[name] / all_of_them[name]), 6) if all_of_them[name] else 0.0 for name in ("clicks", "impressions")))


def days(search: Table) -> int | None:
    """How many days a table spans, first and last included: from its dates, else from the period that the file names."""
    names = columns_of(search)
    first, last = ("date", "date") if "date" in names else ("period_start", "period_end")
    if first not in names or last not in names:
        return None
    ends = small(need(search, "search", [first]).select(nw.col(first).min().alias("a"), nw.col(last).max().alias("b"))).iloc[0]
    return None if pd.isna(ends.a) or pd.isna(ends.b) else int((pd.Timestamp(ends.b) - pd.Timestamp(ends.a)).days) + 1


def _sums(table: Table) -> pd.Series[Any]:
    return small(need(table, "search", ["clicks", "impressions"]).select(nw.col("clicks", "impressions").sum())).iloc[0].fillna(0)


def _pooled(frame: nw.LazyFrame[Any], keys: tuple[str, ...]) -> pd.DataFrame:
    """Sums per key with their ratios; rows without a position count for the click rate, not for the position."""
    placed = "position" in frame.collect_schema().names()
    shown = nw.col("impressions").cast(nw.Float64).fill_null(0)
    place = nw.col("position").cast(nw.Float64) if placed else nw.lit(None, nw.Float64)
    frame = frame.with_columns(_shown=shown, _clicked=nw.col("clicks").cast(nw.Float64).fill_null(0))
    frame = frame.with_columns(_placed=(place * nw.col("_shown")).fill_null(0), _known=nw.when(place.is_null()).then(0.0).otherwise(nw.col("_shown")))
    sums = frame.group_by(*keys).agg(nw.col("_shown", "_clicked", "_placed", "_known").sum()).filter(nw.col("_shown") > 0)
    found = small(sums.sort("_shown", *keys, descending=[True, *[False] * len(keys)]).head(MOST)).reset_index(drop=True)
    ratios = {"ctr": found._clicked / found._shown, "position": found._placed / found._known.where(found._known > 0)}
    counts = {"impressions": found._shown.round().astype("int64"), "clicks": found._clicked.round().astype("int64")}
    return found[list(keys)].assign(**counts, **ratios)


__all__ = [
    "MOST", "MissingColumns", "Withheld", "as_words", "brand_split", "brand_words", "by_page", "by_query", "by_query_and_page", "days", "holds",
    "withheld",
]  # fmt: skip
