"""Real kernels for tests: started as the server starts them, asked as a client asks them."""

import logging
import os
import tempfile
import time
from pathlib import Path

from jupyter_client.manager import KernelManager

from workbook.server.specs import WorkbookKernelSpecs
from workbook.server.warm.provisioner import warmed

PATIENCE = 120


class Specs(WorkbookKernelSpecs):
    address = ""

    def get_kernel_spec(self, kernel_name):
        spec = warmed(super().get_kernel_spec(kernel_name), self.address)
        spec.metadata["kernel_provisioner"]["config"]["patience"] = self.patience
        return spec

    patience = PATIENCE


class Kernel:
    def __init__(self, specs, env, cwd):
        self.folder = tempfile.TemporaryDirectory()
        file = str(Path(self.folder.name) / "kernel-1.json")
        self.manager = KernelManager(kernel_spec_manager=specs, connection_file=file, transport="ipc", log=logging.getLogger("tests.kernels"))
        self.manager.start_kernel(env=env, cwd=str(cwd))
        self.process = self.manager.provisioner.process
        self.pid = self.process.pid
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(PATIENCE)

    def run(self, code):
        """What the code prints; what it raises is raised here."""
        told, failed = [], []

        def hear(message):
            content = message["content"]
            if message["msg_type"] == "stream":
                told.append(content["text"])
            if message["msg_type"] == "error":
                failed.append(f"{content['ename']}: {content['evalue']}")

        self.client.execute_interactive(code, output_hook=hear, timeout=PATIENCE)
        if failed:
            raise AssertionError(failed[0])
        return "".join(told).strip()

    def end(self, now=True):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=now)
        self.folder.cleanup()


class Kernels:
    def __init__(self, address, cwd):
        self.specs, self.cwd, self.started = Specs(), cwd, []
        self.specs.address = address

    def start(self, **env):
        told = {"PATH": os.environ["PATH"], "HOME": str(self.cwd), **env}
        self.started.append(Kernel(self.specs, told, self.cwd))
        return self.started[-1]

    def end_all(self):
        for kernel in self.started:
            kernel.end()


def soon(happened, seconds=20.0):
    """Whether something happens within some seconds: more than a busy machine needs."""
    until = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
