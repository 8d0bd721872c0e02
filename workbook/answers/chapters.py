"""The chapters and their steps: one place that knows which form stands where.

Task lists, deep links, states and the plan's pointers to an empty field all come from here; a test holds the notebooks to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbook.answers import (
    analysis,
    attention,
    attribution,
    audience,
    channels,
    competitors,
    customers,
    drivers,
    enquiries,
    evaluation,
    execution,
    fees,
    files,
    foundations,
    handover,
    one_page,
    plan,
    plan_texts,
    plan_type,
    products,
    promotion,
    research,
    sales_force,
    schedule,
    search,
    start,
    strategy,
    tests,
    usp,
)
from workbook.answers.fields import Answers


@dataclass(frozen=True)
class Step:
    """One H2 of a notebook. A step without forms and exercises is for reading or looking."""

    anchor: str
    title: str
    forms: tuple[type[Answers], ...] = ()
    exercises: bool = False

    @property
    def asks(self) -> bool:
        """Whether there is something to answer, so that the step can be completed."""
        return bool(self.forms) or self.exercises


@dataclass(frozen=True)
class Chapter:
    """One notebook: its file without the ending, its title in lists, and its steps in the order of their H2s."""

    notebook: str
    title: str
    steps: tuple[Step, ...]


CHECK = Step("check", "Check what you know", exercises=True)

CHAPTERS = (
    Chapter(
        "00_start",
        "Start",
        (
            Step("company", "Choose a company", (start.Setup,)),
            Step("tasks", "See what there is to do"),
            Step("words", "Look up a word"),
            CHECK,
            Step("keep", "Keep a copy"),
        ),
    ),
    Chapter(
        "01_foundations",
        "Foundations",
        (
            Step("meaning", "See what online marketing is", (foundations.Levers,)),
            Step("neighbours", "Tell it from its neighbours", exercises=True),
            Step("modules", "Find the weakest link", (foundations.Maturity,)),
            Step("traits", "Use what the medium can do", exercises=True),
            Step("functions", "Choose the functions", (foundations.Functions,)),
            Step("misconceptions", "Spot the expensive beliefs", exercises=True),
            CHECK,
        ),
    ),
    Chapter(
        "02_strategy",
        "Strategy",
        (
            Step("feasibility", "Judge the feasibility", (strategy.Feasibility,)),
            Step("research", "Research the market", (research.ResearchQuestion, research.SamplingError)),
            Step("questionnaire", "Build a questionnaire", (research.Questionnaire, research.SamplePlan)),
            Step("answers", "Read the answers", (research.SurveyReading,)),
            Step("customers", "Know whom to win", (audience.Segments, audience.MarketSize)),
            Step("competitors", "Know against whom", (competitors.Matrix, competitors.Swot, competitors.Positioning)),
            Step("products", "Choose what to offer online", (products.Products,)),
            Step("usp", "Say why from you", (usp.Usp,)),
            Step("business-model", "Find the business model", (strategy.BusinessModel,)),
            Step("plan-type", "Settle what kind of plan it is", (plan_type.PlanType,)),
            Step("goals", "Set goals", (strategy.Goals,)),
            Step("budget", "Estimate budget and effect", (strategy.Budget,)),
            Step("fees", "Pay a fee, or for results", (fees.Fees,)),
            Step("schedule", "Lay out time and people", (schedule.Schedule,)),
            CHECK,
        ),
    ),
    Chapter(
        "04_sales_force",
        "Site sales force",
        (
            Step("checklist", "Score your site", (sales_force.Checklist,)),
            Step("weak-points", "See the weak points"),
            Step("rivals", "Compare with rivals", (sales_force.Rivals,)),
            CHECK,
        ),
    ),
    Chapter(
        "05_promotion",
        "Promotion",
        (
            Step("catalogue", "Get to know the channels"),
            Step("fit", "Find the channels that fit", (promotion.Fit,)),
            Step("media-plan", "Plan media and money", (promotion.MediaPlan,)),
            CHECK,
        ),
    ),
    Chapter(
        "06_analysis",
        "Data analysis",
        (
            Step("load", "Load the data", (files.Files,)),
            Step("channels", "Compare the channels", (analysis.Reading, channels.Channels)),
            Step("attention", "Watch the attention", (attention.Attention,)),
            Step("drivers", "Find what moved the result", (drivers.Drivers,)),
            Step("attribution", "Share out the orders", (attribution.Attribution,)),
            Step("customers", "Look at sales and customers", (customers.Cohorts,)),
            Step("segments", "Group and value customers", (customers.Segments,)),
            Step("baskets", "See what is bought together", (customers.Baskets,)),
            Step("search", "Read the search", (search.Search, search.Change)),
            Step("enquiries", "Follow the enquiries", (enquiries.EnquiryReading,)),
            Step("tests", "Test before you believe", (tests.TestPlan, tests.TestReading, tests.OwnTest, tests.Peeking)),
            Step("decisions", "Decide what changes", (analysis.Decisions,)),
            CHECK,
        ),
    ),
    Chapter(
        "07_plan",
        "The plan",
        (
            Step("people", "Say why, and who answers for it", (plan.People,)),
            Step("handover", "Hand over to service and sales", (handover.Handover,)),
            Step("questions", "Check the seven questions"),
            Step("tasks", "Cover the nine tasks"),
            Step("document", "Read and download the plan", (plan_texts.PlanTexts,)),
            Step("one-page", "Ask on one page", (one_page.OnePage,)),
            Step("execution", "Keep to the schedule", (execution.Execution,)),
            Step("day-list", "Work through the day", (execution.Issues,)),
            Step("evaluation", "Hold the plan against the figures", (evaluation.Evaluation, evaluation.Conclusion)),
            Step("next-plan", "Plan the next period"),
            CHECK,
        ),
    ),
)


def place_of(form: str) -> tuple[Chapter, Step]:
    """Where a form stands.

    >>> chapter, step = place_of("strategy.budget")
    >>> f"{chapter.notebook}.ipynb#{step.anchor}"
    '02_strategy.ipynb#budget'
    """
    for chapter in CHAPTERS:
        for step in chapter.steps:
            if any(form == model.FORM for model in step.forms):
                return chapter, step
    msg = f"`form` must be one of the workbook's forms (got {form!r}); they are listed in chapters.py."
    raise KeyError(msg)


def link_to(path: str) -> str:
    """The link to a field, from "form:path": opens its page and step and puts the focus on it.

    >>> link_to("strategy.budget:start_cost")
    '02_strategy.ipynb#budget.start_cost'
    """
    form, _, field = path.partition(":")
    chapter, step = place_of(form)
    return f"{chapter.notebook}.ipynb#{step.anchor}" + (f".{field}" if field else "")
