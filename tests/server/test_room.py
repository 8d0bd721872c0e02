"""Seats and the line, with a clock that the test sets."""

import pytest

from workbook.server.admission import usual_room
from workbook.server.room import ABSENT, HERE, Room, RoomFull, TooManyPages


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def room(clock):
    return Room(size=2, each=2, clock=clock)


def take(room, visitor, page="01.ipynb", leaving=""):
    seat = room.take(visitor, page, "Strategy", leaving)
    seat.starting, seat.connected = False, True
    return seat


def place(room, visitor):
    with pytest.raises(RoomFull) as full:
        take(room, visitor)
    return full.value.place


@pytest.fixture
def full(room):
    return [take(room, "ann"), take(room, "bob")]


def test_line_keeps_its_order(room, full):
    assert [place(room, name) for name in ("cleo", "dan", "cleo", "dan")] == [1, 2, 1, 2]


def test_first_in_the_line_comes_in_first(room, full):
    place(room, "cleo")
    place(room, "dan")
    room.leave(full[0].kernel_id)
    assert place(room, "dan") == 2
    assert take(room, "cleo").visitor == "cleo"


def test_nobody_fills_the_line(room, full):
    place(room, "cleo")
    for number in range(100):
        room.place("dan", f"{number:02}.ipynb")
    assert room.waiting() == 1 + room.each
    assert place(room, "cleo") == 1


def test_one_wish_too_many_does_not_send_the_others_to_the_end(room, full, clock):
    pages = [f"{number:02}.ipynb" for number in range(room.each + 1)]
    for page in pages[: room.each]:
        room.place("dan", page)
    assert place(room, "cleo") == room.each + 1
    for page in pages * 3:  # three tabs, each of which asks again
        clock.now += 5
        assert room.place("dan", page) <= room.each


def test_who_goes_away_loses_the_place(room, full, clock):
    place(room, "cleo")
    clock.now += ABSENT + 1
    assert place(room, "dan") == 1


def test_nobody_waits_long_for_who_is_not_there(room, full, clock):
    place(room, "cleo")
    clock.now += HERE + 1
    assert place(room, "dan") == 2
    room.leave(full[0].kernel_id)
    assert take(room, "dan").visitor == "dan"
    assert place(room, "cleo") == 1


def test_asking_keeps_the_place(room, full, clock):
    place(room, "cleo")
    for _ in range(5):
        clock.now += ABSENT - 1
        assert place(room, "cleo") == 1


def test_forgotten_tabs_do_not_fill_the_room(room):
    for page in ("01.ipynb", "02.ipynb"):
        take(room, "ann", page)
    with pytest.raises(TooManyPages) as many:
        take(room, "ann", "03.ipynb")
    assert [seat.page for seat in many.value.seats] == ["01.ipynb", "02.ipynb"]


def test_going_on_needs_no_second_place(room, full):
    place(room, "cleo")
    following = take(room, "ann", "02.ipynb", leaving=full[0].kernel_id)
    assert [seat.kernel_id for seat in room.left_behind()] == [full[0].kernel_id]
    room.leave(full[0].kernel_id)
    assert room.owner(following.kernel_id) == "ann"
    assert room.free == 0


def test_a_page_is_left_only_once(room, full):
    take(room, "ann", "02.ipynb", leaving=full[0].kernel_id)
    with pytest.raises(RoomFull):
        take(room, "ann", "03.ipynb", leaving=full[0].kernel_id)


def test_nobody_leaves_anothers_page(room, full):
    with pytest.raises(RoomFull):
        take(room, "cleo", leaving=full[0].kernel_id)


def test_who_reloads_goes_to_the_front(room, full):
    place(room, "cleo")
    assert place(room, "ann") == 2  # asked for before the old page could say that it is closed
    room.leave(full[0].kernel_id)
    assert take(room, "ann").visitor == "ann"


def test_unknown_kernels_have_no_owner(room):
    assert room.owner("nothing") is None


@pytest.mark.parametrize(("memory", "cores", "pages"), [(2**30, 1, 5), (8 * 2**30, 2, 80), (2**20, 1, 4)])
def test_room_by_memory_and_cores(memory, cores, pages):
    assert usual_room(memory, cores) == pages
