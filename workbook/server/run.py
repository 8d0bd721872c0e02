"""Running a page: cells run as soon as the kernel is up, while the browser is still loading.

The browser then takes what is there and what comes.

A cell that fails is one sentence on the page and a traceback in the log; the cells after it still run.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty
from time import monotonic
from typing import Any

import nbformat
from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from jupyter_server.utils import ensure_async
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbconvert.filters import strip_ansi
from tornado.websocket import WebSocketClosedError, WebSocketHandler
from voila.execute import VoilaExecutor

from workbook.server.book import Chapter
from workbook.server.held import Held
from workbook.server.pings import PatientPings
from workbook.server.places import TEMPLATES

Output = dict[str, Any]

VIEW = "application/vnd.jupyter.widget-view+json"
VIEWS = "application/vnd.workbook.views+json"  # a panel's widgets in one message (`widgets/panel.py`)

PATIENCE = 60
"""Seconds to wait for what a cell shows after it has run; on a busy machine nbclient's own four are too few, and a part of the page is lost."""

LARGEST = 64 * 1024
"""Bytes that a page may say here; it says one word."""

STARTING = 60
"""Seconds that a kernel may take until it answers."""

_log = logging.getLogger("workbook.server")
_UNHEARD = logging.Logger("nbclient", logging.CRITICAL)  # what it logs it raises too
_NOTHING = '<span class="wb-nothing"></span>'  # a cell that shows nothing has run: its place closes


@dataclass
class Run:
    """The outputs of one page's cells, in their order, as they come. `done` is set after the last."""

    outputs: list[tuple[int, list[Output]]] = field(default_factory=list)
    done: bool = False
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, index: int, outputs: list[Output]) -> None:
        """Keep what cell number `index` shows."""
        self.outputs.append((index, outputs))
        self._news.set()

    def finish(self) -> None:
        """Say that no more will come."""
        self.done = True
        self._news.set()

    async def each(self) -> AsyncIterator[tuple[int, list[Output]]]:
        """Give each cell's outputs, waiting for those that are not there yet."""
        given = 0
        while True:
            while given < len(self.outputs):
                yield self.outputs[given]
                given += 1
            if self.done:
                return
            self._news.clear()
            await self._news.wait()


def _sentence() -> Output:
    return _html((TEMPLATES / "cell_error.html").read_text(encoding="utf-8"))


def _html(text: str) -> Output:
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": text}}


def _shown(outputs: list[Output]) -> list[Output]:
    """Leave out warnings, and say failures in a sentence."""
    quiet = [o for o in outputs if not (o["output_type"] == "stream" and o["name"] == "stderr")]
    said = [_sentence() if o["output_type"] == "error" else o for o in quiet]
    return [each for output in said for each in _views(output)]


def _views(output: Output) -> list[Output]:
    """One output for each widget that a panel shows together."""
    ids = output.get("data", {}).get(VIEWS)
    return [output] if ids is None else [{"output_type": "display_data", "metadata": {}, "data": {VIEW: {"model_id": one}}} for one in ids]


async def run_cells(page: Chapter, kernel: Any, run: Run, held: Held, log: Any) -> None:
    """Run a page's cells in its kernel.

    Parameters
    ----------
    page : Chapter
        Its `code` is run cell by cell.
    kernel : KernelManager
        The page's kernel, started and perhaps not ready yet.
    run : Run
        Takes the outputs.
    held : Held
        The line that the page will take over.
    log : logging.Logger
        Gets the tracebacks and the warnings.
    """
    cells = [nbformat.v4.new_code_cell(source) for source in page.code]
    try:
        executor = VoilaExecutor(nbformat.v4.new_notebook(cells=cells), km=kernel, timeout=None, iopub_timeout=PATIENCE, log=_UNHEARD)
        executor.kc = await _client(kernel)
        try:
            await held.listening(executor.kc)
            for number, cell in enumerate(cells, 1):
                await _run_cell(executor, cell, number, page, log)
                run.add(number, _shown(cell.outputs))
        finally:
            await ensure_async(executor.kc.stop_channels())
    except asyncio.CancelledError:  # a kernel or a server that ends takes what waits for it along
        log.info("The kernel of %s ended before its page was ready.", page.file)
        _give_up(cells, run)
    except Exception as failure:
        if isinstance(failure, DeadKernelError) or not await ensure_async(kernel.is_alive()):
            log.info("The kernel of %s ended before its page was ready.", page.file)
        else:
            log.exception("The page %s could not be run.", page.file)
        _give_up(cells, run)
    finally:
        run.finish()


