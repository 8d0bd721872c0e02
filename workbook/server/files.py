"""The files a page is made of, sent once: under an address that names their version, browsers may keep them for ever."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import mimetypes
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from workbook.server.joined import SCRIPT, SHEET, joined
from workbook.server.places import STATIC
from workbook.server.vega import vega_module

FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
_WORDS = {".css", ".js", ".json", ".svg", ".txt"}


@lru_cache(maxsize=512)
def _packed(file: Path, _changed: int) -> bytes:
    return gzip.compress(file.read_bytes(), 6)


def static_version() -> str:
    """Return the hash that stands in the addresses of the widgets' files; it changes as soon as a file does.

    The widgets compute the same one (`widgets.stub.static_hash`), in a kernel; the server does not import them.

    Returns
    -------
    str
        Twelve hexadecimal digits.
    """
    return _version(int(time.monotonic()))


@lru_cache(maxsize=1)
def _version(_second: int) -> str:
    """The disk is looked at once a second at most: every request asks."""
    files = sorted(file for file in STATIC.rglob("*") if file.is_file())
    return _digest(tuple((file, file.stat().st_mtime_ns) for file in files))


@lru_cache(maxsize=4)
def _digest(files: tuple[tuple[Path, int], ...]) -> str:
    digest = hashlib.sha256()
    for file, _ in files:
        digest.update(file.relative_to(STATIC).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def find(roots: tuple[Path, ...], path: str) -> Path:
    """Return the file at `path` below the first of the folders that has it.

    Raises
    ------
    tornado.web.HTTPError
        404 when there is none, or when the path leads out of the folder.
    """
    for root in roots:
        with suppress(OSError, ValueError):  # a name that is too long for a disk, or holds what no name may hold
            file = (root / path).resolve()
            if file.is_file() and file.is_relative_to(root.resolve()):
                return file
    raise web.HTTPError(404)


class FilesHandler(web.RequestHandler):
    """Files of some folders. `version` is what the address must name for a browser to keep the file."""

    def initialize(self, roots: tuple[Path, ...], version: str) -> None:
        """Take what the address table says."""
        self.roots, self.version = roots, version

    @allow_unauthenticated
    async def get(self, version: str | None, path: str) -> None:
        """Send one file, packed when the browser takes it so."""
        await self.send(await self.file(path), version == self.version)

    @allow_unauthenticated
    async def head(self, version: str | None, path: str) -> None:
        """Send the headers of one file."""
        await self.get(version, path)

    async def file(self, path: str) -> Path:
        """Return the file for a path."""
        return find(self.roots, path)

    async def send(self, file: Path, forever: bool) -> None:
        """Write one file with its type and how long it may be kept."""
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if file.suffix in _WORDS else kind)
        self.set_header("Cache-Control", FOR_EVER if forever else "no-cache")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Vary", "Accept-Encoding")
        changed = file.stat().st_mtime_ns
        self.set_header("Etag", f'"{changed:x}"')
        if not forever and self.check_etag_header():
            self.set_status(304)
            return
        if file.suffix in _WORDS and "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(await asyncio.to_thread(_packed, file, changed))
        else:
            self.finish(await asyncio.to_thread(file.read_bytes))

    def compute_etag(self) -> None:
        """Leave the tag that `send` has set."""


class StaticHandler(FilesHandler):
    """The widgets' own files; `vega.js` and the joined ones are made at the first request, beside the loop that serves everybody."""

    def initialize(self) -> None:  # type: ignore[override]
        """Serve the widgets' folder."""
        super().initialize((STATIC,), static_version())

    async def file(self, path: str) -> Path:
        """Return the file for a path."""
        if path == "vega.js":
            return await asyncio.to_thread(vega_module)
        if path in (SCRIPT, SHEET):
            return await asyncio.to_thread(joined, path, self.version)
        return find(self.roots, path)
