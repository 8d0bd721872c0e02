import pytest

from workbook.store import Change, ReadOnly, StoreError, UnknownWorkbook, WorkbookInfo

FORM = "strategy.budget"


def save(store, book, text, *, base=0, writer="tab 1", field="offer"):
    return store.save(book, FORM, {field: Change(text, None, base)}, writer)


def texts(store, book, field="offer"):
    return [(each.revision, each.raw, each.rival) for each in store.history(book, FORM, field)]


def test_nothing_is_stored_at_first(store, book):
    assert store.answers(book, FORM) == {}
    assert store.all(book) == {}
    assert store.history(book, FORM, "offer") == []


def test_a_save_is_there(store, book):
    saved = store.save(book, FORM, {"monthly": Change("€ 1,5", 1.5)}, "tab 1")
    answer = store.answers(book, FORM)["monthly"]
    assert (answer.raw, answer.value, answer.revision, answer.at, answer.writer) == ("€ 1,5", 1.5, 1, saved.at, "tab 1")
    assert saved.revisions == {"monthly": 1}


def test_each_text_is_a_revision(store, book):
    for base, text in enumerate(["a", "ab", "abc"]):
        save(store, book, text, base=base)
    assert texts(store, book) == [(1, "a", False), (2, "ab", False), (3, "abc", False)]
    assert store.answers(book, FORM)["offer"].raw == "abc"


def test_the_same_text_is_no_revision(store, book):
    save(store, book, "tea")
    assert save(store, book, "tea", base=1).changed is False
    assert save(store, book, "tea", base=0, writer="tab 2").revisions == {"offer": 1}
    assert len(texts(store, book)) == 1


@pytest.mark.parametrize("blank", ["", [], {}, None])
def test_a_blank_never_filled_is_no_revision(store, book, blank):
    assert save(store, book, blank).revisions == {"offer": 0}
    assert store.answers(book, FORM) == {}


def test_clearing_an_answer_is_a_revision(store, book):
    save(store, book, "tea")
    save(store, book, "", base=1)
    assert store.answers(book, FORM)["offer"].raw == ""


def test_back_to_an_older_text_is_a_revision(store, book):
    for base, text in enumerate(["a", "b", "a"]):
        save(store, book, text, base=base)
    assert store.answers(book, FORM)["offer"].revision == 3


def test_a_stale_tab_is_a_rival(store, book):
    save(store, book, "tea")
    saved = save(store, book, "coffee", writer="tab 2")
    assert saved.conflicts["offer"].raw == "tea"
    assert saved.revisions == {}
    assert store.answers(book, FORM)["offer"].raw == "tea"
    assert texts(store, book)[-1] == (2, "coffee", True)


def test_a_rival_sent_again_is_kept_once(store, book):
    save(store, book, "tea")
    for _ in range(2):
        save(store, book, "coffee", writer="tab 2")
    assert len(texts(store, book)) == 2


def test_a_choice_is_a_save_with_the_new_base(store, book):
    save(store, book, "tea")
    seen = save(store, book, "coffee", writer="tab 2").conflicts["offer"].revision
    saved = save(store, book, "coffee", base=seen, writer="tab 2")
    assert saved.conflicts == {}
    assert store.answers(book, FORM)["offer"].raw == "coffee"


def test_both_texts_stay_in_the_history(store, book):
    save(store, book, "tea")
    save(store, book, "coffee", writer="tab 2")
    save(store, book, "tea and cake", base=1)
    assert texts(store, book) == [(1, "tea", False), (2, "coffee", True), (3, "tea and cake", False)]


def test_a_rival_counts_for_nobody_else(store, book):
    save(store, book, "tea")
    save(store, book, "coffee", writer="tab 2")
    assert save(store, book, "teas", base=1).conflicts == {}


def test_a_lost_acknowledgement_is_no_conflict(store, book):
    save(store, book, "te")
    assert save(store, book, "tea", base=0).revisions == {"offer": 2}


def test_someone_elses_text_in_between_is(store, book):
    save(store, book, "te")
    save(store, book, "coffee", base=1, writer="tab 2")
    assert save(store, book, "tea", base=1).conflicts["offer"].raw == "coffee"


