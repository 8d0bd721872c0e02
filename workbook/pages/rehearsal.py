"""Pages shown once to nobody, before the first visitor comes.

Much is worked out when it is first used: lessons are read from their files, schemas are built, formats of numbers are looked
up, modules are imported inside of functions. A rehearsal with an empty workbook and with one in which every question has some answer
does all of this once, for everybody. Its workbook is in a private folder and is thrown away; nothing of it is left open.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import logging
import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from workbook.answers.fields import Answers, Spec
from workbook.answers.locale import LANGUAGES
from workbook.store.records import Change

_log = logging.getLogger(__name__)


def rehearse(folder: Path, notebooks: Path) -> Iterator[int]:
    """Run the cells of every notebook with an empty workbook, then with a filled one; after each, say how many were run.

    Parameters
    ----------
    folder : Path
        A private folder.
    notebooks : Path
        Where the notebooks are.
    """
    cells = list(_cells(notebooks))
    for filled in (False, True):
        with _stage(folder / "rehearsal"):
            if filled:
                _fill()
            done = _show(cells)
            if filled:
                _change()
        yield done


def _cells(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("0*.ipynb")):
        for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                yield "".join(cell["source"])


@contextlib.contextmanager
def _stage(folder: Path) -> Iterator[None]:
    """A workbook of its own for a while; afterwards no connection, no widget and no file is left."""
    from workbook.pages import here
    from workbook.pages.nobody import to_nobody

    before = dict(os.environ)
    os.environ.pop("WORKBOOK_DATABASE", None)
    os.environ |= {"WORKBOOK_HOME": str(folder), "WORKBOOK_VISITOR": "rehearsal", "WORKBOOK_KERNEL_ID": "rehearsal"}
    try:
        with to_nobody():
            yield
    finally:
        here.desk().store.close()
        here.desk.cache_clear()
        shutil.rmtree(folder, ignore_errors=True)
        os.environ.clear()
        os.environ.update(before)


def _show(cells: list[str]) -> int:
    done, space = 0, {"__name__": "__main__"}
    for source in cells:
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(source, "<rehearsal>", "exec"), space)
            done += 1
        except Exception:  # the page itself will say so; everything else is rehearsed
            _log.debug("A cell could not be rehearsed: %s", source, exc_info=True)
    return done


def _change() -> None:
    """Change a number, as a browser would: the first answer of a visitor is no slower than the next ones. One form stands for all."""
    from ipywidgets.widgets import widget as widgets

    from workbook.widgets import Form

    forms = [each for each in widgets._instances.values() if isinstance(each, Form)]
    numbers = ((form, name, _NUMBERS[spec.kind]) for form in forms for name, spec in form.model.specs().items() if spec.kind in _NUMBERS)
    for form, name, raw in itertools.islice(numbers, 1):
        form._receive(None, {"type": "save", "seq": 1, "changes": {name: raw}}, [])


_NUMBERS = {"number": "11", "count": "110", "money": "55", "rate": "3 %"}


def _fill() -> None:
    """Answer every question of every form somehow."""
    from workbook.answers.chapters import CHAPTERS
    from workbook.pages import here

    desk = here.desk()
    for model in dict.fromkeys(form for chapter in CHAPTERS for step in chapter.steps for form in step.forms):
        desk.save(model, {name: Change(raw, None, 0) for name, raw in answers(model).items()}, "rehearsal")


def answers(model: type[Answers]) -> dict[str, Any]:
    """Return a raw answer to each question of a form: the first choice, a small number, a few words.

    Examples
    --------
    >>> from workbook.answers.start import Setup
    >>> answers(Setup)["currency"]
    'EUR'
    """
    return {name: _answer(spec, 1) for name, spec in model.specs().items() if spec.asked}


def _answer(spec: Spec, rank: int) -> Any:
    """Return an answer; numbers grow with `rank`, so that the best case is above the worst."""
    small = {"number": str(10 * rank), "count": str(100 * rank), "money": str(50 * rank), "rate": f"{2 * rank} %", "date": "2030-01-31"}
    compound = {"many_of": _choice, "one_of": _choice, "yes_no": _choice, "group": _items, "grid": _rows}
    return compound.get(spec.kind, lambda told: small.get(told.kind, "Loose tea and gift boxes"))(spec)


def _choice(spec: Spec) -> Any:
    languages = [option for option in spec.options if option.value in LANGUAGES]
    first = (languages or list(spec.options))[0].value if spec.options else ""
    return [first] if spec.kind == "many_of" and first else first


def _items(spec: Spec) -> list[dict[str, Any]]:
    specs = spec.item.specs() if spec.item else {}
    return [{"_id": "k1"} | {name: _answer(inner, 1) for name, inner in specs.items()}]


def _rows(spec: Spec) -> dict[str, dict[str, Any]]:
    ranked = partial(enumerate, start=1)
    return {row.name: {column.name: _answer(row.cell or column, rank) for rank, column in ranked(spec.columns)} for row in spec.rows}
