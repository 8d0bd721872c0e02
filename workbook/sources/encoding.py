"""Letters from bytes: which encoding a text file is in, and the same file in UTF-8.

A spreadsheet in Munich, an ads account in Shanghai and a shop in Ohio write the same table with different bytes.
The order of the tests: a byte order mark, UTF-16 without one, strict UTF-8, GB18030, Windows-1252. Text in GB18030 and
text in Windows-1252 can be the same bytes; what decides is whether the high bytes stand in pairs, as Chinese characters do.
Files of any size pass through in pieces; a clean UTF-8 file is used where it lies.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbook.sources.refusal import Unreadable

_PIECE = 1 << 22
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PAIR = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_HIGH = re.compile(rb"[\x80-\xff]")
_RUN = re.compile(rb"[\x80-\xff]+")
_IN_WORD = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]{1,2}(?=[a-z])")


@dataclass(frozen=True)
class Text:
    """A text file that DuckDB can read: UTF-8, one kind of line end. `newlines` counts its line ends."""

    path: Path
    encoding: str
    newlines: int


def as_utf8(path: Path, folder: Path) -> Text:
    """Find the encoding of `path` and give it as UTF-8, as it is or as a copy in `folder`.

    Raises
    ------
    Unreadable
        When the bytes are no text, or no text in an encoding known here.
    """
    encoding = _marked(path) or _unmarked_utf16(path)
    if encoding is None or encoding == "utf-8-sig":
        _refuse_garbage(path)
        newlines = _plain_utf8(path)
        if newlines is not None:
            return Text(path, "utf-8", newlines)
    candidates = [encoding] if encoding in ("utf-16-le", "utf-16-be") else ["utf-8", *_guess_8bit(path)]
    target = folder / f"{path.stem}.utf8.txt"
    for candidate in candidates:
        try:
            return Text(target, candidate, _transcode(path, target, candidate))
        except UnicodeDecodeError:
            continue
    message = f"The letters in `{path.name}` could not be decoded (tried {', '.join(candidates)}). Save it again as CSV UTF-8."
    raise Unreadable(message)


def _marked(path: Path) -> str | None:
    with path.open("rb") as file:
        head = file.read(4)
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def _unmarked_utf16(path: Path) -> str | None:
    """UTF-16 without a mark shows zero bytes at every other place, as long as the letters are Latin."""
    with path.open("rb") as file:
        head = file.read(4096)
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _refuse_garbage(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(1 << 16)
    if len(_CONTROL.findall(head)) > max(1, len(head) // 1000) or head.count(0) > 0:
        message = f"`{path.name}` must be a table of text (CSV, TSV), and its bytes are no text. Export the report as CSV."
        raise Unreadable(message)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _plain_utf8(path: Path) -> int | None:
    """Count line ends of a file that can be used as it is; None when it must be copied."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    newlines = returns = pairs = 0
    before = b""
    try:
        for piece in _pieces(path):
            if decoder.getstate()[0] or not piece.isascii():  # a letter may be divided between two pieces
                decoder.decode(piece)
            newlines += piece.count(b"\n")
            if b"\r" in piece or before == b"\r":
                returns += piece.count(b"\r")
                pairs += piece.count(b"\r\n") + (before == b"\r" and piece.startswith(b"\n"))
            before = piece[-1:]
            if b"\0" in piece:
                return None
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    uniform = returns in (0, newlines) and pairs == returns
    return newlines + (before != b"\n") if uniform and newlines else None


def _guess_8bit(path: Path) -> list[str]:
    """GB18030 first where the high bytes stand in pairs, and not between Latin letters, as in `größer`; Windows-1252 first elsewhere."""
    sample = b""
    for piece in _pieces(path):
        at = _HIGH.search(piece)
        if at:
            sample = piece[max(0, at.start() - 1) :]
            break
    high = len(_HIGH.findall(sample))
    paired = 2 * len(_PAIR.findall(sample))
    latin = 2 * len(_IN_WORD.findall(sample)) > len(_RUN.findall(sample))
    return ["gb18030", "cp1252"] if high and paired >= 0.8 * high and not latin else ["cp1252"]


def _transcode(path: Path, target: Path, encoding: str) -> int:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    newlines, held, last = 0, "", "\n"
    with target.open("w", encoding="utf-8", newline="") as out:
        for piece in _with_end(path):
            text = held + (decoder.decode(piece) if piece is not None else decoder.decode(b"", final=True))
            held = "\r" if piece is not None and text.endswith("\r") else ""
            text = text.removesuffix(held) if held else text
            text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
            newlines += text.count("\n")
            out.write(text)
            last = text[-1:] or last
    return newlines + (last != "\n")


def _with_end(path: Path) -> Iterator[bytes | None]:
    yield from _pieces(path)
    yield None
