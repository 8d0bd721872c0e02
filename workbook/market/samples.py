"""The simulated market as sample files: what `workbook data make` writes, small enough to be looked at in a spreadsheet."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import pandas as pd

from workbook.market.company import companies
from workbook.market.simulate import simulate
from workbook.market.truth import bought_together, events_of, shared_queries, tried

_MONEY = ("cost", "conversion_value", "revenue", "margin", "unit_price")
_WHAT = {
    "search": "queries by page and day, as far as the search engine tells them",
    "promotion": "campaigns by day: cost, impressions, clicks, and the conversions the platform claims",
    "visits": "visits, one by one",
    "enquiries": "enquiries by form, telephone or chat, one by one",
    "orders": "order lines with revenue and margin",
}


def write_samples(out: Path, *, seed: int = 1) -> list[Path]:
    """Simulate every company and write its five tables as CSV into `out/<company>/`, with a README that has a row per file.

    The same seed writes the same bytes. Money is in units with decimals, as in an export; days and times are ISO.
    """
    written, rows, events = [], [], []
    for truth in companies():
        market = simulate(truth.id, seed=seed)
        folder = out / truth.id
        folder.mkdir(parents=True, exist_ok=True)
        events += [f"* {truth.name}: {sentence}" for sentence in (*shared_queries(truth), tried(truth), *bought_together(truth))]
        events += [_event(truth.name, event) for event in events_of(market).to_dict("records")]
        for table, frame in sorted(market.tables.items()):
            path = folder / f"{table}.csv"
            as_export(frame, table).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
            written.append(path)
            rows.append(f"| `{truth.id}/{table}.csv` | {truth.name} | {_WHAT[table]} | {len(frame):,} |")
    template = out / "enquiries_template.csv"
    template.write_bytes(resources.files("workbook.market").joinpath("enquiries_template.csv").read_bytes())
    written.append(template)
    rows.append("| `enquiries_template.csv` | yours | a template for your own enquiries: replace the two examples | 2 |")
    readme = out / "README.md"
    readme.write_text(_readme(rows, events, seed), "utf-8", newline="")
    return [*written, readme]


def as_export(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """A table as an export would show it: money in units with two decimals, no machine columns."""
    shown = frame.drop(columns=[name for name in frame.columns if name.endswith("_at_s")])
    for name in _MONEY:
        if name in shown:
            shown[name] = [f"{amount / 100:.2f}" for amount in shown[name]]
    if table in ("search", "promotion"):
        shown["date"] = shown["date"].dt.strftime("%Y-%m-%d")
    for name in ("started_at", "created_at", "ordered_at"):
        if name in shown:
            shown[name] = shown[name].dt.strftime("%Y-%m-%d %H:%M:%S")
    return shown


def _event(name: str, event: Mapping[Hashable, Any]) -> str:
    days = " to ".join(dict.fromkeys(f"{event[end]:%Y-%m-%d}" for end in ("first", "last")))
    return f"* {name}, {days}: {event['what']}"


def _readme(rows: list[str], events: list[str], seed: int) -> str:
    shares = "\n".join(f"* {truth.name} (`{truth.id}`): {truth.share}." for truth in companies())
    template = (Path(__file__).parent / "samples_readme.md").read_text("utf-8")
    return template.format(rows="\n".join(rows), events="\n".join(events), seed=seed, shares=shares)
