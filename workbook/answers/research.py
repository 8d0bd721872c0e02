"""Market research: what is to be found out, the questionnaire, how many are asked, and how the answers are read."""

from __future__ import annotations

import re
from typing import ClassVar

from workbook.answers.fields import Answers, Item, Option, Remark, count, group, long_text, money, number, one_of, rate, text

KINDS = {
    "single": "One answer of several",
    "multiple": "Several answers",
    "scale": "A scale with named ends",
    "nps": "Would you recommend us? 0 to 10",
    "number": "A number",
    "text": "Own words",
}
CLOSED = ("single", "multiple")
MOST_QUESTIONS = 20
MOST_CHOICES = 12
CONFIDENCE = {"90": "90 %", "95": "95 %", "99": "99 %"}
WAYS = {
    "chance": "Drawn by chance from a list of all",
    "all": "Everybody was asked",
    "self": "Whoever wanted to: a link, a pop-up, a post",
    "handy": "Whoever was at hand: at the fair, in the shop, friends",
}
NOBODY = "none"
NUMBERS = tuple(Option(str(n), f"Question {n}") for n in range(1, MOST_QUESTIONS + 1))


class Known(Item):
    """Something that others have found out already."""

    where: str | None = text(
        "Where did you find it?", hint="Statistics, a trade association, your own orders, a rival's report.", width="l", dont_know=False
    )
    told: str | None = text("What does it say?", hint="The number or the fact, with its unit.", width="full", max_length=300, dont_know=False)
    year: int | None = count("From which year?", ge=1900, le=2100, unusual=(2015, 2100), width="xs")


class ResearchQuestion(Answers):
    """What is to be found out, and for which decision."""

    FORM: ClassVar[str] = "research.question"
    TITLE: ClassVar[str] = "What you want to find out"

    decision: str | None = long_text(
        "Which decision waits for the answer?", max_length=500, why="Do not ask what changes no decision.",
        hint="The ways you can choose between, and the figure that would decide.",
    )  # fmt: skip
    population: str | None = text(
        "Whose answer counts?",
        width="full",
        max_length=300,
        hint="Customers of the last year, people who buy elsewhere, dealers. Not “everybody”.",
    )
    known: tuple[Known, ...] = group(
        "What is known already", Known, item_label="Source", layout="table", max_items=8, optional=True,
        hint="Look before you ask: what was counted or published costs an hour, a survey costs weeks.",
    )  # fmt: skip
    gap: str | None = long_text("What can nobody look up?", max_length=500, hint="Reasons, wishes, what they compare you with. That is what you ask.")


class SamplingError(Answers):
    """A population whose truth is known, to see what samples of it say. Blank: 40 %, 100 answers, everybody answers alike."""

    FORM: ClassVar[str] = "research.sampling"
    TITLE: ClassVar[str] = "Try it: a survey whose true answer is known"

    truth: float | None = rate("True share of yes in the population", hint="Blank: 40 %.", gt=0, le=0.99, optional=True, dont_know=False)
    n: int | None = count("Answers in each survey", hint="Blank: 100. Then try 400.", ge=5, le=100_000, optional=True, dont_know=False)
    willing: float | None = number(
        "How many times more often do those who say yes answer?", unit="times",
        hint="Blank: 1, all alike. Fans may answer two or three times as often.",
        ge=0.1, le=10, optional=True, dont_know=False,
    )  # fmt: skip


class Question(Item):
    """One question of the questionnaire."""

    wording: str | None = text("The question", hint="As the person reads it. One thing at a time.", width="full", max_length=300, dont_know=False)
    kind: str | None = one_of("How is it answered?", KINDS, dont_know=False)
    choices: str | None = long_text(
        "Answers to choose from",
        hint="One to a line. For one answer of several, or several answers.",
        max_length=1200,
        optional=True,
        dont_know=False,
    )
    low: float | None = number("From", hint="Scale: 1 if left blank. Number: the smallest that can be.", optional=True, dont_know=False)
    high: float | None = number("To", hint="Scale: 5 if left blank. Number: the largest that can be.", optional=True, dont_know=False)
    ends: str | None = text(
        "The ends of the scale in words", hint="With a bar between: not at all | very much", width="l", optional=True, dont_know=False
    )
    why: str | None = text(
        "What will you do with the answer?", hint="If nothing: leave the question out.", width="full", max_length=300, optional=True, dont_know=False
    )

    @property
    def listed(self) -> tuple[str, ...]:
        """The answers to choose from, each once, without their bullets."""
        lines = (re.sub(r"^\s*(?:[-*•–]|\[\s?\]|\(\s?\))\s+", "", line).strip() for line in (self.choices or "").splitlines())
        return tuple(dict.fromkeys(filter(None, lines)))


class Questionnaire(Answers):
    """The questions, as they will be asked."""

    FORM: ClassVar[str] = "research.questionnaire"
    TITLE: ClassVar[str] = "The questionnaire"

    title: str | None = text("Title on the sheet", hint="What it is about, for the people who answer.", width="l", max_length=120, dont_know=False)
    greeting: str | None = long_text(
        "Opening words", hint="Who asks, what for, how long it takes, and what becomes of the answers.", max_length=800, dont_know=False
    )
    questions: tuple[Question, ...] = group(
        "Questions", Question, item_label="Question", min_items=1, max_items=MOST_QUESTIONS,
        hint="Easy questions first, the most important one early, facts about the person last. Fewer than ten, or people stop.",
    )  # fmt: skip

    def review(self) -> list[Remark]:
        """What a question cannot do without: answers to choose from, a scale with two ends."""
        return [remark for q in self.questions for remark in _faults(q)]


