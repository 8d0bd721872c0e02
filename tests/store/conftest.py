"""Real databases: SQLite files, and PostgreSQL in a cluster of its own that lives as long as the tests."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from workbook.store import open_store

SETTINGS = ["listen_addresses=''", "fsync=off", "full_page_writes=off", "shared_buffers=16MB", "max_connections=20"]


@pytest.fixture(scope="session")
def cluster():
    """The folder of a running PostgreSQL, which is also its socket."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        missing = "these tests need PostgreSQL's own binaries (initdb) under /usr/lib/postgresql"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    folder, binaries = Path(tempfile.mkdtemp(prefix="wb-")), found[-1].parent
    owner = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    if owner:
        shutil.chown(folder, "postgres", "postgres")

    def run(name, *words):
        subprocess.run([binaries / name, "-D", folder / "data", *words], check=True, cwd=folder, stdout=subprocess.DEVNULL, **owner)

    run("initdb", "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8", "--locale=C")
    options = " ".join(f"-c {each}" for each in [f"unix_socket_directories={folder}", *SETTINGS])
    run("pg_ctl", "-w", "-l", folder / "log", "-o", options, "start")
    yield folder
    run("pg_ctl", "-w", "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture
def postgres(cluster):
    """The URL of a new PostgreSQL database."""
    name = f"t{uuid4().hex[:12]}"
    with psycopg.connect(f"host={cluster} user=postgres dbname=postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield f"postgresql://postgres@/{name}?host={cluster}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    """The URL of a new database, on each of the two."""
    return f"sqlite:///{tmp_path / 'workbooks.sqlite'}" if request.param == "sqlite" else request.getfixturevalue("postgres")


@pytest.fixture
def store(url):
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def book(store):
    return store.create("ann", "Tea shop")
