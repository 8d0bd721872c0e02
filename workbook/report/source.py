"""What the plan reads from: the typed answers and the reader's way of writing numbers. A desk is one; a test may bring another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

from workbook.answers.chapters import link_to
from workbook.answers.check import Checked
from workbook.answers.fields import Answers
from workbook.answers.locale import Locale
from workbook.report.document import Paragraph

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
Form = TypeVar("Form", bound=Answers)


class Source(Protocol):
    """Where answers come from."""

    @property
    def locale(self) -> Locale:
        """How numbers, days and money are written."""

    def answers(self, model: type[Form]) -> Form:
        """The typed answers of a form."""

    def checked(self, model: type[Answers]) -> Checked[Any]:
        """The answers of a form with what is missing or wrong."""

    def kept(self, kind: str) -> Mapping[str, Any]:
        """What was kept beside the answers: findings of the analysis, by name."""


def choice(model: type[Answers], field: str, value: str | None) -> str:
    """The words of a choice.

    >>> from workbook.answers.promotion import Fit
    >>> choice(Fit, "goal", "sales")
    'Sell'
    """
    return option(model.specs()[field].options, value)


def option(options: Sequence[Any], value: str | None) -> str:
    """The label of an option; blank when nothing was chosen."""
    return next((o.label for o in options if o.value == value), "")


def missing(what: str, form: type[Answers], field: str = "") -> Paragraph:
    """A gap, in a short sentence, with the way to the field that fills it.

    >>> from workbook.answers.strategy import Budget
    >>> missing("Enter the budget.", Budget, "media_monthly").href
    '02_strategy.ipynb#budget.media_monthly'
    """
    return Paragraph(what, "missing", link_to(f"{form.FORM}:{field}" if field else form.FORM))


def said(text: str | None, otherwise: str, form: type[Answers], field: str) -> Paragraph:
    """What was written, or what is still to be written, with the way there."""
    return Paragraph(text) if text else missing(otherwise, form, field)


def many(locale: Locale, n: int, noun: str, plural: str = "") -> str:
    """A number of things as it is read in a sentence: small numbers in words.

    >>> many(Locale(), 3, "goal"), many(Locale(), 48, "point"), many(Locale(), 1, "goal")
    ('three goals', '48 points', 'one goal')
    """
    told = locale.things(n, noun, plural)
    return f"{SMALL[n]} {told.partition(' ')[2]}" if 0 < n < len(SMALL) else told


def begun(sentence: str) -> str:
    """A sentence with a capital at its beginning.

    >>> begun("three figures say it.")
    'Three figures say it.'
    """
    return f"{sentence[:1].upper()}{sentence[1:]}"


def inner(words: str) -> str:
    """Words as they read inside a sentence; a name of capitals stays one.

    >>> inner("Database e-mail (EDM)"), inner("SEO in all pages")
    ('database e-mail (EDM)', 'SEO in all pages')
    """
    return words if words[:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def ours(words: str) -> str:
    """What a page says to whoever fills it in, as the company says it of itself.

    >>> ours("Your segments hold 960, and you can serve 858"), ours("can list a rival beside you")
    ('Our segments hold 960, and we can serve 858', 'can list a rival beside us')
    """
    said = re.sub(r"\b(beside|against|for|from|with|to|of|by) you\b", r"\1 us", words)
    for yours, own in (("your", "our"), ("you", "we")):
        said = re.sub(rf"\b{yours}\b", own, re.sub(rf"\b{yours.capitalize()}\b", own.capitalize(), said))
    return said


def ended(text: str) -> str:
    """A text that ends like a sentence; blank stays blank.

    >>> ended("41 orders"), ended("41 orders."), ended("")
    ('41 orders.', '41 orders.', '')
    """
    text = text.rstrip()
    return text if not text or text.endswith((".", "!", "?", "…", ".”")) else f"{text}."
