import logging

import pytest

from tests.pages.filled import fill
from workbook.pages import here


@pytest.fixture
def desk(tmp_path, monkeypatch, caplog):
    """An empty workbook of its own, as pages find it; nothing may be logged as an error."""
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("WORKBOOK_DATABASE", raising=False)
    monkeypatch.delenv("WORKBOOK_VISITOR", raising=False)
    here.desk.cache_clear()
    yield here.desk()
    here.desk().store.close()
    here.desk.cache_clear()
    assert [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING] == []


@pytest.fixture
def tea(desk):
    """The tea company's workbook, filled in completely."""
    fill(desk)
    return desk
