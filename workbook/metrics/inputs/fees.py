"""The two offers, and the months of the forecast through which they are run."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.answers.fees import NOUNS, Fees
from workbook.answers.finding import Finding
from workbook.answers.strategy import Budget
from workbook.metrics.fees import FeeOffer
from workbook.metrics.forecast import Draws
from workbook.metrics.inputs.strategy import assumptions, simulation

FIXED, PER_RESULT = "Fixed fee", "Fee per result"


@dataclass(frozen=True)
class Offers:
    """Both offers with the drawn months: results of the paid kind, and the profit before any fee."""

    fixed: FeeOffer
    performance: FeeOffer
    results: Draws
    profit: Draws
    noun: str


def offers(answers: Fees, budget: Budget) -> Offers | None:
    """The offers and the months, or `None` while something is missing."""
    ranges = assumptions(budget)
    if ranges is None or answers.fixed is None or answers.per_result is None or not answers.result:
        return None
    if answers.result == "enquiries" and not budget.via_enquiry:
        return None
    drawn = simulation(ranges)
    results: Draws = getattr(drawn.outcome, answers.result)
    performance = FeeOffer(PER_RESULT, answers.base or 0, answers.per_result)
    return Offers(FeeOffer(FIXED, answers.fixed), performance, results, drawn.profit, NOUNS[answers.result])


def missing(answers: Fees, budget: Budget) -> Finding:
    """What is needed before the offers can be compared."""
    if assumptions(budget) is None:
        return Finding(
            "The comparison needs your forecast", tone="warn",
            next_step="Fill in the likely values in the step “Estimate budget and effect”: how many results come is taken from there.",
        )  # fmt: skip
    if answers.result == "enquiries" and not budget.via_enquiry:
        return Finding(
            "Your forecast has no enquiries", tone="warn",
            next_step="Choose orders or visits, or say in the forecast that customers ask before they buy.",
        )  # fmt: skip
    return Finding("Both offers are needed", next_step="Enter the fixed fee, what is paid for in the other offer, and the fee for each result.")
