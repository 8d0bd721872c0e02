"""Who the visitor is: decided here and nowhere else.

On one's own machine nobody is asked: whoever opens the workbook is "me". When other machines can open it, each visitor gets a place of their
own by a signed cookie, and takes it to another browser by a private link. A page's kernel hears from the server whose it is, by
`WORKBOOK_VISITOR` in its environment; nothing that a browser sends can change that.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import secrets
import time
from base64 import urlsafe_b64encode
from typing import Any

from jupyter_server.auth.identity import IdentityProvider, User
from tornado import web

from workbook.store.place import MYSELF
from workbook.store.store import Store

COOKIE = "workbook-visitor"
"""Over https, at the top of a site, its name begins with `__Host-`: no other site of the same domain can then plant a cookie in its place."""

DAYS = 400
"""How long a browser keeps a cookie at most; each page that is opened begins the time anew."""

FRESH = 60.0
"""Seconds for which a renewed link may still count on another server that shares the database."""

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via")
"""What only a proxy adds to a request."""

_LINK = re.compile(r"([\w-]{1,100})\.([\w-]{43})")


def forwarded(request: Any) -> bool:
    """Return whether a request came through a proxy: its sender is then not who it seems to be."""
    return any(name in request.headers for name in FORWARDED)


def newcomer() -> str:
    """Return the name of a place that nobody has yet; 128 random bits.

    Examples
    --------
    >>> len(newcomer())
    24
    """
    return f"v-{secrets.token_urlsafe(16)}"


class Visitors:
    """Signs and reads private links, and knows which of them still count.

    Parameters
    ----------
    secret : bytes
        From `kept_secret`.
    store : Store
        Keeps the number that goes into a visitor's present link.
    """

    def __init__(self, secret: bytes, store: Store) -> None:
        self._secret, self._store = secret, store
        self._numbers: dict[str, tuple[str, float]] = {}

    async def number(self, visitor: str) -> str:
        """Return the number in the visitor's present link; "" when there was none yet."""
        known, at = self._numbers.get(visitor, ("", float("-inf")))
        if time.monotonic() - at < FRESH:
            return known
        return self._remember(visitor, await asyncio.to_thread(self._store.link, visitor))

    async def renew(self, visitor: str) -> str:
        """Begin a new link: the old one ends, and so do the cookies of all browsers that it was opened in."""
        return self._remember(visitor, await asyncio.to_thread(self._store.renew_link, visitor))

    async def link(self, visitor: str) -> str:
        """Return the last part of the visitor's private link; the first one is made when it is asked for."""
        number = await self.number(visitor) or await self.renew(visitor)
        return f"{visitor}.{self._signature(visitor, number)}"

    def link_now(self, visitor: str) -> str:
        """Return the same without waiting for anything else, for the terminal."""
        number = self._store.link(visitor) or self._store.renew_link(visitor)
        return f"{visitor}.{self._signature(visitor, number)}"

    async def opened_by(self, link: str) -> str | None:
        """Return whose link this is, or `None` when it is nobody's or has ended."""
        found = _LINK.fullmatch(link)
        if not found:
            return None
        number = await self.number(found[1])
        right = bool(number) and hmac.compare_digest(found[2], self._signature(found[1], number))
        return found[1] if right else None

    def _signature(self, visitor: str, number: str) -> str:
        digest = hmac.digest(self._secret, f"private link|{visitor}|{number}".encode(), hashlib.sha256)
        return urlsafe_b64encode(digest).decode().rstrip("=")

    def _remember(self, visitor: str, number: str) -> str:
        while len(self._numbers) >= 4096:
            del self._numbers[next(iter(self._numbers))]
        self._numbers[visitor] = number, time.monotonic()
        return number


class Me(IdentityProvider):
    """One's own machine: nobody is asked. What a proxy passes on comes from elsewhere and is refused."""

    def get_user(self, handler: web.RequestHandler) -> User:
        """Return the one visitor."""
        if forwarded(handler.request):
            raise web.HTTPError(403, "A proxy passed this on, but the workbook was started for this computer alone. Start it with --proxy.")
        return User(MYSELF)

    def get_handlers(self) -> list[tuple[str, object]]:
        """Nobody signs in or out."""
        return []


class Each(IdentityProvider):
    """Each visitor has a place of their own, by a signed cookie."""

    visitors: Visitors

    async def get_user(self, handler: web.RequestHandler) -> User | None:
        """Return the visitor whom the cookie names, unless it is forged, too old, or from before the private link was renewed."""
        cookie = next(filter(None, (handler.get_signed_cookie(name, max_age_days=DAYS) for name in _names(handler))), None)
        if not cookie:
            return None
        visitor, _, number = cookie.decode().partition(" ")
        return User(visitor) if number == await self.visitors.number(visitor) else None

    async def welcome(self, handler: web.RequestHandler, visitor: str) -> None:
        """Give the browser the cookie of a visitor, or the same one anew."""
        self._give(handler, visitor, await self.visitors.number(visitor))

    def greet(self, handler: web.RequestHandler) -> None:
        """Give a newcomer a place of their own."""
        self._give(handler, newcomer(), "")

    def _give(self, handler: web.RequestHandler, visitor: str, number: str) -> None:
        told = {"path": handler.settings["base_url"], "httponly": True, "samesite": "Lax", "secure": handler.request.protocol == "https"}
        handler.set_signed_cookie(_names(handler)[0], f"{visitor} {number}", expires_days=DAYS, **told)

    def get_handlers(self) -> list[tuple[str, object]]:
        """Nobody signs in or out with a password."""
        return []


def _names(handler: web.RequestHandler) -> tuple[str, ...]:
    """Under which names the cookie is looked for; it is given under the first.

    Who came before https or before the prefix has the second, and keeps their place. A signature holds for one name, and over https none is
    given for the second any more: nobody gets one to plant.
    """
    own = handler.request.protocol == "https" and handler.settings["base_url"] == "/"
    return (f"__Host-{COOKIE}", COOKIE) if own else (COOKIE,)
