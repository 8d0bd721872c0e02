"""A test that the company runs on its own site: half of the visitors see another page, and it sells more, or it does not.

Chance decides about each visitor, with equal odds. The market knows by how much the new page truly sells more (`lift`): 0.3 is 30 % more buyers per
visitor (or more who enquire), 0 is no difference at all, which most tests in the world find too.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from workbook.market.company import Company, Trial

OLD, NEW = "old page", "new page"


def with_variants(rng: np.random.Generator, truth: Company, visits: pd.DataFrame, done: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The visits with the variant that each visitor saw; `done` are the orders and the enquiries.

    Who saw what is drawn after who bought (or asked), by Bayes' rule from the true effect: they and the variants are then distributed together
    exactly as if the page had come first, and nothing else in the market depends on the test.
    """
    people = visits["visitor_id"].unique()
    had = np.isin(people, done[truth.trial.success]["visitor_id"].unique())
    new = rng.random(len(people)) < chances(truth.trial, had.mean())[had.astype(int)]
    return visits.assign(variant=visits["visitor_id"].map(dict(zip(people, np.where(new, NEW, OLD), strict=True))))


def chances(trial: Trial, rate: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The chance of the new page for who had no success and for who had it, at a share `rate` of the latter.

    >>> chances(Trial("a page", 0.5), 0.05).round(4).tolist()
    [0.4947, 0.6]
    """
    tilt = trial.lift / (2 + trial.lift)
    buyers = (1 + tilt) / 2
    return np.array([(0.5 - rate * buyers) / (1 - rate), buyers])
