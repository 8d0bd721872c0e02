"""At the door of a page: who comes in, who waits in the line, who has enough pages open already, and how a page is left."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from time import monotonic
from typing import Any

from workbook.server import book
from workbook.server.admission import Admission
from workbook.server.identity import Each
from workbook.server.metrics import Metrics
from workbook.server.room import RoomFull, Seat, TooManyPages

LEAVING = "workbook-leaving"
"""The cookie in which a browser says from which page it comes: that one's kernel counts no more."""

EVERY = 5
"""Seconds after which a waiting page asks again."""

_log = logging.getLogger("workbook.server")


def wanted(headers: Mapping[str, str]) -> bool:
    """Return whether somebody wants to see this page: what fetches it unseen, or into a page of somebody else's, must cost no kernel.

    Parameters
    ----------
    headers : mapping
        Of the request; browsers say in them what it is for, and no page can change that.

    Examples
    --------
    >>> wanted({}), wanted({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"})
    (True, False)
    >>> wanted({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"})
    True
    """
    if "prefetch" in headers.get("Sec-Purpose", headers.get("Purpose", "")):
        return False
    ours = headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
    return ours or headers.get("Sec-Fetch-Dest") == "document"


class Greeting:
    """Mix-in for whatever a newcomer can ask for first."""

    def get_login_url(self) -> str:
        """Give a newcomer a cookie, and the address where it is looked at."""
        handler: Any = self
        if isinstance(handler.identity_provider, Each):
            handler.identity_provider.greet(handler)
        return str(handler.settings["login_url"])


class Door:
    """Mix-in for the handler of a page."""

    settings: dict[str, Any]
    current_user: Any
    _gone = False

    def on_connection_close(self) -> None:
        """Remember that nobody waits for this page any more."""
        self._gone = True

    async def admitted(self, chapter: book.Chapter) -> Seat | None:
        """Return a seat for this visitor; `None` when they were told to wait or to close a page."""
        handler: Any = self
        metrics: Metrics = self.settings["workbook_metrics"]
        admission: Admission = self.settings["workbook_admission"]
        visitor = self.current_user.username
        if isinstance(handler.identity_provider, Each):
            await handler.identity_provider.welcome(handler, visitor)
        try:
            seat = await admission.take(visitor, chapter.file, chapter.title, handler.get_cookie(LEAVING, ""))
        except RoomFull as full:
            metrics.arrivals.labels("waiting").inc()
            handler.set_header("Retry-After", str(EVERY))
            self._say(503, "full.html", chapter, place=full.place, every=EVERY)
        except TooManyPages as many:
            metrics.arrivals.labels("too_many").inc()
            self._say(429, "too_many.html", chapter, seats=many.seats)
        else:
            metrics.arrivals.labels("opened").inc()
            _log.info("arrival", extra={"page": chapter.file, "kernel": seat.kernel_id[:8], "free": admission.room.free})
            return seat
        return None

    def seated(self, seat: Seat) -> None:
        """Take note that the kernel is there. Who has closed the page meanwhile needs none."""
        seconds = monotonic() - seat.since
        seat.starting, seat.away_since = False, monotonic()
        self.settings["workbook_metrics"].started.observe(seconds)
        _log.info("kernel started", extra={"kernel": seat.kernel_id[:8], "seconds": round(seconds, 3)})
        if self._gone:
            ending = asyncio.ensure_future(self.settings["workbook_admission"].end(seat.kernel_id, "its page was closed before it came"))
            self.settings["workbook_running"].add(ending)
            ending.add_done_callback(self.settings["workbook_running"].discard)

    def turned_away(self, seat: Seat) -> None:
        """Free the seat of a page that got no kernel."""
        self.settings["workbook_metrics"].arrivals.labels("failed").inc()
        self.settings["workbook_admission"].room.leave(seat.kernel_id)

    def _say(self, status: int, template: str, chapter: book.Chapter, **more: Any) -> None:
        handler: Any = self
        handler.set_status(status)
        handler.finish(handler.page(template, chapter=chapter, token=handler.xsrf_token.decode(), **more))
