"""How a visitor comes in, and takes their place to another browser.

A newcomer gets a cookie and is sent on; the page that they asked for is shown once the browser has brought the cookie back. So what never keeps
cookies (a search robot, the preview of a link in a chat) never costs a kernel.

A private link opens a visitor's place in another browser. It is exchanged for the cookie at once and stands in no address afterwards. A
browser that belongs to another place already is asked first.
"""

from __future__ import annotations

import re
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.utils import url_path_join
from tornado import web

from workbook.server.identity import Each
from workbook.server.pages import FurnishedHandler
from workbook.server.places import START

OFFERED = "workbook-link"
"""The cookie in which a private link waits for a yes."""

MINUTES = 10
_PAGE = re.compile(r"([\w-]+\.ipynb)(\?whole\b)?")


class _Entrance(FurnishedHandler):
    """What these handlers share."""

    @property
    def identity(self) -> Each:
        """Who gives out cookies and links."""
        provider = self.identity_provider
        if not isinstance(provider, Each):
            raise web.HTTPError(404)
        return provider

    def show(self, name: str, **more: Any) -> None:
        """Show a page that no browser may keep."""
        self.set_header("Cache-Control", "no-store")
        self.finish(self.page(name, chapter=None, token=self.xsrf_token.decode(), **more))


class EnterHandler(_Entrance):
    """A newcomer who has a cookie now goes on; one whose browser keeps none hears why nothing else is shown."""

    @allow_unauthenticated
    def get(self) -> None:
        """Lead on to the page that was asked for."""
        if self.current_user:
            asked = _PAGE.match(self.get_argument("next", "").removeprefix(self.base_url))
            self.redirect(url_path_join(self.base_url, asked[1] + (asked[2] or "") if asked else START))
            return
        self.set_status(403)
        self.show("no_cookies.html")


class MineHandler(_Entrance):
    """The visitor's own private link."""

    @web.authenticated
    async def get(self) -> None:
        """Show it."""
        link = await self.identity.visitors.link(self.current_user.username)
        await self.identity.welcome(self, self.current_user.username)
        address = f"{self.request.protocol}://{self.request.host}{url_path_join(self.base_url, 'workbook/open', link)}"
        self.show("private_link.html", link=address)

    @web.authenticated
    async def post(self) -> None:
        """Begin a new one. Whoever came by the old one is out: their cookie ends, and so do all open pages."""
        visitor = self.current_user.username
        await self.identity.visitors.renew(visitor)
        await self.identity.welcome(self, visitor)
        admission = self.settings["workbook_admission"]
        for seat in admission.room.pages(visitor):
            await admission.end(seat.kernel_id, "the private link was renewed")
        self.redirect(url_path_join(self.base_url, "workbook/mine"), status=303)


class OpenHandler(_Entrance):
    """A private link is opened."""

    @allow_unauthenticated
    async def get(self, link: str) -> None:
        """Let them in, or ask when this browser has another place already."""
        visitor = await self.identity.visitors.opened_by(link)
        self.set_header("Cache-Control", "no-store")
        if visitor is None:
            self.set_status(404)
            self.show("link_ended.html")
        elif self.current_user is None or self.current_user.username == visitor:
            await self.identity.welcome(self, visitor)
            self.redirect(url_path_join(self.base_url, START), status=303)
        else:
            told: dict[str, Any] = {"path": url_path_join(self.base_url, "workbook"), "httponly": True, "samesite": "Lax"}
            self.set_signed_cookie(OFFERED, link, expires_days=MINUTES / 1440, secure=self.request.protocol == "https", **told)
            self.redirect(url_path_join(self.base_url, "workbook/open"), status=303)


class AskHandler(_Entrance):
    """A browser that has a place is asked whether it shall have another."""

    @web.authenticated
    def get(self) -> None:
        """Show the question; 404 where nobody has a place of their own."""
        self.identity  # noqa: B018  # where nobody has a place of their own there is nothing to ask
        self.show("other_place.html")

    @web.authenticated
    async def post(self) -> None:
        """Take over the place of the link that was opened last."""
        offered = self.get_signed_cookie(OFFERED, max_age_days=MINUTES / 1440)
        visitor = await self.identity.visitors.opened_by(offered.decode()) if offered else None
        self.clear_cookie(OFFERED, path=url_path_join(self.base_url, "workbook"))
        if visitor is None:
            self.set_status(404)
            self.show("link_ended.html")
            return
        await self.identity.welcome(self, visitor)
        self.redirect(url_path_join(self.base_url, START), status=303)
