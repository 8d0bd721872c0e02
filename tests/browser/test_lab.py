"""The same notebooks in JupyterLab: widgets, style sheets and the status line work there too."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running import COMMAND, free_port

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running JupyterLab, with its token; `{}` takes the path."""
    home, port = tmp_path_factory.mktemp("lab"), free_port()
    env = os.environ | {"WORKBOOK_HOME": str(home), "WORKBOOK_DATABASE": str(home / "w.sqlite"), "JUPYTER_CONFIG_DIR": str(home)}
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [*COMMAND, "lab", "--no-browser", "--port", str(port), "--notebooks", str(HERE / "pages")], env=env, stdout=log, stderr=log
        )
    deadline = time.monotonic() + 150
    while not (found := re.search(r"token=(\w+)", (home / "log").read_text("utf-8"))) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert found, (home / "log").read_text("utf-8")
    yield f"http://127.0.0.1:{port}/{{}}?token={found[1]}"
    process.terminate()
    process.wait(timeout=60)


@pytest.fixture
def notebook(page: Page, lab: str) -> Page:
    """A notebook, opened and run up to its first failure."""
    page.goto(lab.format("lab/tree/01_strategy.ipynb"))
    expect(page.locator(".jp-Notebook .jp-CodeCell").first).to_be_visible(timeout=60_000)
    expect(page.get_by_text(re.compile(r"\| Idle"))).to_be_visible(timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    return page


def test_widgets_and_status_in_jupyterlab(notebook: Page) -> None:
    notebook.get_by_role("button", name="Press", exact=True).click(timeout=60_000)
    expect(notebook.get_by_text("pressed", exact=True)).to_be_visible()
    expect(notebook.locator("link[href*='workbook/static'][href$='base.css']")).to_have_count(1)
    notebook.wait_for_timeout(4500)  # the status line asks whether the kernel is alive
    expect(notebook.locator(".wb-lost")).to_be_empty()
