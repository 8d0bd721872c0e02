"""A first schedule from what is answered already: goals with their days, channels of the media plan, weak points of the site, weaknesses.

Nobody begins with an empty page. What is proposed has the order that such plans share: agree, build and mend, test, launch, look after,
read the figures. Days and hours are teaching values; whoever does the work knows better.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workbook.answers.schedule import plain
from workbook.lessons.schedule import Stages

MOST_POINTS, MOST_WEAKNESSES, MOST_CHANNELS, MOST_GOALS = 5, 2, 4, 3
MAXIMUM = 120
"""Characters of a task's name."""


@dataclass(frozen=True)
class Aim:
    """A goal: its sentence, its day, who answers for it, where it is read."""

    statement: str
    due: datetime.date | None = None
    owner: str = ""
    source: str = ""


@dataclass(frozen=True)
class Known:
    """What the other chapters say.

    `points` are the site's (weak point, effort 1 to 5), the most rewarding first; `weaknesses` those of the company, the weightiest first;
    `people` map a part to a name; `until` is the last day of what runs, where the goals are due long after the launch; `asked` whether customers ask
    before they buy.
    """

    aims: tuple[Aim, ...] = ()
    channels: tuple[str, ...] = ()
    points: tuple[tuple[str, float], ...] = ()
    weaknesses: tuple[str, ...] = ()
    contradicts: bool = False
    people: Mapping[str, str] = field(default_factory=dict)
    until: datetime.date | None = None
    asked: bool = True


def proposal(known: Known, usual: Stages) -> list[dict[str, str]]:
    """The tasks as the schedule's form wants them, each with what comes before it.

    >>> from workbook.lessons.schedule import stages
    >>> [task["what"] for task in proposal(Known(channels=("Search ads",)), stages())][1:4]
    ['Set up the measuring: orders and enquiries with their source', 'Prepare search ads', 'Test everything as a customer would']
    """
    begin = [_task("agree", usual, known)]
    if known.contradicts:
        begin.append(_task("settle", usual, known, after=begin))
    first = begin[:1]
    build = [_measure(known, usual, first), *_mend(known, usual, first), *_overcome(known, usual, first), *_prepare(known, usual, begin)]
    test = _task("test", usual, known, after=build)
    launch = _task("launch", usual, known, after=[test]) | {"milestone": "yes", "days": "", "hours": "0"}
    run = [_task("run", usual, known, after=[launch], weekly=True, channel=_inside(name)) for name in known.channels[:MOST_CHANNELS]]
    run += [_task("answer", usual, known, after=[launch], weekly=True)] if known.asked else []
    run = [task | {"days": "", "ends": known.until.isoformat()} for task in run] if known.until else run
    evaluate = _task("evaluate", usual, known, after=run or [launch])
    listed = [*begin, *build, test, launch, *run, evaluate, *_reached(known, usual)]
    return [{"_id": f"s{n}", **task} for n, task in enumerate(_once(listed), 1)]


def _task(id: str, usual: Stages, known: Known, *, after: Sequence[Mapping[str, str]] = (), weekly: bool = False, **words: str) -> dict[str, str]:
    """One usual task with its words put in."""
    task = usual.tasks[id]
    name = task.what.format(**words).replace(";", ",")
    return {
        "what": name if len(name) <= MAXIMUM else f"{name[: MAXIMUM - 1].rstrip()}…",
        "stage": task.stage,
        "after": "; ".join(before["what"] for before in after),
        "days": str(task.days or ""),
        "responsible": known.people.get(task.by, ""),
        "accountable": known.people.get("decides", ""),
        "hours": f"{task.hours:g}" if task.hours else "",
        "hours_per": "week" if weekly else "total",
    }


def _measure(known: Known, usual: Stages, after: Sequence[Mapping[str, str]]) -> dict[str, str]:
    sources = list(dict.fromkeys(aim.source.strip().rstrip(".") for aim in known.aims if aim.source.strip()))
    return _task("measure", usual, known, after=after, source=_both(sources[:2]) or "orders and enquiries with their source")


def _both(sources: Sequence[str]) -> str:
    """Two sources in a row; a comma within one of them must not part it.

    >>> _both(["Orders export", "Survey"]), _both(["List, column “web”", "Survey"])
    ('Orders export and Survey', 'List, column “web”, and Survey')
    """
    return (", and " if any("," in source for source in sources) else " and ").join(sources)


def _inside(name: str) -> str:
    """A channel's name as it reads inside a task's.

    >>> _inside("Search advertisements (auction)"), _inside("E-mail")
    ('search advertisements (auction)', 'E-mail')
    """
    return f"{name[0].lower()}{name[1:]}" if name[1:2].islower() else name


def _mend(known: Known, usual: Stages, after: Sequence[Mapping[str, str]]) -> Iterator[dict[str, str]]:
    for point, effort in known.points[:MOST_POINTS]:
        takes = usual.efforts[min(max(round(effort), 1), 5) - 1]
        yield _task("point", usual, known, after=after, point=point) | {"days": str(takes.days), "hours": f"{takes.hours:g}"}


def mending(known: Known, usual: Stages) -> tuple[str, ...]:
    """The names of the tasks that the site's weak points become."""
    return tuple(task["what"] for task in _mend(known, usual, ()))


def _overcome(known: Known, usual: Stages, after: Sequence[Mapping[str, str]]) -> Iterator[dict[str, str]]:
    yield from (_task("weakness", usual, known, after=after, weakness=what.rstrip(".")) for what in known.weaknesses[:MOST_WEAKNESSES])


def _prepare(known: Known, usual: Stages, after: Sequence[Mapping[str, str]]) -> Iterator[dict[str, str]]:
    yield from (_task("channel", usual, known, after=after[-1:], channel=_inside(name)) for name in known.channels[:MOST_CHANNELS])


def _reached(known: Known, usual: Stages) -> Iterator[dict[str, str]]:
    """A milestone on the day of each goal, answered for by its owner."""
    for aim in [aim for aim in known.aims if aim.due][:MOST_GOALS]:
        who = {"responsible": aim.owner, "accountable": aim.owner} if aim.owner else {}
        day = aim.due.isoformat() if aim.due else ""
        goal = _task("reached", usual, known, goal=aim.statement.strip().rstrip("."))
        yield goal | who | {"milestone": "yes", "starts": day, "hours": "0"}


def _once(tasks: Sequence[dict[str, str]]) -> Iterator[dict[str, str]]:
    seen: set[str] = set()
    for task in tasks:
        if plain(task["what"]) not in seen:
            seen.add(plain(task["what"]))
            yield task
