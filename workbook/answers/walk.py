"""The walk through a form in reading order: each typed text to its value, its sentence, or its place among the missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from workbook.answers import messages
from workbook.answers.messages import Message
from workbook.answers.parse import parse
from workbook.answers.parsed import is_unknown

if TYPE_CHECKING:
    from workbook.answers.fields import Row, Spec
    from workbook.answers.locale import Locale
    from workbook.answers.parsed import Parsed

Said = Callable[[str], str]
"""Puts a sentence into its place: adds `(goal 2)` inside the second goal."""

_ID = re.compile(r"[\w-]{1,64}")
_MOST_ITEMS = 10_000  # a longer list was not typed by anybody


def as_it_is(sentence: str) -> str:
    """The sentence of a field that stands in no item."""
    return sentence


@dataclass
class Walk:
    """What has been found on the way; `check` makes a `Checked` of it."""

    locale: Locale
    messages: dict[str, Message] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)  # path → sentence, every blank field that is asked for
    summed_up: dict[str, str] = field(default_factory=dict)  # the same with one sentence per blank row or table
    unknown: set[str] = field(default_factory=set)
    order: list[str] = field(default_factory=list)
    started: bool = False

    def fields(self, specs: Mapping[str, Spec], raws: Mapping[str, Any], prefix: str = "", said: Said = as_it_is) -> dict[str, Any]:
        """The typed values of a form or an item, blank where a text is blank or wrong; nothing is said about what is not asked any more."""
        silent = Walk(self.locale)
        return {
            name: (self if spec.asked else silent)._field(_read_as(spec, raws), raws.get(name), prefix + name, said) for name, spec in specs.items()
        }

    def _field(self, spec: Spec, raw: Any, path: str, said: Said) -> Any:
        self.order.append(path)
        if spec.kind in ("group", "grid"):
            return self._many(spec, raw, path, said)
        if raw is None or raw == "":  # most fields of a new form
            self._miss(spec, path, said)
            return () if spec.kind == "many_of" else None
        parsed = parse(spec, raw, self.locale)
        if parsed.value is None and parsed.error is None and not parsed.unknown:
            self._miss(spec, path, said)
        else:
            self._note(parsed, path, said)
        return () if parsed.value is None and spec.kind == "many_of" else parsed.value

    def _many(self, spec: Spec, raw: Any, path: str, said: Said) -> Any:
        """A group or a grid as a whole: blank, unknown, of the wrong shape, or taken apart."""
        grid = spec.kind == "grid"
        if isinstance(raw, str) and is_unknown(spec, raw):
            self.started = True
            self.unknown.add(path)
            return {} if grid else ()
        if raw is None or raw == "":
            raw = {} if grid else []
        if grid and isinstance(raw, Mapping) and len(raw) <= _MOST_ITEMS:
            return self._grid(spec, raw, path, said)
        if not grid and isinstance(raw, list | tuple) and len(raw) <= _MOST_ITEMS:
            return self._group(spec, raw, path, said)
        self._wrong(path, said(messages.unreadable(spec)))
        return {} if grid else ()

    def _group(self, spec: Spec, raw: Any, path: str, said: Said) -> tuple[dict[str, Any], ...]:
        assert spec.item is not None, f"`{path}` must have an item model. Declare it with `group(label, Item, …)`."
        filled = [(position, item) for position, item in enumerate(raw, 1) if not is_blank(item)]
        least = max(spec.min_items, 0 if spec.optional else 1)
        if len(filled) < least and (filled or not spec.optional):
            self.missing[path] = self.summed_up[path] = said(messages.too_few(spec, len(filled)))
        if len(filled) > spec.max_items:
            self._wrong(path, said(messages.too_many(spec, len(filled))))
        specs, taken, items = spec.item.specs(), set[str](), []
        for position, item in filled[: spec.max_items]:
            if not isinstance(item, Mapping):
                self._wrong(path, said(f"{messages.unreadable(spec)} (entry {position})"))
                continue
            identity = _identity(item, position, taken)
            within = _in_item(said, spec.item_label, position)
            items.append({"id": identity, **self.fields(specs, item, f"{path}/{identity}/", within)})
        return tuple(items)

    def _grid(self, spec: Spec, raw: Mapping[str, Any], path: str, said: Said) -> dict[str, dict[str, Any]]:
        before = dict(self.missing)
        answered, blank = {}, {}
        for row in spec.rows:
            cells = raw.get(row.name)
            filled, asked = self._row(spec, row, cells, f"{path}/{row.name}/", said)
            if filled:
                answered[row.name] = filled
            if is_blank(cells) and asked:
                blank[row.name] = asked
        if is_blank(raw) and blank:
            first = next(iter(blank.values()))[0]
            self.summed_up[first] = said(messages.missing(spec))
        else:
            self._sum_up(spec, blank, before, said)
        return answered

    def _row(self, spec: Spec, row: Row, cells: Any, prefix: str, said: Said) -> tuple[dict[str, Any], list[str]]:
        """The row's values, and the paths of its missing cells."""
        if not isinstance(cells, Mapping):
            if not is_blank(cells):
                self._wrong(prefix + spec.columns[0].name, said(messages.unreadable(messages.cell(row, spec.columns[0], spec))))
            cells = {}
        values, asked = {}, []
        for column in spec.columns:
            path = prefix + column.name
            self.order.append(path)
            value = self._cell(spec, row, column, cells.get(column.name), path, said)
            if path in self.missing:
                asked.append(path)
            if value is not None and value != ():
                values[column.name] = value
        return values, asked

    def _cell(self, spec: Spec, row: Row, column: Spec, raw: Any, path: str, said: Said) -> Any:
        cell = row.cell or column
        if raw is None or raw == "":
            if not (spec.optional or cell.optional or column.optional or path in self.messages):
                self.missing[path] = said(messages.missing(messages.cell(row, column, spec)))
            return None
        parsed = parse(cell, raw, self.locale)
        if parsed.error or parsed.warning:  # the sentence names the row
            parsed = parse(messages.cell(row, column, spec), raw, self.locale)
        if parsed.value is None and parsed.error is None and not parsed.unknown:
            return self._cell(spec, row, column, None, path, said)
        self._note(parsed, path, said)
        return parsed.value

    def _sum_up(self, spec: Spec, blank: dict[str, list[str]], before: dict[str, str], said: Said) -> None:
        """One sentence for a row in which nothing is filled in, one per cell elsewhere."""
        rows = {row.name: row for row in spec.rows}
        whole = {path for paths in blank.values() if len(paths) > 1 for path in paths}
        self.summed_up |= {path: text for path, text in self.missing.items() if path not in before and path not in whole}
        self.summed_up |= {paths[0]: said(messages.missing_row(rows[name])) for name, paths in blank.items() if len(paths) > 1}

    def _miss(self, spec: Spec, path: str, said: Said) -> None:
        if not spec.optional:
            self.missing[path] = self.summed_up[path] = said(messages.missing(spec))

    def _note(self, parsed: Parsed, path: str, said: Said) -> None:
        self.started = True
        if parsed.unknown:
            self.unknown.add(path)
        message = parsed.message
        if message is not None:
            said = as_it_is if message.level == "understood" else said
            self.messages[path] = Message(message.level, said(message.text), message.choices)

    def _wrong(self, path: str, sentence: str) -> None:
        self.started = True
        self.messages.setdefault(path, Message("error", sentence))


