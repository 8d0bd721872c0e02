import threading
from datetime import datetime
from unittest.mock import Mock

import pytest

from workbook.store import StoreError, UnknownWorkbook, open_store, shelf


def test_current_makes_the_first(store):
    assert store.current("ann") == store.current("ann")


def test_current_is_the_last_made(store, book):
    newer = store.create("ann", "Pumps")
    assert store.current("ann") == newer


def test_opening_makes_current(store, book):
    store.create("ann", "Pumps")
    store.open("ann", book.id)
    assert store.current("ann") == book


def test_the_current_one_is_the_last_opened_though_the_clock_was_set_back(store, book, monkeypatch):
    monkeypatch.setattr(shelf, "datetime", Mock(now=lambda zone: datetime(2026, 10, 25, 1, 59, tzinfo=zone)))
    newer = store.create("ann", "Pumps")
    assert store.current("ann") == newer
    store.open("ann", book.id)
    assert store.current("ann") == book


def test_opening_without_visitor_changes_nothing(store, book):
    newer = store.create("ann", "Pumps")
    assert store.open(None, book.id) == book
    assert store.current("ann") == newer


def test_a_strangers_workbook_is_unknown(store, book):
    with pytest.raises(UnknownWorkbook, match="There is no workbook"):
        store.open("bob", book.id)


@pytest.mark.parametrize("told", ["", "nothing", "a\x00b", "x'; DROP TABLE workbooks", "𝔘" * 500])
def test_unknown_ids_are_refused(store, told):
    with pytest.raises(UnknownWorkbook):
        store.open("ann", told)


def test_list_per_visitor(store, book):
    store.create("bob", "Pumps")
    assert [each.visitor for each in store.workbooks("ann")] == ["ann"]
    assert {each.visitor for each in store.workbooks()} == {"ann", "bob"}


def test_titles_lose_what_cannot_be_seen(store):
    assert store.create("ann", " Tea\x00\n shop ").title == "Tea shop"


def test_titles_are_cut_to_their_column(store):
    assert len(store.create("ann", "ж" * 1000).title) == 200


@pytest.mark.parametrize("told", ["", "a\x00", "x" * 201])
def test_visitors_must_have_a_name(store, told):
    with pytest.raises(StoreError, match="1 to 200 visible characters"):
        store.create(told, "Tea shop")


def test_times_are_in_utc(store, book):
    assert store.current("ann").created_at.utcoffset().total_seconds() == 0


def test_pages_opened_at_once_share_a_workbook(url):
    stores, seen = [open_store(url) for _ in range(4)], []
    threads = [threading.Thread(target=lambda s=s: seen.append(s.current("new"))) for s in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in stores:
        each.close()
    assert len(seen) == 4
    assert len({each.id for each in seen}) == 1
