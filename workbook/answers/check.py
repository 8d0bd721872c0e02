"""A whole form checked: typed answers, what is missing, and a sentence for everything that is wrong.

`check` is what the form on the page, the command line, a loaded file and the tests have in common. It never raises on
what was typed: a wrong answer is blank in the typed model and has a sentence of its own.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import pydantic

from workbook.answers import messages
from workbook.answers.fields import Answers, Remark, Spec
from workbook.answers.locale import Locale
from workbook.answers.messages import Choice, Message
from workbook.answers.walk import Walk

A = TypeVar("A", bound=Answers)
State = Literal["not_started", "in_progress", "completed"]

_log = logging.getLogger(__name__)
_BOUNDS = frozenset({"greater_than_equal", "greater_than", "less_than_equal"})


@dataclass(frozen=True)
class Checked(Generic[A]):
    """One form, checked.

    Attributes
    ----------
    answers : Answers
        The typed model: whatever is right is in it, the rest is None, () or {}. A grid holds answered cells only.
    messages : mapping of path to Message
        What is said beside the fields while they are filled in. Blank fields are not in it.
    missing : tuple of paths
        Fields that are asked for and blank, in reading order.
    unknown : frozenset of paths
        Fields answered "I do not know yet".
    values : dict
        The typed values per top field, as JSON.
    errors : tuple of (path, sentence)
        The summary on Continue, in reading order: what is wrong, asked about or missing. A blank row or table has one line.
    complete : bool
        Whether nothing that the form asks for is missing or wrong.
    state : {"not_started", "in_progress", "completed"}
        For task lists.
    """

    answers: A
    messages: Mapping[str, Message]
    missing: tuple[str, ...]
    unknown: frozenset[str]
    values: dict[str, Any]
    errors: tuple[tuple[str, str], ...]
    started: bool

    @property
    def complete(self) -> bool:
        """Whether nothing is missing or wrong."""
        return not self.missing and not any(message.blocks for message in self.messages.values())

    @property
    def state(self) -> State:
        """How far the form is; a form nobody has touched is not started, even when everything in it is optional."""
        if not self.started:
            return "not_started"
        return "completed" if self.complete else "in_progress"

    def on_continue(self) -> dict[str, Message]:
        """What is said beside the fields after Continue: the messages, and an error where something is missing."""
        said = dict(self.messages)
        for path, sentence in self.errors:
            said.setdefault(path, Message("error", sentence))
        return said


def check(model: type[A], raws: Any, locale: Locale) -> Checked[A]:
    """Check everything that was typed into a form.

    Parameters
    ----------
    model : type of Answers
        The form.
    raws : mapping of field to raw
        What was typed, as stored; see `docs/design.md`. Anything else is met with a sentence.
    locale : Locale
        How the reader writes numbers and days.

    Examples
    --------
    >>> from workbook.answers import fields
    >>> class Budget(fields.Answers):
    ...     monthly_budget: float | None = fields.money("Monthly budget")
    ...     owner: str | None = fields.text("Owner")
    >>> checked = check(Budget, {"monthly_budget": "1 000,50"}, Locale())
    >>> checked.answers.monthly_budget, checked.messages["monthly_budget"].text
    (1000.5, 'Understood as 1,000.50 EUR')
    >>> checked.errors, checked.state
    ((('owner', 'Enter the owner'),), 'in_progress')
    """
    walk = Walk(locale)
    if raws is not None and not isinstance(raws, Mapping):
        walk.messages[""] = Message("error", "Load the answers again: what was stored is not a filled-in form")
        raws = {}
    specs = model.specs()
    values = walk.fields(specs, raws or {})
    answers, values = _typed(model, values, walk, locale)
    for remark in _remarks(answers):
        _join(walk.messages, remark)
    return Checked(
        answers=answers,
        messages=walk.messages,
        missing=tuple(walk.missing),
        unknown=frozenset(walk.unknown),
        values={name: _as_json(value) for name, value in values.items()},
        errors=_in_reading_order(walk),
        started=walk.started,
    )


def _typed(model: type[A], values: dict[str, Any], walk: Walk, locale: Locale) -> tuple[A, dict[str, Any]]:
    """The model of the values. What the model itself refuses gets a sentence and is left out."""
    for _ in range(3):
        try:
            return model.model_validate(values), values
        except pydantic.ValidationError as refused:
            for error in refused.errors(include_url=False):
                path = _path(error["loc"], values)
                top = str(error["loc"][0]) if error["loc"] else ""
                walk.messages[path] = Message("error", _sentence(error, model.specs().get(top), locale))
                values = {name: value for name, value in values.items() if name != top} if top in values else {}
    return model(), {}


def _sentence(error: Any, spec: Spec | None, locale: Locale) -> str:
    """A pydantic error in our words."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if spec is None:
        return "Look at these answers again: they do not fit together"
    if error["type"] in _BOUNDS and len(error["loc"]) == 1:
        return messages.bounds(spec, locale)
    return messages.unreadable(spec)


def _path(loc: tuple[int | str, ...], values: Any) -> str:
    """Where a pydantic error stands: item positions become item ids."""
    parts = []
    for step in loc:
        values = values[step] if isinstance(values, Mapping) and step in values else values
        if isinstance(step, int) and isinstance(values, list | tuple) and step < len(values):
            values = values[step]
            step = values["id"] if isinstance(values, Mapping) and "id" in values else step
        parts.append(str(step))
    return "/".join(parts)


def _remarks(answers: Answers) -> list[Remark]:
    """The model's own remarks. A fault in its review is logged and must not stop a form from being saved."""
    try:
        return list(answers.review())
    except Exception:
        _log.exception("The review of %s failed", type(answers).__name__)
        return []


def _join(said: dict[str, Message], remark: Remark) -> None:
    """Add a remark to what is said beside its field: an error is not covered, a warning is continued."""
    here = said.get(remark.path)
    if here is not None and here.blocks:
        return
    if remark.level == "warning" and here is not None:
        ended = here.text if here.text.endswith((".", "?", "!")) else here.text + "."
        said[remark.path] = Message("warning", f"{ended} {remark.text}")
    else:
        said[remark.path] = Message(remark.level, remark.text)


def _in_reading_order(walk: Walk) -> tuple[tuple[str, str], ...]:
    blocking = {path: message.text for path, message in walk.messages.items() if message.blocks}
    found = {**walk.summed_up, **blocking}
    place = {path: i for i, path in enumerate(walk.order)}
    last = len(place)

    def at(path: str) -> int:
        return -1 if path == "" else place.get(path, place.get(path.split("/")[0], last))

    return tuple(sorted(found.items(), key=lambda entry: at(entry[0])))


def _as_json(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_as_json(one) for one in value]
    return {key: _as_json(one) for key, one in value.items()} if isinstance(value, dict) else value


__all__ = ["Checked", "Choice", "Message", "State", "check"]
