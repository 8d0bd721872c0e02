"""How a partner is paid: a fixed fee, or a fee for each result, perhaps with a smaller fixed part."""

from __future__ import annotations

from typing import ClassVar

from workbook.answers.fields import Answers, Remark, long_text, money, one_of

RESULTS = {"orders": "An order", "enquiries": "An enquiry", "visits": "A visit"}
NOUNS = {"orders": "orders", "enquiries": "enquiries", "visits": "visits"}


class Fees(Answers):
    """Two ways of paying the same partner for the same work."""

    FORM: ClassVar[str] = "strategy.fees"
    TITLE: ClassVar[str] = "Fixed fee or pay for performance"
    INTRO: ClassVar[str] = "The number of results comes from your forecast in the step before. The fee is added to the costs that you entered there."

    fixed: float | None = money("Fixed offer: fee a month", gt=0, hint="What the partner is paid, however many results come.")
    result: str | None = one_of("Other offer: what is paid for?", RESULTS, hint="What both sides can count in the same way.", dont_know=False)
    per_result: float | None = money("Other offer: fee for each result", gt=0)
    base: float | None = money("Other offer: fixed part a month", hint="Blank or 0: none.", optional=True, dont_know=False)
    counted: str | None = long_text(
        "What counts as a result, who counts it, and what happens to cancelled ones?",
        why="Most quarrels about pay for performance begin with the counting.",
        max_length=800,
    )

    def review(self) -> list[Remark]:
        """A fixed part above the fixed offer is never worth it."""
        if self.base and self.fixed and self.base >= self.fixed:
            text = "The fixed part is as large as the fixed offer: the other offer then costs more in every month. Is this right?"
            return [Remark("base", text)]
        return []
