"""How Jupyter asks for a kernel: the warm process is asked to fork; where that cannot be, a process is started the ordinary way."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Float, Unicode

NAME = "workbook-warm"
"""The name under which Jupyter finds `WarmProvisioner`."""

PATIENCE = 180.0
"""Seconds to wait for the warm process. When it dies its line is closed and nobody waits any longer; while it lives it is reading or busy,
on a machine that is busy too, and an ordinary start, which reads the same for one kernel alone, would come later still."""


def warmed(spec: KernelSpec, address: str) -> KernelSpec:
    """Return the description of a kernel that is forked from the warm process at `address`.

    Examples
    --------
    >>> warmed(KernelSpec(), "/run/fork").metadata["kernel_provisioner"]["config"]
    {'address': '/run/fork'}
    """
    told = {"kernel_provisioner": {"provisioner_name": NAME, "config": {"address": address}}}
    return KernelSpec(**{**spec.to_dict(), "metadata": {**spec.metadata, **told}})


class Refused(RuntimeError):
    """The warm process is not there, or does not fork."""


class Ended(Refused):
    """The line was closed without an answer: the copy has ended, or the warm process itself."""


class Forked:
    """A forked kernel, with the methods of `subprocess.Popen` that Jupyter uses.

    Parameters
    ----------
    pid : int
        Its process, which leads a group of its own.
    line : socket
        Its other end is open as long as the kernel lives.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, line: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._line = line
        line.setblocking(False)

    def poll(self) -> int | None:
        """Return `None` while the kernel lives, and 0 afterwards."""
        if self.returncode is None:
            try:
                ended = not self._line.recv(1)
            except BlockingIOError:
                ended = False
            except OSError:
                ended = True
            if ended:
                self.returncode = 0
                self._line.close()
        return self.returncode

    def wait(self) -> int:
        """Wait until the kernel has ended."""
        while self.poll() is None:
            time.sleep(0.02)
        return 0

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel and to what it has started, unless it has ended: its number may be another's by now."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def kill(self) -> None:
        """End the kernel at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)


async def ask(address: str, request: dict[str, Any], patience: float = PATIENCE) -> Forked:
    """Ask the warm process for a kernel.

    Parameters
    ----------
    address : str
        The warm process's socket.
    request : dict
        `connection_file`, `env` and `cwd`.
    patience : float
        Seconds to wait for an answer.

    Raises
    ------
    Refused
        When there is none, or it says why not.
    """
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.setblocking(False)
    try:
        answer = await asyncio.wait_for(_talk(line, address, request), patience)
        if "pid" not in answer:
            raise Refused(answer["refused"]) if "refused" in answer else Ended("It ended before it had answered.")
    except TimeoutError:
        line.close()
        message = f"It did not answer within {patience:g} s."
        raise Refused(message) from None
    except (OSError, ValueError) as error:
        line.close()
        message = f"It cannot be reached ({error})."
        raise Refused(message) from error
    except BaseException:
        line.close()
        raise
    return Forked(answer["pid"], line)


async def _talk(line: socket.socket, address: str, request: dict[str, Any]) -> dict[str, Any]:
    loop = asyncio.get_running_loop()
    await loop.sock_connect(line, address)
    await loop.sock_sendall(line, json.dumps(request).encode() + b"\n")
    told = b""
    while not told.endswith(b"\n"):
        part = await loop.sock_recv(line, 4096)
        if not part:
            return {}
        told += part
    answer: dict[str, Any] = json.loads(told)
    return answer


class WarmProvisioner(LocalProvisioner):
    """Starts kernels by asking a warm process; ends and signals them like any other."""

    address = Unicode(help="The warm process's socket; without one every start is an ordinary one.").tag(config=True)
    patience = Float(PATIENCE, help="Seconds to wait for the warm process.").tag(config=True)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start it with its command."""
        env, cwd = kwargs.get("env") or dict(os.environ), str(kwargs.get("cwd") or Path.cwd())
        request = {"connection_file": getattr(self.parent, "connection_file", ""), "env": env, "cwd": cwd}
        if not self.address:
            return await super().launch_kernel(cmd, **kwargs)
        try:
            forked = await self._fork(request)
        except Refused as refusal:
            self.log.warning("The warm process gave no kernel: %s It is started the ordinary way.", refusal)
            return await super().launch_kernel(cmd, **kwargs)
        self.process = forked  # type: ignore[assignment]
        self.pid = self.pgid = forked.pid
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info

    async def _fork(self, request: dict[str, Any]) -> Forked:
        """Ask; where a copy was killed before it could answer, ask for another: an ordinary start takes many times as long."""
        try:
            return await ask(self.address, request, self.patience)
        except Ended:
            return await ask(self.address, request, self.patience)

    async def send_signal(self, signum: int) -> None:
        """Send a signal; one that has ended takes none."""
        if isinstance(self.process, Forked):
            self.process.send_signal(signum)
        else:
            await super().send_signal(signum)

    async def wait(self) -> int | None:
        """Wait until the kernel has ended."""
        if not isinstance(self.process, Forked):
            return await super().wait()
        while self.process.poll() is None:
            await asyncio.sleep(0.02)
        self.process = None
        return 0
