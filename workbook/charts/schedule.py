"""The schedule drawn: a bar per task by stage, a diamond per milestone, the chain that holds the end; and everybody's hours week by week."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from workbook.charts.days import day_axis, plan_axis
from workbook.charts.picture import Heading, Picture, nothing
from workbook.charts.rows import numbered, row_axis, row_step, row_words
from workbook.charts.theme import themed
from workbook.metrics import schedule_finding
from workbook.metrics.schedule import Timetable, table

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

CHAIN, OTHER, STONE, GOAL = "Holds the end", "Has room", "Milestone", "Goal"
_KINDS = {CHAIN: "accent", OTHER: "soft"}
_COLUMNS = {
    "task": Heading("Task"), "stage_name": Heading("Stage"), "first": Heading("First day", "date"), "last": Heading("Last day", "date"),
    "kind": Heading("Kind"), "slack": Heading("Room, working days", "count"), "who": Heading("Responsible"), "accountable": Heading("Accountable"),
}  # fmt: skip
_LOAD = {
    "person": Heading("Person"), "week": Heading("Week"), "monday": Heading("From", "date"), "hours": Heading("Hours of work", "number", 1),
    "free": Heading("Free hours", "number", 1), "over": Heading("Too many", "number", 1),
}  # fmt: skip


def gantt(found: Timetable, stages: Mapping[str, str], locale: Locale, *, goals: Mapping[str, datetime.date] | None = None) -> Picture:
    """Draw the timetable, its tasks in the order of stages and days. `goals` get a row of their own, unless a milestone marks their day already."""
    if found.end is None:
        return nothing("Stages and milestones", "Say when the work begins and add the first task.")
    listed = table(found)
    place = {name: n for n, name in enumerate(stages)}
    shown = listed.assign(at=listed.stage.map(place).fillna(len(place))).sort_values(["at", "first", "last"], kind="stable", ignore_index=True)
    shown = shown.assign(kind=[_kind(r) for r in shown.itertuples()], stage_name=shown.stage.map(stages).fillna("no stage"))
    title = schedule_finding.counted(found, locale)
    stones = [schedule_finding.dated(r.task, r.last, locale) for r in shown[shown.milestone].itertuples()]  # type: ignore[arg-type]
    told = f"Milestones: {'; '.join(stones)}." if stones else "There is no milestone yet: nobody outside will see how far it is."
    summary = f"{told} Dark bars hold the end, light ones have room; a diamond is a milestone or the day of a goal."
    return Picture(_bars(shown, goals or {}, locale), title, summary, shown, _COLUMNS)


def _kind(row: Any) -> str:
    return STONE if row.milestone else OTHER if row.slack else CHAIN


def _bars(shown: pd.DataFrame, goals: Mapping[str, datetime.date], locale: Locale) -> Any:
    one = pd.Timedelta(days=1)
    drawn = pd.concat([shown, _goal_rows(goals, shown)], ignore_index=True)
    span = [locale.day(b) if a == b else f"{locale.day(a)} – {locale.day(b)}" for a, b in zip(drawn["first"], drawn["last"], strict=True)]
    rows = numbered(drawn, drawn.task, span).assign(on=span, start=pd.to_datetime(drawn["first"]), stop=pd.to_datetime(drawn["last"]) + one)
    x = plan_axis("start:T", rows.start.min().date(), (rows.stop.max() - one).date(), locale)
    tips = [alt.Tooltip("task:N", title="Task"), alt.Tooltip("stage_name:N", title="Stage"), alt.Tooltip("on:N", title="Days"),
            alt.Tooltip("who:N", title="Responsible"), alt.Tooltip("slack:Q", title="Room, working days")]  # fmt: skip
    columns = ["row", "kind", "task", "stage_name", "on", "who", "slack", "start", "stop", "name", "figure"]
    base = alt.Chart(rows[columns]).encode(y=row_axis(), tooltip=tips)
    there = [kind for kind in _KINDS if kind in set(rows.kind)]
    bars = [base.transform_filter(f"datum.kind == '{k}'").mark_bar(style=_KINDS[k], height=12).encode(x=x, x2="stop:T") for k in there]
    stones = base.transform_filter(f"datum.kind == '{STONE}' || datum.kind == '{GOAL}'")
    diamonds = stones.mark_point(shape="diamond", style="second", filled=True, size=170, opacity=1)
    return themed(alt.layer(*bars, diamonds.encode(x=x), *row_words(rows[columns])), locale, row_step())


def _goal_rows(goals: Mapping[str, datetime.date], shown: pd.DataFrame) -> pd.DataFrame:
    """A row for each goal that is to be reached near the tasks, as far as no milestone stands on that day already."""
    first, last = shown["first"].min(), shown["last"].max()
    latest, marked = last + (last - first) * 0.25, set(shown.loc[shown.milestone.astype(bool), "last"])
    near = [(name, day) for name, day in goals.items() if first <= day <= latest and day not in marked]
    told = [
        {"task": f"Goal: {name}", "stage_name": GOAL, "kind": GOAL, "first": day, "last": day, "who": "", "slack": 0, "milestone": True}
        for name, day in near
    ]
    return pd.DataFrame(told, columns=["task", "stage_name", "kind", "first", "last", "who", "slack", "milestone"])


def workload(load: pd.DataFrame, locale: Locale) -> Picture:
    """Draw `metrics.workload.workload`: everybody's hours a week, what is above their free hours in another colour."""
    if load.empty:
        return nothing("Hours a week", "Say for each task how many hours it takes, and who does it.")
    heavy = load[load.over > 0]
    worst = load.sort_values("over", ascending=False).iloc[0]
    title = f"{worst.person} has {locale.number(worst.over, 1)}\u00a0h too many in the week from {locale.day(worst.monday)}"
    told = (
        f"{locale.things(len(heavy), 'week of one person', 'weeks of one person')} too full." if len(heavy) else "Nobody is above their free hours."
    )
    everybody = load.groupby("person").hours.sum()
    summary = f"{told} Hours in all: {', '.join(f'{who} {locale.number(h, 0)}' for who, h in everybody.items())}."
    summary += " Light: up to 4 of 5 free hours; dark: full; with a triangle: too many."
    return Picture(_loads(load, locale), title if len(heavy) else "Nobody has more work in a week than free hours", summary, load, _LOAD)


