"""Every notebook runs from top to bottom in a kernel of its own, on an empty and on a filled workbook, and says nothing on stderr."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.pages.filled import fill
from workbook.answers.chapters import CHAPTERS
from workbook.store import open_desk

FOLDER = Path(__file__).parent.parent.parent / "notebooks"
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of the client that drives the kernel
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(params=["empty", "filled"])
def run(request, tmp_path, monkeypatch):
    """Run a notebook in a workbook of its own: everything its cells put out."""
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    for name in ("WORKBOOK_DATABASE", "WORKBOOK_VISITOR"):
        monkeypatch.delenv(name, raising=False)
    if request.param == "filled":
        desk = open_desk()
        fill(desk)
        desk.store.close()

    def outputs(name):
        book = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
        NotebookClient(book, timeout=120, resources={"metadata": {"path": str(tmp_path)}}, env=os.environ.copy()).execute()
        return [output for cell in book.cells for output in cell.get("outputs", ())]

    return outputs


@pytest.mark.parametrize("name", [chapter.notebook for chapter in CHAPTERS])
def test_a_notebook_runs(run, name):
    outputs = run(name)
    assert [output for output in outputs if output.output_type in {"error", "stream"}] == []
    assert all("application/vnd.jupyter.widget-view+json" in output.data for output in outputs)
    assert outputs
