import json

import pytest

from workbook.store import Change, DamagedFile, NotAWorkbookFile, StoreError
from workbook.store.loading import file_bytes, load_file, set_aside


@pytest.fixture
def file(store, book, tmp_path):
    store.save(book, "start.setup", {"company": Change("茶 & Zoë")}, "tab 1")
    path = tmp_path / "plan.json"
    path.write_bytes(file_bytes(store, book))
    return path


def test_what_is_written_loads(store, book, file):
    assert store.all(load_file(store, file, "bob")) == store.all(book)


def test_words_stay_readable(file):
    assert "茶 & Zoë" in file.read_text("utf-8")


def test_half_a_surrogate_pair_survives(store, book, tmp_path):
    store.save(book, "start.setup", {"company": Change("\ud83d")}, "tab 1")
    (tmp_path / "plan.json").write_bytes(file_bytes(store, book))
    assert store.all(load_file(store, tmp_path / "plan.json", "bob")) == store.all(book)


def test_an_editors_mark_does_no_harm(store, file):
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load_file(store, file, "ann").title == "Tea shop"


def test_a_cut_file_is_set_aside(store, book, file):
    cut = file.read_bytes()[:-20]
    file.write_bytes(cut)
    with pytest.raises(DamagedFile, match=r"ends too early.*A copy is kept as plan\.json\.damaged\."):
        load_file(store, file, "ann")
    assert file.read_bytes() == (file.parent / "plan.json.damaged").read_bytes() == cut
    assert [each.id for each in store.workbooks()] == [book.id]


def test_a_wrong_shape_is_set_aside(store, file):
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), "answers": 1}), "utf-8")
    with pytest.raises(DamagedFile, match=r"damaged at “answers”.*plan\.json\.damaged"):
        load_file(store, file, "ann")


def test_deep_nesting_is_damage(store, tmp_path):
    path = tmp_path / "deep.json"
    path.write_text('{"format": "marketing-workbook", "x": ' + "[" * 200_000, "utf-8")
    with pytest.raises(DamagedFile, match="A copy is kept"):
        load_file(store, path, "ann")


def test_copies_never_replace_each_other(file):
    assert [set_aside(file, file.parent).name for _ in range(3)] == [f"plan.json.damaged{end}" for end in ("", "-2", "-3")]


def test_another_folder_for_the_copy(store, file, tmp_path):
    file.write_bytes(file.read_bytes()[:-20])
    (tmp_path / "aside").mkdir()
    with pytest.raises(DamagedFile):
        load_file(store, file, "ann", aside=tmp_path / "aside")
    assert (tmp_path / "aside" / "plan.json.damaged").exists()


def test_no_copy_where_nothing_can_be_written(store, file, tmp_path):
    file.write_bytes(file.read_bytes()[:-20])
    with pytest.raises(DamagedFile, match="It was left as it is"):
        load_file(store, file, "ann", aside=tmp_path / "missing")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xff\xfe\x00", b"a,b\n1,2\n"])
def test_other_files_are_no_workbooks(store, tmp_path, content):
    path = tmp_path / "orders.csv"
    path.write_bytes(content)
    with pytest.raises(NotAWorkbookFile, match=r"“orders\.csv” must be a workbook file"):
        load_file(store, path, "ann")
    assert list(tmp_path.glob("*.damaged*")) == []


def test_a_missing_file_is_told(store, tmp_path):
    with pytest.raises(StoreError, match="No such file"):
        load_file(store, tmp_path / "none.json", "ann")
