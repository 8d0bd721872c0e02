"""Messages of a page, right and hostile; each is judged at once, however large the numbers in it."""

import json

import pytest

from workbook.server.pings import PROTOCOL
from workbook.server.said import Malformed, allowed


def newer(kind, channel="shell", content=None, **header):
    parts = [channel.encode(), json.dumps({"msg_type": kind, **header}).encode(), b"{}", b"{}", json.dumps(content or {}).encode()]
    places = [8 * (len(parts) + 2)]
    for part in parts:
        places.append(places[-1] + len(part))
    return b"".join(number.to_bytes(8, "little") for number in [len(places), *places]) + b"".join(parts)


def older(kind, channel="shell", content=None):
    return json.dumps({"channel": channel, "header": {"msg_type": kind}, "content": content or {}})


KINDS = ["execute_request", "inspect_request", "complete_request", "history_request", "debug_request", "input_reply", "is_complete_request",
         "interrupt_request", "create_subshell_request", "status", "stream", "", "comm_msg "]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("channel", ["shell", "control", "stdin", "iopub"])
def test_nothing_that_runs_code_passes(kind, channel):
    assert not allowed(newer(kind, channel), PROTOCOL)
    assert not allowed(older(kind, channel), None)


@pytest.mark.parametrize("target", ["jupyter.widget", "jupyter.widget.version", "dash", "", None, ["jupyter.widget.control"]])
def test_no_page_has_a_widget_made(target):
    told = {"target_name": target, "comm_id": "x", "data": {"state": {"_model_name": "AudioModel"}}}
    assert not allowed(newer("comm_open", content=told), PROTOCOL)
    assert not allowed(older("comm_open", content=told), None)


def test_jupyters_own_client_asks_for_all_widgets():
    told = {"target_name": "jupyter.widget.control", "comm_id": "x", "data": {}}
    assert allowed(newer("comm_open", content=told), PROTOCOL)
    assert allowed(older("comm_open", content=told), None)


@pytest.mark.parametrize("kind", ["comm_msg", "comm_close", "comm_info_request", "kernel_info_request"])
def test_what_widgets_say_passes(kind):
    assert allowed(newer(kind), PROTOCOL)
    assert allowed(older(kind), None)


def test_a_second_kind_does_not_hide_the_first():
    twice = newer("comm_msg").replace(b'"msg_type": "comm_msg"', b'"msg_type":"comm_msg" ', 1)
    assert allowed(twice, PROTOCOL)
    hidden = '{"channel": "shell", "header": {"msg_type": "comm_msg", "msg_type": "execute_request"}}'
    assert not allowed(hidden, None)


HOSTILE = [
    b"", b"\xff" * 8, (2**62).to_bytes(8, "little") + b"x" * 64, (6).to_bytes(8, "little") + b"\xff" * 64,
    newer("comm_msg")[:-1], newer("comm_msg") + b"x", "text", "[" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("message", HOSTILE)
def test_broken_messages_are_seen_at_once(message):
    with pytest.raises(Malformed):
        allowed(message, PROTOCOL)


@pytest.mark.parametrize("message", [b"\x7f\xff\xff\xff", b"\x00\x00\x00\x01\x00\x00\x00\x08", "[" * 100_000, "{}", "[]", "7", '{"header": 5}', ""])
def test_broken_older_messages_are_seen_at_once(message):
    with pytest.raises(Malformed):
        allowed(message, None)
