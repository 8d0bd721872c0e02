"""A workbook file written and read, with care for one that is broken.

A damaged file is never changed: a copy is set aside beside it (`plan.json.damaged`), so that whoever repairs it has what there was,
even when the next download overwrites the original.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, NoReturn

from workbook.store.errors import DamagedFile, NotAWorkbookFile, StoreError
from workbook.store.records import WorkbookInfo
from workbook.store.store import Store
from workbook.store.transfer import FORMAT, MAX_FILE_BYTES


def load_file(store: Store, path: Path, visitor: str, *, aside: Path | None = None) -> WorkbookInfo:
    """Make a new workbook from a file; a damaged one is copied to the folder `aside` (beside the file, when not told).

    Raises
    ------
    NotAWorkbookFile, DamagedFile, StoreError
        With a sentence; nothing of the file is then in the store.
    """
    try:
        return store.from_file(read_file(path), visitor)
    except DamagedFile as error:
        copy = set_aside(path, aside or path.parent)
        where = f"A copy is kept as {copy.name}." if copy else "It was left as it is."
        message = f"{error} {where}"
        raise DamagedFile(message) from error


def file_bytes(store: Store, workbook: WorkbookInfo) -> bytes:
    """The whole workbook as the bytes of a file that loads again."""
    data = store.to_file(workbook)
    try:
        return json.dumps(data, ensure_ascii=False, indent=1).encode()
    except UnicodeEncodeError:  # half of a surrogate pair: escaped, so that it comes back
        return json.dumps(data, indent=1).encode()


def read_file(path: Path) -> Any:
    """The JSON in a file."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            message = f"A workbook file must be at most {MAX_FILE_BYTES >> 20} MB (“{path.name}” has {path.stat().st_size >> 20} MB)."
            raise NotAWorkbookFile(message)
        content = path.read_bytes()
    except OSError as error:
        message = f"The file “{path}” could not be read ({error.strerror}). Check its name and who may read it."
        raise StoreError(message) from error
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        _refuse(path, content, error)


def set_aside(path: Path, folder: Path) -> Path | None:
    """Copy a file to `<name>.damaged` in `folder`, under a number when that is taken; None when nothing can be written there."""
    for number in range(1, 1000):
        copy = folder / f"{path.name}.damaged{'' if number == 1 else f'-{number}'}"
        try:
            with path.open("rb") as source, copy.open("xb") as target:
                shutil.copyfileobj(source, target)
        except FileExistsError:
            continue
        except OSError:
            return None
        return copy
    return None


def _refuse(path: Path, content: bytes, error: Exception) -> NoReturn:
    if FORMAT.encode() in content[:1000]:
        message = f"The file “{path.name}” is damaged: it ends too early or was changed. Nothing was loaded; use another copy of the file."
        raise DamagedFile(message) from error
    message = f"“{path.name}” must be a workbook file (got something that is not JSON). Choose a file that was downloaded here."
    raise NotAWorkbookFile(message) from error


def _no_number(text: str) -> NoReturn:
    message = f"{text} is no JSON"
    raise ValueError(message)
