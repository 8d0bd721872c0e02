"""One complete set of answers for the tea company, as it would be typed; the figures come from its case in the lessons."""

from workbook import lessons
from workbook.answers.analysis import Decisions, Reading
from workbook.answers.attention import Attention
from workbook.answers.attribution import Attribution
from workbook.answers.audience import MarketSize
from workbook.answers.audience import Segments as Audience
from workbook.answers.channels import Channels
from workbook.answers.competitors import Matrix, Positioning, Swot
from workbook.answers.customers import Baskets, Cohorts, Segments
from workbook.answers.drivers import Drivers
from workbook.answers.enquiries import EnquiryReading
from workbook.answers.evaluation import Conclusion, Evaluation
from workbook.answers.execution import Execution, Issues
from workbook.answers.fees import Fees
from workbook.answers.files import Files
from workbook.answers.foundations import Functions, Levers, Maturity
from workbook.answers.handover import Handover
from workbook.answers.one_page import OnePage
from workbook.answers.plan import People
from workbook.answers.plan_texts import PlanTexts
from workbook.answers.plan_type import PlanType
from workbook.answers.products import Products
from workbook.answers.promotion import Fit, MediaPlan
from workbook.answers.research import Questionnaire, ResearchQuestion, SamplePlan, SamplingError, SurveyReading
from workbook.answers.sales_force import Checklist, Rivals
from workbook.answers.schedule import Schedule
from workbook.answers.search import Change as SiteChange
from workbook.answers.search import Search
from workbook.answers.start import Setup
from workbook.answers.strategy import Budget, BusinessModel, Feasibility, Goals
from workbook.answers.tests import OwnTest, Peeking, TestPlan, TestReading
from workbook.answers.usp import Usp
from workbook.lessons.handover import handover_events

TEA = lessons.company("tea")
FUNNEL = TEA.funnel
MODELS = (
    Setup, Levers, Maturity, Functions, Feasibility, Audience, MarketSize, Matrix, Swot, Positioning, Products, Usp, BusinessModel, PlanType,
    Goals, Budget, Fees, Schedule, Checklist, Rivals, Fit, MediaPlan, Reading, Channels, Attention, Attribution,
    Cohorts, Segments, Baskets, Drivers, EnquiryReading,
    Search, ResearchQuestion, SamplingError, Questionnaire, SamplePlan, SurveyReading,
    SiteChange, TestPlan, TestReading, OwnTest, Peeking, Decisions, People, Files,
    Execution, Issues, Evaluation, Conclusion, Handover, OnePage, PlanTexts,
)  # fmt: skip


def percent(share):
    return f"{100 * share:g} %"


def save(desk, model, **raws):
    """Answer questions of a form, as a tab would; each on top of what stands there."""
    assert not desk.put(model, raws, "test").conflicts


def fill(desk):
    for model, raws in answers().items():
        save(desk, model, **raws)


def answers():
    return {**start(), **foundations(), **strategy(), **research(), **position(), **site(), **promotion(), **end(), **after()}


def start():
    offer = "Loose tea and gift boxes for people between 35 and 65 who care about taste and origin."
    return {Setup: {"company": "tea", "company_name": TEA.name, "offer": offer, "language": "en_GB", "currency": "EUR"}}


def foundations():
    month = {
        "visits": "9000",
        "visit_cost": "0.35",
        "enquiry_rate": "8",
        "close_rate": "25",
        "order_value": "42",
        "margin_rate": "45",
        "interest": "60",
    }
    return {Levers: month, **{form: lessons.worked(form.FORM, "tea").raws for form in (Maturity, Functions)}}


def research():
    size = {
        "estimate": "share",
        "margin": "5",
        "confidence": "95",
        "population": "1300",
        "response": "20 %",
        "groups": "2",
        "invitation_cost": "0.10",
    }
    return {
        **{form: lessons.worked(form.FORM, "tea").raws for form in (ResearchQuestion, Questionnaire)},
        SamplingError: {"truth": "40 %", "n": "100", "willing": "2"}, SamplePlan: size, SurveyReading: {"way": "chance", "invited": "900"},
    }  # fmt: skip


