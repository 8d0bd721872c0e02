"""What the store hands out: a workbook, an answer with its revision, what a save did.

All of them are frozen: a record says how things were at one moment. Times are in UTC and carry their zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class WorkbookInfo:
    """One workbook of one visitor. `read_only` is true when it came from a file of a newer version."""

    id: str
    visitor: str
    title: str
    created_at: datetime
    updated_at: datetime
    read_only: bool = False


@dataclass(frozen=True)
class Change:
    """What a tab wants kept for one field.

    `raw` is what was typed (JSON), `value` what was understood (JSON), `base` the revision that the tab has seen (0 = none).
    """

    raw: Any
    value: Any = None
    base: int = 0


@dataclass(frozen=True)
class Stored:
    """One revision of one field. `rival` marks a text that was typed over an older one and is not the current answer."""

    raw: Any
    value: Any
    revision: int
    at: datetime
    writer: str
    base: int = 0
    rival: bool = False


@dataclass(frozen=True)
class Saved:
    """What a save did.

    `revisions` has the current revision of each field whose text is now the current one; a field in `conflicts` is not
    among them: there, `conflicts` shows the answer that is current, the new text is kept as a rival, and the trainee chooses.
    """

    at: datetime
    revisions: Mapping[str, int] = field(default_factory=dict)
    conflicts: Mapping[str, Stored] = field(default_factory=dict)
    changed: bool = False
