import errno
import logging
import os
import shutil
import time
from types import SimpleNamespace

import pytest

from tests.widgets.recorded import recorded, say
from workbook.widgets import Refused, Upload
from workbook.widgets.arriving import KEPT_FREE, Arriving, free_place, sweep
from workbook.widgets.upload import FULL, TOGETHER


@pytest.fixture
def quiet():
    logging.getLogger("workbook").setLevel(logging.CRITICAL + 1)
    yield
    logging.getLogger("workbook").setLevel(logging.NOTSET)


def upload(folder, on_file=lambda path, name: None, **more):
    widget = Upload(folder, on_file, **more)
    return widget, recorded(widget)


def send(widget, data, name="orders.csv", file_id="f1"):
    say(widget, type="start", id=file_id, name=name, size=len(data))
    for offset in range(0, len(data), 4):
        say(widget, (data[offset : offset + 4],), type="piece", id=file_id, offset=offset)


def test_pieces_become_the_file(tmp_path):
    widget, sent = upload(tmp_path, lambda path, name: f"{name}: {path.read_text()}")
    send(widget, b"a,b\n1,2\n")
    assert sent[-1][0] == {"type": "done", "id": "f1", "text": "orders.csv: a,b\n1,2\n"}
    assert [c["type"] for c, _ in sent] == ["ack", "ack", "reading", "done"]


def test_only_the_whole_file_is_visible(tmp_path):
    widget, _ = upload(tmp_path)
    say(widget, type="start", id="f1", name="orders.csv", size=8)
    say(widget, (b"1234",), type="piece", id="f1", offset=0)
    assert not (tmp_path / "orders.csv").exists()


def test_piece_out_of_turn_is_not_written(tmp_path):
    widget, sent = upload(tmp_path, lambda path, name: path.read_text())
    say(widget, type="start", id="f1", name="a.csv", size=6)
    for offset, piece in [(3, b"def"), (0, b"abc"), (0, b"abc"), (3, b"def")]:
        say(widget, (piece,), type="piece", id="f1", offset=offset)
    assert sent[-1][0]["text"] == "abcdef"


def test_second_file_of_a_name_is_numbered(tmp_path):
    widget, _ = upload(tmp_path)
    send(widget, b"one")
    send(widget, b"two")
    assert (tmp_path / "orders (2).csv").read_bytes() == b"two"


@pytest.mark.parametrize("name", ["../../evil.csv", "..\\evil.csv", "/etc/evil.csv", "evil\x00.csv"])
def test_name_stays_in_the_folder(tmp_path, name):
    widget, _ = upload(tmp_path / "in")
    send(widget, b"x", name)
    assert (tmp_path / "in" / "evil.csv").is_file()


def test_cancel_leaves_nothing(tmp_path):
    widget, _ = upload(tmp_path)
    say(widget, type="start", id="f1", name="orders.csv", size=8)
    say(widget, type="cancel", id="f1")
    assert list(tmp_path.iterdir()) == []


def test_too_large_is_said(tmp_path):
    widget, sent = upload(tmp_path, max_bytes=2**20)
    say(widget, type="start", id="f1", name="orders.csv", size=2**21)
    assert sent[-1][0]["text"].startswith("“orders.csv” is larger than 1 MB.")


def test_more_bytes_than_announced_are_not_written(tmp_path):
    widget, sent = upload(tmp_path)
    say(widget, type="start", id="f1", name="orders.csv", size=2)
    say(widget, (b"12345",), type="piece", id="f1", offset=0)
    assert sent[-1][0] == {"type": "ack", "id": "f1", "received": 0}


def test_empty_file_is_said(tmp_path):
    widget, sent = upload(tmp_path)
    say(widget, type="start", id="f1", name="orders.csv", size=0)
    assert "is empty" in sent[-1][0]["text"]


def test_other_kind_is_said(tmp_path):
    widget, sent = upload(tmp_path, accept=[".csv", ".XLSX"])
    say(widget, type="start", id="f1", name="photo.jpg", size=3)
    assert "end in .csv, .xlsx" in sent[-1][0]["text"]


