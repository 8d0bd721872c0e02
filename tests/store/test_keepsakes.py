import pytest

from workbook.store import ReadOnly, StoreError


def test_kept_comes_back(store, book):
    store.keep(book, "mapping", "orders.csv", {"Datum": "ordered_at", "\x00": None})
    assert store.kept(book, "mapping") == {"orders.csv": {"Datum": "ordered_at", "\x00": None}}


def test_kept_again_replaces(store, book):
    store.keep(book, "mapping", "orders.csv", 1)
    store.keep(book, "mapping", "orders.csv", 2)
    assert store.kept(book, "mapping") == {"orders.csv": 2}


def test_kinds_and_workbooks_are_apart(store, book):
    store.keep(book, "mapping", "a", 1)
    assert store.kept(book, "file") == {}
    assert store.kept(store.create("ann", "Pumps"), "mapping") == {}


def test_the_oldest_comes_first(store, book):
    for name in "cab":
        store.keep(book, "file", name, name)
    assert list(store.kept(book, "file")) == ["c", "a", "b"]


def test_forgotten_is_gone(store, book):
    store.keep(book, "file", "a", 1)
    store.forget(book, "file", "a")
    store.forget(book, "file", "a")
    assert store.kept(book, "file") == {}


def test_a_read_only_workbook_keeps_nothing(store, book):
    newer = store.from_file({**store.to_file(book), "version": 2}, "ann")
    with pytest.raises(ReadOnly):
        store.keep(newer, "file", "a", 1)


def test_names_are_checked(store, book):
    with pytest.raises(StoreError, match="The name of a kept thing"):
        store.keep(book, "file", "a\x00", 1)
