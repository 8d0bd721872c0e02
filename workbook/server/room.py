"""The room: how many pages may be open at once, whose they are, and who comes next when it is full.

Each open page has a Python of its own, and a machine has room for so many of them. Whoever comes when the room is full waits in a line and
is let in in turn. One visitor's forgotten tabs never fill it: each visitor may have so many pages open.

Moving from page to page must not cost one's place: a page that is being left still has its kernel while the next one is asked for. The browser
says which one it leaves, and that one counts no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from uuid import uuid4

HERE = 20.0
"""Seconds after which nobody is kept waiting any more for somebody who has not asked again."""

ABSENT = 90.0
"""Seconds after which they have lost their place: browsers let a hidden tab ask only once a minute."""

MOVING = 15.0
"""Seconds in which a page that was left may be followed by another without losing its place."""


@dataclass
class Seat:
    """One open page and its kernel."""

    kernel_id: str
    visitor: str
    page: str
    title: str
    since: float
    opened_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    starting: bool = True
    connected: bool = False
    away_since: float | None = None
    died_at: float | None = None
    left_for: str | None = None


@dataclass
class Waiting:
    """Somebody in the line, for one page."""

    visitor: str
    page: str
    since: float
    seen: float


class RoomFull(Exception):
    """There is no room. `place` is the place in the line: 1 is next."""

    def __init__(self, place: int) -> None:
        super().__init__(f"The room is full (place {place} in the line).")
        self.place = place


class TooManyPages(Exception):
    """A visitor has as many pages open as one may have; `seats` are those pages."""

    def __init__(self, seats: list[Seat]) -> None:
        super().__init__(f"A visitor may have {len(seats)} pages open.")
        self.seats = seats


class Room:
    """Who is in, and who waits.

    Parameters
    ----------
    size : int
        Pages that may be open at once.
    each : int
        Pages that one visitor may have open.
    clock : callable
        Gives the seconds that pass.

    Examples
    --------
    >>> room = Room(size=1, each=1)
    >>> room.owner(room.take("ann", "01.ipynb", "Strategy").kernel_id)
    'ann'
    >>> room.take("bob", "01.ipynb", "Strategy")
    Traceback (most recent call last):
        ...
    workbook.server.room.RoomFull: The room is full (place 1 in the line).
    """

    def __init__(self, size: int, each: int, clock: Callable[[], float] = monotonic) -> None:
        self.size, self.each, self._clock = size, each, clock
        self.seats: dict[str, Seat] = {}
        self.line: list[Waiting] = []

    @property
    def free(self) -> int:
        """How many more pages could be opened."""
        return max(0, self.size - self._taken())

    def owner(self, kernel_id: str) -> str | None:
        """Return the visitor whose kernel this is; `None` when there is no such kernel."""
        seat = self.seats.get(kernel_id)
        return seat.visitor if seat else None

    def pages(self, visitor: str) -> list[Seat]:
        """Return the pages that a visitor has open and is not leaving, the oldest first."""
        return [seat for seat in self.seats.values() if seat.visitor == visitor and seat.left_for is None and seat.died_at is None]

    def take(self, visitor: str, page: str, title: str, leaving: str = "") -> Seat:
        """Give a visitor a seat for one page.

        Parameters
        ----------
        visitor, page, title
            Who comes, and for which page.
        leaving : str
            The kernel of the page from which they come; it counts no more.

        Raises
        ------
        RoomFull
            They have a place in the line; asking again keeps it.
        TooManyPages
            They have to close one first.
        """
        left = self._left(visitor, leaving)
        mine = [seat for seat in self.pages(visitor) if seat is not left]
        if len(mine) >= self.each:
            raise TooManyPages(mine)
        if left is None:
            place = self.place(visitor, page)
            if not self.turn(visitor, page):
                raise RoomFull(place)
        self.line = [other for other in self.line if (other.visitor, other.page) != (visitor, page)]
        seat = Seat(str(uuid4()), visitor, page, title, self._clock())
        self.seats[seat.kernel_id] = seat
        if left is not None:
            left.left_for = seat.kernel_id
        return seat

    def place(self, visitor: str, page: str) -> int:
        """Return the visitor's place in the line for this page, at its end when they are new; 1 is next.

        Nobody waits for more pages than they may open: one more takes the place of the wish that is longest unheard.
        """
        now = self._clock()
        self.line = [waiting for waiting in self.line if now - waiting.seen <= ABSENT]
        for number, waiting in enumerate(self.line, 1):
            if (waiting.visitor, waiting.page) == (visitor, page):
                waiting.seen = now
                return number
        mine = [number for number, waiting in enumerate(self.line) if waiting.visitor == visitor]
        if len(mine) < self.each:
            self.line.append(Waiting(visitor, page, now, now))
            return len(self.line)
        number = min(mine, key=lambda each: self.line[each].seen)
        self.line[number] = Waiting(visitor, page, now, now)
        return number + 1

    def turn(self, visitor: str, page: str) -> bool:
        """Return whether there is a seat for this visitor once everybody before them who is here has got one."""
        ahead, now = 0, self._clock()
        for waiting in self.line:
            if (waiting.visitor, waiting.page) == (visitor, page):
                break
            ahead += now - waiting.seen <= HERE
        return self.free > ahead

    def waiting(self) -> int:
        """Return how many are in the line."""
        return sum(self._clock() - waiting.seen <= ABSENT for waiting in self.line)

    def leave(self, kernel_id: str) -> None:
        """Free a seat. Whoever has just asked for another page in place of this one goes to the front of the line."""
        seat = self.seats.pop(kernel_id, None)
        for before in self.seats.values():
            if before.left_for == kernel_id:  # its visitor stayed, after all
                before.left_for = None
        if seat is None or not seat.connected:
            return
        now = self._clock()
        self.line.sort(key=lambda waiting: not (waiting.visitor == seat.visitor and now - waiting.since <= MOVING))

    def left_behind(self) -> Iterator[Seat]:
        """Give the seats whose visitors have arrived on their next page."""
        for seat in list(self.seats.values()):
            following = self.seats.get(seat.left_for or "")
            if following and following.connected:
                yield seat

    def _left(self, visitor: str, leaving: str) -> Seat | None:
        seat = self.seats.get(leaving)
        return seat if seat and seat.visitor == visitor and seat.connected and seat.left_for is None else None

    def _taken(self) -> int:
        """A page that is being left and the one that follows it need one seat."""
        moving = {seat.kernel_id for seat in self.seats.values() if seat.left_for in self.seats}
        return len([name for name in self.seats if name not in moving])
