"""Markov attribution: journeys as a chain, and what the chain loses when a channel is taken out (Anderl et al. 2016).

Every journey runs from a start over channels to a conversion, or to nothing. How often one step follows another gives the probabilities of a chain;
the probability that the chain ends in a conversion is solved exactly, nothing is simulated:

    p = r + Q·p      (r: steps from a state into the conversion, Q: steps between states)

The *removal effect* of a channel is the share of that probability which is lost when every step into the channel ends in nothing:

    RE_i = 1 − P(without i) / P        credit_i = RE_i / Σ RE × conversions

A chain of order 1 looks at the last channel only; of order 2 or 3, at the last two or three: closer to real journeys, but each step is then seen
less often and told with less certainty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

State = tuple[str, ...]
"""The last channels of a journey, the newest last; () is the start."""


@dataclass(frozen=True)
class Steps:
    """How often each step was seen: `onward[state, channel]`, `won[state]` and `lost[state]`."""

    onward: Mapping[tuple[State, str], float] = field(default_factory=dict)
    won: Mapping[State, float] = field(default_factory=dict)
    lost: Mapping[State, float] = field(default_factory=dict)

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels met, by name."""
        return tuple(sorted({channel for _, channel in self.onward}))


def steps_of(paths: Iterable[tuple[Sequence[str], float, float]], order: int = 1) -> Steps:
    """Count the steps of journeys, each with how often it ended in a conversion and how often in nothing.

    >>> steps_of([(["c1", "c2"], 1, 0), (["c1"], 0, 1)]).onward
    {((), 'c1'): 2.0, (('c1',), 'c2'): 1.0}
    """
    onward: dict[tuple[State, str], float] = {}
    won: dict[State, float] = {}
    lost: dict[State, float] = {}
    for path, wins, losses in paths:
        state: State = ()
        for channel in path:
            onward[state, channel] = onward.get((state, channel), 0.0) + wins + losses
            state = (*state, channel)[-order:]
        won[state] = won.get(state, 0.0) + wins
        lost[state] = lost.get(state, 0.0) + losses
    return Steps(onward, won, lost)


def removal_effects(steps: Steps) -> dict[str, float]:
    """The removal effect of each channel: the share of conversions that the chain loses without it.

    >>> journeys = [(["c1", "c2", "c3"], 1, 0), (["c1"], 0, 1), (["c2", "c3"], 0, 1)]
    >>> {channel: round(effect, 6) for channel, effect in removal_effects(steps_of(journeys)).items()}
    {'c1': 0.5, 'c2': 1.0, 'c3': 1.0}
    """
    whole = _converts(steps)
    return {channel: 1 - _converts(steps, channel) / whole if whole > 0 else 0.0 for channel in steps.channels}


def markov(steps: Steps) -> dict[str, float]:
    """Conversions credited to each channel; they add up to all conversions.

    >>> journeys = [(["c1", "c2", "c3"], 1, 0), (["c1"], 0, 1), (["c2", "c3"], 0, 1)]
    >>> {channel: round(credit, 6) for channel, credit in markov(steps_of(journeys)).items()}
    {'c1': 0.2, 'c2': 0.4, 'c3': 0.4}
    """
    effects, conversions = removal_effects(steps), sum(steps.won.values())
    total = sum(effects.values())
    return {channel: effect / total * conversions if total > 0 else 0.0 for channel, effect in effects.items()}


def _converts(steps: Steps, without: str | None = None) -> float:
    """The probability that the chain, from its start, ends in a conversion."""
    from scipy.sparse import csr_matrix, identity
    from scipy.sparse.linalg import spsolve

    leaving: dict[State, float] = {}
    for counts in (steps.won, steps.lost):
        for state, count in counts.items():
            leaving[state] = leaving.get(state, 0.0) + count
    for (state, _), count in steps.onward.items():
        leaving[state] = leaving.get(state, 0.0) + count
    place = {state: n for n, state in enumerate(leaving)}
    depth = max(map(len, leaving), default=1)
    moves = [
        (place[state], place[(*state, channel)[-depth:]], count / leaving[state])
        for (state, channel), count in steps.onward.items()
        if channel != without and count > 0
    ]
    if () not in place or not moves:
        return 0.0
    rows, columns, shares = (np.array(part) for part in zip(*moves, strict=True))
    chain = identity(len(place), format="csr") - csr_matrix((shares, (rows, columns)), shape=(len(place), len(place)))
    ends = np.array([steps.won.get(state, 0.0) / leaving[state] if leaving[state] else 0.0 for state in place])
    return float(np.atleast_1d(spsolve(chain, ends))[place[()]])
