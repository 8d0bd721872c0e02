"""Chapter 2 on the page, its middle: for whom, against whom, with what, why from us, and what kind of plan."""

from __future__ import annotations

from workbook import lessons
from workbook.answers import audience, competitors, plan_type, products, strategy
from workbook.answers.start import Setup
from workbook.answers.usp import Usp
from workbook.charts import competitors as drawing
from workbook.charts.picture import nothing
from workbook.metrics import competitors as comparing
from workbook.metrics import market_size, segments, segments_in_market, swot
from workbook.metrics import plan_type as judging
from workbook.metrics import products as ranking
from workbook.metrics import usp as testing
from workbook.metrics.inputs import position as given
from workbook.pages.here import desk, facts, model, whenever
from workbook.pages.worked import compared
from workbook.widgets import ChartView, Column, Form, Panel, Result, TableView

_LINES = {
    "line": Column("Product line"), "suitability": Column("Suitability", "rate", 0), "verdict": Column("Verdict"), "weakest": Column("Weakest point"),
    "revenue": Column("Revenue a year", "money", 0), "margin": Column("Margin a year", "money", 0), "stage": Column("Stage"),
}  # fmt: skip
_PAIRS = {"way": Column("Way"), "strategy": Column("Strategy to think about"), "weight": Column("Weight", "count")}


def customers() -> Panel:
    """Segments and one person of each; the market from above and from below; whether both agree."""
    form, first = Form(audience.Segments, desk()), Result()
    sizes, size, fits = Form(audience.MarketSize, desk()), Result(), Result(empty="")

    def show_fits() -> None:
        held = given.held(desk().answers(audience.Segments), desk().answers(audience.MarketSize))
        if held is None:
            fits.clear()
        else:
            fits.show(segments_in_market.finding(held, desk().locale))

    whenever(
        lambda: first.show(segments.finding(desk().answers(audience.Segments).segments, desk().locale)), audience.Segments, Setup, views=(first,)
    )
    whenever(
        lambda: size.show(market_size.finding(given.market(desk().answers(audience.MarketSize)), desk().locale)),
        audience.MarketSize,
        Setup,
        views=(size,),
    )
    whenever(show_fits, audience.Segments, audience.MarketSize, Setup, views=(fits,))
    return Panel(facts("promotion", "customers"), form, first, compared(audience.Segments), sizes, size, fits, compared(audience.MarketSize))


def rivals() -> Panel:
    """Sites on five axes, the four lists with what follows from them, and the map of who stands where."""
    form, verdict, axes = Form(competitors.Matrix, desk()), Result(), ChartView()
    lists, strategies, pairs = Form(competitors.Swot, desk()), Result(), TableView()
    map_form, places = Form(competitors.Positioning, desk()), ChartView()

    def show_sites() -> None:
        found = given.compared(desk().answers(competitors.Matrix))
        verdict.show(comparing.finding(found, desk().locale))
        axes.show(drawing.matrix(found, desk().locale), locale=desk().locale)

    def show_lists() -> None:
        points = desk().answers(competitors.Swot).points
        strategies.show(swot.finding(points, desk().locale))
        found = swot.strategies(points)
        if found.empty:
            pairs.clear()
        else:
            pairs.show(found, title="Every pair, the weightiest first", columns=_PAIRS, locale=desk().locale)

    def show_map() -> None:
        found = given.places(desk().answers(competitors.Positioning))
        empty = nothing("Positioning map", "Name the four ends of the axes and say where you stand; then everybody is drawn here.")
        places.show(drawing.positioning(*found, desk().locale) if found else empty, locale=desk().locale)

    whenever(show_sites, competitors.Matrix, Setup, views=(verdict, axes))
    whenever(show_lists, competitors.Swot, Setup, views=(strategies, pairs))
    whenever(show_map, competitors.Positioning, Setup, views=(places,))
    return Panel(
        facts("rivals"),
        form,
        verdict,
        axes,
        compared(competitors.Matrix),
        lists,
        strategies,
        pairs,
        compared(competitors.Swot),
        map_form,
        places,
        compared(competitors.Positioning),
    )


def products_online() -> Panel:
    """Which product lines suit the internet, and what promotion is to do for each."""
    form, verdict, table = Form(products.Products, desk()), Result(), TableView()

    def show() -> None:
        lines = desk().answers(products.Products).lines
        verdict.show(ranking.finding(lines, desk().locale))
        found = ranking.ranking(lines)
        if found.suitability.notna().any():
            table.show(found, title="Product lines, the most suited first", columns=_LINES, locale=desk().locale)
        else:
            table.clear()

    whenever(show, products.Products, Setup, views=(verdict, table))
    return Panel(facts("feasibility", "products"), form, verdict, table, compared(products.Products))


def selling_proposition() -> Panel:
    """One sentence, tested for being specific, provable, different, and for mattering."""
    form, verdict = Form(Usp, desk()), Result()

    def show() -> None:
        answers = desk().answers(Usp)
        sentence = answers.sentence or ""
        problems = testing.faults(sentence, lessons.empty_words(), answers.against or "") if sentence else []
        verdict.show(testing.finding(sentence, given.tests(answers), problems))

    whenever(show, Usp, Setup, views=(verdict,))
    return Panel(facts("rivals", "usp"), form, verdict, compared(Usp))


def kind_of_plan() -> Panel:
    """The type of the plan, and whether it contradicts what is decided already."""
    form, verdict = Form(plan_type.PlanType, desk()), Result()

    def show() -> None:
        answers = desk().answers(plan_type.PlanType)
        known = given.plan(answers, model(), desk().answers(strategy.Goals))
        verdict.show(judging.finding(known, len(plan_type.PlanType.specs()["consistency"].rows)))

    whenever(show, plan_type.PlanType, strategy.Goals, strategy.BusinessModel, Setup, views=(verdict,))
    return Panel(facts("goals", "plan_type"), form, verdict, compared(plan_type.PlanType))
