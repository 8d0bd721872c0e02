"""What is small in every engine alike: the chain is solved, and the models are put beside each other."""

from __future__ import annotations

import pandas as pd

from workbook.metrics.markov import Steps, markov


def steps(won: pd.DataFrame, lost: pd.DataFrame) -> Steps:
    onward: dict[tuple[tuple[str, ...], str], float] = {}
    ended: tuple[dict[tuple[str, ...], float], dict[tuple[str, ...], float]] = ({}, {})
    for frame, ends in zip((won, lost), ended, strict=True):
        for earlier, channel, seen, last in frame[["earlier", "channel", "seen", "ended"]].itertuples(index=False):
            state = (str(earlier),) if pd.notna(earlier) else ()
            onward[state, channel] = onward.get((state, channel), 0.0) + seen
            ends[(channel,)] = ends.get((channel,), 0.0) + last
    return Steps(onward, *ended)


def attributed(rules: pd.DataFrame, shares: pd.DataFrame, found: Steps) -> pd.DataFrame:
    wide = rules.set_index("channel").astype(float).join(shares.set_index("channel").astype(float))
    return wide.assign(markov=pd.Series(markov(found))).reset_index()
