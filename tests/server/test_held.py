"""The line to a kernel that is held for its page: heard by whoever has it."""

import asyncio
from types import SimpleNamespace

from workbook.server.held import CHANNELS, Held, PageConnection


class Line:
    """A stream that says what it is told to say."""

    def on_recv(self, hear):
        self.hear = hear


class Kernel:
    def __getattr__(self, name):
        assert name.removeprefix("connect_") in CHANNELS
        return lambda identity: Line()


class Connection(PageConnection):
    """A page's connection that has no browser at its other end."""

    def __init__(self, held):
        self.line, self.channels = held, held.channels

    def __del__(self):
        pass


async def asked_before_hearing(held, hear):
    """How often the kernel is asked until the line is known to be there; it answers the third question."""
    asked = []
    client = SimpleNamespace(kernel_info=lambda: asked.append(1) or (len(asked) == 3 and hear([b"", b"status"])))
    await asyncio.wait_for(held.listening(client), 5)
    return len(asked)


def test_first_word_is_heard():
    held = Held(Kernel())
    assert asyncio.run(asked_before_hearing(held, held.channels["iopub"].hear)) == 3
    assert held.messages == [[b"", b"status"]]


def test_quick_page_hears_it_for_the_one_who_waits(monkeypatch):
    held = Held(Kernel())
    page = Connection(held)
    monkeypatch.setattr("jupyter_server.services.kernels.connection.channels.ZMQChannelsWebsocketConnection.handle_outgoing_message", lambda *_: None)
    page.handle_outgoing_message(held.channels["shell"], [])
    assert not held.heard
    assert asyncio.run(asked_before_hearing(held, lambda message: page.handle_outgoing_message(held.channels["iopub"], message))) == 3
