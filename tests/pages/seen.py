"""What a page shows, as a reader finds it: every sentence, figure and cell of its parts."""

import json
import re

SLIPS = re.compile(r"\b(nan|NaN|NaT|inf|Infinity|True|False)\b|^None$|(?<![.?!]) None\b|∞|¤|\{\w*\}|<\w+ object|\?\.|\.[;,.]|  ")
UNSEEN = {
    # what is drawn, sent back or sorted by, and not read
    "schema",
    "raws",
    "revisions",
    "spec",
    "dark",
    "layout",
    "tabbable",
    "tooltip",
    "workbook",
    "saved_at",
    "keys",
}


def texts(panel):
    """Every text that the parts show, the chart's drawing apart."""
    return [text for part in panel.parts for text in strings(state(part)) if text]


def state(part):
    return {name: value for name, value in part.get_state().items() if not name.startswith("_")}


def strings(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for name, inner in value.items() if name not in UNSEEN for text in strings(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in strings(inner)]
    return []


def slips(panel):
    """What no reader should meet: a missing number that became a word, a template's braces, an alert, numbers that JSON does not know."""
    found = [text for text in texts(panel) if SLIPS.search(text)]
    found += [part.alert for part in panel.parts if getattr(part, "alert", "")]
    for part in panel.parts:
        json.dumps(state(part), allow_nan=False, default=str)
    return found


def part(panel, kind):
    """The only part of a kind, or the first."""
    return next(part for part in panel.parts if type(part).__name__ == kind)


def headline(panel):
    return part(panel, "Result").finding.get("headline", "")
