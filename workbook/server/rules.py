"""The rules of one server: who comes in, how many, how long a page that has gone is remembered."""

from __future__ import annotations

from dataclasses import dataclass

from workbook.server.admission import PAGES_PER_VISITOR, Patience, usual_room
from workbook.server.machine import machine


@dataclass(frozen=True)
class Rules:
    """What was said when the server was started.

    Parameters
    ----------
    each : bool
        Whether each visitor has a place of their own; otherwise everybody who can reach the server is "me".
    proxy : bool
        Whether a reverse proxy stands in front, whose word counts for the visitor's address and for https.
    room : int
        Pages that may be open at once; 0 takes what the machine has room for.
    pages : int
        Pages that one visitor may have open.
    unused_after : float
        Seconds after which a kernel whose page has gone is ended; a tenth of it when others wait.
    """

    each: bool = False
    proxy: bool = False
    room: int = 0
    pages: int = PAGES_PER_VISITOR
    unused_after: float = 300.0

    def places(self) -> tuple[int, int]:
        """Return how many pages may be open, all together and for one visitor; on one's own machine one may fill the room.

        Examples
        --------
        >>> Rules(room=30).places(), Rules(each=True, room=30).places()
        ((30, 30), (30, 8))
        """
        room = self.room or usual_room(*machine())
        return room, min(room, self.pages) if self.each else room

    def patience(self) -> Patience:
        """Return how long kernels without a page are kept.

        Examples
        --------
        >>> Rules().patience()
        Patience(usual=300.0, pressed=30.0, coming=60.0)
        """
        return Patience(self.unused_after, self.unused_after / 10, self.unused_after / 5)
