"""The start: which company, and how its numbers are written."""

from __future__ import annotations

from typing import ClassVar

from workbook.answers.fields import Answers, Option, long_text, one_of, text


class Setup(Answers):
    """Which company the workbook is about. Everything else builds on it."""

    FORM: ClassVar[str] = "start.setup"
    TITLE: ClassVar[str] = "Your company"

    company: str | None = one_of(
        "Which company do you work on?",
        lambda: _companies(),
        hint="A sample company comes with facts to work from. You can change this later.",
        dont_know=False,
    )
    company_name: str | None = text("Company name", hint="It stands on the cover of the plan.", optional=True, dont_know=False, width="l")
    offer: str | None = long_text(
        "What does the company sell, and to whom?",
        hint="One or two sentences, as you would say it to a neighbour.",
        why="The plan opens with it, and you will come back to it when you choose customers and products.",
        max_length=1000,
    )
    language: str | None = one_of(
        "How are numbers written?",
        lambda: _choices("LANGUAGES"),
        hint="Numbers are shown this way; other ways are understood too.",
        dont_know=False,
    )
    currency: str | None = one_of(
        "Currency", lambda: _choices("CURRENCIES"), hint="All amounts in the workbook are in this currency.", dont_know=False
    )


def _companies() -> list[Option]:
    from workbook import lessons

    return [Option(case.id, case.name, case.in_short) for case in lessons.companies()]


def _choices(table: str) -> list[Option]:
    from workbook.answers import locale

    return [Option(value, label) for value, label in getattr(locale, table).items()]
