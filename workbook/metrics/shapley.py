"""Shapley attribution: what each channel adds, averaged over every order in which the channels could have joined.

It comes from the theory of games: players who win something together share it by what each adds to the groups it can join.

    credit_i = Σ over sets S without i of  |S|! (n − |S| − 1)! / n!  × (worth(S + i) − worth(S))

For journeys, the worth of a set of channels is the number of conversions whose journey needed no other channel. Then the sum has a simple result
(Zhao, Mahboobi & Bagheri 2018): each conversion is shared equally by the different channels of its journey. So it is exact for any number of
channels, and a channel that was met five times counts no more than one that was met once. `attribution.py` works with that result, row by row; here
stands what it is the result of, and the tests hold one to the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import factorial

MOST = 15
"""Channels for which every set is tried one by one: 32 768 sets."""


def shapley(worth: Mapping[frozenset[str], float]) -> dict[str, float]:
    """Share the worth of all players by what each adds. A set that is not named is worth 0.

    >>> sets = {"O": 7, "F": 6, "D": 4, "OF": 15, "OD": 7, "FD": 9, "OFD": 19}
    >>> shared = shapley({frozenset(players): worth for players, worth in sets.items()})
    >>> {player: round(credit, 3) for player, credit in shared.items()}
    {'D': 3.167, 'F': 8.167, 'O': 7.667}
    """
    players = sorted(frozenset().union(*worth)) if worth else []
    n = len(players)
    if n > MOST:
        message = f"Every set of at most {MOST} channels can be tried (got {n} channels). Put rare channels together, or use `equal_shares`."
        raise ValueError(message)
    weights = [factorial(size) * factorial(n - size - 1) / factorial(n) for size in range(n)]
    credits = {}
    for player in players:
        others = [other for other in players if other != player]
        sets = (frozenset(chosen) for size in range(n) for chosen in combinations(others, size))
        credits[player] = sum(weights[len(s)] * (worth.get(s | {player}, 0.0) - worth.get(s, 0.0)) for s in sets)
    return credits


def worth_of(conversions: Mapping[frozenset[str], float]) -> dict[frozenset[str], float]:
    """The worth of every set: conversions whose channels all lie in it. `conversions` counts them by the channels of their journeys.

    >>> worth_of({frozenset("a"): 2.0, frozenset("ab"): 3.0})[frozenset("ab")]
    5.0
    """
    players = sorted(frozenset().union(*conversions)) if conversions else []
    sets = (frozenset(chosen) for size in range(1, len(players) + 1) for chosen in combinations(players, size))
    return {s: float(sum(count for met, count in conversions.items() if met <= s)) for s in sets}


def equal_shares(conversions: Iterable[tuple[frozenset[str], float]]) -> dict[str, float]:
    """The Shapley credits of journeys in closed form: each conversion divided by its different channels.

    >>> equal_shares([(frozenset("a"), 2.0), (frozenset("ab"), 3.0)])
    {'a': 3.5, 'b': 1.5}
    """
    credits: dict[str, float] = {}
    for met, count in conversions:
        for channel in sorted(met):
            credits[channel] = credits.get(channel, 0.0) + count / len(met)
    return credits
