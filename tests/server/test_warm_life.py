"""The warm process dies, refuses, is not ready, or its code changes: pages get their kernels all the same."""

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest

import workbook
from tests.server.kernels import Kernels, soon
from workbook.server.warm import process
from workbook.server.warm.changes import Changes
from workbook.server.warm.keeper import Keeper
from workbook.server.warm.provisioner import Forked

PROJECT = Path(workbook.__file__).parent.parent


@pytest.fixture
def keeper(tmp_path, monkeypatch):
    """A warm process of a copy of the package, which tests may change."""
    for name in ("workbook", "notebooks"):
        shutil.copytree(PROJECT / name, tmp_path / "copy" / name, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "copy"))
    with (tmp_path / "log").open("wb") as log:
        keeper = Keeper(output=log)
        keeper.start()
        monkeypatch.delenv("PYTHONPATH")
        yield keeper
        keeper.stop()


def test_a_life(keeper, kernels, tmp_path):
    """One warm process, as it takes ten seconds to be ready: log, change, death."""
    first = kernels.start()
    assert isinstance(first.process, Forked)
    first.run("import logging; logging.getLogger('page').error('A sentence for the log.')")
    assert soon(lambda: "A sentence for the log." in (tmp_path / "log").read_text())
    changed_code_is_seen(keeper, kernels, tmp_path / "copy/workbook/pages/here.py")
    death_is_survived(keeper, kernels, first)


def changed_code_is_seen(keeper, kernels, file):
    before = keeper.pid
    file.write_text(file.read_text(encoding="utf-8") + "\nCHANGED = 'seen'\n", encoding="utf-8")
    time.sleep(1.1)
    after = kernels.start()
    assert after.run("from workbook.pages import here; print(here.CHANGED)") == "seen"
    assert isinstance(after.process, Forked)
    assert keeper.pid == before


def death_is_survived(keeper, kernels, first):
    before = keeper.pid
    os.kill(before, signal.SIGKILL)
    assert soon(lambda: keeper.pid not in (None, before))
    assert first.run("print('still here')") == "still here"
    assert kernels.start().run("print(1)") == "1"


def test_without_a_warm_process_the_start_is_ordinary(tmp_path, caplog):
    kernels = Kernels(str(tmp_path / "nobody"), tmp_path)
    assert isinstance(kernels.start().process, subprocess.Popen)
    assert kernels.started[0].run("print(6 * 7)") == "42"
    kernels.end_all()
    assert [record.getMessage() for record in caplog.records] == [
        "The warm process gave no kernel: It cannot be reached ([Errno 2] No such file or directory). It is started the ordinary way."
    ]


@pytest.fixture
def crowded(tmp_path):
    """A process with two threads that is asked to fork: this one."""
    with socket.socket(socket.AF_UNIX) as listening, socket.socket() as woken:
        listening.bind(str(tmp_path / "fork"))
        listening.listen()
        thread = threading.Thread(target=process._answer, args=(listening, woken, os._exit))
        thread.start()
        yield str(tmp_path / "fork")
        thread.join()


def test_more_than_one_thread_is_refused(crowded, tmp_path, caplog):
    kernels = Kernels(crowded, tmp_path)
    assert isinstance(kernels.start().process, subprocess.Popen)
    kernels.end_all()
    assert "The warm process must have one thread to be copied" in caplog.text


def test_impatience_starts_the_ordinary_way(tmp_path, caplog):
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "fork"))
        listening.listen()
        kernels = Kernels(str(tmp_path / "fork"), tmp_path)
        kernels.specs.patience = 0.1
        assert isinstance(kernels.start().process, subprocess.Popen)
        kernels.end_all()
    assert "It did not answer within 0.1 s." in caplog.text


def test_changes_are_looked_for_once_a_second(tmp_path, monkeypatch):
    changes = Changes(tmp_path)
    (tmp_path / "page.py").write_text("")
    assert not changes.any()
    monkeypatch.setattr("workbook.server.warm.changes.EVERY", 0)
    assert changes.any()


def test_compiled_files_are_no_change(tmp_path, monkeypatch):
    monkeypatch.setattr("workbook.server.warm.changes.EVERY", 0)
    changes = Changes(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/page.pyc").write_text("")
    assert not changes.any()
