import json
import logging
import sys

import pytest

from workbook.server.logs import Lines

SECRET = "<b>Ann\nearns 1,000</b>"


def record(**more):
    try:
        try:
            int(SECRET)
        except ValueError:
            raise KeyError(SECRET)  # noqa: B904
    except KeyError:
        made = logging.getLogger("workbook.test").makeRecord(
            "workbook.test", logging.ERROR, __file__, 1, "It failed.", (), sys.exc_info(), extra=more
        )
    return made


@pytest.mark.parametrize("as_json", [True, False])
def test_exceptions_are_told_without_their_words(as_json):
    told = Lines(as_json=as_json, words=False).format(record(page="01.ipynb"))
    assert "KeyError" in told
    assert "ValueError" in told
    assert "test_logs.py" in told
    assert "1,000" not in told


def test_words_are_there_when_they_are_wanted():
    assert "1,000" in Lines(as_json=False, words=True).format(record())


def test_a_record_is_one_line_of_json():
    told = Lines(as_json=True, words=False).format(record(page="01.ipynb"))
    assert "\n" not in told
    assert json.loads(told)["page"] == "01.ipynb"


def test_a_message_cannot_pretend_to_be_two():
    made = logging.LogRecord("x", logging.WARNING, __file__, 1, "one\n2026-11-22 error: two", (), None)
    assert all(line.startswith(" ") for line in Lines(as_json=False, words=False).format(made).splitlines()[1:])


def test_keys_addresses_and_queries_are_left_out():
    told = Lines(as_json=False, words=False).format(
        logging.LogRecord("tornado.general", logging.WARNING, __file__, 1, "404 GET /workbook/open/me.KEY?a=b (10.0.0.7)", (), None)
    )
    assert told.endswith("404 GET /workbook/open/…")
    assert "10.0.0.7" not in told
