from pathlib import Path

import pytest
from tornado.web import HTTPError

from workbook.server.files import find, static_version
from workbook.server.places import STATIC
from workbook.server.vega import vega_module
from workbook.widgets.stub import static_hash


def test_server_and_widgets_name_the_same_version():
    static_hash.cache_clear()
    assert static_version() == static_hash()


def test_first_folder_wins(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.js").write_text(name)
    assert find((tmp_path / "a", tmp_path / "b"), "x.js").read_text() == "a"


@pytest.mark.parametrize("path", ["../places.py", "nothing.js", "fonts", "/etc/passwd", "fonts/../../stub.py"])
def test_only_files_of_the_folder(path):
    with pytest.raises(HTTPError):
        find((STATIC,), path)


def test_vega_is_a_module(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    made = vega_module()
    assert "export const { embed, vega, vegaLite }" in made.read_text("utf-8")
    assert made.is_relative_to(Path(tmp_path))
    assert vega_module().stat().st_mtime_ns == made.stat().st_mtime_ns


def test_every_font_has_its_licence():
    licences = {licence.name.removesuffix("-OFL.txt") for licence in (STATIC / "fonts").glob("*-OFL.txt")}
    fonts = {font.name for font in (STATIC / "fonts").glob("*.woff2")}
    assert {font for font in fonts if not any(font.startswith(name) for name in licences)} == set()