def _faults(q: Question) -> list[Remark]:
    path, found = f"questions/{q.id}", []
    if q.kind in CLOSED and q.wording and len(q.listed) < 2:
        found.append(Remark(f"{path}/choices", "Write two or more answers to choose from, one to a line.", "error"))
    if len(q.listed) > MOST_CHOICES:
        found.append(Remark(f"{path}/choices", f"There are {len(q.listed)} answers to choose from: keep it to {MOST_CHOICES}.", "error"))
    if q.kind == "scale" and not _scale(q):
        found.append(Remark(f"{path}/high", "A scale goes in whole steps, with 2 to 11 of them: from 1 to 5, say.", "error"))
    if q.kind == "number" and q.low is not None and q.high is not None and q.low >= q.high:
        found.append(Remark(f"{path}/high", "“To” must be above “From”.", "error"))
    return found


def _scale(q: Question) -> bool:
    low, high = (1.0 if q.low is None else q.low), (5.0 if q.high is None else q.high)
    return low == int(low) and high == int(high) and 1 <= high - low <= 10


class SamplePlan(Answers):
    """How many must answer, and how many must be asked for that."""

    FORM: ClassVar[str] = "research.sample"
    TITLE: ClassVar[str] = "How many to ask"

    estimate: str | None = one_of(
        "What do you want to know?", {"share": "A share: how many in a hundred", "mean": "A mean: how much on average"}, dont_know=False
    )
    margin: float | None = number(
        "Within how much must it be right?", gt=0, dont_know=False, reads_as=lambda raws: {"unit": "%"} if raws.get("estimate") == "share" else {},
        hint="A share: in points, 5 means 40 % ± 5. A mean: in its own unit.", why="Half the margin takes four times the answers.",
    )  # fmt: skip
    confidence: str | None = one_of(
        "How sure?", CONFIDENCE, hint="95 % is usual: 19 of 20 such surveys are right within the margin.", dont_know=False
    )
    expected: float | None = rate("Share you expect", hint="Blank: 50 %, the safest.", gt=0, le=0.99, optional=True, dont_know=False)
    deviation: float | None = number(
        "Standard deviation you expect",
        gt=0,
        optional=True,
        dont_know=False,
        hint="For a mean: how far single answers lie from it. From earlier data, or the usual span ÷ 4.",
    )
    population: int | None = count(
        "How many belong to the group asked?", unit="people", hint="Blank: very many.", gt=1, optional=True, dont_know=False
    )
    response: float | None = rate(
        "Share of the invited who will answer", gt=0, hint="Own customers by e-mail: 10 to 30 %. Strangers: 1 to 5 %.", unusual=(0.005, 0.6)
    )
    groups: int | None = count("How many groups do you want to compare?", hint="Blank: none.", ge=2, le=12, optional=True, dont_know=False)
    invitation_cost: float | None = money("Cost of an invitation", optional=True, dont_know=False)
    answer_cost: float | None = money("Cost of an answer", hint="Voucher, panel fee, typing it in.", optional=True, dont_know=False)

    def review(self) -> list[Remark]:
        """A share has 100 points at most; a mean needs its spread."""
        found = []
        if self.estimate == "share" and self.margin is not None and self.margin >= 50:
            found.append(Remark("margin", "A margin of 50 points holds for every share: enter a smaller one.", "error"))
        if self.estimate == "mean" and self.deviation is None:
            found.append(Remark("deviation", "For a mean, enter how far the answers usually lie apart.", "error"))
        return found


class AssignedColumn(Item):
    """A column of the file that holds the answers to a question."""

    column: str | None = text("Column of the file", width="l", max_length=300, dont_know=False)
    question: str | None = one_of("Question", (*NUMBERS, Option(NOBODY, "No question: leave it out")), dont_know=False)


class SurveyReading(Answers):
    """How the answers came about, and what is looked at."""

    FORM: ClassVar[str] = "research.reading"
    TITLE: ClassVar[str] = "How to read the answers"

    way: str | None = one_of(
        "Who could answer?", WAYS, why="Ranges hold only where chance decides who is asked. People who volunteer are not chosen by chance."
    )
    invited: int | None = count("How many were invited?", unit="people", gt=0, hint="The response rate is worked out from it.")
    question: str | None = one_of("Look at", NUMBERS, hint="Blank: the first that can be counted.", optional=True, dont_know=False)
    by: str | None = one_of(
        "Split by", NUMBERS, hint="A question with groups: one answer of several, a scale, or a recommendation.", optional=True, dont_know=False
    )
    columns: tuple[AssignedColumn, ...] = group(
        "Columns that you assign", AssignedColumn, item_label="Column", layout="table", optional=True, max_items=40,
        hint="Only where the file's headings do not say which question it is.",
    )  # fmt: skip
