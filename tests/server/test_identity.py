import asyncio

import pytest

from workbook.server.identity import Visitors, newcomer
from workbook.server.secret import kept_secret
from workbook.store.opening import open_store


@pytest.fixture
def store(tmp_path):
    opened = open_store(str(tmp_path / "w.sqlite"))
    yield opened
    opened.close()


def run(thing):
    return asyncio.run(thing)


def test_link_opens_its_visitors_place(store):
    visitors = Visitors(b"x" * 32, store)
    assert run(visitors.opened_by(run(visitors.link("v-ann")))) == "v-ann"


def test_link_of_another_secret_opens_nothing(store):
    link = run(Visitors(b"x" * 32, store).link("v-ann"))
    assert run(Visitors(b"y" * 32, store).opened_by(link)) is None


def test_links_do_not_fit_another_visitor(store):
    visitors = Visitors(b"x" * 32, store)
    run(visitors.link("v-bob"))
    signature = run(visitors.link("v-ann")).split(".")[1]
    assert run(visitors.opened_by(f"v-bob.{signature}")) is None


def test_renewing_ends_the_link(store):
    visitors = Visitors(b"x" * 32, store)
    old = run(visitors.link("v-ann"))
    run(visitors.renew("v-ann"))
    assert run(visitors.opened_by(old)) is None


def test_newcomers_differ():
    assert len({newcomer() for _ in range(100)}) == 100


def test_secret_is_kept_and_private(tmp_path):
    first = kept_secret(tmp_path / "data")
    assert kept_secret(tmp_path / "data") == first
    assert len(first) == 32
    assert (tmp_path / "data" / "secret").stat().st_mode & 0o077 == 0


def test_half_a_secret_is_made_anew(tmp_path):
    (tmp_path / "secret").write_bytes(b"short")
    assert len(kept_secret(tmp_path)) == 32
