"""The plan in one's own words: what stands in place of the text that is written from the answers, part by part.

A text that writes itself is right and sounds like nobody. Whoever hands a plan in wants to say some of it in their own way; the tables and
charts stay those of the answers.
"""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from workbook.answers.fields import Answers, Item, Remark, group, long_text, one_of

PARTS = {
    "glance": "At a glance", "problem": "The problem and what solving it is worth", "objectives": "Objectives", "kind": "The kind of plan",
    "research": "Market research", "customers": "Customers and market", "competitors": "Competitors", "offer": "What we offer, and why from us",
    "methods": "Content and methods", "site": "The site", "implementation": "Implementation", "budget": "Budget and expected effect",
    "schedule": "Schedule", "people": "People", "watching": "Points to watch", "measuring": "Measuring and adjusting",
    "execution": "How it is carried out", "handover": "Hand-over to service and sales", "evaluation": "Plan against actual",
}  # fmt: skip
"""The parts of the plan in their order: name → title."""


class OwnText(Item):
    """One part's text as somebody wrote it."""

    part: str | None = one_of("Part of the plan", PARTS, dont_know=False)
    text: str | None = long_text(
        "Your text", hint="It stands in place of the part's opening text. A blank line begins a paragraph.", dont_know=False, max_length=6000
    )


class PlanTexts(Answers):
    """The parts that are told in one's own words."""

    FORM: ClassVar[str] = "plan.texts"
    TITLE: ClassVar[str] = "Your own words"
    KEPT: ClassVar[str] = "plan_taken"  # that the plan was downloaded: it is done with the words that the answers give it, too

    texts: tuple[OwnText, ...] = group(
        "Texts you wrote yourself", OwnText, item_label="Text", max_items=20, optional=True,
        hint="“Edit the text” beside a part below puts its text here. Remove it, and the text from your answers stands there again.",
    )  # fmt: skip

    def review(self) -> list[Remark]:
        """One text for a part."""
        seen = Counter(text.part for text in self.texts if text.part)
        twice = [text for n, text in enumerate(self.texts) if text.part and text.part in {t.part for t in self.texts[:n]}]
        return [
            Remark(f"texts/{text.id}/part", f"“{PARTS[text.part]}” has {seen[text.part]} texts; the first one counts.") for text in twice if text.part
        ]


__all__ = ["PARTS", "OwnText", "PlanTexts"]
