"""Takes down which step and which part of the plan reads which answer, by working all of them out on a filled workbook.

Run it to write `workbook/lessons/data/uses.yaml` anew: `python -m tests.pages.reading`.
"""

import json
import os
import sys
import tempfile
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FILE = ROOT / "workbook" / "lessons" / "data" / "uses.yaml"
HEAD = "# Which step (notebook#anchor) and which part of the plan reads which answers. Written by `python -m tests.pages.reading`; a test holds it.\n"
BESIDE = {"checks", "status", "tasks", "questions", "document", "load", "company", "keep"}
"""Steps that show everything, or nothing that depends on an answer; the document is taken down part by part."""


class Rows(dict):
    """A grid's rows; each that is asked for is noted, and the whole grid when one goes through it."""

    def __init__(self, rows, note, name):
        super().__init__(rows)
        self.note, self.name = note, name

    def get(self, key, default=None):
        self.note(f"{self.name}/{key}")
        return super().get(key, default)

    def __getitem__(self, key):
        self.note(f"{self.name}/{key}")
        return super().__getitem__(key)

    def items(self):
        self.note(self.name)
        return super().items()

    def values(self):
        self.note(self.name)
        return super().values()

    def __iter__(self):
        self.note(self.name)
        return super().__iter__()


@cache
def watched(model):
    """A model whose instances tell which field is read."""
    names = {name for name, spec in model.specs().items() if spec.asked}

    def read(self, name):
        value = super(kind, self).__getattribute__(name)
        if name not in names:
            return value
        note = self.__dict__["_note"]
        if isinstance(value, dict):
            return Rows(value, note, name)
        note(name)
        return value

    kind = type(model.__name__, (model,), {"__getattribute__": read, "__module__": model.__module__})
    return kind


@contextmanager
def noting(desk):
    """Everything that is read from the desk inside the block: form → paths."""
    found, given = {}, desk.answers

    def answers(model):
        kind = watched(model)
        made = kind.model_construct(**{name: getattr(given(model), name) for name in model.specs()})
        made.__dict__["_note"] = lambda path: found.setdefault(model.FORM, set()).add(path)
        return made

    desk.answers = answers
    try:
        yield found
    finally:
        del desk.answers


def steps():
    """(notebook#anchor, page's function) of each step, from the notebooks."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        anchor, names = "", import_module("workbook")
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            source = "".join(cell["source"])
            if source.startswith("## "):
                anchor = source.split("{#")[1].split("}")[0]
            elif cell["cell_type"] == "code" and anchor:
                room, _, call = source.strip().splitlines()[-1].partition(".")
                name = call.partition("(")[0]
                if room in names.__all__ and name not in BESIDE:
                    yield f"{path.stem}#{anchor}", getattr(getattr(names, room), name)


def readings(desk):
    """Every reader with what it reads: {reader: {form: [paths]}}, sorted."""
    from workbook.report.plan import WRITERS

    found = {}
    for name, show in [*steps(), *((f"plan:{part}", lambda write=write: write(desk)) for part, write in WRITERS.items())]:
        with noting(desk) as noted, desk.aside():
            show()
        if noted:
            found[name] = {form: shortest(paths) for form, paths in sorted(noted.items())}
    return found


def shortest(paths):
    """Without the rows of a grid that is read as a whole."""
    return sorted(path for path in paths if "/" not in path or path.partition("/")[0] not in paths)


def as_yaml(found):
    """The file's text: a line for each form that a reader reads."""
    lines = ["reads:"]
    for name in found:
        lines.append(f'  "{name}":')
        lines += [f"    {form}: [{', '.join(paths)}]" for form, paths in found[name].items()]
    return HEAD + "\n".join(lines) + "\n"


def prepared(desk):
    """The filled workbook with the files that channels, decisions and evaluation read."""
    from tests.pages.filled import fill, save
    from workbook.answers.analysis import Reading
    from workbook.answers.promotion import MediaPlan
    from workbook.pages import files
    from workbook.sources.samples import sample_files

    fill(desk)
    lines = desk.stored(MediaPlan)["lines"].raw  # without rates and margin of its own, so that those of the forecast are read as well
    save(desk, MediaPlan, lines=[{name: value for name, value in line.items() if name != "close_rate"} for line in lines])
    save(desk, Reading, margin_rate="")
    for path in sample_files("tea"):
        if path.stem in ("orders", "promotion"):
            files.take(path, f"tea: {path.name}")
    return desk


if __name__ == "__main__":
    os.environ["WORKBOOK_HOME"] = tempfile.mkdtemp()
    sys.path.insert(0, str(ROOT))
    from workbook.pages import here

    FILE.write_text(as_yaml(readings(prepared(here.desk()))), "utf-8")
