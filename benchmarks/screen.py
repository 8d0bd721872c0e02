"""What a person in front of a real Chromium waits for: the first page, the next one, the result of an answer; and what came over the wire."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Locator, Page, sync_playwright

from benchmarks.peers.offer import ASKED, FIELDS, headline, mark
from benchmarks.servers import Server

SCRIPT = Path(__file__).with_name("screen.js")
PATIENCE = 90_000
VIEW = {"width": 1280, "height": 2600}
"""Pixels: everything is in view, as some servers draw only what is."""

BEGUN = {one.name: one.begin for one in FIELDS}
OTHER = (1600, 1700)
"""What the asked field is answered with, in turn."""


@dataclass
class Wire:
    """What one page has loaded: requests, bytes as they came over the wire, and the contents of websocket messages."""

    requests: int = 0
    bytes: float = 0
    messages: float = 0

    def listen(self, line: CDPSession, home: str) -> None:
        """Count from now on."""
        line.send("Network.enable")
        line.send("Network.setBlockedURLs", {"urls": ["https://*"]})  # who asks other machines is spared the wait for them
        line.on("Network.requestWillBeSent", lambda told: self._asked(told["request"]["url"], home))
        line.on("Network.loadingFinished", lambda told: self._came(told["encodedDataLength"]))
        line.on("Network.webSocketFrameReceived", lambda told: self._heard(told["response"]))

    def _asked(self, url: str, home: str) -> None:
        self.requests += url.startswith(home)

    def _came(self, size: float) -> None:
        self.bytes += size

    def _heard(self, frame: dict[str, Any]) -> None:
        text = len(frame["payloadData"])
        self.messages += text if frame["opcode"] == 1 else text * 3 / 4  # binary messages are told in base64


@dataclass(frozen=True)
class Seen:
    """One visit with a fresh browser, in seconds, bytes and requests."""

    readable: float
    fields: float
    complete: float
    next_page: float
    answer: float
    requests: int
    bytes: float
    messages: float


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium without a window."""
    found = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
    if found is None:
        message = "The benchmark needs Chromium: install it with your system's package tool."
        raise RuntimeError(message)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield running
        running.close()


def visit(browser: Browser, server: Server, turn: int = 0) -> Seen:
    """Open the page with an empty cache, answer a question, then open the next page."""
    context = browser.new_context(viewport=VIEW, locale="en-GB")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    context.add_init_script(path=SCRIPT)
    page, wire = context.new_page(), Wire()
    wire.listen(context.new_cdp_session(page), server.address)
    scene = STRATEGY if server.kind.name == "strategy" else OFFER
    try:
        readable, fields, complete = _load(page, server.address + server.kind.page, scene)
        loaded = replace(wire)
        answer = scene.answer(page, turn)
        page.wait_for_timeout(1000)
        again = _load(page, server.address + server.kind.next_page, scene)[2]
        return Seen(readable, fields, complete, again, answer, loaded.requests, loaded.bytes, loaded.messages)
    finally:
        context.close()


def _load(page: Page, address: str, scene: Scene) -> tuple[float, float, float]:
    """Seconds until text can be read, until all fields can be typed into, and until all is there."""
    page.goto("about:blank")  # an address that differs in its mark alone would not be loaded again
    page.goto(address, wait_until="commit")
    page.evaluate("what => benchmark.want(what)", scene.wanted)
    times = page.wait_for_function("() => benchmark.times()", timeout=PATIENCE).json_value()
    readable = page.wait_for_function("() => benchmark.readable()", timeout=PATIENCE).json_value()
    page.wait_for_timeout(500)  # what is loaded after everything is on the screen counts as well
    return readable / 1000, times["fields"] / 1000, max(times.values()) / 1000


def _typed(page: Page, field: Locator, text: str, want: str, what: object) -> float:
    """Type an answer and leave the field; seconds from then until what is wanted is on the screen."""
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.evaluate(want, what)
    page.keyboard.press("Tab")
    told = page.wait_for_function("() => benchmark.times()", timeout=PATIENCE).json_value()
    return float((max(told["sentence"], told["drawings"]) - page.evaluate("benchmark.left")) / 1000)


def _offer(amount: object) -> dict[str, Any]:
    values = BEGUN | {ASKED: amount}
    return {"fields": len(FIELDS), "sentence": headline(values), "words": mark(values), "drawings": 2}


def _answer_offer(page: Page, turn: int) -> float:
    label = next(one.label for one in FIELDS if one.name == ASKED)
    field, amount, want = page.get_by_label(label).first, OTHER[turn % len(OTHER)], "what => benchmark.want(what)"
    took = _typed(page, field, str(amount), want, _offer(amount))
    _typed(page, field, str(BEGUN[ASKED]), want, _offer(BEGUN[ASKED]))  # the next visit finds what this one found
    return took


def _answer_strategy(page: Page, turn: int) -> float:
    field = page.locator("[id='strategy.budget-factors-aov-likely']")
    want = "what => benchmark.wantChange(...what)"
    return _typed(page, field, str(43 + turn % 4), want, [".wb-current .wb-card", ".wb-current .wb-stage svg"])


@dataclass(frozen=True)
class Scene:
    """What is to be seen on a page, and how a question of it is answered."""

    wanted: dict[str, Any]
    answer: Callable[[Page, int], float]


OFFER = Scene(_offer(BEGUN[ASKED]), _answer_offer)
STRATEGY = Scene(
    {"fields": 15, "sentence": "Estimate budget and effect", "selector": ".wb-current .wb-stage svg", "drawings": 2}, _answer_strategy
)  # fmt: skip


if __name__ == "__main__":
    import sys

    from benchmarks.servers import kinds, running

    with chromium() as browser:
        for name in sys.argv[1:]:
            with running(kinds()[name]) as server:
                visit(browser, server)
                sys.stdout.write(f"{name} {json.dumps(vars(visit(browser, server, 1)))}\n")
