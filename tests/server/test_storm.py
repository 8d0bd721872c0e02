"""Kernels are killed at random, the server is ended gently or hard, and eight visitors type: nothing is lost.

Five minutes of it: `workbook bench storm`.
"""

import asyncio
import signal

import pytest

from benchmarks.storm import served, storm
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