def position():
    points = [
        ("strength", "Advice by name, loved by regulars", "3"), ("weakness", "The checkout loses three of four baskets", "3"),
        ("opportunity", "Nobody offers tasting notes by named people", "2"), ("threat", "Leafwright advertises all year", "2"),
    ]  # fmt: skip
    places = [("Leafwright", "5", "3"), ("Camellia House", "9", "6"), ("Tea Depot", "1", "1")]
    tea = {"name": "Classic loose tea", "revenue": "357000", "margin_rate": "50", "judged": "2", "sent": "4", "searched": "3", "different": "2"}
    return {
        **{form: lessons.worked(form.FORM, "tea").raws for form in (Audience, MarketSize, Matrix, Usp, PlanType, Fees, Schedule)},
        Swot: {"points": [{"_id": f"w{n}", "kind": kind, "what": what, "weight": weight} for n, (kind, what, weight) in enumerate(points)]},
        Positioning: {
            "x_low": "cheap", "x_high": "exclusive", "y_low": "no advice", "y_high": "advice by people", "own_x": "6", "own_y": "7",
            "players": [{"_id": f"p{n}", "name": name, "x": x, "y": y} for n, (name, x, y) in enumerate(places)],
        },
        Products: {"lines": [{"_id": "l1", **tea, "again": "4", "stage": "maturity", "aim": "repeat"}]},
    }  # fmt: skip


def strategy():
    weak = {"people": "1", "competition": "2"}
    criteria = {c.id: {"score": weak.get(c.aspect, "3"), "note": "Said at the kick-off"} for c in lessons.feasibility_criteria()}
    deal = {q.id: {"answer": max(q.options, key=lambda option: option.points.get("a", 0)).value} for q in lessons.deal_questions()}
    return {
        Feasibility: {"criteria": criteria},
        BusinessModel: {"deal": deal, "chosen": TEA.model, "reason": "Small orders, decided by one person within a day."},
        Goals: {"goals": [goal("g1", "360 orders a month before the lease ends", "orders", FUNNEL.orders, 360), repeat_goal()]},
        Budget: budget(),
    }


def goal(number, statement, measure, today, target):
    return {
        "_id": number, "activity": "sales", "statement": statement, "measure": measure, "baseline": str(today), "target": str(target),
        "period": "month", "due": "2028-05-31", "source": "Orders export of the shop", "owner": "The managing sister",
    }  # fmt: skip


def repeat_goal():
    repeat = goal("g2", "40 of 100 customers order again", "repeat_rate", 30, 40)
    return {**repeat, "activity": "loyalty", "period": "year"}


def budget():
    factors = {
        "impressions": {"worst": "400,000", "likely": f"{FUNNEL.impressions}", "best": "600,000"},
        "ctr": {"worst": "1.6 %", "likely": percent(FUNNEL.ctr), "best": "2.4 %"},
        "landing_rate": {"worst": "85 %", "likely": percent(FUNNEL.landing_rate), "best": "95 %"},
        "close_rate": {"worst": "1.6 %", "likely": "2.4 %", "best": "3 %"},
        "aov": {"worst": "38", "likely": f"{FUNNEL.order_value:g}", "best": "48"},
        "margin_rate": {"worst": "40 %", "likely": percent(FUNNEL.margin_rate), "best": "50 %"},
    }
    return {
        "via_enquiry": "no", "factors": factors, "media_monthly": f"{TEA.budget_a_month:g}", "team_monthly": "990", "start_cost": "€ 6,800",
        "ramp_months": "4", "horizon_months": "24", "discount_rate": "8 %",
    }  # fmt: skip


def site():
    items = lessons.checklist()
    own = {item.id: {"score": str(n % 4), "evidence": "Seen on a telephone on 20 November"} for n, item in enumerate(items)}
    theirs = {item.id: {"a": "2", "b": str(n % 4)} for n, item in enumerate(items)}
    return {
        Checklist: {"site": "hollin-tea.example", "items": own},
        Rivals: {"rival_a": TEA.rivals[0].name, "rival_b": TEA.rivals[1].name, "items": theirs},
    }


def promotion():
    paid = [use for use in TEA.channels if use.cost]
    lines = [
        {"_id": use.channel, "channel": use.channel, "budget": f"{use.cost:g}", "cpc": f"{use.cost / use.clicks:.2f}", "close_rate": "2.4 %"}
        for use in paid
    ]
    fit = {
        "goal": "sales", "audience": "consumers", "ages": ["25_44", "45_64"], "places": ["search", "email"], "budget_monthly": "1,500",
        "needed_by": "2028-03-01", "shortlist": [use.channel for use in paid], "reason": "People search for tea by kind and read newsletters.",
    }  # fmt: skip
    return {Fit: fit, MediaPlan: {"lines": lines, "stop_rule": "After 300 clicks without an order, or when an order costs more than 18 euros."}}


