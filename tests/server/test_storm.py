"""Kernels are killed at random, the server is ended gently or hard, and eight visitors type: nothing is lost.

Five minutes of it: `workbook bench storm`.
"""

import asyncio
import signal

import pytest
from tornado.websocket import WebSocketClosedError

from benchmarks.storm import served, storm
from benchmarks.visitor import Browser, Page
from tests.store.conftest import cluster, postgres

SECONDS, VISITORS = 8, 8
__all__ = ["cluster", "postgres"]


@pytest.fixture(params=[("sqlite", signal.SIGTERM), ("postgres", signal.SIGKILL)], ids=["sqlite, server ended", "postgres, server killed"])
def outcome(request):
    """Every second a kernel is killed, and after three seconds the server is ended and started again."""
    kind, how = request.param
    database = request.getfixturevalue("postgres") if kind == "postgres" else ""
    with served(database) as app:
        yield asyncio.run(storm(app, SECONDS, VISITORS, lambda blows: (blows.kernels(), blows.server([(3, how)])), every=1))


def test_nothing_is_lost(outcome):
    assert outcome.lost_confirmed == ()
    assert outcome.lost_typed == ()
    assert outcome.blows["kernel killed"] >= 2
    assert sum(outcome.blows.values()) > outcome.blows["kernel killed"]
    assert outcome.saves >= VISITORS


class BrokenLine:
    """A line in the moment between its end and the news of it."""

    def write_message(self, *_, **__):
        raise WebSocketClosedError


def test_a_line_that_has_just_broken_takes_nothing_and_ends_nobody():
    page = Page(Browser("http://127.0.0.1"), "07_plan.ipynb", _line=BrokenLine())
    assert not page.say("a form", {"type": "save"})
