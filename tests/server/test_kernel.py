import subprocess
import sys

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
