"""One typed text in, one typed value or one sentence out.

People type numbers as they learned to write them, or paste them from a report that was written elsewhere. What has one
meaning is understood and, where it looks different from how the workbook writes it, shown back. What has two meanings
is asked about. Nothing is cut to a limit, and nothing is changed without a word.

Which reading of one mark before exactly three digits (`1.234`, `1,234`) is taken:

========  ==================================  ==============================================================================
kind      the mark                            reading
========  ==================================  ==============================================================================
count     any; one reading is whole           1 234, shown back: a count has no decimals
count     both are whole (`1.000`)            the locale's thousands mark: 1 000, shown back; any other mark: asked
money     a comma that is the locale's        1 234, shown back: amounts have two decimals, and no machine writes a decimal
          thousands mark                      comma, so only a figure from another country with three decimals is misread
money     a point, or the other mark          asked: spreadsheets and reports write points as decimal marks everywhere
number,   any                                 asked
rate
========  ==================================  ==============================================================================
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from workbook.answers import messages
from workbook.answers.dates import parse_date
from workbook.answers.parsed import BLANK, UNKNOWN, Parsed, is_unknown
from workbook.answers.quantities import parse_number

if TYPE_CHECKING:
    from workbook.answers.fields import Option, Spec
    from workbook.answers.locale import Locale

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff]")
_NUMBERS = ("number", "count", "money", "rate")
_YES = frozenset({"yes", "y", "true"})
_NO = frozenset({"no", "n", "false"})


def parse(spec: Spec, raw: Any, locale: Locale) -> Parsed:
    """Read what was typed into one field (any kind but `group` and `grid`, which `check` takes apart).

    Parameters
    ----------
    spec : Spec
        The question.
    raw : Any
        What was typed: a string, for `many_of` a list of strings. `""` and None are blank, `"?"` is "I do not know yet".
        Anything else gets a sentence, never an exception.
    locale : Locale
        Decides marks and order of dates where the text does not.

    Examples
    --------
    >>> from workbook.answers.fields import Spec
    >>> from workbook.answers.locale import Locale
    >>> budget = Spec("money", "Monthly budget", ge=0)
    >>> parse(budget, "€ 1 000,50", Locale()).value
    1000.5
    >>> parse(budget, "-5", Locale()).error
    'Monthly budget must be 0 or more'
    >>> [c.raw for c in parse(budget, "1.234", Locale("de_DE")).choices]
    ['1,2340', '1234']
    """
    if raw is None or raw == "":
        return BLANK
    if spec.kind == "many_of":
        return _many_of(spec, raw)
    if isinstance(raw, bool):
        raw = "yes" if raw else "no"
        if spec.kind != "yes_no":
            return Parsed(error=messages.unreadable(spec))
    if isinstance(raw, int | float) and spec.kind in _NUMBERS:
        raw = locale.spell(raw) if abs(raw) < 1e18 else "∞"
    if not isinstance(raw, str):
        return Parsed(error=messages.unreadable(spec))
    return _parse_text(spec, raw, locale)


def _parse_text(spec: Spec, raw: str, locale: Locale) -> Parsed:
    if is_unknown(spec, raw):
        return UNKNOWN
    if spec.kind in _NUMBERS:
        return parse_number(spec, raw, locale)
    if spec.kind in ("text", "long_text"):
        return _text(spec, raw)
    if spec.kind == "date":
        return parse_date(spec, raw, locale)
    if spec.kind == "one_of":
        return _one_of(spec, raw)
    if spec.kind == "yes_no":
        return _yes_no(spec, raw)
    message = f"`spec.kind` must be a single field's kind (got {spec.kind!r}). Give groups and grids to `check`."
    raise ValueError(message)


def offered(spec: Spec) -> tuple[Option, ...]:
    """The choices of a field, read from their catalogue where they are data."""
    if spec.options or spec.options_from is None:
        return spec.options
    return tuple(spec.options_from())


def _text(spec: Spec, raw: str) -> Parsed:
    if len(raw) > 4 * spec.max_length + 1000:  # far too long: not worth cleaning
        return Parsed(error=messages.too_long(spec, len(raw)))
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if spec.kind == "text":
        text = re.sub(r"[\n\t\u2028\u2029]+", " ", text)
    text = _CONTROL.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n")).strip()
    if len(text) > spec.max_length:
        return Parsed(error=messages.too_long(spec, len(text)))
    return Parsed(text) if text else BLANK


def _one_of(spec: Spec, raw: str) -> Parsed:
    if not raw.strip():
        return BLANK
    value = _option(spec, raw)
    return Parsed(error=_not_listed(spec, raw)) if value is None else Parsed(value)


def _option(spec: Spec, raw: str) -> str | None:
    """The option that is meant: by its value, or by its label as it stands on the page."""
    options = offered(spec)
    for option in options:
        if option.value == raw:
            return option.value
    if len(raw) > 500:
        return None
    wanted = raw.strip().casefold()
    return next((o.value for o in options if wanted in (o.value.casefold(), o.label.casefold())), None)


def _not_listed(spec: Spec, raw: str) -> str:
    labels = [option.label for option in offered(spec)]
    near = difflib.get_close_matches(raw[:80], labels, n=1)
    return messages.not_listed(spec, raw) + (f". The nearest is “{near[0]}”" if near else "")


def _many_of(spec: Spec, raw: Any) -> Parsed:
    if isinstance(raw, str) and is_unknown(spec, raw):
        return UNKNOWN
    if not isinstance(raw, list | tuple) or len(raw) > 10_000 or not all(isinstance(one, str) for one in raw):
        return BLANK if isinstance(raw, str) and not raw.strip() else Parsed(error=messages.unreadable(spec))
    chosen = set()
    for one in filter(str.strip, raw):
        value = _option(spec, one)
        if value is None:
            return Parsed(error=_not_listed(spec, one))
        chosen.add(value)
    values = tuple(option.value for option in offered(spec) if option.value in chosen)
    return Parsed(values) if values else BLANK


def _yes_no(spec: Spec, raw: str) -> Parsed:
    text = raw[:40].strip().casefold()
    if text in _YES or text in _NO:
        return Parsed(text in _YES)
    if not text:
        return BLANK
    return Parsed(error=f"Answer {messages.the(spec)} with yes or no (got “{messages.short(raw)}”)")


__all__ = ["Parsed", "offered", "parse"]
