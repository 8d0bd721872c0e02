"""What a file leaves open, as questions a shop owner can answer.

Nothing is guessed: a wrong guess about a decimal comma makes every figure wrong a hundredfold, and nobody sees it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbook.sources.coerce import Choices
from workbook.sources.evidence import Found
from workbook.sources.money import SYMBOLS, UNCLEAR
from workbook.sources.reading import Choice, Question
from workbook.sources.refusal import Unreadable


def decided(
    numbers: Found,
    dates: Found,
    signs: Sequence[str],
    code: str | None,
    *,
    noted: str | None = None,
    needs_currency: bool,
    answers: Mapping[str, Any],
) -> tuple[Choices, tuple[Question, ...]]:
    """Turn evidence and answers into choices; what neither of them settles becomes a question. `code` stands in a title, `noted` beside the table."""
    questions: list[Question] = []
    decimal = _pick(answers, "decimal", (".", ","))
    if decimal is None:
        decimal = "," if numbers.second and not numbers.first else "."
        if (numbers.first and numbers.second) or (numbers.unclear and not numbers.decided):
            questions.append(_decimal_question(numbers))
    order = _pick(answers, "date_order", ("dmy", "mdy"))
    if order is None:
        order = "dmy" if dates.first and not dates.second else "mdy" if dates.second and not dates.first else "unknown"
        if (dates.first and dates.second) or (dates.unclear and not dates.decided):
            questions.append(_date_question(dates))
    currency = _currency(answers, code, signs, noted)
    if currency is None and needs_currency:
        questions.append(_currency_question(signs))
    return Choices(decimal, order, currency, sure=answers.get("decimal") is not None or numbers.decided), tuple(questions)


def _pick(answers: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str | None:
    told = answers.get(key)
    if told is not None and told not in allowed:
        message = f"The answer to `{key}` must be one of {', '.join(f'`{value}`' for value in allowed)} (got `{told}`)."
        raise Unreadable(message)
    return told


def _currency(answers: Mapping[str, Any], code: str | None, signs: Sequence[str], noted: str | None) -> str | None:
    """What was told, else what a title says, else the cells, else a line beside the table that no cell contradicts."""
    told = answers.get("currency")
    if told is not None:
        if not (isinstance(told, str) and len(told) == 3 and told.isalpha() and told.isascii()):
            message = f"The answer to `currency` must be a code of three letters such as EUR (got `{told}`)."
            raise Unreadable(message)
        return told.upper()
    return code or _meant(signs) or (noted if noted and _fits(noted, signs) else None)


def _meant(signs: Sequence[str]) -> str | None:
    """The one currency that signs mean. A sign of several is settled by a clear one among them: a title says USD, the cells carry `$`.

    >>> _meant(["$", "USD"]), _meant(["$", "EUR"]), _meant(["$"])
    ('USD', None, None)
    """
    clear = sorted(codes_of(signs) - {""})
    unclear = [sign for sign in signs if codes_of([sign]) == {""}]
    return clear[0] if len(clear) == 1 and all(clear[0] in UNCLEAR.get(sign, ()) for sign in unclear) else None


def codes_of(signs: Sequence[str]) -> set[str]:
    """The currencies that signs mean; a blank among them where one is not clear.

    >>> sorted(codes_of(["€", "$"]))
    ['', 'EUR']
    """
    return {SYMBOLS.get(sign, sign if len(sign) == 3 and sign.isupper() and sign.isascii() else "") for sign in signs}


def _fits(noted: str, signs: Sequence[str]) -> bool:
    return codes_of(signs) <= {"", noted} and all(noted in UNCLEAR[sign] for sign in signs if sign in UNCLEAR)


def _decimal_question(numbers: Found) -> Question:
    if numbers.first and numbers.second:
        text = "Some numbers in this file have a decimal point and others a decimal comma. Which one is right? Rows with the other one are refused."
        return Question("decimal", text, (Choice(".", "the point: 1,234.50"), Choice(",", "the comma: 1.234,50")))
    example = numbers.example.strip()
    text = f"Numbers such as `{example}` can be read in two ways. Which mark stands before the decimals in this file?"
    return Question("decimal", text, (Choice(".", f"the point: {_as_point(example)}"), Choice(",", f"the comma: {_as_comma(example)}")))


def _as_point(example: str) -> str:
    return f"{example} is a little more than {example.split('.')[0]}" if "." in example else f"{example} means {example.replace(',', '')}"


def _as_comma(example: str) -> str:
    return f"{example} is a little more than {example.split(',')[0]}" if "," in example else f"{example} means {example.replace('.', '')}"


def _date_question(dates: Found) -> Question:
    choices = (Choice("dmy", "day first: 03/04/2026 is 3 April"), Choice("mdy", "month first: 03/04/2026 is 4 March"))
    if dates.first and dates.second:
        text = "Some dates in this file only make sense with the day first, others only with the month first. Which is right? The others are refused."
    else:
        text = f"Dates such as `{dates.example}` can be read in two ways. What stands first in this file?"
    return Question("date_order", text, choices)


def _currency_question(signs: Sequence[str]) -> Question:
    shared = next((sign for sign in signs if sign in UNCLEAR), None)
    if shared:
        choices = tuple(Choice(code, code) for code in UNCLEAR[shared])
        return Question(
            "currency", f"The amounts carry the sign `{shared}`, which several currencies share. Which currency is it?", choices, blocking=False
        )
    return Question("currency", "The file does not say in which currency its amounts are. Which is it? (a code such as EUR)", blocking=False)
