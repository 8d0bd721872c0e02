"""The timetable in sentences: when it ends, what holds that date, what cannot be as planned."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbook.answers.finding import Figure, Finding
from workbook.metrics.schedule import Timetable
from workbook.metrics.schedule_conflicts import Conflict, Due

if TYPE_CHECKING:
    from workbook.answers.locale import Locale


IDLE = 42
"""Days between the last task and a goal's day after which somebody should ask what happens meanwhile."""


def idle(found: Timetable, goals: Sequence[Due], locale: Locale) -> str:
    """A sentence where nothing is planned for long before the last goal is due; blank where the work goes on.

    >>> import datetime
    >>> from workbook.answers.locale import Locale
    >>> from workbook.metrics.schedule import Job, timetable
    >>> from workbook.metrics.workdays import Calendar
    >>> made = timetable([Job("a", "Write", days=5)], datetime.date(2027, 3, 1), Calendar())
    >>> idle(made, [Due("300 orders", datetime.date(2027, 10, 31))], Locale())
    'Nothing is planned after 5 March 2027, and the goal “300 orders” is due on 31 October 2027, 35 weeks later: what brings it about until then?'
    """
    last = max(goals, key=lambda goal: goal.day, default=None)
    due = {goal.day for goal in goals}
    ends = max((p.last for p in found.placed if not (p.job.mark and p.last in due)), default=None)
    if last is None or ends is None or (last.day - ends).days <= IDLE:
        return ""
    name = f"“{last.name}” is due" + ("" if locale.date(last.day) in last.name else f" on {locale.date(last.day)}")
    later = locale.things(-(-(last.day - ends).days // 7), "week")
    return f"Nothing is planned after {locale.date(ends)}, and the goal {name}, {later} later: what brings it about until then?"


def dated(name: str, day: datetime.date, locale: Locale) -> str:
    """A milestone with its day, which a goal's own sentence often names already.

    >>> from workbook.answers.locale import Locale
    >>> dated("Launch", datetime.date(2027, 5, 3), Locale()), dated("60 orders by 3 May 2027", datetime.date(2027, 5, 3), Locale())
    ('Launch on 3 May 2027', '60 orders by 3 May 2027')
    """
    when = locale.date(day)
    return name if when in name else f"{name} on {when}"


def finding(found: Timetable, conflicts: Sequence[Conflict], locale: Locale, gap: str = "") -> Finding:
    """When everything is done, which tasks hold that day, what does not fit, and the `gap` before the goals' day (see `idle`)."""
    if found.end is None:
        return Finding("There is no task with a day yet", next_step="Say when the work begins, and take over the proposal or write the first task.")
    serious = [c for c in conflicts if c.serious]
    last = max((p for p in found.placed if p.last == found.end), key=lambda p: (not p.job.mark, p.job.milestone))
    days = locale.things(len(serious), "conflict")
    return Finding(
        headline=f"{days} to settle before the first day"
        if serious
        else f"The order of the tasks holds; the last is done on {locale.date(found.end)}",
        tone="bad" if serious else "warn" if gap else "good",
        figures=tuple(_figures(found, locale)),
        points=(*(c.text for c in conflicts), *([gap] if gap else []), *path_words(found)),
        means=f"Laid out on working days, the last task, “{last.job.name}”, is done on {locale.date(found.end)}.",
        means_not="Days are estimates, and work that depends on others takes longer than planned. Ask those who do it, not those who want it.",
        next_step="Begin with the first conflict above: move a day, shorten a task, or take out the wait."
        if serious
        else "Let the running work go on until the last goal's day, or add what is to be done until then."
        if gap
        else _watch(found),
    )


def _figures(found: Timetable, locale: Locale) -> list[Figure]:
    stones = sorted((p for p in found.placed if p.job.milestone), key=lambda p: p.last)
    begin = min(p.first for p in found.placed)
    return [
        Figure("First day", locale.day(begin), str(begin.year)),
        *(Figure(p.job.name, locale.day(p.last), f"milestone, {p.last.year}") for p in stones[:4]),
    ]


def path_words(found: Timetable) -> list[str]:
    """The critical path, named."""
    names = [f"“{found[id].job.name}”" for id in found.path]
    if len(names) < 2:
        return []
    chain, held = ", then ".join(names), _fixed(found)
    if not held:
        return [f"This chain decides the end (the critical path): {chain}. A day lost there is a day lost at the end."]
    after = "" if held == names[-1] else "; a day lost after it is a day lost at the end"
    return [f"This is the longest chain (the critical path): {chain}. {held} ends on a fixed day: a day lost before it makes it shorter{after}."]


def _fixed(found: Timetable) -> str:
    """The last task of the path that waits for another and yet ends on a day of its own; blank where every day is handed on."""
    on_path = [found[id].job for id in found.path[1:]]
    return next((f"“{job.name}”" for job in reversed(on_path) if job.ends and not job.moment), "")


def counted(found: Timetable, locale: Locale) -> str:
    """How much work in how long, apart from the days that take no work.

    >>> import datetime
    >>> from workbook.answers.locale import Locale
    >>> from workbook.metrics.schedule import Job, timetable
    >>> from workbook.metrics.workdays import Calendar
    >>> goal = Job("g", "300 orders", milestone=True, starts=datetime.date(2027, 6, 30))
    >>> counted(timetable([Job("a", "Write", days=10), goal], datetime.date(2027, 3, 1), Calendar()), Locale())
    '1 task in 2 weeks, done on 12 March 2027; 1 goal date after that'
    """
    marks = [p for p in found.placed if p.job.mark]
    work = [p for p in found.placed if not p.job.mark]
    if found.end is None or not work:
        return f"{locale.things(len(marks), 'goal date')}, no task yet"
    stones = [p for p in work if p.job.moment]
    weeks = locale.things(-(-((found.end - min(p.first for p in work)).days + 1) // 7), "week")
    also = f" and {locale.things(len(stones), 'milestone')}" if stones else ""
    told = f"{locale.things(len(work) - len(stones), 'task')}{also} in {weeks}, done on {locale.date(found.end)}"
    later = sum(p.last > found.end for p in marks)
    dates = ((len(marks) - later, "until then"), (later, "after that"))
    return "; ".join([told, *(f"{locale.things(n, 'goal date')} {when}" for n, when in dates if n)])


def _watch(found: Timetable) -> str:
    tight = [p for p in found.placed if 0 < p.slack <= 2]
    first = found[found.path[0]].job.name if found.path else ""
    if tight:
        return f"Watch “{first}” every week, and “{tight[0].job.name}” too: it has hardly any room."
    return f"Watch “{first}” every week: {'the running work gets shorter by what is lost there' if _fixed(found) else 'the end depends on it'}."
