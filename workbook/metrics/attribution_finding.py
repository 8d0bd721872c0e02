"""What the models say together, in words: on which channel they disagree, which cuts hang on the model, and what none of them can know."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding
from workbook.metrics.attribution import MODELS, Attribution
from workbook.metrics.attribution_money import TRUTH

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

NOUNS = {"customers": "new customers", "orders": "orders", "enquiries": "enquiries"}
NO_PROOF = "Attribution is not incrementality: it divides orders that were seen, and cannot know which of them would have come without the channel."
FEW = 30


def finding(found: Attribution, counted: str, cuts: pd.DataFrame, locale: Locale) -> Finding:
    """The result in sentences. `cuts` is the table of `attribution_money.cuts`, or empty where no cost or margin is known."""
    noun = NOUNS[counted]
    if not found.reached:
        return Finding(
            f"No {noun} have a visit before them",
            means="The files of visits and of conversions share no visitor within the window.",
            means_not="It does not mean that no channel helped: nobody can be followed from a visit to the end.",
            next_step="Load visits and conversions of the same days that name the same visitors.",
        )
    return Finding(
        _headline(found, noun, locale),
        figures=(
            Figure(f"{noun.capitalize()} with a journey", locale.count(found.reached), f"of {locale.count(found.found)}"),
            Figure("Visits per journey", locale.number(found.touches, 1), f"{locale.rate(found.single / found.reached)} have one visit only"),
            Figure("From first visit to conversion", f"{locale.number(found.days, 1)} days", "mean"),
        ),
        points=tuple(_points(found, cuts, noun, locale)),
        means="Where the models agree, the choice of a model does not matter. Where they differ, the channel stands at one end of its journeys.",
        means_not=f"{NO_PROOF} Advertisements that were seen and not clicked, and other devices, are in no journey.",
        next_step=_next(cuts),
    )


def _headline(found: Attribution, noun: str, locale: Locale) -> str:
    channel, low, high = widest(found)
    if round(low) == round(high):
        return f"Every model divides the {locale.count(found.reached)} {noun} alike"
    return f"{channel} gets {locale.count(round(low))} to {locale.count(round(high))} of {locale.count(found.reached)} {noun}, depending on the model"


def widest(found: Attribution) -> tuple[str, float, float]:
    """The channel (direct visits apart) on which the models differ most, with its lowest and highest credit."""
    table = found.table().set_index("channel")
    named = table[[str(channel).lower() != "direct" for channel in table.index]]
    table = named if len(named) else table
    spread = table.max(axis=1) - table.min(axis=1)
    channel = str(spread.idxmax())
    return channel, float(table.min(axis=1)[channel]), float(table.max(axis=1)[channel])


def _points(found: Attribution, cuts: pd.DataFrame, noun: str, locale: Locale) -> list[str]:
    points = []
    if found.reached < FEW:
        points.append(f"Only {locale.count(found.reached)} {noun} have a journey: a few of them more or less change every figure here.")
    if found.reached < found.found:
        missing = found.found - found.reached
        points.append(f"{locale.count(missing)} {noun} have no counted visit in the window; no model divides them.")
    undisputed, disputed = _disputed(cuts)
    if undisputed:
        points.append(f"Below break-even by every model: {', '.join(undisputed)}.")
    if disputed:
        points.append(f"Cut by some models and kept by others: {', '.join(disputed)}.")
    return points


def _disputed(cuts: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The channels that every model would cut, and those that some would, the most disputed first."""
    models = cuts[cuts["model"].isin(list(MODELS))] if len(cuts) else cuts
    named = [set(channels.split(", ")) - {"none"} for channels in models["channels"]] if len(models) else []
    often = Counter(channel for some in named for channel in some)
    ranked = [channel for channel, _ in sorted(often.items(), key=lambda item: (-item[1], item[0]))]
    return [channel for channel in ranked if often[channel] == len(named)], [channel for channel in ranked if often[channel] < len(named)]


def _next(cuts: pd.DataFrame) -> str:
    _, disputed = _disputed(cuts)
    if disputed:
        return f"Before you stop {disputed[0]}, switch it off in one region or for some weeks, and count what is then missing."
    return "Choose one model, write it down, and compare months by the same one. Settle what matters by a test with and without the channel."


def truth_told(found: Attribution, truth: pd.DataFrame, locale: Locale) -> str:
    """Which model came nearest to the truth of the simulated market, in a sentence. `truth`: channel, incremental_orders.

    Compared are the shares of the channels that can be switched off, since a model's credits add up to the orders and the truth does not.
    """
    table = found.table().set_index("channel")
    lost = truth.set_index("channel")["incremental_orders"]
    both = [channel for channel in table.index if channel in lost.index and str(channel).lower() != "direct"]
    shares = table.loc[both] / table.loc[both].sum()
    off = (shares.sub(lost[both] / lost[both].sum(), axis=0)).abs().sum() / 2
    best, worst = str(off.idxmin()), str(off.idxmax())
    return (
        f"Nearest to the truth of this simulated market came “{MODELS[best]}” with {locale.rate(off[best])} of the credit in the wrong place, "
        f"farthest “{MODELS[worst]}” with {locale.rate(off[worst])}. In another market it may be another one."
    )


__all__ = ["NOUNS", "NO_PROOF", "TRUTH", "finding", "truth_told", "widest"]
