import re
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from workbook.store import Change, NewerDatabase, StoreError, open_store
from workbook.store.migrate import script
from workbook.store.opening import HEAD, VERSION_TABLE, make_engine
from workbook.store.place import database
from workbook.store.tables import metadata

OPEN = "import sys; from workbook.store import open_store; open_store(sys.argv[1]).create('ann', 'x'); print('alembic' in sys.modules)"


def run(url, *, processes=1):
    """Open the store in processes of their own; what each printed."""
    started = [subprocess.Popen([sys.executable, "-c", OPEN, url], stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    return [each.communicate(timeout=180)[0].strip() for each in started]


def change(url, statement):
    engine = make_engine(database(url))
    with engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


def test_head_is_the_newest_migration():
    assert script().get_current_head() == HEAD


def test_migrations_make_the_tables(url, store):
    engine = make_engine(database(url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_opening_again_keeps_everything(url, store, book):
    store.save(book, "f", {"a": Change("tea")}, "tab")
    again = open_store(url)
    assert again.all(again.current("ann"))["f"]["a"].raw == "tea"
    again.close()


def test_alembic_is_loaded_only_to_migrate(url):
    assert run(url) == ["True"]
    assert run(url) == ["False"]


def test_a_new_database_opened_at_once(url):
    assert len(run(url, processes=4)) == 4
    opened = open_store(url)
    assert len(opened.workbooks("ann")) == 4
    opened.close()


def test_a_newer_database_is_refused(url, store, book):
    change(url, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(NewerDatabase, match=r"newer version of the workbook \(it is at 9999, this version knows 0"):
        open_store(url)
    change(url, f"UPDATE {VERSION_TABLE} SET version_num = '{HEAD}'")
    assert store.current("ann") == book


def test_another_programs_tables_are_left(url):
    change(url, "CREATE TABLE answers (song text)")
    with pytest.raises(StoreError, match="belongs to another program"):
        open_store(url)


def test_another_programs_file_is_left(tmp_path):
    path = tmp_path / "songs.sqlite"
    change(str(path), "CREATE TABLE songs (title text)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="table songs"):
        open_store(str(path))
    assert path.read_bytes() == before


def test_a_shared_postgres_is_fine(postgres):
    change(postgres, "CREATE TABLE songs (title text)")
    open_store(postgres).close()


@pytest.mark.parametrize("content", [b"not a database " * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_broken_file_is_left(tmp_path, content):
    path = tmp_path / "w.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged or is not a database, and was left as it is"):
        open_store(str(path))
    assert path.read_bytes() == content


def test_a_folder_is_no_database(tmp_path):
    with pytest.raises(StoreError, match="could not be opened"):
        open_store(str(tmp_path))


def test_a_file_in_the_folders_way(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"The folder .*file could not be made"):
        open_store(str(tmp_path / "file" / "w.sqlite"))


def test_no_server_is_told(tmp_path):
    with pytest.raises(StoreError, match=r"could not be opened. Check that its folder or server exists"):
        open_store(f"postgresql://ann:secret@/none?host={tmp_path}")


def test_the_password_is_never_told(tmp_path):
    with pytest.raises(StoreError) as caught:
        open_store(f"postgresql://ann:secret@/none?host={tmp_path}")
    assert "secret" not in str(caught.value)


def test_an_unknown_database_is_told(cluster):
    with pytest.raises(StoreError, match="could not be opened"):
        open_store(f"postgresql://postgres@/none?host={cluster}")


def test_sqlite_waits_for_the_disk(tmp_path):
    opened = open_store(str(tmp_path / "w.sqlite"))
    with opened._engine.connect() as connection:
        pragmas = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous", "foreign_keys")]
    opened.close()
    assert pragmas == ["wal", 2, 1]


def test_postgres_holds_no_connection(postgres):
    opened = open_store(postgres)
    opened.current("ann")
    with opened._engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()").scalar() == 1


def test_migrations_are_numbered():
    names = [path.name for path in Path(script().versions).glob("*.py")]
    assert all(re.fullmatch(r"\d{4}_[a-z_]+\.py", name) for name in names)
