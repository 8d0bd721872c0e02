"""Who does what to a task: responsible, accountable, consulted, informed (RACI).

Who is responsible does the work; who is accountable answers for it and can stop it. Two who answer for the same thing are nobody: each waits for the
other. Consulted are asked before, informed are told after; too many consulted and nothing is ever done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding
from workbook.answers.schedule import ROLES
from workbook.metrics.schedule import Job

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

MANY = 3
"""More than so many consulted slow a task down."""


@dataclass(frozen=True)
class Fault:
    """One thing that is not settled. A note is worth a look, everything else must be mended."""

    task: str
    text: str
    serious: bool = True


def matrix(jobs: Sequence[Job], people: Sequence[str]) -> pd.DataFrame:
    """A row per task and a column per person, with the letters of their roles.

    >>> matrix([Job("a", "Write", responsible=("Ida",), accountable=("Ida",), informed=("Vera",))], ["Ida", "Vera"]).to_dict("records")
    [{'task': 'Write', 'Ida': 'R, A', 'Vera': 'I'}]
    """
    rows = [{"task": job.name, **{person: ", ".join(_letters(job, person)) for person in people}} for job in jobs]
    return pd.DataFrame(rows, columns=["task", *people])


def _letters(job: Job, person: str) -> Iterator[str]:
    yield from (letter for role, letter in ROLES.items() if person in getattr(job, role))


def faults(jobs: Sequence[Job], people: Sequence[str]) -> tuple[Fault, ...]:
    """What is not settled, task by task: exactly one who answers, at least one who does it.

    >>> [f.text for f in faults([Job("a", "Write", responsible=("Ida",), accountable=("Ida", "Vera"))], ["Ida", "Vera"])]
    ['“Write”: 2 answer for it (Ida, Vera). Name exactly one; the others are consulted.']
    """
    return (*(f for job in jobs for f in _of(job, people)), *_idle(jobs, people))


def _of(job: Job, people: Sequence[str]) -> Iterator[Fault]:
    if not job.responsible:
        yield Fault(job.name, f"“{job.name}”: nobody is responsible. Name at least one who does it.")
    if not job.accountable:
        yield Fault(job.name, f"“{job.name}”: nobody answers for it. Name exactly one.")
    elif len(job.accountable) > 1:
        yield Fault(
            job.name,
            f"“{job.name}”: {len(job.accountable)} answer for it ({', '.join(job.accountable)}). Name exactly one; the others are consulted.",
        )
    strangers = [name for role in ROLES for name in getattr(job, role) if name not in people]
    for name in dict.fromkeys(strangers):
        yield Fault(job.name, f"“{job.name}”: {name} is not among those who take part. Add them above, or write the name as it stands there.")
    if len(job.consulted) > MANY:
        yield Fault(job.name, f"“{job.name}”: {len(job.consulted)} are consulted. Who of them need only be told?", serious=False)


def _idle(jobs: Sequence[Job], people: Sequence[str]) -> Iterator[Fault]:
    busy = {name for job in jobs for role in ROLES for name in getattr(job, role)}
    if jobs:
        yield from (Fault("", f"{name} takes part and has no role in any task.", serious=False) for name in people if name not in busy)


def finding(jobs: Sequence[Job], people: Sequence[str], locale: Locale) -> Finding:
    """The roles in one verdict."""
    if not jobs:
        return Finding("There is no task yet", next_step="Take over the proposal, or write down the first three tasks.")
    found = faults(jobs, people)
    serious = [fault for fault in found if fault.serious]
    open_tasks = len({fault.task for fault in serious})
    answering = pd.Series([job.accountable[0] for job in jobs if len(job.accountable) == 1], dtype=object).value_counts()
    settled = "Every task has somebody who does it and exactly one who answers for it"
    return Finding(
        headline=f"{locale.things(open_tasks, 'task')} {'is' if open_tasks == 1 else 'are'} not settled" if serious else settled,
        tone="warn" if serious else "good",
        figures=tuple(
            Figure(str(who), locale.count(n), "tasks to answer for" if n > 1 else "task to answer for") for who, n in answering.head(3).items()
        ),
        points=tuple(fault.text for fault in found),
        means="For each task, one person answers for it and at least one does it. So everybody knows whom to ask.",
        means_not="A letter is not a promise. No table shows whether somebody has agreed, and may decide what they answer for.",
        next_step="Settle the first of these with those concerned, then the next."
        if serious
        else "Show the matrix to everybody who is in it, and let them object.",
    )
