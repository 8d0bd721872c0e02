"""The channel catalogue and the glossary as cards: every attribute in words."""

from __future__ import annotations

from typing import Any

from workbook import lessons
from workbook.answers.chapters import CHAPTERS
from workbook.answers.locale import Locale
from workbook.answers.strategy import ACTIVITIES

TERMS = {"long": "Long-term", "short": "Short-term", "cyclical": "Cyclical"}
PAID = {"paid": "Paid", "free": "Free", "both": "Paid or free"}
VOICES = {"official": "Official", "private": "Private", "both": "Official or private"}
WHO = {"consumers": "Consumers", "businesses": "Businesses", "both": "Consumers and businesses"}
_CHAPTERS = {chapter.notebook[:2].lstrip("0"): chapter.title for chapter in CHAPTERS[1:]}
_GOOD = 2  # a rating from which a channel counts as suitable for a goal


def channel_filters() -> list[dict[str, Any]]:
    """The filters above the cards."""
    choices = {
        "goal": ("Good for", ACTIVITIES),
        "term": ("Term", TERMS),
        "paid": ("Cost", {"paid": "Paid", "free": "Free"}),
        "who": ("Reaches", _two(WHO)),
    }
    return [
        {"name": name, "label": label, "options": [{"value": v, "label": text} for v, text in options.items()]}
        for name, (label, options) in choices.items()
    ]


def channel_cards(locale: Locale) -> list[dict[str, Any]]:
    """One card a channel; amounts are assumptions in the workbook's currency."""
    return [_card(channel, locale) for channel in lessons.channels()]


def _card(channel: lessons.Channel, locale: Locale) -> dict[str, Any]:
    return {
        "id": channel.id,
        "title": channel.name,
        "lead": locale.prose(channel.in_short),
        "tags": [TERMS[channel.term], PAID[channel.paid], VOICES[channel.voice]],
        "values": {
            "goal": [goal for goal, fit in channel.goals.items() if fit.score >= _GOOD],
            "term": [channel.term],
            "paid": ["paid", "free"] if channel.paid == "both" else [channel.paid],
            "who": ["consumers", "businesses"] if channel.audience.who == "both" else [channel.audience.who],
        },
        "attributes": _attributes(channel, locale),
        "sections": _sections(channel, locale),
    }


def _attributes(channel: lessons.Channel, locale: Locale) -> list[dict[str, str]]:
    lead, typical = channel.lead_days, channel.typical
    rows = {
        "Reach": f"{channel.reach} of 5",
        "Precision": f"{channel.precision} of 5",
        "Lead time": f"{lead.first} days to the first effect, {lead.full} to the full one",
        "Cost model": ", ".join(channel.cost_model),
        "Useful from": f"{locale.money(channel.min_budget)} a month" if channel.min_budget else "no media budget",
        "Cost per click": _span(typical.cpc, locale.money),
        "Click rate": _span(typical.ctr, locale.rate),
        "Orders per visit": _span(typical.cvr, locale.rate),
        "Audience": f"{WHO[channel.audience.who]}, {channel.audience.ages[0]} to {channel.audience.ages[1]}",
        "Where they gather": channel.audience.gather,
        "First figure to look at": locale.prose(channel.first_measure),
    }
    return [{"label": label, "value": value} for label, value in rows.items() if value]


def _sections(channel: lessons.Channel, locale: Locale) -> list[dict[str, Any]]:
    suits = [f"{ACTIVITIES[goal]} ({fit.score} of 3): {fit.why}" for goal, fit in channel.goals.items()]
    ways = [f"{_model_name(model)} ({fit.score} of 3): {fit.why}" for model, fit in channel.models.items()]
    listed = {
        "Strengths": [channel.strengths],
        "Weaknesses": [channel.weaknesses],
        "How to begin": list(channel.steps),
        "What it is good for": suits,
        "Which business model it suits": ways,
        "Typical mistake": [channel.typical_mistake],
        "When to stop": [channel.stop_rule],
        "Where the figures come from": [channel.source or lessons.ASSUMPTION],
    }
    return [{"title": title, "points": [locale.prose(point) for point in points]} for title, points in listed.items()]


def _model_name(model: str) -> str:
    return next(m.name for m in lessons.business_models() if m.id == model)


def _span(span: Any, write: Any) -> str:
    return f"{write(span.low)} to {write(span.high)} (assumption)" if span else ""


def _two(options: dict[str, str]) -> dict[str, str]:
    return {value: label for value, label in options.items() if value != "both"}


def word_filters() -> list[dict[str, Any]]:
    """The filter above the glossary: the chapters that have words of their own."""
    there = {_chapter(term) for term in lessons.glossary()}
    options = [{"value": number, "label": title} for number, title in _CHAPTERS.items() if number in there]
    return [{"name": "chapter", "label": "Used in", "options": options}]


def word_cards(locale: Locale) -> list[dict[str, Any]]:
    """One card a term: what it means, what a ratio is divided by, and what it is taken for by mistake."""
    return [_word(term, locale) for term in lessons.glossary()]


def _word(term: lessons.Term, locale: Locale) -> dict[str, Any]:
    rows = {"Formula": term.formula.replace(" / ", " ÷ "), "Divided by": term.denominator}
    return {
        "id": f"word-{term.id}",
        "title": term.term,
        "lead": locale.prose(term.definition),
        "values": {"chapter": [_chapter(term)]},
        "attributes": [{"label": label, "value": locale.prose(value)} for label, value in rows.items() if value],
        "sections": [{"title": "Not to be confused with", "points": [locale.prose(term.not_to_confuse)]}],
    }


def _chapter(term: lessons.Term) -> str:
    return term.curriculum.partition(".")[0]
