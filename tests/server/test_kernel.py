import subprocess
import sys

from jupyter_client import KernelManager

from workbook.server.specs import WorkbookKernelSpecs

BLOCKED = """
import sys
from unittest import mock
import ipykernel.kernelapp
with mock.patch.object(ipykernel.kernelapp, "launch_new_instance"):
    import workbook.server.kernel
    workbook.server.kernel.main()
import jsonschema, altair
print(sys.modules["rfc3987_syntax"])
"""


def test_no_grammar_is_built():
    told = subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "None"


def test_any_kernel_name_is_ours():
    assert WorkbookKernelSpecs().get_kernel_spec("xpython").argv[1:3] == ["-m", "workbook.server.kernel"]


def test_failures_reach_the_servers_log(tmp_path):
    manager = KernelManager()
    manager._kernel_spec = WorkbookKernelSpecs().get_kernel_spec("python3")
    with (tmp_path / "server.log").open("wb") as log:
        manager.start_kernel(stdout=log, stderr=log)
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        client.execute_interactive("import logging; logging.getLogger('workbook').error('a listener failed')", timeout=60, output_hook=lambda _: None)
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert "a listener failed" in (tmp_path / "server.log").read_text("utf-8")
