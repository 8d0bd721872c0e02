"""Saving as the real form does it (`saving.js`, `drafts.js`): one message at a time, sent until it is confirmed, drafts that outlive the page."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

PAUSE, PATIENCE, RETRY = 0.8, 4.0, 3.0
"""Seconds: after the last key, without an answer until the connection counts as lost, between tries."""

Said = Mapping[str, Any]


@dataclass
class Draft:
    """A text that is not confirmed yet, with the revision it grew from and the tab that typed it."""

    raw: str
    base: int
    tab: str


@dataclass
class Record:
    """What is counted over all pages of one visitor."""

    confirmed: dict[str, list[str]] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    quarrels: int = 0


class Saver:
    """One form on one loaded page.

    Parameters
    ----------
    send : callable
        Takes a message for Python; what it returns does not matter.
    texts : dict
        What stands in the fields; the visitor types into it.
    drafts : dict
        The browser's own storage: it outlives this page.
    record : Record
        Takes what was confirmed.
    """

    def __init__(self, send: Callable[[Said], object], texts: dict[str, str], drafts: dict[str, Draft], record: Record) -> None:
        self.send, self.texts, self.drafts, self.record = send, texts, drafts, record
        self.tab = f"{random.getrandbits(40):010x}"
        self.bases: dict[str, int] = {}
        self.dirty: set[str] = set()
        self._ours = {self.tab}
        self._flights: dict[int, tuple[float, dict[str, str]]] = {}
        self._seq = random.randrange(10**9) * 1000
        self._current: int | None = None
        self._due = self._watch = float("inf")

    def start(self, raws: Said, revisions: Mapping[str, int]) -> None:
        """Take over what is stored, and put drafts back on top of it."""
        self.bases = dict(revisions)
        self.texts.update({name: str(raw) for name, raw in raws.items() if name in self.texts})
        for name, draft in list(self.drafts.items()):
            if draft.raw == raws.get(name, ""):
                del self.drafts[name]
                continue
            self.texts[name], self.bases[name] = draft.raw, draft.base
            self._ours.add(draft.tab)
            self.dirty.add(name)
        self.flush()

    def touch(self, name: str) -> None:
        """A field's text has changed."""
        self.dirty.add(name)
        self.drafts[name] = Draft(self.texts[name], self.bases.get(name, 0), self.tab)
        self._due = time.monotonic() + PAUSE

    def flush(self) -> None:
        """Send what has changed, unless a message is on its way."""
        if self._current is None and self.dirty:
            self._launch()

    def tick(self) -> None:
        """Look at the clocks; called many times a second."""
        now = time.monotonic()
        if now >= self._due:
            self._due = float("inf")
            self.flush()
        if now >= self._watch:
            lost, self._current = self._current is not None, None
            if lost:
                self._watch = now + RETRY
            else:
                self._launch()

    def receive(self, said: Said) -> None:
        """A message from Python: saved, or not saved."""
        if said.get("seq") not in self._flights:
            return
        if said["type"] == "not_saved":
            if said["seq"] == self._current:
                self._current, self._watch = None, time.monotonic() + RETRY
            return
        sent, changes = self._flights[said["seq"]]
        self.record.waits.append(time.monotonic() - sent)
        for name, raw in changes.items():
            self._settle(name, said, raw)
        self._flights = {seq: flight for seq, flight in self._flights.items() if seq > said["seq"]}
        if said["seq"] == self._current:
            self._current, self._watch = None, float("inf")
            self.flush()

    def _launch(self) -> None:
        self._seq += 1
        self._current, self._watch = self._seq, time.monotonic() + PATIENCE
        changes = {name: self.texts[name] for name in sorted(self.dirty)}
        self._flights[self._seq] = time.monotonic(), changes
        bases = {name: self.bases.get(name, 0) for name in changes}
        self.send({"type": "save", "seq": self._seq, "changes": changes, "bases": bases, "tab": self.tab})

    def _settle(self, name: str, said: Said, sent: str) -> None:
        stored = said.get("conflicts", {}).get(name)
        self.bases[name] = said.get("revisions", {}).get(name, self.bases.get(name, 0))
        if stored:
            self.bases[name] = stored["revision"]  # only this visitor types here: it is an earlier message, whose answer was lost
            if stored["writer"] not in self._ours and stored["raw"] != self.texts[name]:
                self.record.quarrels += 1
        else:
            self.record.confirmed.setdefault(name, []).append(sent)
        if self.texts[name] == (stored["raw"] if stored else sent):
            self.dirty.discard(name)
            self.drafts.pop(name, None)
