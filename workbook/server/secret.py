"""The secret with which cookies and private links are signed: made once, kept in the data folder, readable by this account alone."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

LENGTH = 32
"""Bytes of a secret."""


def kept_secret(folder: Path) -> bytes:
    """Return the secret that is kept in a folder; it is made when there is none.

    Parameters
    ----------
    folder : Path
        The data folder, made when it is missing. Who deletes `secret` in it signs everybody out and ends every private link.

    Returns
    -------
    bytes
        At least 32. Of two servers that begin at once, both get the same.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "secret"
    if not _whole(file):
        _make(file)
    return file.read_bytes()


def _whole(file: Path) -> bool:
    return file.is_file() and file.stat().st_size >= LENGTH


def _make(file: Path) -> None:
    """Write it beside and give it its name: nobody ever reads half a secret, and whoever is second keeps the first one's."""
    half = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
        written.write(secrets.token_bytes(LENGTH))
    if file.exists():
        half.replace(file)  # what is there is too short to be one
        return
    try:
        with suppress(FileExistsError):
            file.hardlink_to(half)
    except OSError:  # a disk without links
        half.replace(file)
    half.unlink(missing_ok=True)
