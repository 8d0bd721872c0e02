"""Imports point one way, as docs/design.md says; every file keeps its size; tests stand where the code stands."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "workbook"
LEVELS = [
    {"answers", "lessons"},
    {"metrics", "sources"},
    {"market", "charts", "report", "store"},
    {"widgets"},
    {"pages"},
]
LEVEL = {room: number for number, rooms in enumerate(LEVELS) for room in rooms}
BESIDE = {"server": {"server", "store"}, "cli": None}  # None: may import anything
ALLOWED = {("answers", "lessons"), ("report", "charts")}  # on the same level, one way: catalogues have the choices, the plan has charts
DRAWS_OR_KEEPS = {
    "aiohttp", "altair", "anywidget", "csv", "duckdb", "http", "io", "ipywidgets", "IPython", "json", "openpyxl", "os", "pathlib", "pickle",
    "requests", "shutil", "socket", "sqlalchemy", "sqlite3", "subprocess", "tempfile", "traitlets", "urllib", "vl_convert", "voila", "yaml",
}  # fmt: skip
BESIDE_THE_ROOMS = {"benchmarks", "browser", "deploy", "notebooks"}  # tests of what is no room
MAX_LINES = 300

FILES = sorted(PACKAGE.rglob("*.py"))
MIGRATIONS = [path for path in FILES if "migrations" in path.parts]


def name_of(path):
    return str(path.relative_to(ROOT))


def room_of(path):
    """The room a file stands in; what lies in the package itself is nobody's."""
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else ""


def imports(tree, path):
    """Every module that a file imports, inside functions too, with its line; relative imports are spelled out."""
    package = ".".join(path.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (start, node.module) if part)
            yield module, node.lineno
            if module == "workbook":
                yield from ((f"workbook.{alias.name}", node.lineno) for alias in node.names)


def only_for_types(tree):
    """The same file without what stands under `if TYPE_CHECKING:`: names in annotations import nothing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            node.body = [ast.Pass()]
    return tree


def rooms_imported(source, path):
    for module, line in imports(only_for_types(ast.parse(source)), path):
        parts = module.split(".")
        if parts[0] == "workbook" and len(parts) > 1:
            yield parts[1], line


def may_import(room, other):
    if room in BESIDE:
        return BESIDE[room] is None or other in BESIDE[room]
    if other in BESIDE:
        return False
    return room == other or (room, other) in ALLOWED or LEVEL[other] < LEVEL[room]


def trespasses(source, path):
    room = room_of(path)
    known = {*LEVEL, *BESIDE}
    return [
        f"{name_of(path)}:{line}: {room} imports {other}"
        for other, line in rooms_imported(source, path)
        if other in known and not may_import(room, other)
    ]


def test_every_room_is_on_the_map():
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms <= {*LEVEL, *BESIDE}


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path)], ids=name_of)
def test_imports_point_one_way(path):
    assert trespasses(path.read_text("utf-8"), path) == []


@pytest.mark.parametrize("path", sorted((PACKAGE / "metrics").rglob("*.py")), ids=name_of)
def test_metrics_know_no_screen_and_no_disk(path):
    tree = only_for_types(ast.parse(path.read_text("utf-8")))
    assert [f"{module} in line {line}" for module, line in imports(tree, path) if module.split(".")[0] in DRAWS_OR_KEEPS] == []
    called = [node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert not {"open", "print"} & set(called)


@pytest.mark.parametrize("path", [path for path in FILES if path not in MIGRATIONS], ids=name_of)
def test_modules_say_what_they_are_for(path):
    assert len((ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split()) >= 3


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_have_one_idea(path):
    assert len(path.read_text("utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_names_are_the_fields_own(path):
    assert path.stem not in {"utils", "util", "helpers", "helper", "common", "manager", "misc", "data2"}


def test_tests_stand_where_the_code_stands():
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and any(path.glob("test_*.py"))}
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders - rooms <= BESIDE_THE_ROOMS


@pytest.mark.parametrize("room", sorted(LEVEL | BESIDE))
def test_rooms_with_code_have_tests(room):
    code = [path for path in (PACKAGE / room).rglob("*.py") if path.name != "__init__.py"]
    assert not code or any((ROOT / "tests" / room).rglob("test_*.py"))


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("metrics", "import workbook.store"),
        ("metrics", "def f():\n    from workbook.charts import theme"),
        ("metrics", "from workbook.sources.engine import Engine"),
        ("answers", "from workbook import store"),
        ("answers", "from ..widgets import Form"),
        ("lessons", "from workbook.answers import fields"),
        ("store", "from workbook.report import export"),
        ("server", "from workbook.pages import strategy"),
        ("pages", "from workbook.server import app"),
        ("charts", "from workbook.cli import Refused"),
    ],
)
def test_a_trespass_is_seen(room, source):
    assert len(trespasses(source, PACKAGE / room / "x.py")) == 1


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("pages", "from workbook.widgets import Form"),
        ("store", "from workbook.answers.check import check"),
        ("store", "from . import tables"),
        ("server", "from workbook.store import open_store"),
        ("cli", "from workbook.server import app"),
        ("report", "if TYPE_CHECKING:\n    from workbook.store import Desk"),
    ],
)
def test_what_is_allowed_passes(room, source):
    assert trespasses(source, PACKAGE / room / "x.py") == []
