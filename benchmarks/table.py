"""The table of results: each figure is a ratio to a named peer, measured in the same run, because machines are noisy."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """One thing measured: pairs of (ours, the peer's), round by round."""

    what: str
    peer: str
    unit: str
    pairs: tuple[tuple[float, float], ...]

    def cells(self) -> tuple[str, ...]:
        ours, theirs = (statistics.median(side) for side in zip(*self.pairs, strict=True))
        ratios = sorted(a / b for a, b in self.pairs)
        spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
        return (
            self.what,
            f"{ours:.2f} {self.unit}",
            self.peer,
            f"{theirs:.2f} {self.unit}",
            f"{statistics.median(ratios):.2f}",
            spread,
            str(len(ratios)),
        )


HEAD = ("what", "ours, median", "peer", "peer, median", "ratio, median", "ratio, spread", "rounds")


def written(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as Markdown."""
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, ["---"] * len(head), *rows))


def ratios(rows: Iterable[Row]) -> str:
    """The table of what was measured beside a peer."""
    return written(HEAD, [row.cells() for row in rows])


def place(readme: Path, part: str, table: str) -> None:
    """Put the table of one part between its marks in the README."""
    begin, end = f"<!-- {part} -->", f"<!-- /{part} -->"
    before, rest = readme.read_text("utf-8").split(begin)
    readme.write_text(f"{before}{begin}\n{table}\n{end}{rest.split(end)[1]}", "utf-8")