async def _client(kernel: Any) -> Any:
    """Return a client whose lines to the kernel are there: its answer has come, and what it tells everybody.

    `wait_for_ready` of jupyter_client listens a fifth of a second longer, to leave out what others have asked; nbclient looks whose answer it is.
    """
    client = kernel.client()
    client.start_channels(stdin=False)
    try:
        until = monotonic() + STARTING
        while monotonic() < until and await ensure_async(kernel.is_alive()):
            client.kernel_info()
            with suppress(Empty):
                await ensure_async(client.shell_channel.get_msg(timeout=1))
                await ensure_async(client.iopub_channel.get_msg(timeout=0.2))
                return client
        if not await ensure_async(kernel.is_alive()):
            raise DeadKernelError
        message = f"The kernel has not answered for {STARTING} s."
        raise TimeoutError(message)
    except BaseException:
        client.stop_channels()
        raise


def _give_up(cells: list[Any], run: Run) -> None:
    for number in range(len(run.outputs) + 1, len(cells) + 1):
        run.add(number, [_sentence()])


async def _run_cell(executor: VoilaExecutor, cell: Any, number: int, page: Chapter, log: Any) -> None:
    try:
        await executor.async_execute_cell(cell, number - 1, store_history=False)
    except CellExecutionError as failure:
        log.error("Cell %s of %s failed: %s", number, page.file, failure.ename, extra={"told": strip_ansi(str(failure))})
    for output in cell.outputs:
        if output["output_type"] == "stream" and output["name"] == "stderr":
            log.warning("Cell %s of %s says something.", number, page.file, extra={"told": output["text"].rstrip()})


class RunHandler(PatientPings, WebSocketMixin, WebSocketHandler, JupyterHandler):
    """Gives the outputs of a page to Voilà's script in the browser, in the words of its progressive rendering."""

    @ws_authenticated
    async def get(self, kernel_id: str) -> None:
        """Open the connection."""
        await super().get(kernel_id)

    def open(self, kernel_id: str) -> None:
        """Find the page's run."""
        super().open()
        self.runs: dict[str, Run] = self.settings["workbook_runs"]
        self.kernel_id = kernel_id

    @property
    def max_message_size(self) -> int:
        """Bytes of a message; one that is longer closes the line."""
        return LARGEST

    async def on_message(self, message: str | bytes) -> None:
        """Begin to give outputs when the browser asks; what is no question of this kind ends the line."""
        asked = _asked(message)
        if asked is None:
            _log.warning("A page asked for its outputs in words that are none.", extra={"kernel": self.kernel_id[:8]})
            self.close(1003, "Send a JSON object with an action.")
            return
        if asked.get("action") != "execute":
            return
        run = self.runs.pop(self.kernel_id, None)
        if run is None:
            await self._tell("execution_error", {"error": "The outputs of this page were given already. Reload the page."})
            return
        payload = asked.get("payload")
        await self._give(run, together=isinstance(payload, dict) and bool(payload.get("together")))

    async def _give(self, run: Run, *, together: bool) -> None:
        """Send one message per cell; per output to Voilà's script, which forgets what follows a widget that has not arrived yet."""
        last = 0
        try:
            async for index, outputs in run.each():
                last = index
                shown = outputs or [_html(_NOTHING)]
                for part in [shown] if together else [[output] for output in shown]:
                    given = {"outputs": part}
                    await self._tell("execution_result", {"output_cell": given, "cell_index": index - 1, "total_cell": -1})
            await self._tell("execution_result", {"output_cell": {"outputs": []}, "cell_index": last, "total_cell": last + 1})
        except WebSocketClosedError:
            return

    async def _tell(self, action: str, payload: dict[str, Any]) -> None:
        await self.write_message(json.dumps({"action": action, "payload": payload}, default=str))


def _asked(message: str | bytes) -> dict[str, Any] | None:
    """Return what a page asks, or `None` when it is no JSON object."""
    try:
        told = json.loads(message)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None
