"""Zip and gzip: what is inside is unpacked piece by piece, within limits.

A few kilobytes of zip can unfold into terabytes (a "zip bomb"), and a download that broke off leaves half an archive.
Both end with a sentence. The names inside an archive are never used as places to write to.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from workbook.sources.refusal import Unreadable

MAX_UNPACKED = 8 << 30
"""Bytes that one archive may unfold to."""
MAX_RATIO = 250
"""How many times larger than the archive its content may be, above `_SMALL`."""
MAX_MEMBERS = 500
_SMALL = 50 << 20
_PIECE = 1 << 20
_OFFICE = {"word/document.xml": "a Word document", "ppt/presentation.xml": "a presentation", "content.xml": "an OpenDocument file"}


@dataclass(frozen=True)
class Member:
    """One file out of an archive: its name inside, and where it now lies."""

    name: str
    path: Path


def is_xlsx(path: Path) -> bool:
    """Whether a zip is an Excel workbook; an Office file of another kind is refused with a sentence."""
    names = _names(path)
    if "xl/workbook.xml" in names:
        return True
    for inside, kind in _OFFICE.items():
        if inside in names:
            message = f"`{path.name}` must be a table (CSV, TSV, XLSX or a zip of them), and it is {kind}. Export the report as CSV."
            raise Unreadable(message)
    return False


def unzip(path: Path, folder: Path) -> list[Member]:
    """Unpack the files of a zip into `folder` under names of our own."""
    members = []
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not _is_rubbish(info.filename)]
            _check_size(path, infos)
            left = _budget(path)
            for number, info in enumerate(infos):
                target = folder / f"member-{number}{Path(info.filename).suffix[:8]}"
                with archive.open(info) as source:
                    left -= _pour(source, target, left, path)
                members.append(Member(info.filename, target))
    except Unreadable:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _broken(path, error) from error
    if not members:
        message = f"`{path.name}` is a zip with no file in it. Export it again."
        raise Unreadable(message)
    return members


def gunzip(path: Path, folder: Path) -> Path:
    """Unpack a gzip file into `folder`."""
    target = folder / path.name.removesuffix(".gz")
    target = target if target != path else folder / f"{path.name}.unpacked"
    try:
        with gzip.open(path) as source:
            _pour(source, target, _budget(path), path)
    except Unreadable:
        raise
    except (gzip.BadGzipFile, zlib.error, EOFError, OSError) as error:
        raise _broken(path, error) from error
    return target


def _names(path: Path) -> set[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _broken(path, error) from error


def _broken(path: Path, error: Exception) -> Unreadable:
    if isinstance(error, RuntimeError) and "password" in str(error):
        return Unreadable(f"`{path.name}` is locked with a password. Unpack it yourself and choose the files inside.")
    return Unreadable(
        f"`{path.name}` is a damaged or unfinished archive: it ends too early or its content does not fit its index. Download it again."
    )


def _is_rubbish(name: str) -> bool:
    return name.startswith("__MACOSX/") or Path(name).name.startswith(".")


def _check_size(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        message = f"`{path.name}` holds {len(infos)} files; an export holds at most {MAX_MEMBERS}. Unpack it and choose the files you need."
        raise Unreadable(message)
    if sum(info.file_size for info in infos) > _budget(path):
        raise Unreadable(_too_large(path))


def _budget(path: Path) -> int:
    return min(MAX_UNPACKED, max(_SMALL, path.stat().st_size * MAX_RATIO))


def _too_large(path: Path) -> str:
    megabytes = _budget(path) >> 20
    return f"`{path.name}` unfolds to more than {megabytes:,} MB, far more than its size lets expect. Unpack it yourself and choose the file inside."


def _pour(source: IO[bytes] | gzip.GzipFile, target: Path, left: int, path: Path) -> int:
    written = 0
    with target.open("wb") as out:
        while piece := source.read(_PIECE):
            written += len(piece)
            if written > left:
                raise Unreadable(_too_large(path))
            out.write(piece)
    return written
