"""A whole workbook as one file, and back.

The file is JSON: it can be read with any editor, sent to a colleague, and loaded again here or on another machine. It has each
current answer with its history, and what else was kept; it has no name of the visitor, no secret, and nothing of where things lie
on this machine. A file of a newer version opens for reading only and is handed out again exactly as it came.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Self

from pydantic import AwareDatetime, BaseModel, Field, ValidationError, model_validator
from sqlalchemy import Connection, insert, select

from workbook.store import keepsakes, revisions, shelf
from workbook.store.errors import DamagedFile, NotAWorkbookFile
from workbook.store.records import Stored, WorkbookInfo
from workbook.store.tables import dumped, kept, workbooks

FORMAT = "marketing-workbook"
VERSION = 1
MAX_FILE_BYTES = 256 * 1024 * 1024
STAYING = frozenset({"file", "made", "secret"})
"""Kinds of kept things that neither leave in a file nor come with one: what was worked out from which files says nothing where those files are
not. The same holds for whatever names a path: one in a file from somewhere else could name any file here."""


class _Revision(BaseModel):
    raw: Any
    value: Any = None
    revision: int = Field(ge=1, lt=2**31)
    base: int = Field(0, ge=0, lt=2**31)
    at: AwareDatetime
    writer: str
    rival: bool = False

    def stored(self) -> Stored:
        return Stored(**{name: getattr(self, name) for name in _Revision.model_fields})


class _Answer(_Revision):
    history: list[_Revision] = []

    @model_validator(mode="after")
    def _one_is_current(self) -> Self:
        numbers = [self.revision, *(each.revision for each in self.history)]
        if len(set(numbers)) < len(numbers):
            message = "each revision must stand there once"
            raise ValueError(message)
        if self.rival or any(each.revision > self.revision for each in self.history if not each.rival):
            message = "the current answer must be the newest one"
            raise ValueError(message)
        return self


class _About(BaseModel):
    title: str


class _File(BaseModel):
    workbook: _About
    answers: dict[str, dict[str, _Answer]]
    kept: dict[str, dict[str, Any]] = {}


def to_file(connection: Connection, info: WorkbookInfo) -> dict[str, Any]:
    """The workbook as JSON-able data; one that is read-only is the file it came from."""
    original = connection.execute(select(workbooks.c.original).where(workbooks.c.id == info.id)).scalar()
    if original is not None:
        return dict(json.loads(original))
    about = {"title": info.title, "created_at": info.created_at.isoformat(), "updated_at": info.updated_at.isoformat()}
    return {
        "format": FORMAT,
        "version": VERSION,
        "app_version": _app_version(),
        "exported_at": datetime.now(UTC).isoformat(),
        "workbook": about,
        "answers": _answers(connection, info.id),
        "kept": _travelling(keepsakes.everything(connection, info.id)),
    }


def from_file(connection: Connection, data: object, visitor: str) -> WorkbookInfo:
    """A new workbook with what the file says; a file that is refused leaves nothing behind."""
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        message = f"The file must be a workbook, which begins with “format”: “{FORMAT}” (got something else). Choose a file that was downloaded here."
        raise NotAWorkbookFile(message)
    version = data.get("version")
    if type(version) is not int or version < 1:
        message = f"The file is damaged at “version”: it must be a whole number from 1 (got {ascii(version)[:40]}). Nothing was loaded."
        raise DamagedFile(message)
    if version > VERSION:
        return _read_only(connection, data, visitor)
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        raise DamagedFile(_where(error)) from error
    info = shelf.create(connection, visitor, file.workbook.title)
    _fill(connection, info, file)
    return info


def _answers(connection: Connection, workbook_id: str) -> dict[str, dict[str, Any]]:
    forms: dict[str, dict[str, Any]] = {}
    for (form, field), past in revisions.history(connection, workbook_id).items():
        top = max(each.revision for each in past if not each.rival)
        now = next(each for each in past if each.revision == top)
        forms.setdefault(form, {})[field] = {**_plain(now), "history": [_plain(each) for each in past if each is not now]}
    return forms


def _plain(stored: Stored) -> dict[str, Any]:
    return {**vars(stored), "at": stored.at.isoformat()}


def _fill(connection: Connection, info: WorkbookInfo, file: _File) -> None:
    for form, fields in file.answers.items():
        for field, answer in fields.items():
            past = sorted((each.stored() for each in (answer, *answer.history)), key=lambda each: each.revision)
            revisions.put_back(connection, info.id, form, field, past)
    now = datetime.now(UTC)
    things = [
        {
            "workbook_id": info.id,
            "kind": shelf.name(kind, "kind"),
            "name": shelf.name(called, "kept thing"),
            "at": now,
            "payload": dumped(what, called),
        }
        for kind, called, what in _kept(file)
    ]
    if things:
        connection.execute(insert(kept), things)


def _kept(file: _File) -> Iterator[tuple[str, str, Any]]:
    for kind, things in _travelling(file.kept).items():
        for called, what in things.items():
            yield kind, called, what


def _travelling(everything: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What may leave in a file and come with one."""
    left = {kind: {called: what for called, what in things.items() if not _names_a_path(what)} for kind, things in everything.items()}
    return {kind: things for kind, things in left.items() if things and kind not in STAYING}


def _names_a_path(what: Any) -> bool:
    return isinstance(what, Mapping) and "path" in what


def _read_only(connection: Connection, data: Mapping[str, Any], visitor: str) -> WorkbookInfo:
    """What this version understands of a newer file, and the file itself, untouched."""
    about = data.get("workbook")
    title = about.get("title") if isinstance(about, Mapping) else None
    info = shelf.create(connection, visitor, title if isinstance(title, str) else "", original=dumped(dict(data), "file", MAX_FILE_BYTES))
    forms = data.get("answers")
    known: dict[str, dict[str, _Answer]] = {}
    for form, fields in forms.items() if isinstance(forms, Mapping) else ():
        for field, told in fields.items() if isinstance(fields, Mapping) else ():
            try:
                known.setdefault(str(form), {})[str(field)] = _Answer.model_validate(told)
            except ValidationError:
                continue  # a newer shape: it stays in the file that is kept
    _fill(connection, info, _File(workbook=_About(title=info.title), answers=known))
    return info


def _where(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    path = " › ".join(str(part) for part in first["loc"]) or "its beginning"
    why = f" ({first['msg'].removeprefix('Value error, ')})" if first["type"] == "value_error" else ""
    return f"The file is damaged at “{path}”{why}. Nothing was loaded; use another copy of the file."


def _app_version() -> str:
    from importlib.metadata import version

    return version("marketing-workbook")
