"""What moved the result and where the difficulty lies, in sentences, with the chain written out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from workbook.answers.finding import Figure, Finding
from workbook.metrics.anomalies import signed
from workbook.metrics.diagnosis import PLACES, Diagnosis
from workbook.metrics.drivers import Period, Tree

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

_GOALS = {"revenue": "Revenue", "contribution": "What is left after advertising"}
_MONEY = ("aov", "revenue")
_OFF = 0.05


def finding(tree: Tree, lines: tuple[Diagnosis, ...], seen: Diagnosis | None, locale: Locale, disturbed: tuple[str, ...] = ()) -> Finding:
    """The finding. `seen` is the `diagnosis.verdict`; `disturbed` tells of days that bend the comparison."""
    unclear = [line for line in lines if line.seen == "cannot be told yet"]
    return Finding(
        headline=headline(tree, seen, len(unclear), locale),
        tone="bad" if seen and tree.change < 0 else "warn" if seen else "good" if tree.change > 0 else "neutral",
        figures=tuple(_figures(tree, locale)),
        reasons_for=seen.reasons_for if seen else (),
        reasons_against=(*(seen.reasons_against if seen else ()), *disturbed),
        points=tuple(_points(tree, locale)),
        points_title="The chain in figures",
        means="Each factor was changed from its old to its new value; its part is what that moved on average. The parts add up to the change.",
        means_not=(
            "It says which link of the chain moved, not why. Two neighbouring periods also differ by season, and orders of long decisions belong to "
            "earlier visits."
        ),
        next_step=seen.look_first if seen else _open(unclear),
    )


def headline(tree: Tree, seen: Diagnosis | None, unclear: int, locale: Locale) -> str:
    """The verdict in a line: how the result moved and where to look."""
    way = "rose" if tree.change > 0 else "fell"
    moved = f"{_GOALS[tree.goal]} {way} by {locale.money(abs(tree.change))}"
    if seen:
        return f"{moved}. Look at {PLACES[seen.place]} first: {_lower(seen.name)}"
    if unclear:
        return f"{moved}. No fault can be told yet: {locale.things(unclear, 'diagnosis', 'diagnoses')} would need more data"
    return f"{moved}. No link of the chain got clearly worse"


def chain_told(tree: Tree, locale: Locale) -> str:
    """The chain of the later period written out, with its product.

    The ratios are pooled from the visits on, which every channel shares; impressions and clicks belong to some channels only. Where the product is
    not the revenue (visits that name no channel cannot be held against orders that do), nothing is said.
    """
    after = dict(zip(tree.levels.factor, tree.levels.after, strict=True))
    start = next((s for s in ("visits", "enquiries", "orders") if s in after), None)
    if start is None:
        return ""
    names = [f for f in ("enquiry_rate", "close_rate", "aov", "margin_rate") if f in after]
    value, said = after[start], [f"{locale.count(after[start])} {start}"]
    labels = dict(zip(tree.levels.factor, tree.levels.label, strict=True))
    for name in names:
        value *= after[name]
        said.append(f"{_written(name, after[name], locale)} {_lower(labels[name])}")
    result = "margin" if "margin_rate" in after else "revenue"
    if not value > 0 or (result == "revenue" and abs(value - tree.after) > _OFF * abs(tree.after)):
        return ""
    return f"The chain of the later period: {' × '.join(said)} = {locale.money(value)} {result}."


def _figures(tree: Tree, locale: Locale) -> Iterator[Figure]:
    yield Figure("Earlier period", locale.money(tree.before), _span(tree.periods[0], locale))
    yield Figure("Later period", locale.money(tree.after), _span(tree.periods[1], locale))
    change = f"{signed(tree.change / tree.before, locale)}" if tree.before > 0 else ""
    yield Figure("Change", _amount(tree.change, locale), change)
    ranked = tree.parts.sort_values("part").to_dict("records")
    for label, row in (("Helped most", ranked[-1]), ("Cost most", ranked[0])) if ranked else ():
        if row["part"] and (row["part"] > 0) == (label == "Helped most"):
            likely = f"likely {_amount(row['low'], locale)} to {_amount(row['high'], locale)}"
            yield Figure(f"{label}: {_lower(str(row['label']))}", _amount(row["part"], locale), likely)


def _points(tree: Tree, locale: Locale) -> Iterator[str]:
    chain = chain_told(tree, locale)
    if chain:
        yield chain
    parts = dict(zip(tree.parts.factor, tree.parts.part, strict=True))
    yield from (told for row in tree.levels.to_dict("records") if (told := _against_the_sum(row, parts, tree)))


def _against_the_sum(row: Mapping[Any, Any], parts: Mapping[str, float], tree: Tree) -> str:
    """Where a rate of all channels moved against what happened within them; blank where it did not."""
    part, before, after = parts.get(row["factor"]), float(row["before"]), float(row["after"])
    if part is None or not before > 0 or (after - before) * part >= 0 or abs(part) <= 0.02 * max(abs(tree.before), 1):
        return ""
    way, own = ("fell", "rose") if after < before else ("rose", "fell")
    return (
        f"{row['label']} of all channels together {way}, although within the channels it {own} on the whole: visits moved between channels "
        "of unlike rates. Read the channels, not the sum."
    )


def _open(unclear: list[Diagnosis]) -> str:
    if not unclear:
        return "Keep what works, and compare again in a period of the same length."
    return "Wait for a second period of the same length, or compare longer ones, before anybody is blamed."


def _written(name: str, value: float, locale: Locale) -> str:
    return locale.money(value) if name in _MONEY else locale.rate(value)


def compared(tree: Tree, locale: Locale) -> str:
    """Which days were held against which: a change says nothing without them."""
    before, after = (_span(period, locale) for period in tree.periods)
    return f"Compared were {after} with {before}"


def _span(period: Period, locale: Locale) -> str:
    return f"{locale.date(period[0])} to {locale.date(period[1])}"


def _amount(amount: float, locale: Locale) -> str:
    return f"{'+' if amount > 0 else '−' if amount < 0 else ''}{locale.money(abs(amount))}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
