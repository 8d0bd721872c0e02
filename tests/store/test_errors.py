import sqlite3

import psycopg
import pytest

from workbook.store import Change, ReadOnly, Store, StoreError, open_store, opening
from workbook.store.errors import told
from workbook.store.place import database


@pytest.fixture
def file(tmp_path):
    return tmp_path / "w.sqlite"


def test_a_held_database_is_told(file, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    store = open_store(str(file))
    book = store.create("ann", "Tea shop")
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="held by another program for too long"):
        store.save(book, "f", {"a": Change("tea")}, "tab")
    holder.execute("ROLLBACK")
    holder.close()
    assert store.save(book, "f", {"a": Change("tea")}, "tab").revisions == {"a": 1}
    store.close()


def test_a_held_row_is_told(postgres, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    store = open_store(postgres)
    book = store.create("ann", "Tea shop")
    with psycopg.connect(postgres) as holder:
        holder.execute("SELECT * FROM workbooks FOR UPDATE")
        with pytest.raises(StoreError, match="held by another program for too long"):
            store.save(book, "f", {"a": Change("tea")}, "tab")
    assert store.save(book, "f", {"a": Change("tea")}, "tab").revisions == {"a": 1}


def test_a_held_database_can_be_read(file):
    store = open_store(str(file))
    book = store.create("ann", "Tea shop")
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert store.current("ann") == book
    holder.close()
    store.close()


def test_a_database_that_may_not_be_written(postgres):
    store = open_store(postgres)
    book = store.create("ann", "Tea shop")
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f"ALTER DATABASE {server.info.dbname} SET default_transaction_read_only = on")
    with pytest.raises(ReadOnly, match="can be read and not written"):
        store.save(book, "f", {"a": Change("tea")}, "tab")
    assert store.current("ann") == book


def test_an_sqlite_file_that_may_not_be_written(file):
    store = open_store(f"sqlite:///{file}")
    book = store.create("ann", "Tea shop")
    store.close()
    store = open_store(f"sqlite:///file:{file}?mode=ro&uri=true")
    assert store.current("ann") == book
    with pytest.raises(ReadOnly, match="can be read and not written"):
        store.save(book, "f", {"a": Change("tea")}, "tab")
    store.close()


def test_a_crowded_server_is_told(postgres, cluster):
    open_store(postgres)
    name = postgres.split("?")[0].rsplit("/", 1)[1]
    with psycopg.connect(f"host={cluster} user=postgres dbname=postgres", autocommit=True) as server:
        server.execute(f"CREATE ROLE someone LOGIN; ALTER DATABASE {name} CONNECTION LIMIT 0")
        with pytest.raises(StoreError, match="no free connection"):
            open_store(postgres.replace("postgres@", "someone@"))
        server.execute("DROP ROLE someone")


def test_a_file_that_became_damaged(file):
    store = open_store(str(file))
    book = store.create("ann", "Tea shop")
    for number in range(200):
        store.save(book, "f", {f"a{number}": Change("x" * 1000)}, "tab")
    store.close()
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xab" * (len(content) - 4096)
    file.write_bytes(content)
    store = Store(opening.make_engine(database(str(file))), str(file))
    with pytest.raises(StoreError, match="is damaged"):
        store.all(book)
    store.close()


def test_other_faults_pass_through():
    with pytest.raises(KeyError), told("here"):
        raise KeyError
