"""The workload in sentences: who has too much, in which week, because of which tasks, and what would help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from workbook.answers.finding import Figure, Finding
from workbook.answers.sentences import listed
from workbook.metrics.schedule import Placed

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

MOST = 4
"""How many people with too much are told in words, and how many of their tasks; the table has all."""
LISTED = 3
"""How many weeks are named one by one."""


def finding(load: pd.DataFrame, placed: Sequence[Placed], locale: Locale) -> Finding:
    """Who has too much, when, and what could give way. `load` from `workload.workload`."""
    if load.empty:
        return Finding("Nobody has work with hours yet", next_step="Say for each task how many hours it takes, and who does it.")
    heavy = load[load.over > 0].sort_values("over", ascending=False)
    unknown = sorted(set(load[load.free.isna()].person))
    silent = [p.job.name for p in placed if not p.job.hours and not p.job.moment]
    notes = (
        *([f"Free hours are not known for {', '.join(unknown)}, so nobody can tell whether it is too much."] if unknown else []),
        *([f"Without hours, and so not counted: {', '.join(f'“{name}”' for name in silent)}."] if silent else []),
    )
    return Finding(
        headline=_headline(heavy, unknown, locale),
        tone="bad" if len(heavy) else "warn" if unknown or silent else "good",
        figures=tuple(_figures(load, locale)),
        points=(*_told(heavy, locale), *notes),
        means="Each task's hours lie evenly on its working days; those who do it share them evenly. Weeks with a holiday have fewer free hours.",
        means_not="Work comes in peaks: somebody who is just full here will have too much on the day before the launch.",
        next_step=relief(load, placed, locale) if len(heavy) else "Keep a fifth of everybody's hours free for what nobody thought of.",
    )


def _headline(heavy: pd.DataFrame, unknown: Sequence[str], locale: Locale) -> str:
    if heavy.empty:
        return "Nobody whose hours are known has too much in any week" if unknown else "Nobody has too much work in any week"
    together: dict[tuple[date, ...], list[str]] = {}
    for person, days in heavy.groupby("person", sort=False).monday:
        together.setdefault(tuple(sorted(days)), []).append(str(person))
    told = [(listed(who), days) for days, who in together.items()]
    if len(told) > MOST:  # the table has everybody's weeks
        rest = [name for who in list(together.values())[MOST - 1 :] for name in who]
        told = [*told[: MOST - 1], (f"{listed(rest)} between them", tuple(sorted({day for _, days in told[MOST - 1 :] for day in days})))]
    verb = "has" if len(next(iter(together.values()))) == 1 else "have"
    says = [f" {verb} too much work", *[""] * (len(told) - 1)]  # said once, for all of them
    return "; ".join(f"{who}{said} in {weeks_words(days, locale)}" for (who, days), said in zip(told, says, strict=True))


def weeks_words(mondays: Sequence[date], locale: Locale) -> str:
    """Weeks as they stand in a sentence: each by its Monday, and of more than three the first, the last and how many.

    >>> from workbook.answers.locale import Locale
    >>> weeks_words([date(2027, 3, 1), date(2027, 3, 8)], Locale())
    'the weeks of 1 March and 8 March 2027'
    >>> weeks_words([date(2027, 3, 1 + 7 * n) for n in range(4)], Locale())
    '4 weeks, the first that of 1 March, the last that of 22 March 2027'
    """
    *before, last = mondays
    told = [*(locale.month_day(day) if day.year == last.year else locale.date(day) for day in before), locale.date(last)]
    if len(told) > LISTED:
        return f"{locale.things(len(told), 'week')}, the first that of {told[0]}, the last that of {told[-1]}"
    return f"the {'week' if len(told) == 1 else 'weeks'} of {listed(told)}"


def _figures(load: pd.DataFrame, locale: Locale) -> list[Figure]:
    grouped = load.assign(share=load.hours / load.free).sort_values("share", ascending=False).groupby("person", sort=False).first()
    return [
        Figure(
            str(row.Index),
            f"{locale.number(row.hours, 1)}\u00a0h",
            f"of {locale.number(row.free, 1)} free in {week_words(str(row.week))}, the fullest",
        )
        for row in grouped.dropna(subset=["free"]).head(4).itertuples()
    ]


def _told(heavy: pd.DataFrame, locale: Locale) -> list[str]:
    """The worst week of each person, and how many more there are."""
    told = []
    for row in _rows(heavy.drop_duplicates("person").head(MOST)):
        others = int((heavy.person == row["person"]).sum()) - 1
        told.append(
            sentence(row, locale)
            + (f" {locale.things(others, 'more week')} of {row['person']} {'is' if others == 1 else 'are'} too full." if others else "")
        )
    return told


def sentence(row: Mapping[str, object], locale: Locale) -> str:
    """One overloaded week: who, when, how many hours too many, with which tasks."""
    tasks: Sequence[tuple[str, float]] = row["tasks"]  # type: ignore[assignment]
    told = ", ".join(f"“{name}” {locale.number(hours, 1)}\u00a0h" for name, hours in tasks[:MOST])
    more = f" and {locale.count(len(tasks) - MOST)} more" if len(tasks) > MOST else ""
    when = f"{week_words(str(row['week']))} (from {locale.day(row['monday'])})"  # type: ignore[arg-type]
    return f"{row['person']}, {when}: {locale.number(row['hours'], 1)}\u00a0h of work, {locale.number(row['free'], 1)}\u00a0h free. {told}{more}."


def _rows(load: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for _, row in load.iterrows()]


def week_words(week: str) -> str:
    """A week as it is said.

    >>> week_words("2027-W09")
    'week 9 of 2027'
    """
    year, _, number = week.partition("-W")
    return f"week {int(number)} of {year}"


def relief(load: pd.DataFrame, placed: Sequence[Placed], locale: Locale) -> str:
    """What would help most in the worst week: the task of that week that can wait longest, or somebody with hours left."""
    worst = load.sort_values("over", ascending=False).iloc[0]
    slack = {p.job.name: p.slack for p in placed}
    movable = max(worst.tasks, key=lambda task: slack.get(task[0], 0))[0]
    others = load[(load.monday == worst.monday) & (load.person != worst.person)]
    there = (others.free - others.hours).dropna()
    days = locale.things(slack.get(movable, 0), "working day")
    wait = (
        f"“{movable}” can wait {days} without moving the end" if slack.get(movable, 0) > 0 else "No task of that week can wait without moving the end"
    )
    helper = others.loc[there.idxmax()] if len(there) and there.max() > 0 else None
    spare = "" if helper is None else f"; {helper.person} has {locale.number(there.max(), 1)}\u00a0h left"
    return f"Begin with {worst.person} in {week_words(str(worst.week))}. {wait}{spare}."
