"""Serving compared: the workbook, stock Voilà, Panel and Streamlit with the same page, in alternating rounds of one run.

In each round every server gets one visitor without a browser (CPU, time), then thirty at once (CPU, the slowest, memory), then one with a real
Chromium whose cache is empty. The load comes from processes of their own. Nothing else should run on the machine.
"""

from __future__ import annotations

import asyncio
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

import psutil
from playwright.sync_api import Browser

from benchmarks.arrivals import dismiss
from benchmarks.crowd import arrived
from benchmarks.results import Measure
from benchmarks.screen import Seen, chromium, visit
from benchmarks.servers import Server, kinds, running

ROUNDS, QUICK_ROUNDS = 6, 2
VISITORS, QUICK_VISITORS = 30, 8
ROOM = 250
"""MB that a visitor of stock Voilà may need: a crowd that does not fit is left out."""


@dataclass(frozen=True)
class Sample:
    """What one server did in one round."""

    cpu: float
    alone: float
    crowd_cpu: float | None
    slowest: float | None
    memory: float | None
    seen: Seen


Rounds = list[dict[str, Sample]]


def measure(rounds: int | None = None, *, quick: bool = False) -> Iterator[list[Measure]]:
    """Run the rounds, and tell after each what is known so far; the first, which warms everything up, is not counted."""
    count, visitors = rounds or (QUICK_ROUNDS if quick else ROUNDS), QUICK_VISITORS if quick else VISITORS
    with ExitStack() as stack:
        browser = stack.enter_context(chromium())
        servers = [stack.enter_context(running(kind)) for kind in kinds().values()]
        for server in servers:
            _sample(server, browser, 1, 0)
        taken: Rounds = []
        for number in range(1, count + 1):
            if found := _whole(servers, browser, visitors, number):
                taken.append(found)
                yield list(_measures(taken, visitors))


def _whole(servers: list[Server], browser: Browser, visitors: int, number: int) -> dict[str, Sample] | None:
    """One round, or nothing when it broke off: half an hour of others is not lost for it."""
    try:
        return _round(servers, browser, visitors, number)
    except Exception:
        traceback.print_exc()
        sys.stderr.write(f"Round {number} broke off and does not count.\n")
        return None


def _round(servers: list[Server], browser: Browser, visitors: int, number: int) -> dict[str, Sample]:
    """One sample of each, beginning with another server every time."""
    begun, first = time.monotonic(), number % len(servers)
    taken = {server.kind.name: _sample(server, browser, visitors, number) for server in servers[first:] + servers[:first]}
    sys.stderr.write(f"Round {number}: {time.monotonic() - begun:.0f} s\n")
    return taken


def _sample(server: Server, browser: Browser, visitors: int, number: int) -> Sample:
    kind = server.kind
    before = server.settled_cpu()
    with arrived(kind.name, server.address, kind.page, 1) as waits:
        cpu = server.settled_cpu() - before
    crowd = _crowd(server, visitors) if _fits(kind.name, visitors) else (None, None, None)
    server.settled_cpu()
    return Sample(cpu, waits[0], *crowd, visit(browser, server, number))


def _crowd(server: Server, visitors: int) -> tuple[float | None, float | None, float | None]:
    before, memory = server.settled_cpu(), server.memory()
    try:
        with arrived(server.kind.name, server.address, server.kind.page, visitors) as waits:
            after = server.settled_cpu()
            return (after - before) / visitors, max(waits), max(server.memory() - memory, 0) / visitors
    except RuntimeError:  # this server cannot take so many here: a hole in the table, and the other rounds stand
        sys.stderr.write(f"{server.kind.name} did not take {visitors} visitors at once.\n")
        with ThreadPoolExecutor(1) as aside:  # the browser's own loop runs in this thread
            aside.submit(asyncio.run, dismiss(server.address, server.kernels())).result()
        return None, None, None


def _fits(name: str, visitors: int) -> bool:
    return name != "voila" or psutil.virtual_memory().available / 1e6 > ROOM * visitors


def _measures(rounds: Rounds, visitors: int) -> Iterator[Measure]:
    def of(what: str, unit: str, take: Callable[[Sample], float | None], **more: object) -> Measure:
        return Measure(what, unit, _sides(rounds, take), **more)  # type: ignore[arg-type]

    panel, voila = "panel", "voila"
    yield of("CPU of one arrival, all processes", "s", lambda s: s.cpu, peer=voila, reach=0.45)
    yield of(f"CPU of each of {visitors} at once", "s", lambda s: s.crowd_cpu, peer=voila, reach=0.45)
    yield of("one arrival alone, ready", "s", lambda s: s.alone, peer=voila)
    slowest = of(f"{visitors} at once, the slowest ready", "s", lambda s: s.slowest, peer=voila, ratio_reach=4)
    yield slowest.against(_sides(rounds, lambda s: s.alone)[voila], "one of Voilà")
    yield of(f"memory of a visitor (PSS, {visitors} there)", "MB", lambda s: s.memory, peer=voila, reach=25)
    yield of("first load, all on the screen", "s", lambda s: s.seen.complete, peer=panel, ratio_reach=1.3)
    yield of("first load, text to read", "s", lambda s: s.seen.readable, peer=panel)
    yield of("first load, fields to type in", "s", lambda s: s.seen.fields, peer=panel)
    after = of("next page, all on the screen", "s", lambda s: s.seen.next_page, peer=panel, ratio_reach=0.6)
    yield after.against(_sides(rounds, lambda s: s.seen.complete)[panel], "first load of Panel")
    yield of("answer to result and charts", "s", lambda s: s.seen.answer, peer=panel, ratio_reach=0.5)
    yield of("first page over the wire", "MB", lambda s: s.seen.bytes / 1e6, peer=panel, reach=1.5)
    yield of("first page, websocket messages", "MB", lambda s: s.seen.messages / 1e6, peer=panel)
    yield of("first page, requests", "", lambda s: s.seen.requests, peer=panel)


def _sides(rounds: Rounds, take: Callable[[Sample], float | None]) -> Mapping[str, tuple[float | None, ...]]:
    return {name: tuple(take(taken[name]) for taken in rounds) for name in rounds[0]}