def test_other_fields_never_conflict(store, book):
    save(store, book, "tea", field="offer")
    assert save(store, book, "shops", field="buyers", writer="tab 2").conflicts == {}


def test_one_conflict_does_not_hold_up_the_rest(store, book):
    save(store, book, "tea")
    saved = store.save(book, FORM, {"offer": Change("coffee"), "buyers": Change("shops")}, "tab 2")
    assert (set(saved.conflicts), saved.revisions) == ({"offer"}, {"buyers": 1})


def test_forms_and_workbooks_are_apart(store, book):
    other = store.create("ann", "Pumps")
    save(store, book, "tea")
    store.save(book, "start.setup", {"offer": Change("T")}, "tab 1")
    save(store, other, "pumps")
    assert {form: fields["offer"].raw for form, fields in store.all(book).items()} == {FORM: "tea", "start.setup": "T"}


@pytest.mark.parametrize(
    "raw",
    [
        "NUL \x00, tab \t, emoji 👩🏽‍💻, 茶, ‏עברית‎",
        "half a pair \ud83d",
        ["b", "a", "a"],
        [{"_id": "k3f", "name": "Zoë", "number": "1.234"}],
        {"reach": {"worst": "1 000", "best": "?"}},
        "  spaces \n\n stay  ",
        "<script>alert(1)</script> ' \" \\ %s :x",
    ],
)
def test_raw_comes_back_verbatim(store, book, raw):
    store.save(book, FORM, {"offer": Change(raw, {"v": raw})}, "tab 1")
    answer = store.answers(book, FORM)["offer"]
    assert (answer.raw, answer.value) == (raw, {"v": raw})


def test_ten_megabytes_are_kept(store, book):
    text = "x" * (10 * 1024 * 1024 - 2)
    save(store, book, text)
    assert store.answers(book, FORM)["offer"].raw == text


def test_more_is_refused_whole(store, book):
    with pytest.raises(StoreError, match=r"“offer” must be at most 10 MB \(got 10\.0 MB\)"):
        store.save(book, FORM, {"buyers": Change("shops"), "offer": Change("x" * (10 * 1024 * 1024))}, "tab 1")
    assert store.all(book) == {}


def deep():
    nest = []
    for _ in range(100_000):
        nest = [nest]
    return nest


@pytest.mark.parametrize("raw", [float("nan"), object(), b"bytes", deep()], ids=["nan", "object", "bytes", "deep"])
def test_what_is_no_json_is_refused(store, book, raw):
    with pytest.raises(StoreError, match="must be plain JSON"):
        save(store, book, raw)


@pytest.mark.parametrize(("field", "writer"), [("a\x00b", "tab"), ("", "tab"), ("offer", "\x00"), ("offer", "x" * 201), ("x" * 10**6, "tab")])
def test_names_are_checked(store, book, field, writer):
    with pytest.raises(StoreError, match="1 to 200 visible characters"):
        save(store, book, "tea", field=field, writer=writer)


def test_an_unknown_workbook_is_refused(store, book):
    gone = WorkbookInfo("0123456789abcdef", "ann", "", book.created_at, book.created_at)
    with pytest.raises(UnknownWorkbook, match="no longer in the database"):
        save(store, gone, "tea")


def test_a_read_only_workbook_is_refused(store, book):
    newer = store.from_file({**store.to_file(book), "version": 2}, "ann")
    with pytest.raises(ReadOnly, match="newer version"):
        save(store, newer, "tea")


def test_saving_moves_updated_at(store, book):
    saved = save(store, book, "tea")
    assert store.current("ann").updated_at == saved.at > book.updated_at


def test_an_empty_save_does_nothing(store, book):
    assert store.save(book, FORM, {}, "tab 1").changed is False


def test_a_thousand_answers_load_as_one(store, book):
    for form in range(20):
        store.save(book, f"form.{form}", {f"f{n}": Change(str(n), n) for n in range(50)}, "tab 1")
    everything = store.all(book)
    assert sum(len(fields) for fields in everything.values()) == 1000
    assert everything["form.7"]["f49"].value == 49
