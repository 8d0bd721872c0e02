"""The plan's view outward: customers and market, competitors, what is offered, why from us, and the kind of plan."""

from __future__ import annotations

from workbook.answers import audience, competitors, plan_type, products, strategy
from workbook.answers.fields import Item
from workbook.answers.start import Setup
from workbook.answers.usp import Usp
from workbook.metrics import competitors as comparing
from workbook.metrics import market_size, segments, swot
from workbook.metrics import plan_type as judging
from workbook.metrics import products as ranking
from workbook.metrics.inputs import position as given
from workbook.metrics.inputs.strategy import model_in_force
from workbook.report.cells import OPEN, Cells
from workbook.report.document import Block, Bullets, Heading, Paragraph, table
from workbook.report.source import Source, begun, ended, many, missing, option, ours

MOST = 5
"""How many strategies and lines stand in the plan; the rest is in the workbook."""


def customers(source: Source) -> list[Block]:
    """The segments, the first of them as a person, and the size of the market."""
    listed, cells = source.answers(audience.Segments).segments, Cells(source.locale)
    if not listed:
        return [missing("Describe the first segment: who, what they need, where they gather.", audience.Segments, "segments"), *_market(source)]
    ranked = segments.ranking(listed)
    order = {str(name): place for place, name in enumerate(ranked.segment)}
    ordered = sorted(enumerate(listed, 1), key=lambda one: order.get(one[1].name or f"Segment {one[0]}", 99))
    rows = [
        (
            s.name or f"Segment {n}",
            s.who or OPEN,
            cells.count(s.size),
            cells.money(s.worth, 0),
            _words(s, "pattern").lower() or OPEN,
            ", ".join(_many(s, "places")).lower() or OPEN,
        )
        for n, s in ordered
    ]
    first = ordered[0][1]
    person: list[Block] = [Heading(f"One of “{first.name or 'the first segment'}”", 2), Paragraph(first.persona)] if first.persona else []
    head = ("Segment", "Who", "How many", "Spend a year", "Decide", "Gather")
    return [_begin_with(first, len(listed), source), table(head, rows, right=(2, 3), name="Segments"), *_needs(ordered), *person, *_market(source)]


def _begin_with(first: audience.Segment, groups: int, source: Source) -> Paragraph:
    """Whom the plan begins with, in a sentence."""
    locale = source.locale
    size = f", {locale.count(first.size)} in number" if first.size else ""
    spend = f"; each spends about {locale.money(first.worth, 0)} a year on this kind of product" if first.worth else ""
    told = begun(f"{many(locale, groups, 'group')} of customers can be told apart. ") if groups > 1 else ""
    return Paragraph(f"{told}The plan begins with “{first.name or 'the first segment'}”{size}{spend}.")


def _needs(ordered: list[tuple[int, audience.Segment]]) -> list[Block]:
    told = tuple(
        f"{s.name or f'Segment {n}'}: {s.need.strip().rstrip('.')}. Why from us: {s.motive.strip().rstrip('.')}."
        for n, s in ordered
        if s.need and s.motive
    )
    return [Paragraph("What they need, and why they would buy here:"), Bullets(told)] if told else []


def _market(source: Source) -> list[Block]:
    found = given.market(source.answers(audience.MarketSize))
    if found.som is None and found.below is None:
        return []
    said = market_size.finding(found, source.locale)
    rows = [(ours(figure.label), Cells(source.locale).read(figure.value)) for figure in said.figures]
    figures = table(("View", "Revenue a year"), rows, right=(1,), name="Size of the market")
    return [Heading("Size of the market", 2), Paragraph(f"{ours(said.headline)}."), figures]


def rivals(source: Source) -> list[Block]:
    """Who leads where, and what follows from strengths, weaknesses, opportunities and threats."""
    found = given.compared(source.answers(competitors.Matrix))
    blocks: list[Block] = []
    if not found.gaps.empty:
        said = comparing.finding(found, source.locale)
        cells, head = Cells(source.locale), ("Axis, by weight of the gap", "Own", "Best rival", "Which")
        rows = [(str(g.axis), cells.number(g.own, 0), cells.number(g.best, 0), str(g.rival)) for g in found.gaps.itertuples()]
        blocks += [Paragraph(f"{ours(said.headline)}."), table(head, rows, right=(1, 2), name="Competitors")]
    pairs = swot.strategies(source.answers(competitors.Swot).points)
    if not pairs.empty:
        blocks += [
            Heading("What follows from strengths, weaknesses, opportunities and threats", 2),
            Bullets(tuple(map(str, pairs.strategy.head(MOST)))),
        ]
    return blocks or [missing("Compare your site with one competitor.", competitors.Matrix, "axes")]


def offer(source: Source) -> list[Block]:
    """Product lines with what promotion does for them, and the one sentence."""
    lines, said = source.answers(products.Products).lines, source.answers(Usp)
    blocks: list[Block] = []
    if said.sentence:
        blocks += [Paragraph(said.sentence, "lead"), *([Paragraph(f"Proof: {said.proof}")] if said.proof else [])]
    else:
        blocks.append(missing("Write the sentence that says why from you.", Usp, "sentence"))
    if lines:
        ranked, cells = ranking.ranking(lines), Cells(source.locale)
        names = {"stage": products.STAGES, "aim": products.AIMS}
        rows = [
            (str(r.line), "not scored" if r.verdict == "not scored" else cells.rate(r.suitability, 0),
             names["stage"].get(str(r.stage), OPEN), names["aim"].get(str(r.aim), OPEN))
            for r in ranked.itertuples()
        ]  # fmt: skip
        blocks.append(table(("Product line", "Suits the internet", "Stage of life", "Promotion is to"), rows, right=(1,), name="Product lines"))
    return blocks


def kind(source: Source) -> list[Block]:
    """What kind of plan it is, by what it is judged, and which contradictions are settled how."""
    answers = source.answers(plan_type.PlanType)
    if not answers.kind:
        return [missing("Say what kind of plan it is.", plan_type.PlanType, "kind")]
    model = model_in_force(source.answers(strategy.BusinessModel), source.answers(Setup))
    known = given.plan(answers, model, source.answers(strategy.Goals))
    found = judging.finding(known, len(plan_type.PlanType.specs()["consistency"].rows))
    said = tuple(why if why.startswith(judging.DECIDED) else ours(why) for why in found.reasons_against)  # what follows DECIDED was typed
    against: list[Block] = [Bullets(said)] if said else []
    settled: list[Block] = [Paragraph(f"How it is settled: {ended(answers.settle)}")] if answers.settle else []
    wanted: list[Block] = [Paragraph(f"The company wants: {ended(answers.company_strategy)}")] if answers.company_strategy else []
    return [Paragraph(f"{found.headline}. {found.means}"), *wanted, *against, *settled]


def _words(item: Item, field: str) -> str:
    return option(type(item).specs()[field].options, getattr(item, field))


def _many(item: Item, field: str) -> list[str]:
    options = type(item).specs()[field].options
    return [option(options, value) for value in getattr(item, field)]
