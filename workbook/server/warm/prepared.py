"""IPython's shell and kernel, built before the fork as far as nothing of it belongs to one visitor.

Left out is what a visitor's page never uses: the debugger, pylab, extensions, the history file, subshells. With them go three
threads and most of the time that a kernel takes to start.
"""

from __future__ import annotations

import logging
import signal
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import ipykernel.debugger  # noqa: F401  # the kernel asks it whether there is a debugger
from ipykernel.compiler import XCachingCompiler
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.profiledir import ProfileDir
from traitlets.config import Config
from zmq.eventloop.zmqstream import ZMQStream


class QuietShell(ZMQInteractiveShell):
    """IPython's shell, which leaves the visitor's environment alone."""

    def init_environment(self) -> None:
        """Leave the environment as the server made it."""


class WarmKernel(IPythonKernel):
    """ipykernel's kernel: built before the fork, connected after it."""

    shell_class = QuietShell

    def connect(self, **connected: Any) -> None:
        """Take the streams and threads that exist only after the fork, and a name of one's own.

        Parameters
        ----------
        connected
            `session`, `shell_stream`, `control_stream`, `control_thread`, `iopub_thread`, `iopub_socket`, `stdin_socket`.
        """
        for name, value in connected.items():
            setattr(self, name, value)
        self.ident = str(uuid4())
        self._stdout, self._stderr = sys.stdout, sys.stderr
        shell: Any = self.shell
        shown, published = shell.displayhook, shell.display_pub
        shown.session = published.session = self.session
        shown.pub_socket = published.pub_socket = self.iopub_socket
        shown.topic = self._topic("execute_result")

    def start(self) -> None:
        """Take messages; there is no debugger to be told of."""
        Kernel.start(self)


class WarmApp(IPKernelApp):
    """ipykernel's application without the parts that a page does not use."""

    def prepare_kernel(self) -> None:
        """Build the kernel and its shell; the last thing before the first fork."""
        self.kernel = WarmKernel.instance(parent=self, log=self.log, profile_dir=self.profile_dir, user_ns={})
        shell: Any = self.kernel.shell
        shell.kernel = shell.parent = self.kernel
        shell.run_cell("1", store_history=False, silent=True)  # once to nobody, like the pages
        shell.display_formatter.format(1)
        self.shell = shell

    def join(self, connection_file: str) -> None:
        """Open the sockets of a connection file and connect the kernel. Only after the fork: here threads begin.

        Parameters
        ----------
        connection_file : str
            As the server wrote it, with the ports and the key.
        """
        self.connection_file = connection_file
        self.init_connection_file()
        self.init_sockets()
        self.init_heartbeat()
        self.init_io()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # until a cell runs
        self.init_kernel()

    def init_kernel(self) -> None:
        """Connect the kernel that was built before."""
        self.kernel.connect(
            session=self.session,
            shell_stream=ZMQStream(self.shell_socket),
            control_stream=ZMQStream(self.control_socket, self.control_thread.io_loop),
            control_thread=self.control_thread,
            iopub_thread=self.iopub_thread,
            iopub_socket=self.iopub_socket,
            stdin_socket=self.stdin_socket,
        )
        self.control_thread.start()
        self.displayhook.get_execution_count = lambda: self.kernel.execution_count

    def init_control(self, context: Any) -> None:
        """Open the control channel, without the subshells' thread: a page's messages are answered one after the other."""
        super().init_control(context)
        self.shell_channel_thread = None

    def configure_tornado_logger(self) -> None:
        """Leave the loggers alone: all of them write to the server's log."""


def prepare(folder: Path) -> WarmApp:
    """Return the application with IPython's shell, as pages find it when they are rehearsed.

    Parameters
    ----------
    folder : Path
        Where IPython finds a profile of its own: nothing from the profile of whoever runs the server.
    """
    config = Config()
    config.HistoryManager.enabled = False
    config.IPKernelApp.capture_fd_output = False  # what libraries print themselves goes to the server's log
    profile = ProfileDir.create_profile_dir_by_name(str(folder), "workbook")
    app = WarmApp.instance(config=config, log_level=logging.WARNING, parent_handle=0)
    app.profile_dir, app.ipython_dir = profile, str(folder)
    app.kernel_class = WarmKernel
    QuietShell.instance(config=config, profile_dir=profile, ipython_dir=str(folder), user_ns={}, compiler_class=XCachingCompiler)
    return app
