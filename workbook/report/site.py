"""The plan's part about the site: how it sells today, what to mend first, how it compares."""

from __future__ import annotations

import pandas as pd

from workbook.answers.sales_force import Checklist, Rivals
from workbook.answers.start import Setup
from workbook.answers.strategy import BusinessModel
from workbook.metrics import sales_force as judging
from workbook.metrics.inputs import site as given
from workbook.metrics.inputs.strategy import model_in_force
from workbook.report.cells import Cells
from workbook.report.document import Block, Heading, Paragraph, Table, table
from workbook.report.source import Source, missing

FIRST = 8
"""Weak points named in the plan."""


def model(source: Source) -> str | None:
    """The business model in force."""
    return model_in_force(source.answers(BusinessModel), source.answers(Setup))


def framework(source: Source) -> list[Block]:
    """The score by group, beside the rivals where they were scored."""
    items, scores = given.items(model(source)), given.own(source.answers(Checklist))
    groups = judging.group_scores(items, scores).dropna(subset=["share"])
    if groups.empty:
        return [missing("Score the site with the checklist.", Checklist)]
    found, cells = judging.finding(items, scores, source.locale), Cells(source.locale)
    left = bool(groups.unanswered.any())
    rows = [(r["group"], cells.rate(r["share"], 0), *([cells.count(r["unanswered"])] if left else [])) for r in groups.to_dict("records")]
    name = source.answers(Checklist).site
    judged = f"{name} was judged point by point as a visitor sees it. " if name else ""
    head = ("Part", "Share of the points", *(["Not scored yet"] if left else []))
    shares = table(head, rows, right=range(1, len(head)), name="Site by part")
    return [Paragraph(f"{judged}{found.headline}."), shares, *_rivals(source)]


def first_steps(source: Source, answers: Checklist) -> list[Block]:
    """What to mend first, with the evidence."""
    weak = judging.priorities(given.items(model(source)), given.own(answers)).head(FIRST)
    if weak.empty:
        return []
    seen = {item: cells.get("evidence") for item, cells in answers.items.items()}
    cells = Cells(source.locale)
    rows = [(cells.count(r["rank"]), r["label"], f"{r['score']} of 3", r["quadrant"], seen.get(r["item"]) or "–") for r in weak.to_dict("records")]
    head = ("No.", "Point", "Score", "Kind", "What was seen")
    return [Heading("Mend first on the site", 2), table(head, rows, right=(0,), name="Mend first on the site")]


def first(source: Source, answers: Checklist) -> list[str]:
    """The points to mend first, the most rewarding on top."""
    return [str(label) for label in judging.priorities(given.items(model(source)), given.own(answers)).head(FIRST)["label"]]


def weakest(source: Source, answers: Checklist) -> dict[str, int]:
    """How many of the points to mend first lie in each part of the site, the part with most of them first."""
    weak = judging.priorities(given.items(model(source)), given.own(answers)).head(FIRST)
    return {} if weak.empty else {str(group): int(n) for group, n in weak["group"].value_counts(sort=True).items()}


def lowest(source: Source, answers: Checklist) -> str:
    """The part with the smallest share of the attainable points, as the section about the site names it."""
    return judging.lowest(judging.group_scores(given.items(model(source)), given.own(answers)))


def _rivals(source: Source) -> list[Block]:
    others = given.rivals(source.answers(Rivals))
    if not others:
        return []
    items, cells = given.items(model(source)), Cells(source.locale)
    gaps = judging.compare(items, given.own(source.answers(Checklist)), others)
    gaps = gaps[gaps.compared > 0]
    rows = [(g["group"], g["rival"], cells.rate(g["own"], 0), cells.rate(g["other"], 0), cells.count(g["compared"])) for g in gaps.to_dict("records")]
    long = table(("Part", "Rival", "Own site", "Rival's site", "Points compared"), rows, right=(2, 3, 4), name="Compared with rivals")
    note = "Only points that were scored on both sites count."
    return [Heading("Compared with rivals", 2), _side_by_side(gaps, cells) or long, Paragraph(note, "note")]


def _side_by_side(gaps: pd.DataFrame, cells: Cells) -> Table | None:
    """All rivals in one row for each part; `None` where they were not scored on the same points, so that the own share differs between them."""
    rivals = list(dict.fromkeys(gaps.rival))
    parts = gaps.groupby("group", sort=False)
    if len(rivals) < 2 or (parts.size() != len(rivals)).any() or (parts[["own", "compared"]].nunique() > 1).any(axis=None):
        return None
    rows = [
        (
            str(group),
            cells.rate(rows.own.iloc[0], 0),
            *(cells.rate(x, 0) for x in rows.set_index("rival").other[rivals]),
            cells.count(rows.compared.iloc[0]),
        )
        for group, rows in parts
    ]
    head = ("Part", "Own site", *rivals, "Points compared")
    return table(head, rows, right=range(1, len(head)), name="Compared with rivals")
