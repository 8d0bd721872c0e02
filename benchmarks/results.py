"""The table of servers: a median for each, and ours as a ratio to a named peer, round by round, because machines are noisy."""

from __future__ import annotations

import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import psutil

from benchmarks.table import written

SIDES = {"ours": "ours", "strategy": "ours, strategy page", "voila": "Voilà", "panel": "Panel", "streamlit": "Streamlit"}
HEAD = ("what", *SIDES.values(), "ours ÷", "median", "spread", "to reach", "reached")
Values = Sequence[float | None]


@dataclass(frozen=True)
class Measure:
    """One thing measured at every server, round by round. `reach` is what ours must stay below, `ratio_reach` the same for the ratio."""

    what: str
    unit: str
    sides: Mapping[str, Values]
    peer: str
    reach: float | None = None
    ratio_reach: float | None = None
    peer_values: Values = ()
    peer_name: str = ""

    def against(self, values: Values, name: str) -> Measure:
        """The same, compared with other values of a peer."""
        return replace(self, peer_values=values, peer_name=name)

    @property
    def ratios(self) -> list[float]:
        """Ours by the peer's, of each round that has both; sorted."""
        theirs = self.peer_values or self.sides[self.peer]
        return sorted(a / b for a, b in zip(self.sides["ours"], theirs, strict=True) if a is not None and b)

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        ratios = self.ratios
        median = f"{statistics.median(ratios):.2f}" if ratios else ""
        spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}" if ratios else ""
        return (self.what, *(self._median(name) for name in SIDES), self.peer_name or SIDES[self.peer], median, spread, *self._goal())

    def _median(self, side: str) -> str:
        values = [value for value in self.sides[side] if value is not None]
        if not values:
            return "not measured"
        middle = statistics.median(values)
        return f"{middle:.0f}" if not self.unit else f"{middle:.2f} {self.unit}" if middle < 10 else f"{middle:.1f} {self.unit}"

    def _goal(self) -> tuple[str, str]:
        ours = [value for value in self.sides["ours"] if value is not None]
        if self.ratio_reach is not None:
            met = bool(self.ratios) and statistics.median(self.ratios) <= self.ratio_reach
            return f"ratio ≤ {self.ratio_reach:g}", "yes" if met else "no"
        if self.reach is not None:
            return f"≤ {self.reach:g} {self.unit}", "yes" if ours and statistics.median(ours) <= self.reach else "no"
        return "", ""


def table(measures: Sequence[Measure]) -> str:
    """The table with the machine on which it was measured."""
    rounds = len(next(iter(measures[0].sides.values())))
    return f"{_machine()}; medians of {rounds} rounds.\n\n{written(HEAD, [measure.cells() for measure in measures])}"


def _machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    mine = f"Python {platform.python_version()}, Voilà {version('voila')}"
    return f"{psutil.cpu_count()} cores ({_processor()}), {memory:.0f} GB, {platform.system()}, {mine}"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())
