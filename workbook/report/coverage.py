"""Which characters a file with fonts of its own can show, and what stands in their place where it cannot.

Our fonts hold the Latin, Greek and Cyrillic alphabets, and DejaVu Sans many signs, Hebrew and Arabic. Chinese, Japanese and Korean would
take more room than the whole workbook. Who needs them names a folder of fonts in `WORKBOOK_FONTS`; without one, each such character
becomes a visible box, and the file says so: a character that silently goes missing would be worse.
"""

from __future__ import annotations

import os
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from workbook.report.drawing import FONTS

BOX = "▯"
"""What stands where a character cannot be shown."""
MORE = "WORKBOOK_FONTS"
"""The variable that names a folder with further fonts (TTF, OTF)."""
LONGEST = 28
"""Characters after which a word without a break may be broken."""
_BREAK = "\u200b"
_INVISIBLE = {"Cf", "Mn", "Me"}


def folders() -> tuple[Path, ...]:
    """Where fonts are taken from, our own first."""
    more = os.environ.get(MORE, "")
    return (FONTS, Path(more)) if more and Path(more).is_dir() else (FONTS,)


@cache
def shown(places: tuple[Path, ...]) -> frozenset[int]:
    """Every character (code point) for which one of the fonts in these folders has a drawing."""
    files = sorted(path for place in places for path in place.rglob("*") if path.suffix.lower() in (".ttf", ".otf"))
    return frozenset().union(*(_of_font(path.read_bytes()) for path in files))


@lru_cache(maxsize=4096)
def showable(text: str) -> str:
    r"""The text with a box for each character that no font has; a compatible one is taken where there is one.

    >>> showable("Tea 茶 ￥5"), showable("Чай, τσάι, שי")
    ('Tea ▯ ¥5', 'Чай, τσάι, שי')
    """
    known = shown(folders())
    return text if all(ord(c) in known or c.isspace() for c in text) else "".join(_showable(c, known) for c in text)


def unbroken(text: str) -> str:
    """The text with places where a very long word may be broken; otherwise it would run off the page.

    >>> unbroken("tea"), unbroken("x" * 40).count("x")
    ('tea', 40)
    """
    return " ".join(word if len(word) <= LONGEST else "".join(_parted(word)) for word in text.split(" "))


def _parted(word: str) -> Iterator[str]:
    for place, c in enumerate(word):
        if place and place % 12 == 0 and not unicodedata.combining(c):
            yield _BREAK
        yield c


def _showable(c: str, known: frozenset[int]) -> str:
    if ord(c) in known or c.isspace():
        return c
    like = unicodedata.normalize("NFKC", c)
    if like != c and all(ord(one) in known for one in like):
        return like
    return "" if unicodedata.category(c) in _INVISIBLE else BOX


def _of_font(font: bytes) -> frozenset[int]:
    """The characters in a font's table "cmap" (OpenType, formats 4 and 12, which every current font has)."""
    tables = {font[at : at + 4]: struct.unpack(">II", font[at + 8 : at + 16]) for at in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)}
    if b"cmap" not in tables:
        return frozenset()
    cmap = font[tables[b"cmap"][0] :]
    starts = {struct.unpack(">I", cmap[8 + 8 * n : 12 + 8 * n])[0] for n in range(struct.unpack(">H", cmap[2:4])[0])}
    return frozenset().union(*(_of_table(cmap[start:]) for start in starts))


def _of_table(table: bytes) -> set[int]:
    kind = struct.unpack(">H", table[:2])[0]
    if kind == 12:
        groups = struct.iter_unpack(">III", table[16 : 16 + 12 * struct.unpack(">I", table[12:16])[0]])
        return {code for first, last, _ in groups for code in range(first, last + 1)}
    return set(_of_segments(table)) if kind == 4 else set()


def _of_segments(table: bytes) -> Iterator[int]:
    """Format 4: segments of codes, each with a shift, or with a place in a list where 0 means that there is no drawing."""
    size = struct.unpack(">H", table[6:8])[0]
    ends, starts, shifts, places = (struct.unpack(f">{size // 2}H", table[at : at + size]) for at in (14, 16 + size, 16 + 2 * size, 16 + 3 * size))
    for n, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            at = 16 + 3 * size + 2 * n + places[n] + 2 * (code - first)
            if (places[n] and struct.unpack(">H", table[at : at + 2])[0]) or (not places[n] and (code + shifts[n]) & 0xFFFF):
                yield code
