"""A page of the workbook: everything that can be read is sent at once, and its kernel starts meanwhile."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import ApiPath, url_path_join
from tornado import web
from voila.utils import get_page_config

from workbook.server import book
from workbook.server.door import Door, Greeting, wanted
from workbook.server.files import static_version
from workbook.server.health import TOKEN
from workbook.server.held import Held
from workbook.server.places import SEEING, START, TOGETHER
from workbook.server.room import Seat
from workbook.server.run import Run, run_cells
from workbook.store.given import asking, given


class FurnishedHandler(Greeting, JupyterHandler):
    """Whatever is shown in the workbook's own dress."""

    def page(self, name: str, **more: Any) -> str:
        """Render a template with what all pages share."""
        template = self.settings["workbook_templates"].get_template(name)
        static = url_path_join(self.base_url, "workbook/static", static_version())
        return str(template.render(base=self.base_url, static=static, chapters=self.chapters, words=self.words, **more))

    def set_cookie(self, name: str, value: str | bytes, *told: Any, **more: Any) -> None:
        """Set a cookie; one that was given over https never travels without it."""
        secure: Any = {"secure": self.request.protocol == "https"}
        super().set_cookie(name, value, *told, **(secure | more))

    @property
    def folder(self) -> Path:
        """The folder of the notebooks."""
        return Path(self.settings["workbook_notebooks"])

    @property
    def chapters(self) -> tuple[book.Chapter, ...]:
        """All chapters, for the links at the top."""
        return book.chapters(self.folder)

    @property
    def words(self) -> str:
        """Where a word can be looked up; blank when no notebook has such a step."""
        return next((f"{c.file}#{step.anchor}" for c in self.chapters for step in c.steps if step.anchor == "words"), "")

    def write_error(self, status_code: int, **_: Any) -> None:
        """Show what happened as a page: never a traceback."""
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(self.page("error.html", status=status_code, chapter=None))


def notebook(folder: Path, name: str) -> Path:
    """Return the file of a page.

    Raises
    ------
    tornado.web.HTTPError
        404 when there is none, or when no disk could have a file of this name.
    """
    file = folder / name
    with suppress(OSError, ValueError):
        if file.is_file() and file.parent == folder:
            return file
    raise web.HTTPError(404)


class StartHandler(FurnishedHandler):
    """`/` leads to the first page."""

    @web.authenticated
    def get(self) -> None:
        """Redirect to the first chapter."""
        self.redirect(url_path_join(self.base_url, START))


class NothingHandler(FurnishedHandler):
    """An address without a page."""

    @allow_unauthenticated
    def get(self) -> None:
        """Answer 404 with a page that says what there is."""
        raise web.HTTPError(404)


class PageHandler(Door, FurnishedHandler):
    """One notebook as a page."""

    @web.authenticated
    async def get(self, name: str) -> None:
        """Send the prose and the saved answers first; then start the kernel and tell the browser which it is."""
        chapter = self._chapter(name)
        if not wanted(self.request.headers):
            raise web.HTTPError(403)
        self.xsrf_token  # noqa: B018  # asking for it sets the cookie that lets a closing page end its kernel
        self.set_header("Cache-Control", "no-store")
        seat = await self.admitted(chapter)
        if seat is None:
            return
        starting = asyncio.ensure_future(self._start(seat))
        said = await asyncio.to_thread(given, self.settings["workbook_store"], seat.visitor, Path(name).stem)
        before, after = self.page("page.html", chapter=chapter, given=said, asking=asking(Path(name).stem), marker=_MARKER).split(_MARKER)
        self.write(before)
        await self.flush()
        try:
            kernel_id = await starting
        except Exception:
            self.log.exception("No kernel could be started for %s.", name)
            self.turned_away(seat)
            self.finish(self.page("no_kernel.html") + after)
            return
        self._run(chapter, kernel_id, seat)
        asked = self.settings["workbook_any_widgets"] and self.get_argument("whole", None) is not None
        whole = asked and url_path_join(self.settings["workbook_lib"], "static/voila.js")
        self.finish(self.page("kernel.html", config=self._config(kernel_id), whole=whole) + after)

    def _run(self, chapter: book.Chapter, kernel_id: str, seat: Seat) -> None:
        """Begin to run the cells; runs whose pages never asked for them are forgotten with their kernels."""
        runs: dict[str, Run] = self.settings["workbook_runs"]
        lines: dict[str, Held] = self.settings["workbook_held"]
        for gone in [other for other in runs if other not in self.kernel_manager]:
            del runs[gone]
        for gone in [other for other in lines if other not in self.kernel_manager]:
            lines.pop(gone).close()
        kernel = self.kernel_manager.get_kernel(kernel_id)
        runs[kernel_id], lines[kernel_id] = Run(), Held(kernel)
        running = asyncio.ensure_future(run_cells(chapter, kernel, runs[kernel_id], lines[kernel_id], self.log))
        self.settings["workbook_running"].add(running)
        running.add_done_callback(self.settings["workbook_running"].discard)
        running.add_done_callback(lambda _: self.settings["workbook_metrics"].ready.observe(monotonic() - seat.since))

    def _chapter(self, name: str) -> book.Chapter:
        return book.chapter(notebook(self.folder, name))

    async def _start(self, seat: Seat) -> str:
        env = {**os.environ, **SEEING, **TOGETHER, **self.settings["workbook_env"], "WORKBOOK_VISITOR": seat.visitor}
        env.pop(TOKEN, None)  # a kernel needs no secret of the server's
        kernel_id = await self.kernel_manager.start_kernel(kernel_id=seat.kernel_id, path=ApiPath(""), env=env)
        self.seated(seat)
        return str(kernel_id)

    def _config(self, kernel_id: str) -> dict[str, Any]:
        """Return what Voilà's script reads: which kernel, which extensions, where the files are. Extensions are looked for once."""
        config = self.settings.get("workbook_page_config")
        if config is None:
            voila = self.settings["voila"].voila_configuration
            config = get_page_config(base_url=self.base_url, settings=self.settings, log=self.log, voila_configuration=voila)
            self.settings["workbook_page_config"] = config
        library = self.settings["workbook_lib"]
        return dict(config) | {
            "baseUrl": self.base_url,
            "kernelId": kernel_id,
            "anyWidgets": self.settings["workbook_any_widgets"],
            "progressiveRendering": True,
            "fullStaticUrl": url_path_join(library, "static"),
            "fullLabextensionsUrl": url_path_join(library, "labextensions"),
            "fullMathjaxUrl": url_path_join(self.base_url, "workbook/static", static_version(), "formulas.js"),
            "mathjaxConfig": "none",
            "jupyterLabTheme": "light",
        }


_MARKER = "@@kernel@@"
