"""The Word file's own contents: filled in, linked, and shown by an office suite without being asked to update it."""

import io
import shutil
import subprocess
import zipfile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from workbook.report.document import Heading, Picture
from workbook.report.docx_contents import TITLE


@pytest.fixture(scope="module")
def word(made):
    return docx.Document(io.BytesIO(made[1]["docx"]))


def parts(made):
    return [block.text for block in made[0].blocks if isinstance(block, Heading) and block.level == 1]


def entries(word):
    """The links of the contents: where each leads, and what it says."""
    listed = word.element.body.find(qn("w:sdt"))
    return [(link.get(qn("w:anchor")), "".join(t.text for t in link.iter(qn("w:t")))) for link in listed.iter(qn("w:hyperlink"))]


def test_every_part_is_listed_with_its_number(made, word):
    assert [text for _, text in entries(word)] == [f"{n}{title}" for n, title in enumerate(parts(made), 1)]


def test_every_entry_leads_to_its_heading(made, word):
    marks = {p._p.find(qn("w:bookmarkStart")).get(qn("w:name")): p.text for p in word.paragraphs if p.style.name == "Heading 1"}
    assert [marks[anchor] for anchor, _ in entries(word)] == parts(made)


def test_it_is_one_field_that_word_can_make_anew(word):
    listed = word.element.body.find(qn("w:sdt"))
    assert [one.get(qn("w:fldCharType")) for one in listed.iter(qn("w:fldChar"))] == ["begin", "separate", "end"]
    assert [one.text.split()[0] for one in listed.iter(qn("w:instrText"))] == ["TOC"]


def test_nothing_asks_to_be_updated(made):
    with zipfile.ZipFile(io.BytesIO(made[1]["docx"])) as file:
        settings, body = file.read("word/settings.xml").decode(), file.read("word/document.xml").decode()
    assert "updateFields" not in settings
    assert "w:dirty" not in body
    assert 'compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings


def test_the_file_says_nothing_of_how_it_was_made(word):
    assert word.core_properties.author == word.core_properties.last_modified_by == "Hollin Tea"
    assert word.core_properties.comments == ""
    assert word.core_properties.created.year >= 2026


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_suite_shows_it_on_the_first_page(made, tmp_path):
    (tmp_path / "plan.docx").write_bytes(made[1]["docx"])
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "plan.docx")], check=True, capture_output=True, timeout=120)
    reader = pypdf.PdfReader(tmp_path / "plan.pdf")
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert TITLE in pages[0]
    assert [part for part in parts(made) if part not in pages[0]] == []
    assert pages[1].startswith(f"1 {parts(made)[0]}")
    assert f"2 / {len(pages)}" in pages[1]
    assert [part for part in parts(made) if part not in " ".join(pages[1:])] == []
    assert sum(len(page.images) for page in reader.pages) >= sum(isinstance(block, Picture) for block in made[0].blocks)
