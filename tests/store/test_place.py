from pathlib import Path

import pytest

from workbook.store import StoreError, open_store
from workbook.store.place import database, home


def test_the_home_is_told_by_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    monkeypatch.delenv("WORKBOOK_DATABASE", raising=False)
    assert home() == tmp_path
    assert Path(database().database) == tmp_path / "workbooks.sqlite"


def test_the_home_is_the_users_own(monkeypatch, tmp_path):
    monkeypatch.delenv("WORKBOOK_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert home().name == "marketing-workbook"


def test_the_database_is_told_by_the_environment(monkeypatch):
    monkeypatch.setenv("WORKBOOK_DATABASE", "postgresql://u:p@h/d")
    assert database().drivername == "postgresql+psycopg"
    assert database("other.sqlite").database == "other.sqlite"


@pytest.mark.parametrize("told", ["mysql://h/d", "nothing://", "://"])
def test_other_databases_are_refused(told):
    with pytest.raises(StoreError, match=r"The database must be"):
        database(told)


def test_folders_are_made(tmp_path):
    open_store(str(tmp_path / "new" / "deep" / "w.sqlite")).close()
    assert (tmp_path / "new" / "deep" / "w.sqlite").exists()


def test_odd_characters_in_the_path(tmp_path):
    path = tmp_path / "Zoë's 100% #1?" / "w & x.sqlite"
    open_store(str(path)).close()
    assert path.exists()
