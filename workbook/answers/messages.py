"""The sentences a form says: what to do, in the words of the question.

A sentence that names the field and the next step ("Enter the monthly budget") is understood at once; a rule's name
("value out of range") is not. Every sentence is made here, so the page, the command line and the tests say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from workbook.answers.nouns import added_to, has_article, noun_of

if TYPE_CHECKING:
    from workbook.answers.fields import Row, Spec
    from workbook.answers.locale import Locale

TIMES = {"h": "hours", "hours": "hours"}
"""Units of time whose name a sentence says, because people think in days as well."""

Level = Literal["error", "question", "warning", "understood"]


@dataclass(frozen=True)
class Choice:
    """One way to read what was typed: what it means, and the text that says it in one way only."""

    label: str
    raw: str


@dataclass(frozen=True)
class Message:
    """What a form says beside one field. An error or a question keeps the form from being complete."""

    level: Level
    text: str
    choices: tuple[Choice, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether the form is incomplete because of it."""
        return self.level in ("error", "question")

    def as_dict(self) -> dict[str, Any]:
        """The message as JSON, for the browser."""
        return {"level": self.level, "text": self.text, "choices": [{"label": c.label, "raw": c.raw} for c in self.choices]}


def name(spec: Spec) -> str:
    """The question at the beginning of a sentence: `Monthly budget`, `“Reached by”`."""
    noun = noun_of(spec.label, spec.noun)
    return noun[:1].upper() + noun[1:] if noun else f"“{spec.label.strip()}”"


def the(spec: Spec) -> str:
    """The question inside a sentence: `the monthly budget`, `“Reached by”`."""
    noun = noun_of(spec.label, spec.noun)
    if not noun or noun[0] == "“":
        return noun or f"“{spec.label.strip()}”"
    return noun if has_article(noun) else f"the {noun}"


def is_quoted(spec: Spec) -> bool:
    """Whether the label is a question or a fragment, which a sentence quotes instead of naming it."""
    return noun_of(spec.label, spec.noun)[:1] in ("", "“")


def missing(spec: Spec) -> str:
    """What to do about a blank field: `Enter the monthly budget`."""
    if spec.kind == "group":
        return too_few(spec, 0)
    if spec.kind == "grid":
        return f"Fill in {the(spec)}"
    choice = spec.kind in ("one_of", "many_of", "yes_no")
    if is_quoted(spec):
        verb = "Answer" if spec.label.rstrip().endswith("?") else "Choose an answer for" if choice else "Fill in"
        return f"{verb} {the(spec)}"
    if spec.kind == "yes_no":
        return f"Choose yes or no for {the(spec)}"
    return f"{'Choose' if choice else 'Enter'} {the(spec)}"


def missing_row(row: Row) -> str:
    """What to do about a row of a grid in which nothing is filled in."""
    return f"Fill in the row “{row.label.strip()}”"


def cell(row: Row, column: Spec, grid: Spec) -> Spec:
    """The spec of one cell, with a label and a noun that name the row, and the column where several are asked for.

    The row's own `cell` stands for the column's spec; an optional column stays optional.
    """
    spec = row.cell or column
    noun = noun_of(row.label) or f"“{row.label.strip()}”"
    if spec.optional or column.optional or sum(not c.optional for c in grid.columns) > 1:
        noun = added_to(noun, noun_of(column.label, column.noun) or column.label.strip().lower())
    return replace(spec, name=column.name, label=row.label, noun=noun, optional=spec.optional or column.optional)


def too_few(spec: Spec, got: int) -> str:
    """What to do about a group with fewer items than are needed."""
    item = spec.item_label or "entry"
    item = noun_of(item) or item.lower()
    if spec.min_items <= 1:
        return f"Add at least one {item}"
    return f"Add at least {spec.min_items} entries to {the(spec)} (now {got})"


def too_many(spec: Spec, got: int) -> str:
    """What to do about a group with more items than are kept."""
    return f"Keep at most {spec.max_items} entries in {the(spec)} (now {got:,}); only the first {spec.max_items} are used"


def unreadable(spec: Spec) -> str:
    """What to do when what was stored has the wrong shape."""
    return f"Enter {the(spec)} again: what was stored is not an answer to it"


def too_long(spec: Spec, got: int) -> str:
    """A text above the limit, with its length."""
    return f"{name(spec)} must be {spec.max_length:,} characters or less (it has {got:,})"


def not_listed(spec: Spec, got: str) -> str:
    """An option that is not offered."""
    verb = "Choose an answer for" if is_quoted(spec) else "Choose"
    return f"{verb} {the(spec)} from the list: “{short(got)}” is not in it"


def not_a_number(spec: Spec, example: str) -> str:
    """Words where a number is expected."""
    if spec.unit in TIMES:
        return f"Enter {the(spec)} in {TIMES[spec.unit]}, such as {example}"
    what = {"count": "a whole number", "rate": "a percentage"}.get(spec.kind, "a number")
    return f"Enter {the(spec)} as {what}, such as {example}"


def bounds(spec: Spec, locale: Locale) -> str:
    """What the limits of a number are: `Monthly budget must be 0 or more`."""
    low = spec.ge if spec.ge is not None else spec.gt
    if low is not None and spec.le is not None and spec.gt is None:
        return f"{name(spec)} must be between {amount(spec, low, locale)} and {amount(spec, spec.le, locale)}"
    parts = []
    if spec.gt is not None:
        parts.append(f"more than {amount(spec, spec.gt, locale)}")
    if spec.ge is not None and (spec.gt is None or spec.ge > spec.gt):
        parts.append(f"{amount(spec, spec.ge, locale)} or more")
    if spec.le is not None:
        parts.append(f"{amount(spec, spec.le, locale)} or less")
    return f"{name(spec)} must be {' and '.join(parts)}"


def unusual(spec: Spec, locale: Locale) -> str:
    """A lawful number that is rarely right."""
    low, high = (None if edge is None else amount(spec, edge, locale) for edge in spec.unusual)
    span = f"between {low} and {high}" if low and high else f"{low} or more" if low else f"{high} or less"
    return f"Is this right? {name(spec)} is usually {span}."


def amount(spec: Spec, value: float, locale: Locale) -> str:
    """A limit in the words of its kind: 0.5 → `50%` for a rate; zero is plainly `0` except for a rate."""
    if spec.kind == "rate":
        return locale.rate(value)
    if spec.kind == "money" and value:
        return locale.money(value)
    return locale.number(value)


def short(text: str, limit: int = 40) -> str:
    """A text cut for a sentence."""
    text = " ".join(text[: 4 * limit].split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def in_item(text: str, item_label: str, position: int) -> str:
    """The sentence with the item it is about: `Goal 2: Enter the target`."""
    return f"{item_label or 'Entry'} {position}: {text}"


__all__ = [
    "Choice", "Level", "Message", "amount", "bounds", "cell", "in_item", "is_quoted", "missing", "missing_row", "name", "not_a_number", "not_listed",
    "short", "the", "too_few", "too_long", "too_many", "unreadable", "unusual",
]  # fmt: skip
