"""What kind of file lies behind a name: told by its first bytes, never by its ending.

Exports are renamed, saved again in a spreadsheet and sent around; the ending of the name says little.
"""

from __future__ import annotations

from pathlib import Path

from workbook.sources.refusal import Unreadable

_FOREIGN = {
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x89PNG": "a PNG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file (.xls, .doc)",
    b"{\\rtf": "an RTF document",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
    b"MZ\x90\x00": "a program",
}
_MARKUP = {b"<!doctype html": "a web page", b"<html": "a web page", b"<?xml": "an XML file"}


def kind_of(path: Path) -> str:
    """Tell `"zip"`, `"gzip"`, `"parquet"` or `"text"`; anything else, or nothing at all, is refused with a sentence.

    An xlsx workbook is a zip; `archive` looks inside.
    """
    if not path.exists():
        message = f"`{path.name}` was not found. Check the name and the folder."
        raise Unreadable(message)
    if not path.is_file():
        message = f"`{path.name}` must be a file, and it is a folder. Choose the export file inside it."
        raise Unreadable(message)
    with path.open("rb") as file:
        head = file.read(512)
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        message = f"`{path.name}` is empty. Export it again, and open it once to see that rows are in it."
        raise Unreadable(message)
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"PAR1"):
        return "parquet"
    _refuse_foreign(path, head)
    return "text"


def _refuse_foreign(path: Path, head: bytes) -> None:
    known = [name for magic, name in _FOREIGN.items() if head.startswith(magic)]
    known += [name for magic, name in _MARKUP.items() if head.lstrip(b"\xef\xbb\xbf \r\n").lower().startswith(magic)]
    if known:
        message = f"`{path.name}` must be a table (CSV, TSV, text, XLSX or a zip of them), and it is {known[0]}. Export the report as CSV."
        raise Unreadable(message)
