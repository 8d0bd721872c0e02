import json

from workbook.server.book import chapter, chapters, prose


def notebook(file, *cells):
    made = [{"cell_type": kind, "source": source, "metadata": {"tags": list(tags)}} for kind, source, *tags in cells]
    file.write_text(json.dumps({"cells": made}), "utf-8")
    return file


def test_headings_of_second_level_open_steps(tmp_path):
    cells = ("markdown", "# Strategy"), ("markdown", "## Budget of a year {#budget}"), ("markdown", "## Goals")
    read = chapter(notebook(tmp_path / "02_strategy.ipynb", *cells))
    assert read.title == "Strategy"
    assert [(step.anchor, step.title) for step in read.steps] == [("budget", "Budget of a year"), ("goals", "Goals")]


def test_code_leaves_a_numbered_place(tmp_path):
    read = chapter(notebook(tmp_path / "02_a.ipynb", ("code", "import x"), ("markdown", "## A"), ("code", "f()")))
    assert [part.index for part in (*read.intro, *read.steps[0].parts) if part.index] == [1, 2]
    assert read.code == ("import x", "f()")


def test_teachers_cells_are_left_out(tmp_path):
    cells = ("markdown", "## A"), ("markdown", "the answer", "teacher"), ("code", "cheat()", "teacher")
    read = chapter(notebook(tmp_path / "02_a.ipynb", *cells))
    assert read.code == ()
    assert "the answer" not in "".join(part.html for part in read.steps[0].parts)


def test_changed_file_is_read_again(tmp_path):
    file = notebook(tmp_path / "02_a.ipynb", ("markdown", "# Old"))
    assert chapter(file).title == "Old"
    notebook(file, ("markdown", "# Newer"))
    assert chapter(file).title == "Newer"


def test_chapters_have_numbers(tmp_path):
    for name in ("01_b.ipynb", "00_a.ipynb", "notes.ipynb"):
        notebook(tmp_path / name, ("markdown", f"# {name}"))
    assert [found.file for found in chapters(tmp_path)] == ["00_a.ipynb", "01_b.ipynb"]


def test_tables_and_html():
    html = prose("| a |\n|---|\n| 1 |\n\n<details>x</details>")
    assert "<table>" in html
    assert "<details>" in html
