import pytest

from tests.pages.filled import fill
from workbook.report import plan, to_docx, to_markdown, to_pdf, to_xlsx
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


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The tea company's plan and its four files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK_HOME", str(tmp_path_factory.mktemp("home")))
        desk = open_desk(str(tmp_path_factory.mktemp("store") / "w.sqlite"), "reader")
        fill(desk)
        document = plan(desk)
        desk.store.close()
    return document, {"pdf": to_pdf(document), "docx": to_docx(document), "xlsx": to_xlsx(document), "md": to_markdown(document).encode()}
