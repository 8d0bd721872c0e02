"""What is kept of an exercise: the variant that was drawn, each try with its mark, and the rounds before.

Seed and drawn numbers stay with the answers, so an exercise that is edited later is still marked with what the trainee saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from workbook.answers.check import State
from workbook.lessons.draw import Variant, draw
from workbook.lessons.exercises import AnyExercise
from workbook.lessons.marking import Marked


@dataclass(frozen=True)
class Try:
    """One answer and what was said about it. `answer` is JSON; `raw` is what was typed or chosen."""

    raw: Any
    answer: Any
    score: float
    verdict: str
    why: str
    next_step: str
    mistake: str = ""
    at: str = ""


@dataclass(frozen=True)
class Attempts:
    """One trainee's tries at one exercise, in the variant of this round.

    `first` is the score of the first round once it is over. `mastered` says whether a round has ended with a fully right answer: who needed the
    solution masters it by answering a fresh variant right.
    """

    variant: Variant
    round: int = 1
    tries: tuple[Try, ...] = ()
    first: float | None = None
    best: float = 0.0
    earlier: tuple[Mapping[str, Any], ...] = field(default=())
    mastered: bool = False

    @property
    def solved(self) -> bool:
        """Whether the last try was fully right."""
        return bool(self.tries) and self.tries[-1].score == 1.0

    def finished(self, allowed: int) -> bool:
        """Whether this round is over: solved, or no try left."""
        return self.solved or len(self.tries) >= allowed

    def repeats(self, answer: Any) -> bool:
        """Whether the same answer was given before in this round."""
        return any(t.answer == answer for t in self.tries)

    def with_try(self, raw: Any, answer: Any, marked: Marked, allowed: int) -> Attempts:
        """Add a marked try."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        told = Try(raw, answer, marked.score, marked.verdict, marked.why, marked.next_step, marked.mistake, now)
        added = replace(self, tries=(*self.tries, told), best=max(self.best, marked.score), mastered=self.mastered or marked.right)
        over = self.round == 1 and added.finished(allowed)
        return replace(added, first=max(t.score for t in added.tries)) if over else added

    def fresh(self, exercise: AnyExercise, seed: str) -> Attempts:
        """Begin a new round with another variant; this round is kept among the earlier ones."""
        number = self.round + 1
        drawn = next((v for i in range(20) if (v := draw(exercise, f"{seed}:{number}:{i}")) != self.variant and _differs(v, self.variant)), None)
        past = {"seed": self.variant.seed, "numbers": dict(self.variant.numbers), "tries": [asdict(t) for t in self.tries]}
        return replace(self, variant=drawn or draw(exercise, f"{seed}:{number}"), round=number, tries=(), earlier=(*self.earlier, past))

    def payload(self, allowed: int) -> dict[str, Any]:
        """Return what is kept, as JSON; a gradebook reads `first`, `best`, `tries_used`, `finished` and `mastered`."""
        kept = {"seed": self.variant.seed, "numbers": dict(self.variant.numbers), "order": list(self.variant.order)}
        marks = {"first": self.first, "best": self.best, "tries_used": len(self.tries), "finished": self.finished(allowed), "mastered": self.mastered}
        return kept | marks | {"round": self.round, "tries": [asdict(t) for t in self.tries], "earlier": list(self.earlier)}


def begin(exercise: AnyExercise, seed: str) -> Attempts:
    """Draw the first variant.

    Examples
    --------
    >>> from workbook.lessons.exercises import exercises
    >>> begin(exercises("strategy")[0], "visitor").tries
    ()
    """
    return Attempts(draw(exercise, seed))


def restored(exercise: AnyExercise, payload: Mapping[str, Any]) -> Attempts:
    """Return what was kept, with its variant as it was shown."""
    variant = Variant(exercise.id, payload["seed"], payload["numbers"], tuple(payload["order"]))
    tries = tuple(Try(**t) for t in payload["tries"])
    return Attempts(variant, payload["round"], tries, payload["first"], payload["best"], tuple(payload["earlier"]), has_mastered(payload))


def has_mastered(payload: Mapping[str, Any]) -> bool:
    """Whether what was kept of an exercise says that it is mastered; what was kept before mastery was noted says so by its best score.

    >>> has_mastered({"best": 1.0}), has_mastered({"best": 0.5, "mastered": False})
    (True, False)
    """
    return bool(payload.get("mastered", payload["best"] == 1.0))


def how_far(payload: Mapping[str, Any] | None) -> State:
    """How far an exercise is, by what was kept of it: completed once a round of it has ended, whatever came of it.

    >>> how_far(None), how_far({"tries_used": 1, "finished": False}), how_far({"round": 2, "tries_used": 0, "finished": False})
    ('not_started', 'in_progress', 'completed')
    """
    if not payload or not isinstance(payload, Mapping):  # a workbook file can be written by hand
        return "not_started"
    if payload.get("finished") or payload.get("round") not in (None, 1):
        return "completed"
    return "in_progress" if payload.get("tries_used") else "not_started"


def together(states: Iterable[State]) -> State:
    """How far several are: those of a step, or a step's forms.

    >>> together(["completed", "not_started"]), together(["completed"])
    ('in_progress', 'completed')
    """
    found = set(states)
    return found.pop() if len(found) == 1 else "in_progress"


def _differs(one: Variant, other: Variant) -> bool:
    return dict(one.numbers) != dict(other.numbers) or one.order != other.order
