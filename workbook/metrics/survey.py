"""A questionnaire as calculations see it: what was asked, of which kind, and which answers there can be.

A question has a code under which its answers stand in a file, such as `q3_reasons`. The number is for people; the word behind it stays the
same when questions are moved, so that answers collected before never slip to another question.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["single", "multiple", "scale", "nps", "number", "text"]

NPS = (0.0, 10.0)
GROUPS = ("Detractors (0 to 6)", "Passives (7, 8)", "Promoters (9, 10)")
"""The three groups of the recommendation question. Source: Reichheld (2003), *The one number you need to grow*."""


@dataclass(frozen=True)
class Asked:
    """One question. `low` and `high` bound a scale or a number; `choices` are the answers in their order."""

    number: int
    key: str
    text: str
    kind: Kind
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    ends: tuple[str, str] = ("", "")
    why: str = ""

    @property
    def code(self) -> str:
        """What stands at the head of its column.

        >>> Asked(3, "reasons", "Why?", "text").code
        'q3_reasons'
        """
        return f"q{self.number}_{self.key}"

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps of a scale, as numbers; empty for other kinds.

        >>> Asked(1, "a", "How easy?", "scale", low=1, high=5).steps
        (1, 2, 3, 4, 5)
        """
        if self.kind not in ("scale", "nps") or self.low is None or self.high is None:
            return ()
        return tuple(range(int(self.low), int(self.high) + 1))

    @property
    def counted(self) -> bool:
        """Whether its answers fall into few classes that can be counted."""
        return self.kind in ("single", "multiple", "scale", "nps")

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes into which its answers fall, in their order.

        >>> Asked(1, "r", "Recommend?", "nps", low=0, high=10).classes[2]
        'Promoters (9, 10)'
        """
        if self.kind == "nps":
            return GROUPS
        return self.choices if self.kind in ("single", "multiple") else tuple(map(str, self.steps))

    def class_of(self, value: object) -> str:
        """The class of one answer.

        >>> Asked(1, "r", "Recommend?", "nps", low=0, high=10).class_of(7)
        'Passives (7, 8)'
        """
        if self.kind != "nps":
            return str(int(value)) if isinstance(value, float | int) else str(value)
        score = float(str(value))
        return GROUPS[0 if score <= 6 else 1 if score <= 8 else 2]


__all__ = ["GROUPS", "NPS", "Asked", "Kind"]
