"""Notebooks as they lie in the repository: short, without outputs, in the order of the chapters."""

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

from workbook.answers.chapters import CHAPTERS

FOLDER = Path(__file__).parent.parent.parent / "notebooks"
NAMES = [chapter.notebook for chapter in CHAPTERS]
STEP = re.compile(r"^## (.+) \{#([a-z][a-z0-9-]*)\}$")
LINK = re.compile(r"\]\(([^)]*)\)")
MOST_WORDS, MOST_LINES = 90, 3


@pytest.fixture(params=NAMES)
def book(request):
    return nbformat.read(FOLDER / f"{request.param}.ipynb", as_version=4)


def cells(book, kind):
    return [cell for cell in book.cells if cell.cell_type == kind]


def headings(book, level):
    return [line for cell in cells(book, "markdown") for line in cell.source.splitlines() if line.startswith("#" * level + " ")]


def steps(book):
    return [STEP.match(line).groups() for line in headings(book, 2)]


def anchors(name):
    return {anchor for _, anchor in steps(nbformat.read(FOLDER / f"{name}.ipynb", as_version=4))}


def test_every_chapter_has_its_notebook():
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == sorted(NAMES)


def test_a_notebook_is_sound(book):
    nbformat.validate(book)
    assert len({cell.id for cell in book.cells}) == len(book.cells)


def test_nothing_of_a_run_is_kept(book):
    assert [cell.source for cell in cells(book, "code") if cell.outputs or cell.execution_count is not None] == []
    assert set(book.metadata) <= {"kernelspec", "language_info"}


def test_one_title_in_the_first_cell(book):
    assert len(headings(book, 1)) == 1
    assert book.cells[0].source.startswith("# ")


def test_steps_begin_their_cells(book):
    assert [line for line in headings(book, 2) if not STEP.match(line)] == []
    assert [cell.source for cell in cells(book, "markdown") if "\n## " in cell.source] == []


def test_steps_are_those_of_the_chapter(book):
    chapter = next(chapter for chapter in CHAPTERS if {anchor for _, anchor in steps(book)} == {step.anchor for step in chapter.steps})
    assert steps(book) == [(step.title, step.anchor) for step in chapter.steps]


@pytest.mark.parametrize("chapter", CHAPTERS[1:], ids=lambda chapter: chapter.notebook)
def test_the_title_is_the_chapters(chapter):
    assert headings(nbformat.read(FOLDER / f"{chapter.notebook}.ipynb", as_version=4), 1) == [f"# {chapter.title}"]


def test_every_step_shows_something(book):
    kinds = [("step" if "\n" in cell.source and STEP.match(cell.source.splitlines()[0]) else cell.cell_type) for cell in book.cells]
    assert [kinds[place + 1] for place, kind in enumerate(kinds) if kind == "step"] == ["code"] * kinds.count("step")


def test_exercises_stand_where_the_chapter_says(book):
    chapter = next(chapter for chapter in CHAPTERS if {anchor for _, anchor in steps(book)} == {step.anchor for step in chapter.steps})
    shown = [STEP.match(before.source.splitlines()[0])[2] for before, cell in pairwise(book.cells) if ".checks(" in cell.source]
    assert shown == [step.anchor for step in chapter.steps if step.exercises]


def test_code_is_short(book):
    assert [cell.source for cell in cells(book, "code") if len(cell.source.splitlines()) > MOST_LINES] == []


def test_prose_is_short(book):
    assert [cell.source for cell in cells(book, "markdown") if len(cell.source.split()) > MOST_WORDS] == []


def test_teachers_notes_are_tagged(book):
    tagged = [cell for cell in cells(book, "markdown") if "teacher" in cell.metadata.get("tags", ())]
    assert tagged == [cell for cell in cells(book, "markdown") if "teachers" in cell.source.lower()]


def test_links_lead_somewhere(book):
    for link in (link for cell in cells(book, "markdown") for link in LINK.findall(cell.source)):
        page, _, anchor = link.partition("#")
        assert page.removesuffix(".ipynb") in NAMES, link
        assert not anchor or anchor in anchors(page.removesuffix(".ipynb")), link
