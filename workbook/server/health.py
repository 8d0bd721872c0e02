"""Is all well? `/healthz` answers a program that watches the server, `/metrics` one that draws its curves. Neither tells of a visitor."""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import json
import logging
import os
from collections.abc import Callable
from time import monotonic
from typing import Any

from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from tornado import web

from workbook.server.identity import forwarded

TOKEN = "WORKBOOK_METRICS_TOKEN"
"""The environment variable with the word that lets other machines read `/metrics`."""

PATIENCE = 3.0
"""Seconds in which the database must answer."""

FOR_A_WHILE = 2.0
"""Seconds for which the database's answer counts: who asks often must not keep it busy."""

_log = logging.getLogger("workbook.server")


class Health:
    """What must be well for the next visitor to be served.

    Parameters
    ----------
    database : callable
        Reads something from the database; what it raises means that it cannot be reached.
    warm : callable
        Says whether the warm process lives; there is nothing to say (`None`) where kernels start without one.
    free : callable
        Gives the number of free places.
    """

    def __init__(self, database: Callable[[], object], warm: Callable[[], bool | None], free: Callable[[], int]) -> None:
        self._database, self._warm, self._free = database, warm, free
        self._asked: tuple[float, bool] = (float("-inf"), False)
        self._asking: asyncio.Future[object] | None = None

    async def checks(self) -> dict[str, bool]:
        """Return each part by name, and whether it is well."""
        warm = self._warm()
        parts = {"database": await self._reachable(), "room": self._free() > 0}
        return parts if warm is None else parts | {"warm": warm}

    async def _reachable(self) -> bool:
        at, well = self._asked
        if monotonic() - at <= FOR_A_WHILE:
            return well
        try:
            await asyncio.wait_for(asyncio.shield(self._question()), PATIENCE)
            now_well = True
        except Exception:
            if (well or at == float("-inf")) and self._asked[0] == at:  # one of those who ask says it
                _log.exception("The database does not answer.")
            now_well = False
        self._asked = monotonic(), now_well
        return now_well

    def _question(self) -> asyncio.Future[object]:
        """One question at a time: those who ask meanwhile wait for the same answer, or a database that hangs would soon hold every thread."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.ensure_future(asyncio.to_thread(self._database))
            self._asking.add_done_callback(lambda done: done.cancelled() or done.exception())
        return self._asking


class HealthHandler(web.RequestHandler):
    """200 when all is well, 503 when something is not; `/healthz/live` only says that the server answers."""

    async def get(self, live: str | None) -> None:
        """Answer in JSON: each part and whether it is well."""
        health: Health = self.settings["workbook_health"]
        checks = {} if live else await health.checks()
        self.set_status(200 if all(checks.values()) else 503)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({"well": all(checks.values()), **checks}))


class MetricsHandler(web.RequestHandler):
    """The counters in Prometheus' text format, for this machine and for whoever knows the token."""

    def get(self) -> None:
        """Write them; to anybody else there is nothing here."""
        if not (self._known() or self._here()):
            raise web.HTTPError(404)
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.set_header("Cache-Control", "no-store")
        self.finish(generate_latest(self.settings["workbook_metrics"].registry))

    def _known(self) -> bool:
        token = os.environ.get(TOKEN, "")
        told = self.request.headers.get("Authorization", "").removeprefix("Bearer ")
        return bool(token) and hmac.compare_digest(told.encode(), token.encode())

    def _here(self) -> bool:
        """A request of this machine to this machine: no proxy between, and no foreign name that somebody made lead here."""
        return not forwarded(self.request) and _loopback(self.request.remote_ip) and _loopback(self.request.host_name)


def _loopback(name: Any) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(str(name).strip("[]")).is_loopback
    except ValueError:
        return False
