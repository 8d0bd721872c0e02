"""What stands on the step of returned answers: how they were read, the question that is looked at, and all of them together."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from workbook.answers.research import SurveyReading
from workbook.charts import survey as drawing
from workbook.market.survey import truth
from workbook.metrics import survey_cross, survey_estimates, survey_finding
from workbook.metrics.survey import Asked
from workbook.pages import findings, returned
from workbook.pages.here import desk
from workbook.pages.returned import Loaded
from workbook.widgets import Actions, ChartView, Column, Notice, Result, TableView

_HOW = {
    "code": "by its code", "text": "by its text", "assigned": "as you said", "proposed": "proposed: not counted yet", "none": "no question: left out",
}  # fmt: skip
_MATCHED = {"heading": Column("Column of the file"), "question": Column("Question"), "how": Column("Found")}
_PROBLEMS = {
    "line": Column("Line", "count"),
    "question": Column("Question"),
    "got": Column("What stands there"),
    "why": Column("Why it was not read"),
}
_SHARES = {
    "question": Column("Question"), "answer": Column("Answer"), "n": Column("Chosen", "count"), "of": Column("Of", "count"),
    "share": Column("Share", "rate", 0), "low": Column("From", "rate", 0), "high": Column("To", "rate", 0),
}  # fmt: skip
_MEANS = {
    "question": Column("Question"), "group": Column("Group"), "n": Column("Answers", "count"), "value": Column("Mean", "number", 2),
    "low": Column("From", "number", 2), "high": Column("To", "number", 2), "median": Column("Median", "number", 2),
}  # fmt: skip
_PAIRS = {
    "a": Column("Question"), "b": Column("And"), "how": Column("Test"), "p": Column("p alone", "number", 4),
    "corrected": Column("p corrected", "number", 4), "told": Column("Strength"), "n": Column("Answers", "count"),
}  # fmt: skip
_TESTS = {"chi-square": "χ²", "Fisher": "Fisher’s exact test", "shuffled": "shuffled, few expected"}
_HOLM = (
    "p: how often chance alone would give such a difference. Corrected for the number of pairs (Holm). Below 0.05 it is hardly chance. "
    "V is the strength: 0 no connection, 1 a full one."
)


class Views:
    """The views of the step, and what is shown in them; `revealed`: the truth behind invented answers is shown too."""

    def __init__(self) -> None:
        self.missing, self.overall, self.matched, self.problems = Notice(), Result(), TableView(), TableView()
        self.told, self.chart, self.groups, self.means = Result(empty=""), ChartView(), ChartView(), TableView()
        self.shares, self.words, self.together, self.pairs = TableView(), TableView(), Result(empty=""), TableView()
        self.keep, self.revealed = Actions({"Keep this result for the plan": self.kept}), False

    def came(self) -> None:
        """What came back, column by column, and what could not be read."""
        now = returned.loaded()
        for table in (self.matched, self.problems):
            table.clear()
        if now is None:
            gone = returned.gone()
            text = f"The file “{gone}” is not here any more. Choose it again." if gone else ""
            self.missing.show(text, tone="warn")
            self.overall.clear("Choose a file with answers, or let invented people answer. What they say then stands here.")
            return
        self.missing.show(_left_over(now), tone="warn")
        finding = survey_finding.overall(now.back, now.asking, desk().locale)
        self.overall.show(finding)
        findings.keep("survey", f"{_invented(now)}{finding.headline}.", from_files=False)
        rows = [{"heading": c.heading or "(no heading)", "question": named(c.question, c.choice), "how": _HOW[c.how]} for c in now.columns]
        self.matched.show(pd.DataFrame(rows), title="Which column answers which question", columns=_MATCHED, locale=desk().locale, rows=8)
        if now.back.problems:
            texts = {q.number: named(q) for q in now.questions}
            listed = [{"line": p.line, "question": texts[p.number], "got": p.got, "why": f"It {p.why}."} for p in now.back.problems]
            note = "Correct them in the file and choose it again, or leave them: they count as no answer, and the rest of the row is kept."
            self.problems.show(pd.DataFrame(listed), title="Cells that could not be read", columns=_PROBLEMS, note=note, locale=desk().locale, rows=8)

    def look(self) -> None:
        """The question that is looked at, split by another one if wanted."""
        now, views = returned.loaded(), (self.told, self.chart, self.groups, self.means)
        for view in views:
            view.clear()
        q = _chosen(now)
        if now is None or q is None:
            return
        values, locale = now.back.values[q.code], desk().locale
        self.told.show(survey_finding.question(q, values, now.asking, locale))
        known = truth(now.company, q) if self.revealed and now.company else {}
        if q.counted:
            table = survey_estimates.shares(q, values, population=now.asking.population)
            note = "Ranges of 95 %." + (" The upright mark is what is true of all of them." if known else "")
            self.chart.show(drawing.shares(table, q.text, locale, known), note=note, locale=locale)
        elif q.kind == "number":
            note = f"True mean of all of them: {locale.number(known['mean'], 2)}." if known else ""
            self.chart.show(drawing.numbers(survey_estimates.numbers(values), q.text, locale), note=note, locale=locale)
        self._split(now, q)

    def _split(self, now: Loaded, q: Asked) -> None:
        by = now.asked(_number(desk().answers(SurveyReading).by))
        if by is None or by == q or by.kind in ("text", "number", "multiple"):
            return
        values, split, locale = now.back.values[q.code], now.back.values[by.code], desk().locale
        if q.counted:
            table, tested = survey_cross.table(q, values, by, split), survey_cross.compare(q, values, by, split)
            apart = tested is not None and tested.p < survey_cross.ALPHA
            note = f"p = {locale.number(tested.p, 3)} for this pair alone ({_TESTS[tested.how]}); all pairs, corrected, below. " if tested else ""
            drawn = drawing.groups(table, q.text, by.text, locale, apart=apart)
            self.groups.show(drawn, note=f"{note}Ranges of 95 % within each group.", locale=locale)
        if q.kind in ("scale", "number", "nps"):
            pairs = [(by.class_of(g), v) for g, v in zip(split, values, strict=True) if g is not None and v is not None]
            rows = [row for group in by.classes if (row := _mean(q, [v for g, v in pairs if g == group], group=group))]
            if rows:
                self.means.show(pd.DataFrame(rows), title=f"Mean of question {q.number} by group", columns=_MEANS, locale=locale)

    def everything(self) -> None:
        """All questions with their shares and means, the words, and which questions hang together."""
        now, locale = returned.loaded(), desk().locale
        for view in (self.shares, self.words, self.together, self.pairs):
            view.clear()
        if now is None or not now.back.people:
            return
        shown = [q for q in now.questions if q.code in now.back.values]
        tables = [
            survey_estimates.shares(q, now.back.values[q.code], population=now.asking.population).assign(question=named(q))
            for q in shown
            if q.counted
        ]
        if tables:
            self.shares.show(
                pd.concat(tables), title="All answers with their ranges", columns=_SHARES, note="Ranges of 95 %, by Wilson.", locale=locale
            )
        written = [{"question": named(q), "answer": str(v)} for q in shown if q.kind == "text" for v in now.back.values[q.code] if v is not None]
        if written:
            columns = {"question": Column("Question"), "answer": Column("Answer")}
            self.words.show(pd.DataFrame(written), title="In their own words", columns=columns, locale=locale, rows=10)
        found = survey_cross.pairs(shown, now.back.values)
        self.together.show(survey_finding.together(found, shown, locale))
        if len(found):
            names = {q.number: named(q) for q in shown}
            told = [f"V {locale.number(v, 2)}: {survey_finding.strength(v)}" for v in found.v]
            listed = found.assign(a=found.a.map(names), b=found.b.map(names), how=found.how.map(_TESTS), told=told)
            self.pairs.show(listed, title="Do the answers to two questions go together?", columns=_PAIRS, note=_HOLM, locale=locale, rows=6)

    def kept(self) -> str:
        """Keep the question that is looked at for the plan."""
        now = returned.loaded()
        q = _chosen(now)
        if now is None or q is None:
            return "There is no answer yet that could be kept."
        finding = survey_finding.question(q, now.back.values[q.code], now.asking, desk().locale)
        figures = ", ".join(f"{f.label.lower() if f.label in ('Mean', 'Median', 'Score') else f.label} {f.value} ({f.note})" for f in finding.figures)
        told = f"{_invented(now)}{q.text} {finding.headline.split(': ', 1)[-1]}. {figures}".strip()
        findings.keep(f"survey:question_{q.number}", told, from_files=False)
        return "Kept: it stands in the plan, and can be taken over as a decision in the chapter on analysis."

    def reveal(self) -> str:
        """Show or hide what is true of the population behind simulated answers."""
        self.revealed = not self.revealed
        desk().tell(returned.CHANGED)
        return (
            "The upright marks show what is true of everybody. Where a range misses them, those who answered are not like the rest."
            if self.revealed
            else ""
        )


def _invented(now: Loaded) -> str:
    """What stands before a result that nobody real has given."""
    return "From invented people, for practice: " if now.company else ""


def _left_over(now: Loaded) -> str:
    """What was not taken: questions without a column, rows that do not fit, empty rows."""
    write, told = desk().locale, []
    absent = [str(q.number) for q in now.questions if q.code not in now.back.values]
    if absent:
        told.append(f"No column was found for question {', '.join(absent)}.")
    if any(c.how == "proposed" for c in now.columns):
        told.append("Some headings only resemble a question: take the proposals, or assign the columns in the form.")
    if now.sheet.unfit:
        lines = ", ".join(write.count(line) for line, _ in now.sheet.unfit[:8])
        told.append(
            f"Left out: {write.things(len(now.sheet.unfit), 'row')} with more cells than the first line has: answers would slip (line {lines})."
        )
    if now.back.nothing:
        told.append(f"Left out, without any answer: line {', '.join(write.count(line) for line in now.back.nothing[:8])}.")
    if now.sheet.empty:
        told.append(f"{write.things(now.sheet.empty, 'empty row')} passed over.")
    return " ".join(told)


def _chosen(now: Loaded | None) -> Asked | None:
    """The question to look at: as said in the form, else the first that can be counted."""
    if now is None:
        return None
    wanted = now.asked(_number(desk().answers(SurveyReading).question))
    return wanted or next((q for q in now.questions if q.code in now.back.values and q.kind != "text"), None)


def _mean(q: Asked, values: list[survey_estimates.Value], group: str = "") -> Mapping[str, object] | None:
    m = survey_estimates.mean(values)
    if m is None:
        return None
    return {
        "question": named(q),
        "group": group,
        "n": m.n,
        "value": m.interval.value,
        "low": m.interval.low,
        "high": m.interval.high,
        "median": m.median,
    }


def named(q: Asked | None, choice: str = "") -> str:
    """A question as lists name it, with the choice that a column of its own stands for; blank where there is none."""
    return "" if q is None else f"{q.number}. {q.text}" + (f" [{choice}]" if choice else "")


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isdigit() else None


__all__ = ["Views", "named"]
