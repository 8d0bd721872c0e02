"""A workbook that is loaded from a file stands in the store; the file itself is not kept."""

from workbook.pages import start
from workbook.store.loading import file_bytes


def test_a_loaded_workbook_leaves_no_file_behind(desk, tmp_path):
    file = tmp_path / "copy.json"
    file.write_bytes(file_bytes(desk.store, desk.workbook))
    assert "is loaded and open" in start._load(file, file.name)
    assert (len(desk.store.workbooks(desk.workbook.visitor)), file.exists()) == (2, False)
