"""IPython's shell and kernel, built before the fork as far as nothing of it belongs to one visitor.

Left out is what a visitor's page never uses: the debugger, pylab, extensions, the history file, subshells. With them go three
threads and most of the time that a kernel takes to start.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from pathlib import Path
from typing import Any

import ipykernel.debugger  # noqa: F401  # the kernel asks it whether there is a debugger
from ipykernel.compiler import XCachingCompiler
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.profiledir import ProfileDir
from traitlets.config import Config


class QuietShell(ZMQInteractiveShell):
    """IPython's shell, which leaves the visitor's environment alone."""

    def init_environment(self) -> None:
        """Leave the environment as the server made it."""


class WarmApp(IPKernelApp):
    """ipykernel's application without the parts that a page does not use."""

    def join(self, connection_file: str) -> None:
        """Open the sockets of a connection file and start the kernel behind them. Only after the fork: here threads begin.

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
        self.shell = self.kernel.shell
        self.shell.kernel = self.shell.parent = self.kernel

    def init_control(self, context: Any) -> None:
        """Open the control channel, without the subshells' thread: a page's messages are answered one after the other."""
        super().init_control(context)
        self.shell_channel_thread = None

    def configure_tornado_logger(self) -> None:
        """Leave the loggers alone: all of them write to the server's log."""


def prepare(folder: Path) -> WarmApp:
    """Return the application with its shell, ready for `join`.

    Parameters
    ----------
    folder : Path
        Where IPython finds a profile of its own: nothing from the profile of whoever runs the server.
    """
    os.environ["IPYTHONDIR"] = str(folder)
    config = Config()
    config.HistoryManager.enabled = False
    config.IPKernelApp.capture_fd_output = False  # what libraries print themselves goes to the server's log
    profile = ProfileDir.create_profile_dir_by_name(str(folder), "workbook")
    app = WarmApp.instance(config=config, log_level=logging.WARNING, parent_handle=0)
    app.profile_dir, app.ipython_dir = profile, str(folder)
    app.kernel_class = WarmKernel
    QuietShell.instance(config=config, profile_dir=profile, ipython_dir=str(folder), user_ns={}, compiler_class=XCachingCompiler)
    sys.modules["__main__"].__dict__.setdefault("__file__", "")
    return app


class WarmKernel(IPythonKernel):
    """ipykernel's kernel; it takes the shell that was made before the fork."""

    shell_class = QuietShell