EASY, FULL, ABOVE, OPEN = "Up to 4 of 5 free hours", "Full", "Too many", "Free hours not known"
_STYLES = {EASY: "soft", FULL: "accent", ABOVE: "loss", OPEN: "muted"}
_NEARLY = 0.8


def _loads(load: pd.DataFrame, locale: Locale) -> Any:
    """A row per person, a cell per week; weeks with too much carry a mark besides their colour."""
    people = load.groupby("person", sort=False).agg(hours=("hours", "sum"), worst=("over", "max"), free=("free", "max")).reset_index()
    people = people.sort_values("worst", ascending=False, kind="stable", ignore_index=True)
    words = numbered(people, people.person, [f"{locale.number(f, 1)}\u00a0h a week free" if f == f else "free hours not known" for f in people.free])
    cells = load.merge(words[["person", "row"]], on="person")
    shown = cells.assign(
        kind=[_class(h, f) for h, f in zip(cells.hours, cells.free, strict=True)],
        start=pd.to_datetime(cells.monday), stop=pd.to_datetime(cells.monday) + pd.Timedelta(days=7),
        middle=pd.to_datetime(cells.monday) + pd.Timedelta(days=3.5), since=[locale.date(d) for d in cells.monday],
        told=[f"{locale.number(h, 1)}\u00a0h of {locale.number(f, 1)}\u00a0h" for h, f in zip(cells.hours, cells.free, strict=True)],
        what=["; ".join(f"{name} {locale.number(h, 1)}\u00a0h" for name, h in tasks) for tasks in cells.tasks],
    ).drop(columns=["tasks", "monday", "free", "over"])  # fmt: skip
    axis = day_axis(shown.start, locale, weekly=True, grid=True)
    x = alt.X("start:T", title=None, axis=axis, scale=alt.Scale(nice=False))
    there = [kind for kind in _STYLES if kind in set(shown.kind)]
    base = alt.Chart(shown).encode(y=row_axis())
    tips = [alt.Tooltip("person:N", title="Person"), alt.Tooltip("since:N", title="Week from"), alt.Tooltip("told:N", title="Work of free hours"),
            alt.Tooltip("what:N", title="Tasks")]  # fmt: skip
    bars = [base.transform_filter(f"datum.kind == '{k}'").mark_bar(style=_STYLES[k], height=16).encode(x=x, x2="stop:T", tooltip=tips) for k in there]
    marks = base.transform_filter(f"datum.kind == '{ABOVE}'").mark_point(shape="triangle-up", style="strong-guide", filled=True, size=45, opacity=1)
    return themed(alt.layer(*bars, marks.encode(x="middle:T"), *row_words(words)), locale, row_step())


def _class(hours: float, free: float) -> str:
    if free != free:
        return OPEN
    return ABOVE if hours > free + 0.05 else FULL if hours > _NEARLY * free else EASY
