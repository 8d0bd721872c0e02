"""The plan's market research: for which decision, what was known, what is asked and of how many, and what the answers say."""

from __future__ import annotations

import re

from workbook.answers.research import Questionnaire, ResearchQuestion, SamplePlan
from workbook.metrics import survey_finding
from workbook.metrics.inputs import research as given
from workbook.report.cells import Cells
from workbook.report.document import Block, Bullets, Heading, Paragraph, table
from workbook.report.sample import FINDING
from workbook.report.source import Source, ended, missing

SURVEY = "survey"
KINDS = {
    "single": "one answer", "multiple": "several answers", "scale": "scale", "nps": "0 to 10", "number": "number", "text": "own words",
}  # fmt: skip


def research(source: Source) -> list[Block]:
    """What is to be found out, and what is known by now."""
    wanted = source.answers(ResearchQuestion)
    if not wanted.decision:
        return [missing("Say which decision waits for an answer, and whose answer counts.", ResearchQuestion, "decision"), *_found(source)]
    blocks: list[Block] = [Paragraph(f"The decision: {ended(wanted.decision)}")]
    if wanted.population:
        blocks.append(Paragraph(f"Whose answer counts: {ended(wanted.population)}"))
    known = tuple(f"{k.told.rstrip('.')} ({k.where}{f', {k.year}' if k.year else ''})" for k in wanted.known if k.told and k.where)
    if known:
        blocks += [Paragraph("What is known already:"), Bullets(known)]
    if wanted.gap:
        blocks.append(Paragraph(f"What only people can say: {ended(wanted.gap)}"))
    return [*blocks, *_asked(source), *_found(source)]


def _asked(source: Source) -> list[Block]:
    """The questions, and how many people they go to."""
    questions, made = given.asked(source.answers(Questionnaire)), given.sample_plan(source.answers(SamplePlan))
    if not questions:
        return []
    rows = [(Cells(source.locale).count(q.number), q.text, KINDS[q.kind], q.why or "still open") for q in questions]
    blocks: list[Block] = [
        Heading("What is asked", 2),
        table(("No.", "Question", "Answer", "What it is for"), rows, right=(0,), name="Questionnaire"),
    ]
    if made:
        told = survey_finding.planned(made, source.locale)
        cost = f" It costs {source.locale.money(made.cost)}." if made.cost and made.enough_people else ""
        answering = f" if {source.locale.rate(made.response)} of them answer" if made.enough_people else ""
        few = "" if made.enough_people else f" {told.points[-1]}"
        blocks.append(Paragraph(f"{told.headline}{answering}.{cost}{few}"))
    return blocks


def _found(source: Source) -> list[Block]:
    """What the answers say, as far as it was kept for the plan."""
    kept = {name: found for name, found in source.kept(FINDING).items() if name.split(":")[0] == SURVEY}
    if not kept:
        return []
    told = tuple(f"{found['text']} ({found['on']})" if found.get("on") else str(found["text"]) for _, found in sorted(kept.items()))
    ranged = any(re.search(r"\d\s*%?\s*(to|–)\s*\d", text) for text in told)
    note = "The ranges say what chance alone may have moved, 19 times of 20. They say nothing of those who did not answer."
    return [Heading("What people said", 2), Bullets(told), *([Paragraph(note, "note")] if ranged else [])]


__all__ = ["research"]
