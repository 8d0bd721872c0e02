import subprocess
import sys

import pytest

COMMANDS = ("serve", "lab", "new", "list", "export", "import", "data")


def workbook(*words, **environment):
    """Run the command as a person does: exit status, what is said, what goes wrong."""
    import os

    command = [sys.executable, "-c", "from workbook.cli import main; main()", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env={**os.environ, **environment})


def test_help_lists_every_command():
    done = workbook("--help")
    assert done.returncode == 0
    assert [command for command in COMMANDS if f"  {command} " not in done.stdout] == []


def test_without_a_word_it_helps():
    done = workbook()
    assert "Usage:" in done.stdout + done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command):
    done = workbook(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage:" in done.stdout


@pytest.mark.parametrize("words", [("fly",), ("--fly",), ("list", "--fly"), ("data", "fly"), ("new", "one", "two", "three")])
def test_a_wrong_command_is_two(words):
    done = workbook(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr


@pytest.mark.parametrize("words", [("import", "nowhere.json"), ("export", "--out", "nowhere/plan.md"), ("list", "--database", "mysql://h/x")])
def test_a_refusal_is_one_sentence(words, tmp_path):
    done = workbook(*words, WORKBOOK_HOME=str(tmp_path), WORKBOOK_DATABASE="")
    assert done.returncode == 1
    assert done.stderr.startswith("workbook: ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_a_done_command_is_zero(tmp_path):
    done = workbook("new", "--title", "Tea", WORKBOOK_HOME=str(tmp_path), WORKBOOK_DATABASE="")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip()