def is_blank(raw: Any, depth: int = 6) -> bool:
    """Whether nothing has been typed anywhere in it: an added and untouched item is no mistake.

    Examples
    --------
    >>> is_blank({"_id": "k3f", "name": " "}), is_blank({"_id": "k3f", "name": "?"})
    (True, False)
    """
    if raw is None:
        return True
    if isinstance(raw, str):
        return not raw.strip()
    if depth == 0:
        return False
    if isinstance(raw, Mapping):
        return all(is_blank(value, depth - 1) for key, value in raw.items() if key != "_id")
    return isinstance(raw, list | tuple) and all(is_blank(one, depth - 1) for one in raw)


def _read_as(spec: Spec, raws: Mapping[str, Any]) -> Spec:
    """The spec with the unit that its neighbours decide: a goal is in per cent, in money or in pieces, as its measure is."""
    return replace(spec, **spec.reads_as(raws)) if spec.reads_as else spec


def _in_item(said: Said, label: str, position: int) -> Said:
    return lambda sentence: said(messages.in_item(sentence, label, position))


def _identity(item: Mapping[str, Any], position: int, taken: set[str]) -> str:
    """The item's own id, or one from its position where it has none that can stand in a path."""
    identity = item.get("_id")
    if not isinstance(identity, str) or not _ID.fullmatch(identity) or identity in taken:
        identity = f"item-{position}"
        while identity in taken:
            identity += "x"
    taken.add(identity)
    return identity


__all__ = ["Walk", "is_blank"]
