"""A list edited from two tabs at once: each change stands on what the other wrote."""

from typing import ClassVar

import pytest

from workbook.answers import fields
from workbook.store import Conflict, Desk, open_store


class Stop(fields.Item):
    where: str | None = fields.text("Where")


class Tour(fields.Answers):
    FORM: ClassVar[str] = "test.tour"
    TITLE: ClassVar[str] = "Tour"
    stops: tuple[Stop, ...] = fields.group("Stops", Stop, item_label="Stop")


@pytest.fixture
def desk(store, book):
    return Desk(store, book)


@pytest.fixture
def other(url, book):
    """The same workbook in another tab's kernel."""
    store = open_store(url)
    yield Desk(store, book)
    store.close()


def adding(where):
    return lambda there: [*there, {"_id": where, "where": where}]


def where(desk):
    return [stop.where for stop in desk.answers(Tour).stops]


def test_an_item_is_added_to_what_is_there(desk):
    desk.edit(Tour, "stops", adding("Rome"), "button")
    desk.edit(Tour, "stops", adding("Pisa"), "button")
    assert where(desk) == ["Rome", "Pisa"]


def test_what_another_tab_wrote_before_stays(desk, other):
    assert where(desk) == []
    other.edit(Tour, "stops", adding("Rome"), "button")
    desk.edit(Tour, "stops", adding("Pisa"), "button")
    assert where(desk) == ["Rome", "Pisa"]


def test_what_another_tab_writes_meanwhile_stays(desk, other):
    """The other tab presses the same button between this one's reading and its writing."""
    meanwhile = iter([lambda: other.edit(Tour, "stops", adding("Rome"), "button")])

    def change(there):
        next(meanwhile, lambda: None)()
        return adding("Pisa")(there)

    desk.edit(Tour, "stops", change, "button")
    assert where(desk) == ["Rome", "Pisa"]


def test_a_conflict_that_does_not_end_is_told(desk, other):
    names = iter("abcdef")

    def change(there):
        other.edit(Tour, "stops", adding(next(names)), "button")
        return adding("Pisa")(there)

    with pytest.raises(Conflict, match="“Stops” was changed in another tab at the same moment"):
        desk.edit(Tour, "stops", change, "button")
    desk.refresh(Tour)
    assert where(desk) == ["a", "b", "c"]


def test_the_writer_says_which_button_it_was(desk):
    desk.edit(Tour, "stops", adding("Rome"), "button")
    assert desk.stored(Tour)["stops"].writer.partition("/")[0] == "button"


def test_a_change_that_refuses_changes_nothing(desk):
    desk.edit(Tour, "stops", adding("Rome"), "button")

    def refuse(_):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        desk.edit(Tour, "stops", refuse, "button")
    assert where(desk) == ["Rome"]
