"""Which command starts a page's kernel: ours, whatever kernel a notebook names."""

from __future__ import annotations

import sys
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from traitlets import Unicode

from workbook.server.warm.provisioner import warmed

NAME = "python3"


class WorkbookKernelSpecs(KernelSpecManager):
    """One kernel: this Python, forked from the warm process where there is one, else started by `workbook.server.kernel`."""

    warm = Unicode(help="Where the warm process takes requests.").tag(config=True)

    def find_kernel_specs(self) -> dict[str, str]:
        """Return the one kernel and where its pictures are."""
        return {NAME: super().find_kernel_specs()[NAME]}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the command that starts the kernel."""
        spec = super().get_kernel_spec(NAME)
        spec.argv = [sys.executable, "-m", "workbook.server.kernel", "-f", "{connection_file}"]
        return warmed(spec, self.warm) if self.warm else spec

    def get_all_specs(self) -> dict[str, Any]:
        """Return the one kernel's description."""
        return {NAME: {"resource_dir": self.find_kernel_specs()[NAME], "spec": self.get_kernel_spec(NAME).to_dict()}}
