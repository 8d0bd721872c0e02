"""What the plan reads from: the typed answers and the reader's way of writing numbers. A desk is one; a test may bring another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

from workbook.answers.check import Checked
from workbook.answers.fields import Answers
from workbook.answers.locale import Locale

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
