"""How a question is declared: once, in a typed model, with everything a form needs to ask it.

A field function (`text`, `money`, `one_of`, …) stands where pydantic's `Field` would stand and carries the
label, the hint, the unit, the bounds and the reason why it is asked. The form on screen, the validation, the
saved shape, the heading in the plan and the help text all come from this one declaration.

Every field may be blank (`None`): a draft is not a mistake. Whether a blank one is *missing* is told by `optional`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, ClassVar, Literal

import pydantic

from workbook.answers.limits import fault

Kind = Literal[
    "text",  # one line of words                                            raw "…"          value str
    "long_text",  # a paragraph                                             raw "…"          value str
    "number",  # any number, with a unit                                    raw "1,5"        value float
    "count",  # a whole number of things, 0 or more                         raw "1 200"      value int
    "money",  # an amount in the workbook's currency                        raw "€ 500"      value float
    "rate",  # a share; typed as a percentage                               raw "12 %"       value float 0.12
    "date",  # a calendar day                                               raw "2026-09-30" value datetime.date
    "one_of",  # one choice                                                 raw "pilot"      value str
    "many_of",  # any number of choices                                     raw ["a", "b"]   value tuple[str, ...]
    "yes_no",  # yes or no                                                  raw "yes"        value bool
    "group",  # repeated items (personas, goals, channels)                  raw [{"_id": "k3f", "name": "…"}]
    "grid",  # fixed rows × columns (a scorecard, worst/likely/best)        raw {"row": {"column": "…"}}
]

DONT_KNOW = "?"
"""The raw text of "I do not know yet": an answer of its own, distinct from 0 and from blank."""


Options = Callable[[], "Sequence[Option]"]
Rows = Callable[[], "Sequence[Row]"]
ReadsAs = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""From the raw texts of the item to what changes in the spec when its text is read."""


@dataclass(frozen=True)
class Option:
    """One choice of a `one_of` or `many_of` field."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Spec:
    """Everything about one question. `name` is filled in by the model it stands in."""

    kind: Kind
    label: str
    hint: str = ""
    why: str = ""
    name: str = ""
    optional: bool = False
    dont_know: bool = True
    unit: str = ""
    ge: float | None = None
    gt: float | None = None
    le: float | None = None
    unusual: tuple[float | None, float | None] = (None, None)  # outside of it: a warning, not an error
    max_length: int = 4000
    width: Literal["xs", "s", "m", "l", "full"] = "m"
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()  # grid
    columns: tuple[Spec, ...] = ()  # grid: a spec with a name each
    item: type[Item] | None = None  # group
    item_label: str = ""  # group: "Goal", "Competitor"
    item_plural: str = ""  # group: "Goals", "Companies"; with "s" unless said otherwise
    layout: Literal["cards", "table"] = "cards"  # group
    min_items: int = 0
    max_items: int = 30
    options_from: Options | None = None  # where the choices are data (a catalogue): read when first asked for
    rows_from: Rows | None = None  # the same for a grid's rows
    folded: bool = False  # stands behind "More", at the end of its item or form; such fields are declared last
    asked: bool = True  # not asked any more: what an older workbook says stays, and is read where nothing else says it
    reads_as: ReadsAs | None = None  # what other answers of the item make of it: {"unit": "%"} where the chosen measure is in per cent
    noun: str = ""  # how the label reads inside a sentence ("monthly budget"), where lower-casing it does not do


@dataclass(frozen=True)
class Row:
    """One row of a grid. `cell` replaces the column's spec where rows differ in kind (visits, rates, money)."""

    name: str
    label: str
    hint: str = ""
    why: str = ""
    group: str = ""  # rows with the same group stand under one heading
    levels: tuple[str, ...] = ()  # what each score means, from 0 on; shown on demand
    cell: Spec | None = None


def _declare(spec: Spec) -> Any:
    """A pydantic field that carries its spec; bounds are told to pydantic so that they hold everywhere."""
    default: Any = {"many_of": (), "group": (), "grid": {}}.get(spec.kind)
    bounds = {k: v for k in ("ge", "gt", "le") if (v := getattr(spec, k)) is not None}
    extra: dict[str, Any] = {"spec": spec}
    return pydantic.Field(default, title=spec.label, json_schema_extra=extra, **bounds)


def text(label: str, **more: Any) -> Any:
    """One line of words."""
    return _declare(Spec("text", label, **{"max_length": 200, **more}))


def long_text(label: str, **more: Any) -> Any:
    """A paragraph."""
    return _declare(Spec("long_text", label, **{"width": "full", **more}))


def number(label: str, *, unit: str = "", **more: Any) -> Any:
    """Any number; `unit` stands beside the field and is accepted when typed."""
    return _declare(Spec("number", label, unit=unit, **{"width": "s", **more}))


def count(label: str, *, unit: str = "", **more: Any) -> Any:
    """A whole number of things, 0 or more."""
    return _declare(Spec("count", label, unit=unit, **{"width": "s", "ge": 0, **more}))


def money(label: str, **more: Any) -> Any:
    """An amount in the workbook's currency, 0 or more unless said otherwise."""
    return _declare(Spec("money", label, **{"width": "s", "ge": 0, **more}))


def rate(label: str, **more: Any) -> Any:
    """A share between 0 and 1, typed and shown as a percentage."""
    return _declare(Spec("rate", label, unit="%", **{"width": "xs", "ge": 0, "le": 1, **more}))


