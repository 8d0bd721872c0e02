"""What became of one typed text: a value, a sentence, or a question back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from workbook.answers.messages import Choice, Message

if TYPE_CHECKING:
    from workbook.answers.fields import Spec


@dataclass(frozen=True)
class Parsed:
    """One raw text, read. At most one of `value` and `error` is there; both are absent when the text is blank or "?".

    `understood` says how the text was read where that is not obvious, `warning` that the value is unusual,
    `choices` offers the readings of a text that has two.
    """

    value: Any = None
    understood: str | None = None
    error: str | None = None
    warning: str | None = None
    choices: tuple[Choice, ...] = ()
    unknown: bool = False

    @property
    def message(self) -> Message | None:
        """What the form says beside the field, the most pressing thing first."""
        if self.error is not None:
            return Message("question" if self.choices else "error", self.error, self.choices)
        if self.warning is not None:
            return Message("warning", f"{self.understood}. {self.warning}" if self.understood else self.warning)
        return Message("understood", self.understood) if self.understood else None


BLANK: Final = Parsed()
UNKNOWN: Final = Parsed(unknown=True)
_UNKNOWN_TEXTS = frozenset({"?", "i do not know yet", "i don't know yet", "i don’t know yet", "i do not know", "don't know", "do not know"})


def is_unknown(spec: Spec, raw: str) -> bool:
    """Whether the text is the answer "I do not know yet", and that answer is offered."""
    return spec.dont_know and len(raw) < 40 and raw.strip().rstrip(".").casefold() in _UNKNOWN_TEXTS


__all__ = ["BLANK", "UNKNOWN", "Parsed", "is_unknown"]
