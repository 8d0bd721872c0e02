import json
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from workbook.answers.start import Setup
from workbook.cli import Refused, workbooks
from workbook.store import Change, Desk, open_store


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command against a database of its own: exit status, what it said, and why it refused."""
    monkeypatch.delenv("WORKBOOK_VISITOR", raising=False)
    monkeypatch.setenv("WORKBOOK_DATABASE", str(tmp_path / "w.sqlite"))
    app = typer.Typer()
    workbooks.register(app)

    def invoke(*words):
        return CliRunner().invoke(app, list(map(str, words)))

    return invoke


@pytest.fixture
def filled(run, tmp_path):
    """The id of a workbook with an answer."""
    number = run("new", "--title", "Tea shop").stdout.strip()
    store = open_store(str(tmp_path / "w.sqlite"))
    Desk(store, store.open(None, number)).save(Setup, {"company_name": Change("Leaf and Kettle")}, "tab 1")
    store.close()
    return number


def refusal(result):
    assert isinstance(result.exception, Refused), result.output
    return str(result.exception)


def test_new_prints_the_id(run):
    made = run("new", "--title", "Tea shop")
    assert made.exit_code == 0
    assert made.stdout.strip() in run("list").stdout


def test_list_shows_titles(run, filled):
    assert "Tea shop" in run("list").stdout


def test_list_as_json(run, filled):
    (row,) = json.loads(run("list", "--json").stdout)
    assert (row["id"], row["title"], row["visitor"], row["read_only"]) == (filled, "Tea shop", "me", False)


def test_an_empty_list_says_what_to_do(run):
    assert "Make one with: workbook new" in run("list").output
    assert json.loads(run("list", "--json").stdout) == []


def test_out_and_in_again(run, filled, tmp_path):
    assert run("export", "--out", tmp_path / "plan.json").exit_code == 0
    again = run("import", tmp_path / "plan.json").stdout.strip()
    store = open_store(str(tmp_path / "w.sqlite"))
    assert store.answers(store.open(None, again), "start.setup")["company_name"].raw == "Leaf and Kettle"
    store.close()


def test_another_database(run, filled, tmp_path):
    assert "Tea shop" not in run("list", "--database", tmp_path / "other.sqlite").stdout


def test_a_named_workbook(run, filled, tmp_path):
    run("new", "--title", "Pumps")
    run("export", "--workbook", filled, "--out", tmp_path / "plan.json")
    assert json.loads((tmp_path / "plan.json").read_text("utf-8"))["workbook"]["title"] == "Tea shop"


@pytest.mark.parametrize("ending", ["md", "docx", "pdf", "xlsx"])
def test_the_plan_as_a_document(run, filled, tmp_path, ending):
    assert run("export", "--out", tmp_path / f"plan.{ending}").exit_code == 0
    content = (tmp_path / f"plan.{ending}").read_bytes()
    begins = {"docx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "md": b"# Online marketing plan\n\nLeaf and Kettle"}
    assert content.startswith(begins[ending])


def test_a_missing_folder_is_refused(run, filled, tmp_path):
    assert "must exist" in refusal(run("export", "--out", tmp_path / "none" / "plan.json"))


def test_an_existing_file_is_kept(run, filled, tmp_path):
    (tmp_path / "plan.json").write_text("mine")
    assert "--force" in refusal(run("export", "--out", tmp_path / "plan.json"))
    assert (tmp_path / "plan.json").read_text() == "mine"


def test_force_replaces(run, filled, tmp_path):
    (tmp_path / "plan.json").write_text("mine")
    assert run("export", "--out", tmp_path / "plan.json", "--force").exit_code == 0
    assert "Leaf and Kettle" in (tmp_path / "plan.json").read_text("utf-8")


def test_a_folder_is_no_file(run, filled, tmp_path):
    assert "is a folder" in refusal(run("export", "--format", "json", "--out", tmp_path, "--force"))


def test_an_unknown_id_is_refused(run, filled, tmp_path):
    assert "There is no workbook “nothing”" in refusal(run("export", "--workbook", "nothing", "--out", tmp_path / "plan.json"))
    assert not (tmp_path / "plan.json").exists()


def test_nothing_to_write_is_refused(run, tmp_path):
    assert "There is no workbook of “me” yet" in refusal(run("export", "--out", tmp_path / "plan.json"))


def test_a_damaged_file_is_set_aside(run, filled, tmp_path):
    (tmp_path / "plan.json").write_text('{"format": "marketing-workbook", ')
    assert "plan.json.damaged" in refusal(run("import", tmp_path / "plan.json"))
    assert (tmp_path / "plan.json.damaged").exists()


def test_a_newer_file_says_so(run, filled, tmp_path):
    run("export", "--out", tmp_path / "plan.json")
    data = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    (tmp_path / "plan.json").write_text(json.dumps({**data, "version": 2}))
    assert "can be read and not changed" in run("import", tmp_path / "plan.json").output
    assert "(read only)" in run("list").stdout


def test_a_missing_file_is_refused(run, tmp_path):
    assert "No such file" in refusal(run("import", tmp_path / "none.json"))


def test_a_database_that_is_none(run, tmp_path):
    (tmp_path / "song.mp3").write_bytes(b"ID3" * 1000)
    assert "is not a database" in refusal(run("list", "--database", tmp_path / "song.mp3"))


@pytest.mark.parametrize(
    "words", [["export"], ["export", "--out", "plan.odt"], ["export", "--out", "x.md", "--format", "odt"], ["import"], ["new", "--nothing"]]
)
def test_wrong_usage_is_two(run, words):
    assert run(*words).exit_code == 2


@pytest.mark.parametrize("command", ["new", "list", "export", "import"])
def test_help_has_an_example(run, command):
    assert f"Example: workbook {command}" in run(command, "--help").stdout


def test_the_command_line_starts_light():
    program = "import sys, workbook.cli.workbooks; print(*{'sqlalchemy', 'pydantic', 'pandas'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == ""
