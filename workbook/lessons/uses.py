"""What an answer changes elsewhere: which steps and which parts of the plan read it.

The file `data/uses.yaml` is not written by hand. It is taken down while every step and every part of the plan is worked out on a filled
workbook, each reading of an answer noted (`tests/pages/reading.py`); a test takes it down again and holds the file to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbook.lessons.files import Lesson, read

PLAN = "plan"
"""How a reader that is a part of the plan begins: `plan:budget`."""
SHOWN = 4
"""Places that are named; the rest is counted."""


class Uses(Lesson):
    """`reads`: for each reader (`05_promotion#media-plan` or `plan:budget`) the answers it reads, form by form: `factors/aov`, or `lines`."""

    reads: dict[str, dict[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Reader:
    """A step that reads an answer: `notebook` and `anchor`; a part of the plan has its name in `part`."""

    notebook: str
    anchor: str
    part: str = ""


def readers(form: str, paths: Iterable[str]) -> tuple[Reader, ...]:
    """Who reads one of these answers of a form. A path is a field, or a row of a grid.

    >>> [reader.anchor for reader in readers("strategy.budget", ["factors/margin_rate"]) if reader.notebook == "05_promotion"]
    ['media-plan']
    """
    changed = tuple(paths)
    uses: Uses = read("uses", Uses)
    return tuple(_reader(name) for name, forms in uses.reads.items() if _touches(forms.get(form, ()), changed))


def changed_paths(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Which answers that stood there are other ones now: fields, and rows of grids. What was blank before changes nothing elsewhere.

    >>> changed_paths({"a": "5", "g": {"x": {"c": "1"}, "y": {"c": "2"}}, "b": ""}, {"a": "6", "g": {"x": {"c": "1"}, "y": {"c": "3"}}, "b": "7"})
    ('a', 'g/y')
    """
    paths: list[str] = []
    for name, new in after.items():
        old = before.get(name)
        if old in (None, "", [], {}) or old == new:
            continue
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            paths += [f"{name}/{row}" for row in {**old, **new} if old.get(row) and old.get(row) != new.get(row)]
        else:
            paths.append(name)
    return tuple(paths)


def _touches(known: Iterable[str], changed: Iterable[str]) -> bool:
    """Whether one of the paths is another, or stands above or below it."""
    return any(a == b or a.startswith(f"{b}/") or b.startswith(f"{a}/") for a in known for b in changed)


def _reader(name: str) -> Reader:
    if name.startswith(f"{PLAN}:"):
        return Reader("07_plan", "document", name.partition(":")[2])
    notebook, _, anchor = name.partition("#")
    return Reader(notebook, anchor)


__all__ = ["PLAN", "SHOWN", "Reader", "Uses", "changed_paths", "readers"]
