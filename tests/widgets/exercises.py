"""Small exercises of each kind, for tests that need to know the key."""

from __future__ import annotations

from workbook.lessons.exercises import ManyOf, Match, Number, OneOf

_COMMON = {"step": "budget", "curriculum": "2.10", "afterwards": "Write your own figure down.", "solution": "Divide the margin by the cost."}


def one_of() -> OneOf:
    options = [
        {"value": "roas", "label": "Revenue per cost", "feedback": "That leaves the margin out.", "mistake": "Revenue taken for profit"},
        {"value": "roi", "label": "Margin per cost", "feedback": "The margin is what pays the cost."},
        {"value": "ctr", "label": "Clicks per impression", "feedback": "That says nothing about money."},
    ]
    hints = ("Think of what pays the bill.", "Revenue is not what stays.")
    return OneOf.model_validate(
        {"kind": "one_of", "id": "what_pays", "title": "What pays", "question": "Which figure says whether ads pay?", "hints": hints}
        | {"options": options, "correct": "roi"}
        | _COMMON
    )


def many_of() -> ManyOf:
    labels = {"cost": "Cost", "margin": "Margin", "colour": "The site's colour", "weather": "The weather"}
    options = [{"value": value, "label": label, "feedback": f"{label} is in the formula or not."} for value, label in labels.items()]
    return ManyOf.model_validate(
        {"kind": "many_of", "id": "parts", "title": "The parts", "question": "What stands in the return on investment?", "hints": ("Two of them.",)}
        | {"options": options, "correct": ["cost", "margin"]}
        | _COMMON
    )


def match() -> Match:
    items = [
        {"value": name, "label": name.upper(), "goes_to": to, "clue": "Look at the denominator.", "feedback": "So it is."}
        for name, to in {"ctr": "shown", "cvr": "visited", "cpc": "clicked"}.items()
    ]
    targets = [{"value": name, "label": f"Per {name}"} for name in ("shown", "visited", "clicked")]
    return Match.model_validate(
        {"kind": "match", "id": "per_what", "title": "Per what", "question": "Which denominator belongs to which?", "hints": ("CPC is a price.",)}
        | {"items": items, "targets": targets}
        | _COMMON
    )


def number() -> Number:
    question = "You want {orders} orders; {enquiry_rate} of visits ask and {close_rate} of these buy. How many visits do you need?"
    parameters = {
        "orders": {"values": [10, 20, 40, 60, 90], "shown": "count"},
        "enquiry_rate": {"values": [0.02, 0.04, 0.05], "shown": "rate"},
        "close_rate": {"values": [0.1, 0.2, 0.25], "shown": "rate"},
    }
    return Number.model_validate(
        {"kind": "number", "id": "work_out", "title": "Work it out", "question": question, "hints": ("Go backwards.", "Multiply the two rates.")}
        | {"parameters": parameters, "answer": {"formula": "visits_needed", "shown": "count", "unit": "visits"}}
        | {"mistakes": [{"name": "Rates added", "formula": "wrong_rates_added", "why": "Rates of steps are multiplied."}]}
        | _COMMON
    )
