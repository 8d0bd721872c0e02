"""Whose figures are these? Sample files are loaded to learn; what they say is true of their company alone.

A number that stands in a plan is read as the company's own. "276 orders" of a tea house in the plan of a bicycle shop misleads whoever decides
by it. So each finding carries the sample it was made from, and only who works on that very company counts it as its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbook import lessons
from workbook.answers.analysis import Decisions
from workbook.answers.start import Setup
from workbook.report.source import Source

FILE, FINDING, TAKEN = "file", "finding", "taken"
"""Under which loaded files, findings, and what decisions were taken from, are kept."""


def of_file(name: str) -> str:
    """The company of whose sample a loaded file is, by the name it was loaded under; blank for one's own files.

    >>> of_file("tea: orders.csv"), of_file("orders.csv")
    ('tea', '')
    """
    company, told, _ = name.partition(": ")
    return company if told and any(case.id == company != "own" for case in lessons.companies()) else ""


def loaded(source: Source) -> str:
    """The company of the loaded sample; blank when no file is of a sample."""
    names = (of_file(str(kept.get("summary", {}).get("name", ""))) for kept in source.kept(FILE).values())
    return next(filter(None, names), "")


def foreign(source: Source, company: str | None) -> bool:
    """Whether figures of this company's sample are those of another company than the one that is worked on."""
    return bool(company) and company != source.answers(Setup).company


def foreign_findings(source: Source) -> frozenset[str]:
    """The names of the findings that another company's sample said."""
    return frozenset(name for name, found in source.kept(FINDING).items() if foreign(source, found.get("sample")))


def decisions(source: Source) -> Decisions:
    """The decisions about the company itself: those taken over from another company's figures are left out."""
    made, taken = source.answers(Decisions), source.kept(TAKEN)
    own = tuple(d for d in made.decisions if not foreign(source, taken.get(d.id, {}).get("sample")))
    return made if len(own) == len(made.decisions) else made.model_copy(update={"decisions": own})


def left_out(source: Source) -> str:
    """What the plan leaves out of its figures, in a sentence; blank when it leaves nothing out."""
    names = [lessons.company(company).name for company in dict.fromkeys(_foreign(source))]
    return f"Figures of the sample {' and '.join(names)} are not part of your plan." if names else ""


def _foreign(source: Source) -> Iterator[str]:
    made, taken = source.answers(Decisions).decisions, source.kept(TAKEN)
    said = (*source.kept(FINDING).values(), *(taken[d.id] for d in made if d.id in taken))
    yield from (one["sample"] for one in said if foreign(source, one.get("sample")))


__all__ = ["decisions", "foreign", "foreign_findings", "left_out", "loaded", "of_file"]
