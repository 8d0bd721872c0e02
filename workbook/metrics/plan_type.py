"""The type of plan held against the business model, the goals, and what the company has decided already.

A plan is judged by what it is for. A brand plan that is measured by orders is stopped too early; a sales plan without a sales goal never
ends. Enhancement means doing what is done already for less, or with more control: it needs the present cost as its measure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from workbook.answers.finding import Figure, Finding

NAMES = {"sales": "sales plan", "service": "service plan", "brand": "brand plan", "enhancement": "enhancement plan", "mixed": "mixed plan"}
GOALS = {"sales": {"sales"}, "service": {"loyalty"}, "brand": {"reach"}, "enhancement": {"sales", "information", "loyalty", "reach"}}
DECIDED = "The plan contradicts"
"""How a contradiction with what is decided already begins: saying who settles it is enough."""

MEASURED_BY = {
    "sales": "enquiries, orders, contribution and cost per order",
    "service": "answer time, questions solved without a call, and repeat purchases",
    "brand": "searches for the name, awareness surveys, and sales where it was advertised against where it was not",
    "enhancement": "the cost per result before and after",
}


@dataclass(frozen=True)
class Given:
    """What is known: `kind` and `first` of the plan, the business `model` ("a".."d"), activities of the goals, what contradicts (label → note)."""

    kind: str = ""
    first: str = ""
    model: str = ""
    activities: Collection[str] = ()
    contradicts: Mapping[str, str] | None = None
    settled: bool = False
    answered: int = 0

    @property
    def leading(self) -> str:
        """What the plan is for first of all."""
        return self.first if self.kind == "mixed" else self.kind


def conflicts(given: Given) -> list[str]:
    """What does not fit together, each in a sentence.

    >>> conflicts(Given(kind="sales", model="c", activities=["sales"]))[0]
    'The business model is brand communication for sales in shops: a sales plan would be judged by orders that happen elsewhere.'
    """
    return list(_conflicts(given))


def _conflicts(given: Given) -> Iterator[str]:
    leading = given.leading
    if given.kind == "mixed" and not leading:
        yield "A mixed plan needs one type that comes first; otherwise every result can be called a success."
    if leading == "sales" and given.model == "c":
        yield "The business model is brand communication for sales in shops: a sales plan would be judged by orders that happen elsewhere."
    if leading == "brand" and given.model == "a":
        yield "The business model lives on orders from the site: a brand plan alone does not pay for itself. Where do the orders come from?"
    if leading == "brand" and given.model == "b":
        yield "The business model lives on enquiries: a brand plan makes the name known, but leads nobody to ask."
    wanted = GOALS.get(leading, set())
    if leading and given.activities and not wanted & set(given.activities):
        yield f"None of your goals is one by which {_a(NAMES[leading]).lower()} is judged ({MEASURED_BY[leading]})."
    for label, note in (given.contradicts or {}).items():
        said = f"{DECIDED} {label[0].lower()}{label[1:]}{f': {note}' if note else ''}".rstrip(". ")
        yield said if said.endswith(("?", "!")) else f"{said}."


def _fits(name: str, settled: int) -> str:
    """That the plan fits, and how many contradictions are settled for it."""
    many = "one contradiction" if settled == 1 else f"{settled} contradictions"
    return f"{_a(name)} that fits" + (f", once {many} {'is' if settled == 1 else 'are'} settled as written" if settled else "")


def _a(name: str) -> str:
    """A plan with its article.

    >>> _a("enhancement plan"), _a("sales plan")
    ('An enhancement plan', 'A sales plan')
    """
    return f"{'An' if name[0] in 'aeiou' else 'A'} {name}"


def _judged(given: Given) -> str:
    """By what the plan is judged: a mixed one by its first type."""
    leading = given.leading
    if leading not in MEASURED_BY:
        return "Say which type comes first: by it the plan is judged."
    if given.kind == "mixed":
        return f"{leading.capitalize()} comes first, so it is judged by {MEASURED_BY[leading]}."
    return f"{_a(NAMES[leading])} is judged by {MEASURED_BY[leading]}."


def finding(given: Given, of: int) -> Finding:
    """Whether the plan fits, and how it is measured; `of` is the number of points of consistency."""
    if not given.kind:
        return Finding(headline="The plan has no type yet", next_step="Ask what must be different in a year, so that you can say the plan was right.")
    found = conflicts(given)
    open_ = bool(found) and not (given.settled and all(c.startswith(DECIDED) for c in found))
    to_settle = f"{len(found)} {'contradiction' if len(found) == 1 else 'contradictions'} to settle"
    return Finding(
        headline=to_settle if open_ else _fits(NAMES[given.kind], len(found)),
        tone="warn" if open_ else "good" if given.answered == of else "neutral",
        figures=(Figure("Checked", f"{given.answered} of {of}"), Figure("Contradictions", str(len(found)))),
        reasons_against=tuple(found),
        means=_judged(given),
        means_not="No contradiction does not mean support: everybody who has to help should know the plan before it starts.",
        next_step="Say how the contradictions are settled, and by whom, before money is spent."
        if open_
        else "Write the goals by which it is judged.",
    )
