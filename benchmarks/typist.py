"""A visitor who types: word after word into a page's form, through killed kernels and restarted servers, as a person with a browser would."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field

from benchmarks.saving import Draft, Record, Saver
from benchmarks.visitor import GONE, Browser, Page, Refused

PAGE, FORM = "07_plan.ipynb", "plan.people"
FIELDS = ("problem", "promotion_problem", "reasons", "operation")
BEAT = 1.0
"""Seconds between two pings of the status line."""

SILENT = 3.0
"""Seconds without an answer after which the server is asked whether the kernel lives."""


@dataclass
class Typist:
    """One visitor. `typed` counts the words; every text holds all words typed into it before."""

    address: str
    pace: float = 1.0
    browser: Browser = field(init=False)
    texts: dict[str, str] = field(default_factory=lambda: dict.fromkeys(FIELDS, ""))
    drafts: dict[str, Draft] = field(default_factory=dict)
    record: Record = field(default_factory=Record)
    workbook: str = ""
    typed: int = 0
    loads: int = 0
    refusals: int = 0
    typing: bool = True
    _page: Page | None = None
    _saver: Saver | None = None

    def __post_init__(self) -> None:
        self.browser = Browser(self.address)

    @property
    def settled(self) -> bool:
        """Everything typed is confirmed."""
        return self._saver is not None and not self._saver.dirty and not self.drafts

    async def live(self) -> None:
        """Open the page, type, and open it again whenever it is lost; until cancelled."""
        while True:
            try:
                await self._open()
                await self._stay()
            except (Refused, *GONE):
                self.refusals += 1
            if self._page is not None:
                self._page.drop()
            await asyncio.sleep(random.uniform(0.5, 2))  # until the person has read the notice and pressed "Reconnect"

    async def leave(self) -> None:
        """Close the page."""
        if self._page is not None:
            await self._page.close()

    async def _open(self) -> None:
        self._saver = None
        self._page = page = Page(self.browser, PAGE)
        await page.load()
        await page.ready(60)
        self.loads += 1
        form = await page.form(FORM)
        state = page.models[form]
        self.workbook = state["workbook"]
        saver = Saver(lambda said: page.say(form, said), self.texts, self.drafts, self.record)
        page.hears = lambda comm, said: saver.receive(said) if comm == form else None
        saver.start(state["raws"], state["revisions"])
        self._saver = saver

    async def _stay(self) -> None:
        """Type until the page says that its connection is lost."""
        page, saver = self._page, self._saver
        assert page
        assert saver
        page.pong = time.monotonic()
        beat = key = 0.0
        while True:
            await asyncio.sleep(0.05)
            now = time.monotonic()
            saver.tick()
            if self.typing and now >= key:
                key = now + random.uniform(0.2, 2.0) * self.pace
                self._type(saver)
            if now >= beat:
                beat = now + BEAT
                page.ping()
                if now - page.pong > SILENT and not await page.alive():
                    return

    def _type(self, saver: Saver) -> None:
        name = random.choice(FIELDS)
        self.typed += 1
        self.texts[name] = f"{self.texts[name]} w{self.typed}".strip()
        saver.touch(name)
        if random.random() < 0.3:  # the field is left
            saver.flush()
