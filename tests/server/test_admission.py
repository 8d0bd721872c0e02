"""Which kernels are ended when nobody comes back to them, and which are spared."""

import asyncio
from time import monotonic

import pytest

from workbook.server.admission import TOLD, Admission, Patience
from workbook.server.metrics import Metrics
from workbook.server.room import Room


class Kernels(dict):
    """Kernels as the manager has them: the id, and whether the process runs."""

    def __init__(self):
        self._kernel_connections = {}

    def get_kernel(self, kernel_id):
        alive = self[kernel_id]
        return type("Kernel", (), {"is_alive": lambda _: alive})()

    async def shutdown_kernel(self, kernel_id):
        del self[kernel_id]


@pytest.fixture
def door():
    return Admission(Room(4, 4), Kernels(), Metrics(), Patience(usual=300, pressed=30, coming=60))


def sit(door, *, lines=0, since=0.0, connected=False, visitor="ann"):
    """A seat taken so many seconds ago; its page is gone as long when there is no line to it."""
    seat = door.room.take(visitor, "01.ipynb", "Strategy")
    seat.starting, seat.connected, seat.since = False, connected, monotonic() - since
    seat.away_since = None if lines else seat.since
    door.kernels[seat.kernel_id] = True
    door.kernels._kernel_connections[seat.kernel_id] = lines
    return seat


def look(door):
    asyncio.run(door.look())
    return list(door.room.seats.values())


def crowd(door):
    """Fill the room, and let one more wait."""
    while door.room.free:
        sit(door, lines=1, visitor="bob")
    door.room.place("cleo", "01.ipynb")


def test_open_pages_stay_however_long(door):
    seat = sit(door, lines=1, since=10_000, connected=True)
    assert look(door) == [seat]


def test_a_page_that_has_not_come_yet_is_spared(door):
    seat = sit(door, since=250)
    assert look(door) == [seat]


@pytest.mark.parametrize("connected", [True, False])
def test_a_page_that_has_gone_makes_room(door, connected):
    sit(door, since=301, connected=connected)
    assert look(door) == []
    assert not door.kernels


@pytest.mark.parametrize(("since", "connected", "spared"), [(31, True, False), (31, False, True), (61, False, False)])
def test_sooner_when_others_wait(door, since, connected, spared):
    seat = sit(door, since=since, connected=connected)
    crowd(door)
    assert (seat in look(door)) == spared


def test_a_starting_kernel_is_left_alone(door):
    seat = door.room.take("ann", "01.ipynb", "Strategy")
    seat.since -= 1000
    assert look(door) == [seat]


def test_a_dead_kernel_is_told_before_it_is_forgotten(door):
    seat = sit(door, lines=1)
    door.kernels[seat.kernel_id] = False
    assert look(door) == [seat]
    assert door.metrics.died._value.get() == 1
    seat.died_at -= TOLD + 1
    assert look(door) == []


def test_ones_own_lost_tabs_make_room_first(door):
    for _ in range(4):
        sit(door, since=20, connected=True)
    assert asyncio.run(door.take("ann", "02.ipynb", "More", ""))
    assert len(door.room.seats) == 1