def end():
    dated = {"figure": "1.8 in margin per 1 spent", "decided_on": "2027-11-15", "owner": "The nephew", "review": "2028-02-15"}
    decision = {"_id": "d1", "channel": "search_ads", "decision": "continue", "reason": "30 of 41 orders came by the company's name.", **dated}
    people = {
        "problem": "The smallest shop closes in eighteen months and leaves a gap of 870 euros a month.",
        "promotion_problem": "Few visitors who do not know the name arrive, and 540 of 720 baskets are left.",
        "reasons": "A marketplace would keep 15 % and the customers' addresses.",
        "operation": "Orders and cost are read every Monday; questions are answered within a day.",
        "new_problems": "The managing sister decides up to 500 euros.",
    }  # fmt: skip
    own = {"texts": [{"_id": "people", "part": "people", "text": "The sisters decide together. The nephew runs the channels."}]}
    margin = {"margin_rate": percent(FUNNEL.margin_rate)}
    return {Reading: margin, **settings(), Decisions: {"decisions": [decision]}, People: people, PlanTexts: own}


def after():
    """What happens once the plan is approved."""
    measure = {
        "what": "Checkout without account",
        "owner": "The nephew",
        "start": "2027-12-06",
        "due": "2028-01-31",
        "weight": "40",
        "status": "begun",
    }
    issue = {
        "noticed": "2028-01-10", "what": "The payment firm wants a new contract", "effect": "Ten days later", "owner": "The managing sister",
        "until": "2028-01-20", "state": "working",
    }  # fmt: skip
    return {
        Execution: {"measures": [{"_id": "m-m1", **measure}], "training": "The nephew learns to read the order report by 15 January."},
        Issues: {"issues": [{"_id": "i1", **issue}]},
        Handover: handover(),
        OnePage: {"ask": "Release 6,800 euros at the start, and two days a week of the nephew.", "decide_by": "2027-11-30"},
        Evaluation: {"first": "2026-05-01", "last": "2026-06-30"},
        Conclusion: {"learned": "Search advertisements cost more than planned, and the newsletter less."},
    }


def handover():
    """Four events that somebody takes up, and the others, which do not happen."""
    settled = {"happens": "yes", "who": "The shop assistant", "hours": "4", "knows": "Question and page", "back": "A line in the enquiry list"}
    happens = ("enquiry_form", "telephone", "order_question", "complaint")
    events = {e.id: settled if e.id in happens else {"happens": "no"} for e in handover_events()}
    return {"events": events, "meeting": "Every Monday at nine, ten minutes."}


def settings():
    """What is looked at in the steps of the analysis."""
    return {
        **search_and_tests(),
        Files: {"names": [{"_id": "n1", "found": "Newsletter", "shown": "Email"}]},
        Channels: {"split": "channel"},
        Attention: {"measure": "visits", "every": "day"},
        Drivers: {"goal": "contribution"},
        EnquiryReading: {"promise": "4"},
        Cohorts: {"every": "week", "figure": "cumulative"},
        Segments: {"months": "6", "discount": "8 %"},
        Baskets: {"least": "5", "lift": "0.5"},
        Attribution: {"counted": "orders", "days": "30", "memory": "2"},
    }


def search_and_tests():
    change = {"what": "New titles", "on": "2026-06-10", "kind": "page", "changed": "/green-tea, /darjeeling"}
    plan = {"change": "A shorter form", "rate_today": "20 %", "points": "5", "visitors_daily": "100", "start": "2028-01-03"}
    counts = {"a": {"visitors": "83", "successes": "5"}, "b": {"visitors": "99", "successes": "12"}}
    own = {"column": "landing_page", "a": "/green-tea", "b": "/gift-boxes", "success": "order", "by_chance": "chance"}
    return {
        Search: {"brand_words": "hollin", "target": "3"}, SiteChange: change, TestPlan: plan, TestReading: {"counts": counts}, OwnTest: own,
        Peeking: {"looks": "5"},
    }  # fmt: skip


def unknown(model):
    """Every question of a form answered "I do not know yet"."""
    return {name: _unknown(spec) for name, spec in model.specs().items()}


def _unknown(spec):
    if spec.kind == "grid":
        return {row.name: {column.name: "?" for column in spec.columns} for row in spec.rows}
    if spec.kind == "group":
        return [{"_id": "u1", **{name: _unknown(inner) for name, inner in spec.item.specs().items()}}]
    return "?"
