"""The marketing plan, written from all answers: what is known stands there, what is not is marked as still open.

The order is the one in which a reader decides: what is to be reached, how, with which site, in which steps, what to watch, for how
much money, by when, by whom, and how one will know.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workbook import lessons
from workbook.answers.plan_texts import PARTS
from workbook.answers.start import Setup
from workbook.report import evaluation, execution, handover, money, pictures, position, research, site, strategy, texts, timing, watching, work
from workbook.report.document import Block, Content, Document, Heading, Later
from workbook.report.source import Source

TITLE = "Online marketing plan"

WRITERS: dict[str, Callable[[Source], Sequence[Content]]] = {
    "glance": money.at_a_glance, "problem": work.problem, "objectives": strategy.objectives, "kind": position.kind,
    "research": research.research, "customers": position.customers, "competitors": position.rivals, "offer": position.offer,
    "methods": strategy.methods, "site": site.framework, "implementation": work.implementation, "budget": money.budget,
    "schedule": timing.schedule, "people": timing.people, "watching": watching.points, "measuring": watching.measuring,
    "execution": execution.execution, "handover": handover.handover, "evaluation": evaluation.evaluation,
}  # fmt: skip
"""Who writes which part."""


@dataclass(frozen=True)
class Part:
    """A part as the answers write it, and what is known about its text."""

    name: str
    title: str
    blocks: tuple[Content, ...]
    text: texts.Text

    @property
    def told(self) -> list[Content]:
        """The part as it is handed in: somebody's own text where there is one."""
        return [Heading(self.title, part=self.name), *texts.told(self.blocks, self.text.own)]


def parts(source: Source) -> Iterator[Part]:
    """All parts of the plan, in their order."""
    own, kept = texts.own_texts(source), source.kept(texts.KEPT)
    for name, title in PARTS.items():
        blocks = tuple(WRITERS[name](source))
        yield Part(name, title, blocks, texts.text_of(name, blocks, own, kept))


def plan(source: Source, today: datetime.date | None = None) -> Document:
    """The whole plan as a document, written on a day."""
    return composed(source, tuple(parts(source)), today)


def composed(source: Source, written: tuple[Part, ...], today: datetime.date | None = None, *, charts: bool = True) -> Document:
    """The document of these parts; without its charts it is there at once."""
    told = (block for part in written for block in part.told)
    blocks = tuple(one for block in told for one in (_charts(block, charts) if isinstance(block, Later) else (block,)))
    day, locale = today or datetime.date.today(), source.locale
    return Document(TITLE, company(source), blocks, locale.language, locale.currency, locale.date(day), contents=True)


def _charts(later: Later, wanted: bool) -> tuple[Block, ...]:
    return pictures.made(later) if wanted else ()


def company(source: Source) -> str:
    """The name on the cover."""
    setup = source.answers(Setup)
    return setup.company_name or (lessons.company(setup.company).name if setup.company else "Company not chosen yet")
