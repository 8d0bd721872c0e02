"""A notebook read as a page of the workbook: its title, its steps, and what stands in them.

A heading of the second level opens a step, and `{#anchor}` at its end names the address of the step. Code is not
shown: each code cell leaves a place for what it will show once it has run. Cells tagged `teacher` are left out.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ANCHOR = re.compile(r"\s*\{#([\w-]+)\}\s*$")
_STEP = re.compile(r"##\s+(.+)")


@dataclass(frozen=True)
class Part:
    """A cell: either prose as HTML, or the place of the output of code cell number `index`."""

    html: str = ""
    index: int | None = None


@dataclass(frozen=True)
class Step:
    """One small topic of a chapter."""

    anchor: str
    title: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """One notebook: `intro` stands before its first step, `code` is the sources of the cells that are run."""

    file: str
    title: str
    intro: tuple[Part, ...] = ()
    steps: tuple[Step, ...] = ()
    code: tuple[str, ...] = ()


def _name_headings(tokens: list[Token]) -> list[Token]:
    """Turn `{#anchor}` at the end of a heading into its id."""
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open" or not inline.children:
            continue
        last = inline.children[-1]
        if found := _ANCHOR.search(last.content):
            opening.attrSet("id", found[1])
            last.content = _ANCHOR.sub("", last.content)
    return tokens


def prose(markdown: str) -> str:
    r"""Return Markdown as HTML, with the ids that its headings ask for.

    Parameters
    ----------
    markdown : str
        CommonMark with tables; HTML in it is kept.

    Examples
    --------
    >>> prose("### Why {#why}")
    '<h3 id="why">Why</h3>\n'
    """
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = _name_headings(parser.parse(markdown))
    return str(parser.renderer.render(tokens, parser.options, {}))


def _heading(markdown: str) -> tuple[str, str] | None:
    """Return anchor and title when a cell opens a step."""
    first = markdown.lstrip().split("\n", 1)[0]
    found = _STEP.fullmatch(first.strip())
    if not found:
        return None
    named = _ANCHOR.search(found[1])
    title = _ANCHOR.sub("", found[1]).strip()
    return (named[1] if named else re.sub(r"\W+", "-", title.lower()).strip("-")), title


def _title(cells: list[dict[str, Any]], fallback: str) -> str:
    for cell in cells:
        for line in _source(cell).splitlines() if cell["cell_type"] == "markdown" else ():
            if line.startswith("# "):
                return _ANCHOR.sub("", line[2:]).strip()
    return fallback


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def _shown(cell: dict[str, Any]) -> bool:
    return "teacher" not in cell.get("metadata", {}).get("tags", []) and bool(_source(cell).strip())


def chapter(file: Path) -> Chapter:
    """Read a notebook as a chapter.

    Parameters
    ----------
    file : Path
        An `.ipynb` file; the first heading of the first level is the chapter's title.

    Returns
    -------
    Chapter
        Read again whenever the file has changed.
    """
    return _chapter(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _chapter(file: Path, _changed: int) -> Chapter:
    cells = [c for c in json.loads(file.read_text(encoding="utf-8"))["cells"] if _shown(c)]
    steps: list[tuple[str, str, list[Part]]] = []
    intro: list[Part] = []
    code: list[str] = []
    for cell in cells:
        if cell["cell_type"] == "code":
            code.append(_source(cell))
            (steps[-1][2] if steps else intro).append(Part(index=len(code)))
        elif cell["cell_type"] == "markdown":
            opened = _heading(_source(cell))
            if opened:
                steps.append((*opened, []))
            text = _source(cell).lstrip().partition("\n")[2] if opened else _source(cell)
            (steps[-1][2] if steps else intro).append(Part(html=prose(text)))
    title = _title(cells, file.stem.split("_", 1)[-1].replace("_", " ").capitalize())
    return Chapter(file.name, title, tuple(intro), tuple(Step(a, t, tuple(p)) for a, t, p in steps), tuple(code))


def chapters(folder: Path) -> tuple[Chapter, ...]:
    """Return the chapters in their order: the notebooks whose names begin with two digits.

    Parameters
    ----------
    folder : Path
        The folder of the notebooks.
    """
    return tuple(chapter(file) for file in sorted(folder.glob("[0-9][0-9]_*.ipynb")))
