"""What a machine can see of a question's faults, by name: two in one, leading, classes that overlap, no way out, and others.

It looks at words and classes, and knows no meaning: each remark is a reason to read the question again, and none of them blocks. What it cannot
see is the worst mistake of all, asking the wrong people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workbook.answers.finding import Finding
from workbook.lessons.survey import Fault, Taught, Words
from workbook.metrics.survey import Asked
from workbook.metrics.survey_classes import gaps, open_top, overlaps, spans

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

LONGEST = 25
"""Words of a question that are still read to their end by most."""
MOST = 12
FREE = 3
_HOW_OFTEN = re.compile(r"\bhow (?:often|frequently|recently)\b")
_MORE = re.compile(r"\b(?:more than|longer than|later)\b", re.I)
_BETWEEN = re.compile(r"\b(?:between|from)\b[^?,;]{1,40}?\b(?:and|to)\b", re.I)
_UNION = re.compile(r"\b\w+ and \w+(?= together\b)", re.I)


def lint(questions: Sequence[Asked], taught: Taught, *, greeting: str = "") -> list[Fault]:
    """All remarks, question by question, those about the whole last.

    >>> from workbook.lessons.survey import taught
    >>> asked = Asked(1, "a", "Are delivery and advice good?", "scale", low=1, high=5, ends=("no", "yes"), why="To mend the weaker one.")
    >>> [fault.name for fault in lint([asked], taught(), greeting="We ask because …")]
    ['Two questions in one']
    """
    each = [fault for q in questions for fault in (*_wording(q, taught), *_answers(q, taught))]
    return [*each, *_whole(questions, greeting, taught)] if questions else []


def _wording(q: Asked, taught: Taught) -> Iterator[Fault]:
    words, text = taught.words, f" {q.text.casefold()} "
    if hit := _has_word(_without_pairs(text, words), words.joining):
        yield taught.fault("double", q.number, what=hit)
    if hit := _has_word(text, words.leading):
        yield taught.fault("leading", q.number, what=hit)
    if sum(bool(_has_word(text, (w,))) for w in words.negative) > 1 or re.search(r"\bnot un\w+", text):
        yield taught.fault("negative", q.number)
    if hit := _has_word(text, words.absolute):
        yield taught.fault("absolute", q.number, what=hit)
    if hit := _has_word(_HOW_OFTEN.sub(" ", text), words.vague):
        yield taught.fault("vague", q.number, what=hit)
    if len(q.text.split()) > LONGEST:
        yield taught.fault("long", q.number, n=len(q.text.split()), most=LONGEST)
    if not q.why and (hit := _has_word(text, words.personal)):
        yield taught.fault("personal", q.number, what=hit)


def _answers(q: Asked, taught: Taught) -> Iterator[Fault]:
    if q.kind in ("single", "multiple"):
        yield from _numbers(q, taught)
        yield from _choices(q, taught)
    if q.kind == "scale" and not all(q.ends):
        yield taught.fault("ends", q.number)
    if q.kind == "number" and (q.low is None or q.high is None):
        yield taught.fault("limits", q.number)
    if q.kind == "nps" and "recommend" not in q.text.casefold():
        yield taught.fault("recommend", q.number)


def _numbers(q: Asked, taught: Taught) -> Iterator[Fault]:
    found = spans(q.choices)
    yield from (taught.fault("overlap", q.number, a=a.text, b=b.text) for a, b in overlaps(found))
    yield from (taught.fault("gap", q.number, a=a.text, b=b.text) for a, b in gaps(found))
    if found and not open_top(found) and not any(_MORE.search(c) for c in q.choices):
        yield taught.fault("top", q.number, a=found[-1].text)


def _choices(q: Asked, taught: Taught) -> Iterator[Fault]:
    words, listed = taught.words, [c.casefold().strip(" .!") for c in q.choices]
    if not spans(q.choices) and not any(_has_word(c, words.otherwise) for c in listed):
        yield taught.fault("no_way_out", q.number)
    good, bad = (sum(c in ends for c in listed) for ends in (words.positive_ends, words.negative_ends))
    if good + bad > 1 and good != bad:
        yield taught.fault("uneven", q.number, good=good, bad=bad)
    if hit := next((c for c in listed if c in words.vague), ""):
        yield taught.fault("vague_answer", q.number, what=hit)


def _whole(questions: Sequence[Asked], greeting: str, taught: Taught) -> Iterator[Fault]:
    if len(questions) > MOST:
        yield taught.fault("many", 0, n=len(questions))
    if not greeting:
        yield taught.fault("greeting", 0)
    if sum(q.kind == "text" for q in questions) > FREE:
        yield taught.fault("own_words", 0, most=FREE)
    unused = [str(q.number) for q in questions if not q.why]
    if unused:
        which = f"question {unused[0]}" if len(unused) == 1 else f"questions {', '.join(unused[:-1])} and {unused[-1]}"
        yield taught.fault("no_use", 0, which=which)
    texts = [q.text.casefold().strip() for q in questions]
    yield from (taught.fault("twice", q.number) for place, q in enumerate(questions) if texts.index(texts[place]) < place)


def finding(faults: Sequence[Fault], asked: int, locale: Locale) -> Finding:
    """What the lint says, and what it cannot see."""
    if not asked:
        return Finding("No question yet", next_step="Take one from the bank above, or write your own.")
    names = ", ".join(dict.fromkeys(f.name.lower() for f in faults))
    rest = "It does not see whether the right people are asked, nor whether they know the answer. Let three people fill it in while you watch."
    if not faults:
        return Finding(
            f"{locale.things(asked, 'question')}, and no typical mistake in the wording", tone="good",
            means="The words, the classes of answers and the ends of scales were checked.",
            means_not=rest, next_step="Try it with three people of the group, then send it.",
        )  # fmt: skip
    return Finding(
        f"{locale.things(len(faults), 'remark')} on {locale.things(asked, 'question')}", tone="warn", points=(f"Seen: {names}.",),
        means="Each remark is a place to read again. You may keep what you wrote: nothing is blocked.", means_not=rest,
        next_step=f"{'Question ' + str(faults[0].number) if faults[0].number else 'The whole'}: {faults[0].better}",
    )  # fmt: skip


def _without_pairs(text: str, words: Words) -> str:
    for pair in words.together:
        text = text.replace(pair, " ")
    return _UNION.sub(" ", _BETWEEN.sub(" ", text))


def _has_word(text: str, phrases: Sequence[str]) -> str:
    return next((p for p in phrases if re.search(rf"(?<!\w){re.escape(p)}(?!\w)", text)), "")


__all__ = ["finding", "lint"]
