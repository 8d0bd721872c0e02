"""What was acknowledged is there: after kill -9, with several writers, on a full disk."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest

from workbook.store import Change, StoreError, open_store

SAVING = Path(__file__).parent / "saving.py"


def start(url, book, writer, *more):
    command = [sys.executable, SAVING, url, book.id, writer, *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def acknowledged(lines):
    return [(text, int(shared), int(own)) for text, shared, own in (line.split() for line in lines if line.endswith("\n"))]


@pytest.mark.parametrize("saves", [1, 7, 40, 150])
def test_kill_9_loses_nothing_acknowledged(url, store, book, saves):
    child = start(url, book, "tab")
    lines = [child.stdout.readline() for _ in range(saves)]
    os.kill(child.pid, signal.SIGKILL)
    said = acknowledged(lines + child.stdout.readlines())
    child.communicate()
    there = {each.revision: each.raw for each in store.history(book, "f", "shared")}
    assert len(said) >= saves
    assert all(there[revision] == text for text, revision, _ in said)
    assert len(there) - len(said) in {0, 1}  # one may be kept that nobody could be told of


def test_kill_9_leaves_no_half_save(url, store, book):
    child = start(url, book, "tab")
    for _ in range(20):
        child.stdout.readline()
    child.kill()
    child.communicate()
    now = store.answers(book, "f")
    assert now["tab"].raw.startswith(now["shared"].raw + "x")
    assert store.save(book, "f", {"shared": Change("after", None, 10**6)}, "other").revisions


def test_two_processes_get_one_row_of_revisions(url, store, book):
    children = [start(url, book, writer, "60") for writer in ("one", "two")]
    said = [acknowledged(child.communicate(timeout=120)[0].splitlines(keepends=True)) for child in children]
    assert sorted(shared for child in said for _, shared, _ in child) == list(range(1, 121))
    assert [own for _, _, own in said[0]] == list(range(1, 61))
    assert [each.revision for each in store.history(book, "f", "shared")] == list(range(1, 121))


def test_threads_share_a_store(store, book):
    faults = []

    def save(writer):
        try:
            for number in range(20):
                store.save(book, "f", {"a": Change(f"{writer} {number}", None, 10**6)}, writer)
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=save, args=[f"tab {n}"]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert [each.revision for each in store.history(book, "f", "a")] == list(range(1, 81))


def test_of_two_stale_tabs_one_wins(url, store, book):
    """Both tabs type over a blank field at the same moment: one text is current, the other a rival; neither is lost."""
    stores, saved = [open_store(url) for _ in range(4)], []
    barrier = threading.Barrier(4)

    def save(number):
        barrier.wait()
        saved.append(stores[number].save(book, "f", {"a": Change(f"text {number}")}, f"tab {number}"))

    threads = [threading.Thread(target=save, args=[n]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for each in stores:
        each.close()
    past = store.history(book, "f", "a")
    assert [each.rival for each in past] == [False, True, True, True]
    assert {each.raw for each in past} == {f"text {n}" for n in range(4)}
    assert sum("a" in each.conflicts for each in saved) == 3


@pytest.fixture
def small_disk(tmp_path_factory):
    """A disk of 24 MB; only the system's administrator can mount one."""
    folder = Path("/tmp") / tmp_path_factory.mktemp("disk").name  # where the PostgreSQL server may go too
    folder.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m,mode=777", "tmpfs", folder], check=False).returncode == 0
    if mounted:
        yield folder
        subprocess.run(["umount", "-l", folder], check=True)
    folder.rmdir()
    if not mounted:
        pytest.skip("a small disk can be mounted by root only")


def fill(store, book):
    """Save until the disk is full; the number of saves that were acknowledged, and the sentence."""
    for number in range(100):
        try:
            store.save(book, "f", {"a": Change(f"{number} " + os.urandom(500_000).hex(), None, number)}, "tab")
        except StoreError as error:
            return number, str(error)
    return 100, ""


def check_full(url):
    store = open_store(url)
    book = store.create("ann", "Tea shop")
    number, sentence = fill(store, book)
    assert sentence.startswith("The disk is full")
    assert [each.raw.split()[0] for each in store.history(book, "f", "a")] == [str(n) for n in range(number)]
    store.close()


def test_full_disk_under_sqlite(small_disk):
    check_full(f"sqlite:///{small_disk / 'w.sqlite'}")


def test_space_again_under_sqlite(small_disk):
    (small_disk / "ballast").write_bytes(b"x" * 20_000_000)
    store = open_store(f"sqlite:///{small_disk / 'w.sqlite'}")
    book = store.create("ann", "Tea shop")
    number, _ = fill(store, book)
    (small_disk / "ballast").unlink()
    assert store.save(book, "f", {"a": Change("more", None, number)}, "tab").revisions == {"a": number + 1}
    store.close()


def test_full_disk_under_postgres(small_disk, cluster):
    place = small_disk / "space"
    place.mkdir()
    if os.geteuid() == 0:
        shutil.chown(place, "postgres", "postgres")
    with psycopg.connect(f"host={cluster} user=postgres dbname=postgres", autocommit=True) as server:
        server.execute(f"CREATE TABLESPACE small LOCATION '{place}'")
        server.execute("CREATE DATABASE small TABLESPACE small")
        try:
            check_full(f"postgresql://postgres@/small?host={cluster}")
        finally:
            server.execute("DROP DATABASE small WITH (FORCE)")
            server.execute("DROP TABLESPACE small")


def test_no_room_in_the_file(tmp_path):
    """SQLite's own limit on pages says the same as a full disk, without one."""
    store = open_store(str(tmp_path / "w.sqlite"))
    book = store.create("ann", "Tea shop")
    with store._engine.connect() as connection:  # the pool hands the same connection out again
        connection.exec_driver_sql("PRAGMA max_page_count=1000")
    number, sentence = fill(store, book)
    assert sentence.startswith("The disk is full")
    assert len(store.history(book, "f", "a")) == number
    store.close()