def test_refusal_is_shown_and_file_removed(tmp_path):
    sentence = "No row could be read. Choose the order export."

    def refuse(path, name):
        raise Refused(sentence)

    widget, sent = upload(tmp_path, refuse)
    send(widget, b"abc")
    assert sent[-1][0]["text"] == sentence
    assert list(tmp_path.iterdir()) == []


def test_failing_reader_gets_a_sentence(tmp_path, quiet):
    widget, sent = upload(tmp_path, lambda path, name: 1 / 0)
    send(widget, b"abc")
    assert sent[-1][0]["text"].startswith("The file arrived, but it could not be read.")


@pytest.mark.parametrize("left", [0.5, 0.9])
def test_answers_keep_room_on_the_disk(tmp_path, quiet, monkeypatch, left):
    """An upload stops before the disk is full: other people's answers are saved there."""
    widget, sent = upload(tmp_path)
    say(widget, type="start", id="f1", name="orders.csv", size=8)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(total=100 * KEPT_FREE, free=left * KEPT_FREE))
    say(widget, (b"1234",), type="piece", id="f1", offset=0)
    assert sent[-1][0] == {"type": "failed", "id": "f1", "text": FULL}
    say(widget, type="start", id="f2", name="more.csv", size=8)
    assert sent[-1][0] == {"type": "failed", "id": "f2", "text": FULL}
    assert list(tmp_path.iterdir()) == []


def test_files_of_a_workbook_have_a_limit_together(tmp_path, monkeypatch):
    monkeypatch.setenv(TOGETHER, "1")
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "orders.parquet").write_bytes(bytes(2**19))
    widget, sent = upload(tmp_path / "uploads")
    say(widget, type="start", id="f1", name="a.csv", size=2**18)
    assert sent[-1][0]["type"] == "ack"
    say(widget, type="start", id="f2", name="b.csv", size=2**18 + 1)
    assert "may have 1 MB together" in sent[-1][0]["text"]


def test_a_file_that_is_begun_anew_is_counted_once(tmp_path, monkeypatch):
    """On a slow line the browser begins again before the first piece was confirmed."""
    monkeypatch.setenv(TOGETHER, "1")
    widget, sent = upload(tmp_path / "uploads")
    for _ in range(2):
        say(widget, type="start", id="f1", name="a.csv", size=2**19 + 1)
    assert [content["type"] for content, _ in sent] == ["ack", "ack"]


def test_what_is_no_object_is_not_heard(tmp_path):
    widget, sent = upload(tmp_path)
    for content in ([], "start", None, 7):
        widget._handle_custom_msg(content, [])
    assert sent == []


def test_full_disk_gets_a_sentence(tmp_path, quiet, monkeypatch):
    def full(self, offset, piece):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Arriving, "take", full)
    widget, sent = upload(tmp_path)
    send(widget, b"abc")
    assert sent[1][0]["text"].startswith("The disk of the server is full.")
    assert list(tmp_path.iterdir()) == []


def test_unknown_piece_is_answered(tmp_path):
    widget, sent = upload(tmp_path)
    say(widget, (b"x",), type="piece", id="lost", offset=0)
    assert sent[-1][0] == {"type": "unknown", "id": "lost"}


def test_abandoned_half_is_swept(tmp_path):
    half = Arriving(tmp_path, "a.csv", 5)
    half.take(0, b"abc")
    half._out.close()
    os.utime(half._half, (time.time() - 7200,) * 2)
    upload(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_half_under_way_is_not_swept(tmp_path):
    half = Arriving(tmp_path, "a.csv", 5)
    assert sweep(tmp_path) == 0
    half.drop()


def test_free_place_counts_on(tmp_path):
    (tmp_path / "a.csv").touch()
    (tmp_path / "a (2).csv").touch()
    assert free_place(tmp_path, "a.csv").name == "a (3).csv"


def test_a_browser_cannot_raise_the_limits(tmp_path):
    widget, sent = upload(tmp_path, max_bytes=10, accept=[".csv"])
    widget.set_state({"max_bytes": 10**12, "accept": [".exe"]})
    say(widget, type="start", id="f1", name="a.csv", size=11)
    say(widget, type="start", id="f1", name="a.exe", size=1)
    assert [content["type"] for content, _ in sent if "type" in content] == ["failed", "failed"]
