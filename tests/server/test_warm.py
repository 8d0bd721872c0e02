"""Forked kernels: each is its visitor's own, and nothing of the warm process shows."""

import json
import os
import signal
from pathlib import Path

import psutil
import pytest

from tests.server.kernels import PATIENCE, soon
from workbook.server.warm.provisioner import Forked

LOADED = (
    "import sys; print(sorted(m for m in sys.modules if m in ('altair', 'pandas', 'alembic.op', 'debugpy', 'rfc3987_syntax') and sys.modules[m]))"
)
PAGE = "from workbook import strategy\nstrategy.budget()"


@pytest.fixture
def kernel(kernels):
    return kernels.start(WORKBOOK_VISITOR="anna")


def test_forked_kernel_answers(kernel):
    assert isinstance(kernel.process, Forked)
    assert kernel.run("print(6 * 7)") == "42"


def test_nothing_is_left_to_import(kernel):
    assert "altair" in kernel.run(LOADED)
    assert "debugpy" not in kernel.run(LOADED)


def test_environment_is_the_visitors_only(kernels, tmp_path):
    told = {"WORKBOOK_VISITOR": "ben", "PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    seen = json.loads(kernels.start(WORKBOOK_VISITOR="ben").run("import json, os; print(json.dumps(dict(os.environ)))"))
    own = {name: value for name, value in seen.items() if name in told}
    assert own == told
    assert not set(seen) & {"OPENBLAS_NUM_THREADS", "WORKBOOK_HOME", "WORKBOOK_DATABASE", "PYTEST_CURRENT_TEST"}


def test_folder_is_the_one_asked_for(kernel, tmp_path):
    assert kernel.run("import os; print(os.getcwd())") == str(tmp_path)


def test_random_numbers_differ(kernels):
    draw = "import random, uuid, numpy; print(random.random(), numpy.random.rand(), numpy.random.default_rng().random(), uuid.uuid4())"
    one, two = (kernels.start().run(draw).split() for _ in range(2))
    assert not set(one) & set(two)


def test_names_of_kernels_differ(kernels):
    name = "k = get_ipython().kernel; print(k.ident, k.session.session)"
    one, two = (kernels.start().run(name).split() for _ in range(2))
    assert not set(one) & set(two)


def test_namespace_is_empty(kernel):
    names = set(json.loads(kernel.run("import json; print(json.dumps([n for n in globals() if n[0] != '_']))")))
    assert names <= {"In", "Out", "get_ipython", "exit", "quit", "open", "json"}


def test_page_draws_itself(kernels):
    kernel = kernels.start(WORKBOOK_VISITOR="anna", WORKBOOK_HOME=str(kernels.cwd))
    assert kernel.run(PAGE) == ""
    assert kernel.run("from ipywidgets.widgets.widget import _instances; print(len(_instances) > 5)") == "True"


def test_no_widget_of_the_rehearsal_is_left(kernel):
    assert kernel.run("from ipywidgets.widgets.widget import _instances; print(len(_instances))") == "0"


def test_no_database_is_open(kernel):
    assert "sqlite" not in kernel.run("import os; print([os.readlink(e.path) for e in os.scandir('/proc/self/fd') if os.path.exists(e.path)])")


def test_status_knows_the_kernel(kernel):
    assert kernel.run("from workbook.widgets.status import kernel_id; print(kernel_id())") == "1"


def test_widgets_of_the_page_are_known_to_the_browser(kernel):
    targets = kernel.run("import comm; print(sorted(comm.get_comm_manager().targets))")
    assert "jupyter.widget" in targets
    assert "jupyter.widget.control" in targets


def test_own_group_of_processes(kernel):
    assert os.getpgid(kernel.pid) == os.getsid(kernel.pid) == kernel.pid


def test_killed_kernel_is_noticed(kernel):
    os.kill(kernel.pid, signal.SIGKILL)
    assert soon(lambda: not kernel.manager.is_alive())


def test_signal_after_the_end_goes_nowhere(kernel):
    os.kill(kernel.pid, signal.SIGKILL)
    assert soon(lambda: kernel.process.poll() is not None)
    kernel.process.send_signal(signal.SIGTERM)
    assert kernel.process.poll() == 0


def test_running_cell_can_be_interrupted(kernel):
    asked = kernel.client.execute("import time; print('begun', flush=True); time.sleep(60)", stop_on_error=False)
    while kernel.client.get_iopub_msg(timeout=PATIENCE)["content"].get("text", "").strip() != "begun":
        pass
    kernel.manager.interrupt_kernel()
    while (answer := kernel.client.get_shell_msg(timeout=PATIENCE))["parent_header"].get("msg_id") != asked:
        pass  # one that was asked several times whether it is ready says so several times
    assert answer["content"]["status"] == "error"
    assert kernel.run("print('still here')") == "still here"


def test_kernel_ends_when_asked(kernels):
    kernel = kernels.start()
    kernel.end(now=False)
    kernels.started.clear()
    assert kernel.process.poll() == 0
    assert not psutil.pid_exists(kernel.pid) or soon(lambda: not psutil.pid_exists(kernel.pid))


def test_kernel_ends_with_its_server(kernel):
    kernel.process._line.close()
    assert soon(lambda: not psutil.pid_exists(kernel.pid))


def test_no_zombie_after_twenty(kernels, keeper):
    started = [kernels.start() for _ in range(20)]
    for kernel in started:
        kernel.end()
    kernels.started.clear()
    children = psutil.Process(keeper.pid).children
    assert soon(lambda: children() == []), children()


def test_socket_is_private(keeper):
    assert Path(keeper.address).stat().st_mode & 0o777 == 0o600
    assert Path(keeper.address).parent.stat().st_mode & 0o777 == 0o700
