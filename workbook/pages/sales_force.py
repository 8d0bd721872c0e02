"""Chapter 4 on the page: the checklist, the weak points in the order in which to mend them, the rivals."""

from __future__ import annotations

from workbook.answers import sales_force as asked
from workbook.answers.start import Setup
from workbook.answers.strategy import BusinessModel
from workbook.charts import sales_force as drawing
from workbook.charts.picture import nothing
from workbook.metrics import sales_force as judging
from workbook.metrics.inputs import site as given
from workbook.pages.here import checks, desk, facts, model, status, whenever
from workbook.widgets import ChartView, Column, Form, Notice, Panel, Result, TableView


def checklist() -> Panel:
    """Score the own site, point by point, with evidence; see the score by group."""
    form, verdict, groups = Form(asked.Checklist, desk()), Result(), ChartView()

    def show() -> None:
        items, scores = given.items(model()), given.own(desk().answers(asked.Checklist))
        verdict.show(judging.finding(items, scores, desk().locale))
        groups.show(drawing.group_scores(judging.group_scores(items, scores), {}, desk().locale), locale=desk().locale)

    whenever(show, asked.Checklist, BusinessModel, Setup, views=(verdict, groups))
    return Panel(facts("sales_force"), form, verdict, groups)


def weak_points() -> Panel:
    """What to mend first: effect × what is missing ÷ effort."""
    missing, matrix, table = Notice(), ChartView(), TableView()
    columns = {
        "rank": Column("Rank", "count"),
        "label": Column("Point"),
        "group": Column("Part"),
        "score": Column("Score", "count"),
        "effect": Column("Effect", "count"),
        "effort": Column("Effort", "count"),
        "priority": Column("Priority", "number", 1),
        "quadrant": Column("Kind"),
    }

    def show() -> None:
        weak = judging.priorities(given.items(model()), given.own(desk().answers(asked.Checklist)))
        if weak.empty and not any(given.own(desk().answers(asked.Checklist)).values()):
            missing.show("Your site has no score yet.", links={"Score your site": "04_sales_force.ipynb#checklist"})
            matrix.clear()
            table.clear()
            return
        missing.clear()
        matrix.show(drawing.priority_matrix(weak, desk().locale), locale=desk().locale)
        table.show(
            weak,
            title="Weak points, most rewarding first",
            columns=columns,
            locale=desk().locale,
            note="Priority = effect × what is missing ÷ effort.",
        )

    whenever(show, asked.Checklist, BusinessModel, Setup, views=(matrix, table))
    return Panel(missing, matrix, table)


def rivals() -> Panel:
    """Score up to three rivals by the same list; see who leads where."""
    form, gaps = Form(asked.Rivals, desk()), ChartView()

    def show() -> None:
        own, theirs = given.own(desk().answers(asked.Checklist)), given.rivals(desk().answers(asked.Rivals))
        items, locale = judging.common(given.items(model()), own, *theirs.values()), desk().locale
        if not theirs:
            gaps.clear()
        elif not items:
            gaps.show(
                nothing("Scores by group", "No point is scored on every site yet: score the same points on yours and on theirs."), locale=locale
            )
        else:
            scores = {name: judging.group_scores(items, each) for name, each in theirs.items()}
            gaps.show(drawing.group_scores(judging.group_scores(items, own), scores, locale), locale=locale, note=_compared(len(items)))

    whenever(show, asked.Checklist, asked.Rivals, BusinessModel, Setup, views=(gaps,))
    return Panel(facts("rivals"), form, gaps)


def _compared(points: int) -> str:
    how_many = "one point that is" if points == 1 else f"{desk().locale.count(points)} points that are"
    return f"Compared by the {how_many} scored on every site."


__all__ = ["checklist", "checks", "rivals", "status", "weak_points"]
