"""A catalogue to look through: cards with a search field and filters, each opening to all that is known about it.

Choosing a channel begins with seeing what there is. A card says in a line what the thing is; opened, it lists every
attribute; the filters narrow the list to what fits a goal, a budget or a lead time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import traitlets

from workbook.widgets.island import Island, drawn_by


class Catalogue(Island):
    """Cards with search and filters.

    Parameters
    ----------
    items : iterable of mapping
        `{"id", "title", "lead", "tags": [str], "values": {filter name: value or [value]},
        "attributes": [{"label", "value"}], "sections": [{"title", "points": [str]}]}`.
        All but `id` and `title` may be left out; a filter finds its values in `values`, else among the tags.
    filters : iterable of mapping
        `{"name", "label", "options": [{"value", "label"}]}`; an option may be a plain string.
    noun : tuple of str
        What one card is and what several are, for "5 of 22 channels".
    """

    _esm = drawn_by("catalogue")
    title = traitlets.Unicode().tag(sync=True)
    items: traitlets.List = traitlets.List().tag(sync=True)
    filters: traitlets.List = traitlets.List().tag(sync=True)
    noun = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(
        self,
        items: Iterable[Mapping[str, Any]],
        filters: Iterable[Mapping[str, Any]] = (),
        *,
        title: str = "",
        noun: tuple[str, str] = ("entry", "entries"),
    ) -> None:
        super().__init__(items=[_item(i) for i in items], filters=[_filter(f) for f in filters], title=title, noun=list(noun))


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    """Fill in what was left out; every filter value becomes a list."""
    values = {name: [value] if isinstance(value, str) else list(value) for name, value in item.get("values", {}).items()}
    lists: dict[str, Any] = {name: list(item.get(name, ())) for name in ("tags", "attributes", "sections")}
    return {"id": str(item["id"]), "title": item["title"], "lead": item.get("lead", ""), "values": values, **lists}


def _filter(named: Mapping[str, Any]) -> dict[str, Any]:
    options = [{"value": o, "label": o} if isinstance(o, str) else dict(o) for o in named["options"]]
    return {"name": named["name"], "label": named["label"], "options": options}
