"""Workbooks at the command line: make one, list them, write one out, read one in."""

from __future__ import annotations

import enum
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.cli import Refused

if TYPE_CHECKING:
    from workbook.store import Store, WorkbookInfo

Database = Annotated[
    str, typer.Option(envvar="WORKBOOK_DATABASE", show_default=False, help="URL of the database, or the path of an SQLite file; your own by default.")
]
Visitor = Annotated[str, typer.Option(envvar="WORKBOOK_VISITOR", help="Whose workbook it is; yours, on your own machine.")]


class Format(enum.StrEnum):
    """What a workbook is written out as."""

    md = "md"
    docx = "docx"
    pdf = "pdf"
    xlsx = "xlsx"
    json = "json"


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("new")(new)
    app.command("list")(list_all)
    app.command("export")(export)
    app.command("import")(read_in)


def new(title: Annotated[str, typer.Option(help="The title on its cover.")] = "", database: Database = "", visitor: Visitor = "me") -> None:
    """Make an empty workbook and print its id; from now on it is the current one.

    Example: workbook new --title "Spring campaign"
    """
    with _store(database) as store:
        made = store.create(visitor, title) if title else store.create(visitor)
        typer.echo(made.id)


def list_all(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list, for another program.")] = False,
    database: Database = "",
) -> None:
    """List the workbooks, the one opened last first.

    Example: workbook list --json
    """
    with _store(database) as store:
        found = store.workbooks()
    if as_json:
        rows = [{**vars(each), "created_at": each.created_at.isoformat(), "updated_at": each.updated_at.isoformat()} for each in found]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for each in found:
        mark = "  (read only)" if each.read_only else ""
        typer.echo(f"{each.id}  {each.updated_at:%Y-%m-%d %H:%M}  {each.visitor}  {each.title}{mark}")
    if not found:
        sys.stderr.write("There is no workbook yet. Make one with: workbook new\n")


def export(
    out: Annotated[Path, typer.Option(help="The file to write.")],
    format: Annotated[Format | None, typer.Option(help="What to write; by the ending of --out when not told.")] = None,
    workbook: Annotated[str, typer.Option(help="The id, as `workbook list` shows it; the one opened last when not told.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace the file when it exists.")] = False,
    database: Database = "",
    visitor: Visitor = "me",
) -> None:
    """Write the plan as Markdown or Word, or the whole workbook with its history as one JSON file.

    Example: workbook export --out plan.docx
    """
    kind = format or _by_ending(out)
    _check_target(out, force=force)
    with _store(database) as store:
        info = store.open(None, workbook) if workbook else _opened_last(store, visitor)
        content = _content(store, info, kind)
    _write(out, content)
    typer.echo(f"{out}: {len(content)} bytes")


def read_in(file: Annotated[Path, typer.Argument(help="A file that `workbook export --format json` or a page wrote.")],
            database: Database = "", visitor: Visitor = "me") -> None:  # fmt: skip
    """Read a workbook file in as a new workbook and print its id; nothing that is already there is changed.

    Example: workbook import plan.json
    """
    from workbook.store.loading import load_file

    with _store(database) as store:
        info = load_file(store, file, visitor)
    if info.read_only:
        sys.stderr.write("The file was made by a newer version: the workbook can be read and not changed.\n")
    typer.echo(info.id)


@contextmanager
def _store(database: str) -> Iterator[Store]:
    from workbook.store import StoreError, open_store

    try:
        store = open_store(database or None)
        try:
            yield store
        finally:
            store.close()
    except StoreError as error:
        raise Refused(str(error)) from error


def _opened_last(store: Store, visitor: str) -> WorkbookInfo:
    found = store.workbooks(visitor)
    if not found:
        message = f"There is no workbook of “{visitor}” yet. Make one with: workbook new, or name one with --workbook."
        raise Refused(message)
    return found[0]


def _content(store: Store, info: WorkbookInfo, kind: Format) -> bytes:
    if kind is Format.json:
        from workbook.store.loading import file_bytes

        return file_bytes(store, info)
    from workbook.report import export as report
    from workbook.store.desk import Desk

    return report(Desk(store, info), kind.value)


def _by_ending(out: Path) -> Format:
    ending = out.suffix.lower().removeprefix(".")
    if ending not in set(Format):
        message = f"the file must end in .md, .docx, .pdf, .xlsx or .json (got “{out.name}”), or say what to write with --format."
        raise typer.BadParameter(message, param_hint="--out")
    return Format(ending)


def _check_target(out: Path, *, force: bool) -> None:
    if not out.parent.is_dir():
        message = f"The folder {out.parent} must exist. Make it first, or choose another one."
        raise Refused(message)
    if out.is_dir():
        message = f"{out} is a folder. Name a file in it."
        raise Refused(message)
    if out.exists() and not force:
        message = f"{out} exists already. Choose another name, or replace it with --force."
        raise Refused(message)


def _write(out: Path, content: bytes) -> None:
    """The whole file or none: a full disk leaves what was there."""
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=out.parent, prefix=out.name, delete=False) as file:
            part = Path(file.name)
            file.write(content)
        part.chmod(0o666 & ~_umask())
        part.replace(out)
    except OSError as error:
        if part:
            part.unlink(missing_ok=True)
        message = f"{out} could not be written ({error.strerror}). Nothing of it is there; choose another place."
        raise Refused(message) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
