from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from workbook.widgets.stub import STATIC, static_hash, stub

WIDGETS = STATIC.parent


def test_address_changes_with_the_content() -> None:
    assert f"workbook/static/{static_hash()}/" in stub("form")
    assert "form.js" in stub("form")


def test_every_stub_has_a_module() -> None:
    named = {name for path in WIDGETS.glob("*.py") for name in re.findall(r"= drawn_by\(\"([a-z_-]+)\"\)", path.read_text("utf-8"))}
    assert "form" in named
    assert [name for name in named if not (STATIC / f"{name}.js").is_file()] == []


def test_modules_import_what_exists() -> None:
    missing = []
    for module in STATIC.glob("*.js"):
        for name in re.findall(r"from \"\./([\w-]+\.js)\"", module.read_text("utf-8")):
            if not (STATIC / name).is_file():
                missing.append(f"{module.name} → {name}")
    assert missing == []


def test_text_never_enters_as_markup() -> None:
    ours = ("form", "field", "group", "grid", "conflict", "messages", "undo", "dom")
    texts = [path.read_text("utf-8") for path in STATIC.glob("*.js") if path.stem.startswith(ours)]
    assert not any("innerHTML" in text or "insertAdjacentHTML" in text for text in texts)


@pytest.mark.parametrize("sheet", ["form", "tables", "catalogue"])
def test_colours_are_tokens(sheet: str) -> None:
    text = (STATIC / f"{sheet}.css").read_text("utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(", text) == []


def test_sheets_are_listed_once() -> None:
    listed = json.loads((STATIC / "sheets.json").read_text("utf-8"))
    assert {*listed, "print"} == {path.stem for path in STATIC.glob("*.css")}
    assert '["fonts.css", "base.css", "form.css", ' in stub("form")


@pytest.mark.parametrize("sheet", sorted(STATIC.glob("*.css")), ids=lambda sheet: sheet.stem)
def test_sheets_have_one_idea(sheet: Path) -> None:
    assert len(sheet.read_text("utf-8").splitlines()) <= 250
