"""Which lines of a file were left out, and why: counted, shown, and kept in full beside the tables.

Nothing is dropped silently: a row is read, skipped for a reason (a title, a total), or refused for a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KEPT = 50
"""How many lines are kept in the reading itself; all of them stand in the side file."""


@dataclass(frozen=True)
class Line:
    """One line of a file (counted from 1, as an editor counts) and a sentence about it. `part` names the table inside a file of several."""

    line: int
    reason: str
    part: str = ""


@dataclass(frozen=True)
class Lines:
    """Lines left out: how many, the first ones, and the file with all of them when there are more.

    >>> lines = Lines(2, (Line(1, "A title."), Line(9, "A total.")))
    >>> len(lines), [line.line for line in lines]
    (2, [1, 9])
    """

    count: int = 0
    first: tuple[Line, ...] = ()
    file: Path | None = None

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Line]:
        return iter(self.first)

    def __add__(self, other: Lines) -> Lines:
        return Lines(self.count + other.count, (self.first + other.first)[:KEPT], self.file or other.file)

    def summary(self) -> dict[str, Any]:
        """The same as JSON."""
        rows = [{"line": line.line, "reason": line.reason, "part": line.part} for line in self.first]
        return {"count": self.count, "first": rows, "file": str(self.file) if self.file else None}

    @classmethod
    def from_summary(cls, summary: dict[str, Any]) -> Lines:
        """The lines from their JSON."""
        first = tuple(Line(row["line"], row["reason"], row.get("part", "")) for row in summary["first"])
        return cls(summary["count"], first, Path(summary["file"]) if summary.get("file") else None)


NO_LINES = Lines()
