import json

import pytest

from workbook.store import Change, DamagedFile, NotAWorkbookFile, ReadOnly, StoreError, UnknownWorkbook

FORM = "strategy.budget"


@pytest.fixture
def filled(store, book):
    """A workbook with history, a rival, a kept mapping."""
    store.save(book, FORM, {"offer": Change("tea\x00", "tea"), "monthly": Change("€ 500", 500.0)}, "tab 1")
    store.save(book, FORM, {"offer": Change("coffee")}, "tab 2")
    store.save(book, FORM, {"offer": Change("tea & cake", None, 1)}, "tab 1")
    store.keep(book, "mapping", "orders.csv", {"Datum": "ordered_at"})
    return store.current("ann")


def edited(store, book, *path, to):
    """The file of a workbook with one thing changed; `...` removes it."""
    data = json.loads(json.dumps(store.to_file(book)))
    place = data
    for key in path[:-1]:
        place = place[key]
    if to is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return data


def test_a_file_says_what_it_is(store, filled):
    data = store.to_file(filled)
    assert (data["format"], data["version"], data["workbook"]["title"]) == ("marketing-workbook", 1, "Tea shop")
    assert {"app_version", "exported_at"} < set(data)


def test_a_file_has_current_and_history(store, filled):
    offer = store.to_file(filled)["answers"][FORM]["offer"]
    assert offer["raw"] == "tea & cake"
    assert [(each["raw"], each["rival"]) for each in offer["history"]] == [("tea\x00", False), ("coffee", True)]


def test_a_file_does_not_name_the_visitor(store, filled):
    assert "ann" not in json.dumps(store.to_file(filled))


@pytest.mark.parametrize("kind", ["file", "secret", "survey", "whatever"])
def test_paths_and_secrets_do_not_leave(store, filled, kind):
    store.keep(filled, kind, "one", {"path": "/home/ann/orders.csv"})
    assert "orders.csv" not in json.dumps(store.to_file(filled)["kept"].get(kind, {}))


@pytest.mark.parametrize("kind", ["file", "secret", "survey", "whatever"])
def test_paths_and_secrets_do_not_come_in(store, filled, kind):
    loaded = store.from_file(edited(store, filled, "kept", kind, to={"one": {"path": "/home/bob/orders.csv"}}), "ann")
    assert store.kept(loaded, kind) == {}
    assert store.kept(loaded, "mapping") == store.kept(filled, "mapping")


def test_a_file_loads_as_a_new_workbook(store, filled):
    loaded = store.from_file(json.loads(json.dumps(store.to_file(filled))), "bob")
    assert loaded.id != filled.id
    assert (loaded.visitor, loaded.title, loaded.read_only) == ("bob", "Tea shop", False)
    assert store.all(loaded) == store.all(filled)
    assert store.history(loaded, FORM, "offer") == store.history(filled, FORM, "offer")
    assert store.kept(loaded, "mapping") == store.kept(filled, "mapping")


def test_a_loaded_workbook_goes_on(store, filled):
    loaded = store.from_file(store.to_file(filled), "ann")
    saved = store.save(loaded, FORM, {"offer": Change("more", None, 3)}, "tab 9")
    assert saved.revisions == {"offer": 4}
    assert store.answers(filled, FORM)["offer"].raw == "tea & cake"


def test_an_empty_workbook_travels(store, book):
    assert store.all(store.from_file(store.to_file(book), "ann")) == {}


@pytest.mark.parametrize("data", [None, [], "text", 7, {}, {"format": "other", "version": 1}])
def test_something_else_is_refused(store, book, data):
    with pytest.raises(NotAWorkbookFile, match="must be a workbook"):
        store.from_file(data, "ann")
    assert store.workbooks() == [book]


@pytest.mark.parametrize(
    ("path", "to", "where"),
    [
        (["version"], "1", "version"),
        (["version"], 0, "version"),
        (["version"], True, "version"),
        (["workbook"], ..., "workbook"),
        (["answers"], [], "answers"),
        (["answers", FORM], "tea", f"answers › {FORM}"),
        (["answers", FORM, "offer", "raw"], ..., f"answers › {FORM} › offer › raw"),
        (["answers", FORM, "offer", "revision"], -1, f"answers › {FORM} › offer › revision"),
        (["answers", FORM, "offer", "at"], "yesterday", f"answers › {FORM} › offer › at"),
        (["answers", FORM, "offer", "at"], "2026-09-02T10:00:00", f"answers › {FORM} › offer › at"),
        (["answers", FORM, "offer", "revision"], 1, "each revision must stand there once"),
        (["answers", FORM, "offer", "rival"], True, "the current answer must be the newest one"),
        (["kept"], [], "kept"),
    ],
)
def test_a_damaged_file_is_refused_whole(store, filled, path, to, where):
    with pytest.raises(DamagedFile, match=where):
        store.from_file(edited(store, filled, *path, to=to), "ann")
    assert store.workbooks() == [filled]


@pytest.mark.parametrize("path", [["answers", "a\x00"], ["answers", FORM, "x" * 300], ["kept", "\x00"]])
def test_bad_names_are_refused_whole(store, filled, path):
    to = store.to_file(filled)["answers"][FORM]["offer"] if len(path) == 3 else {"n": store.to_file(filled)["answers"][FORM]["offer"]}
    with pytest.raises(StoreError, match="1 to 200 visible characters"):
        store.from_file(edited(store, filled, *path, to=to), "ann")
    assert store.workbooks() == [filled]


def test_more_in_a_file_does_no_harm(store, filled):
    loaded = store.from_file(edited(store, filled, "answers", FORM, "offer", "remark", to="new"), "ann")
    assert store.all(loaded) == store.all(filled)


def test_a_newer_file_opens_for_reading(store, filled):
    newer = store.from_file(edited(store, filled, "version", to=2), "ann")
    assert newer.read_only is True
    assert store.all(newer) == store.all(filled)
    with pytest.raises(ReadOnly, match="open for reading only"):
        store.save(newer, FORM, {"offer": Change("x")}, "tab 1")


def test_a_newer_file_comes_out_as_it_was(store, filled):
    data = {"format": "marketing-workbook", "version": 9, "answers": {FORM: {"a": 1, "b": []}, "c": None}, "new\x00": ["shape \ud83d", 1.5]}
    newer = store.from_file(data, "ann")
    assert store.all(newer) == {}
    assert store.to_file(newer) == data


def test_a_newer_file_shows_what_is_understood(store, filled):
    data = edited(store, filled, "answers", FORM, "offer", to={"shape": "unknown"})
    newer = store.from_file({**data, "version": 2}, "ann")
    assert set(store.answers(newer, FORM)) == {"monthly"}


def test_a_gone_workbook_has_no_file(store, book):
    with pytest.raises(UnknownWorkbook):
        store.to_file(type(book)("gone", "ann", "", book.created_at, book.created_at))
