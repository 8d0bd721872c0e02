"""A storm: thirty visitors type while their kernels are killed at random, or the server itself is. Counted is what was lost, which must be nothing.

A text is *confirmed* when the page has said "saved": it must then be in the store for ever. A text is *typed* as soon as it stands in the field: it
must be in the store at the end, once the page has connected again. Each text holds all words typed before, so none can be missing unseen.
"""

from __future__ import annotations

import asyncio
import random
import signal
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from tornado.httpclient import AsyncHTTPClient

from benchmarks.table import written
from benchmarks.typist import FORM, Typist
from tests.browser.running import App
from workbook.store import open_store

OPTIONS = ("--visitors", "each")
SETTLING = 120.0
"""Seconds after the storm in which everything typed must have been confirmed."""


@dataclass(frozen=True)
class Outcome:
    """What a storm did. `lost_confirmed` and `lost_typed` name each text that is not in the store."""

    seconds: float
    visitors: int
    words: int
    saves: int
    blows: Counter[str]
    loads: int
    lost_confirmed: tuple[str, ...]
    lost_typed: tuple[str, ...]
    quarrels: int
    waits: tuple[float, ...]

    def row(self) -> tuple[str, ...]:
        """The row of the table."""
        blows = ", ".join(f"{count} × {name}" for name, count in sorted(self.blows.items()))
        ordered = sorted(self.waits)
        late = f"{statistics.median(ordered):.2f} s / {ordered[int(len(ordered) * 0.95)]:.2f} s" if ordered else ""
        lost = f"{len(self.lost_confirmed)} / {len(self.lost_typed)}"
        return (f"{self.seconds:.0f} s, {self.visitors} visitors", blows, str(self.loads), str(self.words), str(self.saves), late, lost)


HEAD = (
    "how long, how many", "what was done to them", "pages loaded", "words typed", "texts confirmed",
    "confirmed after (median / 95 %)", "lost: confirmed / typed",
)  # fmt: skip


@dataclass
class Weather:
    """Blows at a served workbook."""

    app: App
    every: float
    blows: Counter[str]

    async def kernels(self) -> None:
        """Kill a kernel now and then, as the system does when memory runs out."""
        while True:
            await asyncio.sleep(random.uniform(0.5, 1.5) * self.every)
            if living := kernels(self.app):
                with suppress(psutil.NoSuchProcess):  # it has ended by itself meanwhile
                    random.choice(living).kill()
                    self.blows["kernel killed"] += 1

    async def server(self, endings: Sequence[tuple[float, signal.Signals]]) -> None:
        """End the server and start it again: after so many seconds, in such a way."""
        loop = asyncio.get_running_loop()
        for pause, how in endings:
            await asyncio.sleep(pause)
            await loop.run_in_executor(None, self.app.stop, how)
            await loop.run_in_executor(None, self.app.start)
            self.blows[f"server ended by {how.name}"] += 1


def kernels(app: App) -> list[psutil.Process]:
    """The kernels of a served workbook: the warm process's children, and those that were started the ordinary way."""
    found = []
    with suppress(psutil.NoSuchProcess):  # the server itself may be ended now
        for process in psutil.Process(app.process.pid).children(recursive=True) if app.process and app.process.poll() is None else ():
            with suppress(psutil.Error):
                words, parents = process.cmdline(), process.parent()
                forked = "workbook.server.warm" in words and parents is not None and "workbook.server.warm" in parents.cmdline()
                if (forked or "workbook.server.kernel" in words) and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
    return found


Blow = Callable[[Weather], Sequence[Awaitable[None]]]


async def storm(app: App, seconds: float, visitors: int, blow: Blow, every: float, pace: float = 1.0) -> Outcome:
    """Let visitors type for some seconds, then wait until everything is confirmed, and look what is in the store."""
    AsyncHTTPClient.configure(None, max_clients=4 * visitors)
    typists = [Typist(app.address, pace) for _ in range(visitors)]
    living = [asyncio.ensure_future(one.live()) for one in typists]
    weather = Weather(app, every, Counter())
    try:
        await _until(lambda: all(one.loads for one in typists), SETTLING)
        blowing = [asyncio.ensure_future(each) for each in blow(weather)]
        begun = time.monotonic()
        await asyncio.sleep(seconds)
        await asyncio.gather(*blowing[1:])  # a restart is not left half done
        blowing[0].cancel()
        lasted = time.monotonic() - begun
        for one in typists:
            one.typing = False
        await _until(lambda: all(one.settled for one in typists), SETTLING)
    finally:
        for task in living:
            task.cancel()
    for ended in await asyncio.gather(*living, return_exceptions=True):
        if isinstance(ended, Exception):  # a visitor who has given up tells nothing about the server
            raise ended
    await asyncio.gather(*(one.leave() for one in typists), return_exceptions=True)
    return judged(app.database, typists, lasted, weather.blows)


async def _until(happened: Callable[[], bool], patience: float) -> None:
    until = time.monotonic() + patience
    while not happened() and time.monotonic() < until:
        await asyncio.sleep(0.1)


def judged(database: str, typists: Sequence[Typist], seconds: float, blows: Counter[str]) -> Outcome:
    """Compare what was typed and confirmed with what the store has."""
    confirmed, typed = [], []
    store = open_store(database)
    books = {book.id: book for book in store.workbooks()}
    for number, one in enumerate(typists):
        if one.workbook not in books:  # nothing was ever stored for this one
            typed += [f"{number} {name}: “{text[-40:]}”, no workbook" for name, text in one.texts.items() if text]
            continue
        kept = store.answers(books[one.workbook], FORM)
        for name, text in one.texts.items():
            if text and (name not in kept or kept[name].raw != text):
                typed.append(f"{number} {name}: “{text[-40:]}”, stored “{str(kept[name].raw)[-40:] if name in kept else ''}”")
            known = {stored.raw for stored in store.history(books[one.workbook], FORM, name)}
            confirmed += [f"{number} {name}: “{raw[-40:]}”" for raw in one.record.confirmed.get(name, ()) if raw not in known]
    store.close()
    total = [one.record for one in typists]
    return Outcome(
        seconds, len(typists), sum(one.typed for one in typists), sum(len(texts) for each in total for texts in each.confirmed.values()),
        blows, sum(one.loads for one in typists), tuple(confirmed), tuple(typed),
        sum(each.quarrels for each in total), tuple(wait for each in total for wait in each.waits),
    )  # fmt: skip


@contextmanager
def served(database: str = "") -> Iterator[App]:
    """A workbook of its own in a temporary folder, in which each visitor has a place."""
    with tempfile.TemporaryDirectory(prefix="storm-") as home:
        app = App(Path(home) / "home", more={"WORKBOOK_DATABASE": database} if database else {}, options=OPTIONS).start()
        try:
            yield app
        finally:
            if app.process is not None and app.process.poll() is None:
                app.stop(signal.SIGTERM)


def report(seconds: float, visitors: int, database: str) -> str:
    """Two storms: kernels killed all the time; then, for a fifth of that time, the server ended gently and hard as well."""

    def restarts(weather: Weather) -> Sequence[Awaitable[None]]:
        pause = seconds / 15
        return weather.kernels(), weather.server([(pause, signal.SIGTERM), (pause, signal.SIGKILL)])

    rows = []
    for lasts, blow in ((seconds, lambda weather: (weather.kernels(),)), (seconds / 5, restarts)):
        with served(database) as app:
            outcome = asyncio.run(storm(app, lasts, visitors, blow, every=max(1.0, 60 / visitors)))
        rows.append(outcome.row())
    return written(HEAD, rows)
