"""The page's modules as one module: the same code, in an order in which it can begin."""

import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from workbook.server import joined
from workbook.server.places import STATIC


def test_every_module_of_a_widget_is_in_it():
    said = joined.script()
    named = {file.stem for file in STATIC.glob("*.js") if "export default" in file.read_text("utf-8")} - {"stub"}
    assert named <= set(re.findall(r'from\["([\w-]+)"\] = ', said))
    assert not re.search(r"^(import|export) ", said, re.MULTILINE)


def module(folder, name, text):
    (folder / f"{name}.js").write_text(text, encoding="utf-8")


@pytest.mark.skipif(not shutil.which("node"), reason="Node runs the joined module; a browser does so in the tests of pages.")
def test_what_is_imported_is_there(tmp_path):
    module(
        tmp_path,
        "words",
        'import { later } from "./client.js";\nexport const tea = "tea";\nexport function twice() {\n  return later() + later();\n}\n',
    )
    module(tmp_path, "view", 'import { tea as leaf } from "./words.js";\nconst cup = `${leaf} cup`;\nexport { cup };\nexport default { cup };\n')
    module(tmp_path, "client", 'import { twice } from "./words.js";\nexport function later() {\n  return 21;\n}\nglobalThis.told = twice();\n')
    module(tmp_path, "said", joined.script(tmp_path) + "\nconsole.log(told, workbookModules.view.default.cup, workbookModules.view.cup);")
    assert subprocess.run(["node", tmp_path / "said.js"], capture_output=True, text=True, check=True).stdout == "42 tea cup tea cup\n"


def test_another_form_is_a_sentence(tmp_path):
    module(tmp_path, "client", 'import all from "./words.js";\n')
    with pytest.raises(ValueError, match="must import and export on lines of their own"):
        joined.script(tmp_path)


def test_sheets_stand_in_their_order():
    said = joined.style()
    places = [said.index((STATIC / f"{name}.css").read_text("utf-8")) for name in joined.sheets()]
    assert places == sorted(places)


def test_a_constant_between_modules_that_import_each_other_is_a_sentence(tmp_path):
    module(tmp_path, "words", 'import { later } from "./client.js";\nexport const tea = later;\n')
    module(tmp_path, "client", 'import { tea } from "./words.js";\nexport const later = "?";\nexport const now = tea;\n')
    with pytest.raises(ValueError, match="later is no function"):
        joined.script(tmp_path)


def test_many_asking_at_once_get_whole_files(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    wanted = {joined.SCRIPT: joined.script(), joined.SHEET: joined.style()}
    names = [*wanted] * 4
    for round_ in range(10):
        with ThreadPoolExecutor(len(names)) as room:
            files = list(room.map(joined.joined, names, [f"{round_:012x}"] * len(names)))
        assert [file.read_text("utf-8") == wanted[name] for file, name in zip(files, names, strict=True)] == [True] * len(names)


def test_a_file_that_was_swept_away_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    joined.joined(joined.SHEET, "0" * 12).unlink()
    assert joined.joined(joined.SHEET, "0" * 12).read_text("utf-8") == joined.style()