def date(label: str, **more: Any) -> Any:
    """A calendar day."""
    return _declare(Spec("date", label, **{"width": "s", **more}))


def one_of(label: str, options: Mapping[str, str] | Sequence[Option] | Options, **more: Any) -> Any:
    """One choice; radios up to seven, a list beyond. `options` may be a function that reads a catalogue."""
    return _declare(Spec("one_of", label, **_options(options), **more))


def many_of(label: str, options: Mapping[str, str] | Sequence[Option] | Options, **more: Any) -> Any:
    """Any number of choices."""
    return _declare(Spec("many_of", label, **_options(options), **{"dont_know": False, **more}))


def yes_no(label: str, **more: Any) -> Any:
    """Yes or no."""
    return _declare(Spec("yes_no", label, **_options({"yes": "Yes", "no": "No"}), **more))


def group(label: str, item: type[Item], *, item_label: str, **more: Any) -> Any:
    """Repeated items; each has the fields of `item`. `item_plural` tells the plural where it is not `item_label` with an s."""
    return _declare(Spec("group", label, item=item, item_label=item_label, **{"item_plural": f"{item_label}s", "dont_know": False, **more}))


def grid(label: str, *, rows: Sequence[Row] | Rows, columns: Mapping[str, Any], **more: Any) -> Any:
    """Fixed rows × columns; `columns` maps a name to a field function's result; `rows` may be a function that reads a catalogue."""
    named = tuple(_renamed(spec_of(f), name) for name, f in columns.items())
    source: dict[str, Any] = {"rows_from": rows} if callable(rows) else {"rows": tuple(rows)}
    return _declare(Spec("grid", label, columns=named, **source, **{"dont_know": False, **more}))


def spec_of(declared: Any) -> Spec:
    """The spec behind a field function's result, for a grid row's own `cell`."""
    return declared.json_schema_extra["spec"]  # type: ignore[no-any-return]


def _options(options: Mapping[str, str] | Sequence[Option] | Options) -> dict[str, Any]:
    if callable(options):
        return {"options_from": options}
    if isinstance(options, Mapping):
        return {"options": tuple(Option(value, label) for value, label in options.items())}
    return {"options": tuple(options)}


def _renamed(spec: Spec, name: str) -> Spec:
    return replace(spec, name=name)


def _filled(spec: Spec) -> Spec:
    """The spec with its choices and rows read from their catalogues."""
    if spec.options_from:
        spec = replace(spec, options=tuple(spec.options_from()), options_from=None)
    if spec.rows_from:
        spec = replace(spec, rows=tuple(spec.rows_from()), rows_from=None)
    return replace(spec, columns=tuple(map(_filled, spec.columns)))


@cache
def _specs(model: type[_Declared]) -> dict[str, Spec]:
    specs: dict[str, Spec] = {}
    for name, info in model.model_fields.items():
        spec = info.json_schema_extra.get("spec") if isinstance(info.json_schema_extra, dict) else None
        if isinstance(spec, Spec):
            specs[name] = _filled(_renamed(spec, name))
    return specs


class _Declared(pydantic.BaseModel):
    """What `Answers` and `Item` share: the specs, in the order of their declaration."""

    model_config = pydantic.ConfigDict(frozen=True, extra="ignore")

    @pydantic.field_validator("*")
    @classmethod
    def _keeps_its_limits(cls, value: Any, info: pydantic.ValidationInfo) -> Any:
        """Lengths, numbers of items and the cells of a grid; pydantic itself holds the bounds of single numbers."""
        spec = _specs(cls).get(info.field_name or "")
        sentence = fault(spec, value) if spec else None
        if sentence:
            raise ValueError(sentence)
        return value

    @classmethod
    def specs(cls) -> dict[str, Spec]:
        """Every field's spec by name, in the order in which it is asked."""
        return dict(_specs(cls))


class Item(_Declared):
    """One item of a repeating group. `id` stays the same when items are reordered."""

    id: str = ""


@dataclass(frozen=True)
class Remark:
    """What a model has to say about its answers beyond single fields: a warning, or an error that blocks."""

    path: str  # "goals", "goals/k3f/number", "factors/ctr/worst"
    text: str
    level: Literal["error", "warning"] = "warning"


class Answers(_Declared):
    """The answers of one form. A subclass declares the questions; nothing else links field and page."""

    FORM: ClassVar[str] = ""  # "strategy.budget": where the answers are kept
    TITLE: ClassVar[str] = ""
    INTRO: ClassVar[str] = ""
    KEPT: ClassVar[str] = ""  # what is kept beside the answers and can do this form's work (see `done_by`): loaded files

    @classmethod
    def done_by(cls, kept: Mapping[str, Any]) -> bool:
        """Whether what is kept of the kind `KEPT` does this form's work, so that nothing need be typed. Override where needed."""
        return bool(kept)

    def review(self) -> list[Remark]:
        """Remarks over several fields (worst above best, a date before today). Override where needed."""
        return []


__all__ = [
    "DONT_KNOW", "Answers", "Item", "Kind", "Option", "Remark", "Row", "Spec",
    "count", "date", "grid", "group", "long_text", "many_of", "money", "number", "one_of", "rate",
    "spec_of", "text", "yes_no",
]  # fmt: skip
