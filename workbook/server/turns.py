"""Waiting for one's turn, and giving a place up: what the pages “The room is full” and “You have many pages open” ask of the server."""

from __future__ import annotations

import json
import re
from pathlib import Path

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from workbook.server.owned import Owned
from workbook.server.pages import FurnishedHandler, notebook
from workbook.server.places import START
from workbook.server.room import Room

_PAGE = re.compile(r"[\w-]+\.ipynb")


class TurnHandler(APIHandler):
    """A waiting page asks for its place in the line, and keeps it by asking."""

    @web.authenticated
    def get(self, page: str) -> None:
        """Answer `{"place": 2, "free": false}`; `free` says that it is their turn."""
        notebook(Path(self.settings["workbook_notebooks"]), page)  # nobody waits for a page that there is not
        room: Room = self.settings["workbook_room"]
        place = room.place(self.current_user.username, page)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps({"place": place, "free": room.turn(self.current_user.username, page)}))


class CloseHandler(Owned, FurnishedHandler):
    """A visitor with many pages open ends one of them for another."""

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End it, and lead on to the page that was asked for."""
        await self.settings["workbook_admission"].end(kernel_id, "its visitor closed it for another")
        asked = self.get_body_argument("next", "")
        self.redirect(url_path_join(self.base_url, asked if _PAGE.fullmatch(asked) else START), status=303)
