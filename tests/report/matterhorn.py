"""What a machine can check of PDF/UA-1, read from the file itself: each check says what is wrong, and says nothing where all is well.

The numbers are those of the Matterhorn Protocol 1.1 (PDF Association), the list of ways in which a file can fail ISO 14289-1.
"""

import re
from itertools import pairwise

from pypdf.generic import ContentStream, IndirectObject

PAINTS = {b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"INLINE IMAGE"}
STANDARD = {
    "/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/Index", "/NonStruct", "/Private", "/P", "/H", "/H1",
    "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/THead", "/TBody", "/TFoot", "/Span", "/Quote",
    "/Note", "/Reference", "/BibEntry", "/Code", "/Link", "/Annot", "/Figure", "/Formula", "/Form",
}  # fmt: skip


def faults(reader):
    """Everything that is wrong with a file, as sentences with the number of the checkpoint."""
    return [fault for check in (content, metadata, roles, headings, tables, pictures, links, fonts) for fault in check(reader)]


def true(value):
    """A yes or no of a file; pypdf's own objects are true whatever they say."""
    return bool(getattr(value, "value", value))


def elements(reader):
    """The elements of the structure, in reading order, each with its role."""
    left, found = [reader.trailer["/Root"]["/StructTreeRoot"]["/K"]], []
    while left:
        node = left.pop().get_object() if isinstance(left[-1], IndirectObject) else left.pop()
        if isinstance(node, list):
            left += reversed(node)
        elif isinstance(node, dict) and "/S" in node:
            found.append(node)
            left += [node["/K"]] if "/K" in node else []
    return found


def inside(element):
    """The elements right under one."""
    children = element.get("/K", [])
    listed = children if isinstance(children, list) else [children]
    return [one for child in listed if isinstance(one := child.get_object() if isinstance(child, IndirectObject) else child, dict) and "/S" in one]


def content(reader):
    """01: nothing is painted that is neither in the structure nor marked as an ornament."""
    for number, page in enumerate(reader.pages, 1):
        depth, bare = 0, 0
        for _, operator in ContentStream(page.get_contents(), reader).operations:
            depth += (operator in (b"BDC", b"BMC")) - (operator == b"EMC")
            bare += operator in PAINTS and depth == 0
        if bare:
            yield f"01-003: page {number} paints {bare} times outside of its structure"


def metadata(reader):
    """06, 07, 11, 26: title, language and mark of the standard are there, and nobody is locked out."""
    root = reader.trailer["/Root"]
    told = root["/Metadata"].get_object().get_data().decode()
    wanted = {
        "06-002: the standard is not named": "<pdfuaid:part>1</pdfuaid:part>" in told,
        "06-003: no title in the metadata": re.search(r"<dc:title>.*?>\s*\S+.*?</rdf:li>", told, re.DOTALL),
        "07-001: the title is not shown": true(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")),
        "11-006: no language": str(root.get("/Lang", "")),
        "01-007: not marked as tagged": true(root.get("/MarkInfo", {}).get("/Marked")),
        "02-001: the structure is doubtful": not true(root.get("/MarkInfo", {}).get("/Suspects")),
        "26-001: encrypted": not reader.is_encrypted,
    }
    return [fault for fault, well in wanted.items() if not well]


def roles(reader):
    """02, 09: every element has a role that readers know, and lists are made of items."""
    known = reader.trailer["/Root"]["/StructTreeRoot"].get("/RoleMap", {})
    for element in elements(reader):
        role = element["/S"]
        if known.get(role, role) not in STANDARD:
            yield f"02-001: nobody knows the role {role}"
        if role == "/L" and {child["/S"] for child in inside(element)} - {"/LI", "/Caption"}:
            yield "09-005: a list holds something else than items"


def headings(reader):
    """14: the first heading is of level 1, and none is skipped."""
    levels = [int(element["/S"][2:]) for element in elements(reader) if re.fullmatch(r"/H[1-6]", element["/S"])]
    for before, level in pairwise([0, *levels]):
        if level > before + 1:
            yield f"14-003: a heading of level {level} comes after one of level {before}"


def tables(reader):
    """15: each table has a head that says for what it is one, and rows of equal length."""
    for table in (element for element in elements(reader) if element["/S"] == "/Table"):
        rows = [row for part in inside(table) for row in (inside(part) if part["/S"] in ("/THead", "/TBody", "/TFoot") else [part])]
        cells = [[cell for cell in inside(row) if cell["/S"] in ("/TH", "/TD")] for row in rows if row["/S"] == "/TR"]
        heads = [cell for row in cells for cell in row if cell["/S"] == "/TH"]
        if len({len(row) for row in cells}) != 1:
            yield f"15-003: rows of {sorted({len(row) for row in cells})} cells in one table"
        if not heads or any("/Scope" not in str(cell.get("/A", "")) for cell in heads):
            yield "15-003: a table whose head does not say for what it is one"


def pictures(reader):
    """13: each picture is told in words."""
    return ["13-004: a picture without words" for e in elements(reader) if e["/S"] == "/Figure" and not str(e.get("/Alt", "")).strip()]


def links(reader):
    """28: each link stands in the structure and is told in words, and the page says in which order they come."""
    for number, page in enumerate(reader.pages, 1):
        for annotation in (one.get_object() for one in page.get("/Annots", [])):
            if "/StructParent" not in annotation:
                yield f"28-002: a link on page {number} stands outside of the structure"
            if not annotation.get("/Contents"):
                yield f"28-012: a link on page {number} without words"
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"28-008: page {number} has links in no order"


def fonts(reader):
    """31: each font is in the file, and each of its letters is known by name."""
    for page in reader.pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            made = font.get_object()
            inner = made["/DescendantFonts"][0].get_object() if "/DescendantFonts" in made else made
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object()):
                yield f"31-009: the font {made['/BaseFont']} is not in the file"
            if "/ToUnicode" not in made:
                yield f"31-027: the letters of {made['/BaseFont']} have no names"
