"""An example to compare one's own answers with, once they are given: same questions, our answers, and why."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import pandas as pd

from workbook import lessons
from workbook.answers.check import Checked, check
from workbook.answers.fields import Answers, Row, Spec
from workbook.answers.locale import Locale
from workbook.answers.start import Setup
from workbook.pages.here import desk
from workbook.widgets import Actions, Column, Notice, Panel, TableView

_COLUMNS = {"question": Column("Question"), "own": Column("Your answer"), "ours": Column("Our answer"), "because": Column("Why")}


def compared(model: type[Answers], *with_it: type[Answers], where: str = "above") -> Panel:
    """A button per sample company that has an example of this form; it opens once the own form is complete.

    What the example answers in the forms `with_it`, which may stay blank, stands there too. `where` the own form stands ends the sentence that it is
    still to be filled in.
    """
    said, table = Notice(), TableView()
    names = {c.id: c.name for c in lessons.companies() if lessons.worked(model.FORM, c.id)}
    first = desk().answers(Setup).company
    ordered = sorted(names, key=lambda company: company != first)
    actions: dict[str, Callable[[], str]] = {
        f"Compare with our answers for {names[company]}": partial(_show, (*with_it, model), company, where, said, table) for company in ordered
    }
    return Panel(Actions(actions, hint="When you have answered everything, look at how we would answer for a sample company."), said, table)


def _show(models: tuple[type[Answers], ...], company: str, where: str, said: Notice, table: TableView) -> str:
    own = desk().checked(models[-1])
    if own.state != "completed":
        return f"First your own: {_open(own)} {where}. An example seen before is copied; seen afterwards it teaches."
    name = lessons.company(company).name
    found = [(model, example) for model in models if (example := lessons.worked(model.FORM, company))]
    said.show(" ".join(example.look_at for _, example in found), title=f"Where to look: {name}")
    told = [row for model, example in found for row in rows_of(model, desk().checked(model), example, desk().locale)]
    table.show(pd.DataFrame(told, columns=list(_COLUMNS)), title=f"Your answers beside ours for {name}", columns=_COLUMNS, locale=desk().locale)
    return ""


def _open(own: Checked[Any]) -> str:
    left = len(own.missing)
    if left:
        return f"{desk().locale.things(left, 'answer')} still missing"
    return "nothing is answered yet" if own.state == "not_started" else "an answer still needs mending"


def rows_of(model: type[Answers], own: Checked[Any], example: lessons.Worked, locale: Locale) -> list[tuple[str, str, str, str]]:
    """Question, own answer, our answer and reason, for everything that the example answers."""
    ours = check(model, example.raws, _AS_TYPED)
    mine, theirs = dict(_told(model.specs(), own.values, locale)), dict(_told(model.specs(), ours.values, locale))
    labels = dict(_labels(model.specs()))
    return [(labels.get(path, path), mine.get(path, ""), text, _because(example, path)) for path, text in theirs.items()]


_AS_TYPED = Locale("en_GB", "EUR")
"""How the examples' numbers are written in their files."""


def _because(example: lessons.Worked, path: str) -> str:
    return " ".join(why for where, why in example.because.items() if where == path or where.startswith(f"{path}/"))


def _labels(specs: Mapping[str, Spec]) -> Iterator[tuple[str, str]]:
    for name, spec in specs.items():
        yield name, spec.label
        yield from ((f"{name}/{row.name}", row.label) for row in spec.rows)
        yield from ((f"{name}/{n}", f"{spec.item_label} {n}") for n in range(1, spec.max_items + 1) if spec.kind == "group")


def _told(specs: Mapping[str, Spec], values: Mapping[str, Any], locale: Locale) -> Iterator[tuple[str, str]]:
    """Each answered question with its answer in words; a row of a grid is one, and so is an item of a group."""
    for name, spec in specs.items():
        value = values.get(name)
        if spec.kind == "grid":
            rows = ((row, (value or {}).get(row.name, {})) for row in spec.rows)
            yield from ((f"{name}/{row.name}", _row(spec, row, cells, locale)) for row, cells in rows if cells)
        elif spec.kind == "group" and spec.item is not None:
            inner = spec.item.specs()
            yield from ((f"{name}/{n}", _item(inner, item, locale, spec.item_label)) for n, item in enumerate(value or (), 1))
        elif value not in (None, "", [], ()):
            yield name, _words(spec, value, locale)


def _item(specs: Mapping[str, Spec], item: Mapping[str, Any], locale: Locale, called: str) -> str:
    """The answers of an item with their labels; the one that is called like the item itself stands without."""
    there = [(spec, _words(spec, item[name], locale)) for name, spec in specs.items() if item.get(name) not in (None, "", [], ())]
    return " · ".join(words if spec.label == called else f"{spec.label.rstrip('?')}: {words}" for spec, words in there)


def _row(spec: Spec, row: Row, cells: Mapping[str, Any], locale: Locale) -> str:
    told = [_words(row.cell or column, cells[column.name], locale) for column in spec.columns if cells.get(column.name) is not None]
    return ": ".join([*told[:1], "; ".join(told[1:])]) if len(told) > 1 else told[0]


def _words(spec: Spec, value: Any, locale: Locale) -> str:
    if spec.kind in ("one_of", "many_of", "yes_no"):
        labels = {o.value: o.label for o in spec.options}
        key = {True: "yes", False: "no"}.get(value, value) if spec.kind == "yes_no" else value
        return ", ".join(labels.get(one, str(one)) for one in (key if isinstance(key, list | tuple) else [key]))
    written: dict[str, Callable[[Any], str]] = {
        "money": locale.money, "rate": locale.rate, "count": locale.count, "number": locale.number,
        "date": lambda day: locale.date(datetime.date.fromisoformat(day)),
    }  # fmt: skip
    unit = f" {spec.unit}" if spec.unit and spec.kind in ("number", "count") else ""
    return written[spec.kind](value) + unit if spec.kind in written else str(value)
