"""One page with views, and a workbook of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import comm
import pytest
from playwright.sync_api import Page

from tests.browser.views_page import Board, served
from workbook.store.desk import Desk, open_desk


@pytest.fixture
def board(page: Page, monkeypatch: pytest.MonkeyPatch) -> Iterator[Board]:
    monkeypatch.setattr(comm, "create_comm", comm._create_comm)  # a kernel's, which another test may have put there, is silent without its kernel
    with served() as address:
        yield Board(page, address)
        page.close()  # before the server: fonts and drawings may still be on their way


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(f"sqlite:///{tmp_path}/workbook.db", "ada")
    yield opened
    opened.store.close()
