import pytest

from tests.pages.filled import fill
from workbook.store import open_desk


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """A workbook nobody has written in."""
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    desk = open_desk(str(tmp_path / "w.sqlite"), "reader")
    yield desk
    desk.store.close()


@pytest.fixture
def tea(empty):
    """The tea company's workbook, filled in completely."""
    fill(empty)
    return empty
