"""The plan on the page: its pages as they will be printed, its text to read and to edit, and the files to take away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from workbook.answers.chapters import link_to
from workbook.answers.plan_texts import PlanTexts
from workbook.pages import analysis, seeing, standing
from workbook.pages.here import desk, safely
from workbook.pages.seeing import beside, soon
from workbook.report import FORMATS, export, sample
from workbook.report.plan import Part, composed, parts
from workbook.report.texts import KEPT, Text
from workbook.store.records import Change
from workbook.widgets import DocumentView, Download, Form, Notice, PagesView, Panel

_FINDING = tuple(getattr(analysis, name) for name in analysis.__all__ if name not in {"checks", "load", "status"})
"""The steps of chapter 6 that find something for the plan."""
LABELS = {"docx": "Download as Word", "pdf": "Download as PDF", "md": "Download as Markdown", "xlsx": "Download the tables (XLSX)"}
MOMENT = 0.05
"""Seconds between the text and its charts: drawing them takes most of a second."""
EDITOR = "page"
LOAD = {"Load your own files": "06_analysis.ipynb#load"}


def document() -> Panel:
    """Read the plan, say parts of it in one's own words, see its pages, and take it away."""
    pages, sheet, shown, strange = PagesView(), DocumentView(_edit), _Showing(), Notice()

    def show() -> None:
        shown.show(pages, sheet)
        left = sample.left_out(desk())
        strange.show(left, links=LOAD) if left else strange.clear()

    part = seeing.Part(safely(show, sheet, pages), sheet, pages)
    desk().on_saved(lambda form: _changed(form, part))
    downloads = [_download(form, label) for form, label in LABELS.items()]
    return Panel(strange, pages, *downloads, Form(PlanTexts, desk()), sheet)


class _Showing:
    """The text at once, the charts and the pages a moment later; only the latest of several changes is drawn in full."""

    def __init__(self) -> None:
        self._call_off: Callable[[], None] = lambda: None
        self._complete = False

    def show(self, pages: PagesView, sheet: DocumentView) -> None:
        """Show the plan of the answers as they are now."""
        standing.bring_up_to_date(_FINDING)
        written = tuple(parts(desk()))
        if not self._complete:
            sheet.show(composed(desk(), written, charts=False), _texts(written))
        self._call_off()
        self._call_off = soon(safely(partial(self._rest, written, pages, sheet), sheet, pages), MOMENT)

    def _rest(self, written: tuple[Part, ...], pages: PagesView, sheet: DocumentView) -> None:
        from workbook.report.pdf import pages as set_pages

        made = composed(desk(), written)

        def draw(finished: Callable[[], tuple[bytes, ...]]) -> None:
            pictures, self._complete = finished(), True
            sheet.show(made, _texts(written))
            width, height = (216, 279) if made.letter else (210, 297)
            pages.show(made.title, pictures, width, height)

        self._call_off = beside(partial(set_pages, made), lambda finished: safely(partial(draw, finished), sheet, pages)())


def _texts(written: tuple[Part, ...]) -> dict[str, Text]:
    return {part.name: part.text for part in written}


def _download(form: str, label: str) -> Download:
    def make() -> tuple[str, str, bytes]:
        standing.bring_up_to_date(_FINDING)
        return f"marketing-plan.{form}", FORMATS[form], export(desk(), form)

    return Download(label, make)


def _changed(form: str, part: seeing.Part) -> None:
    if form == PlanTexts.FORM:
        _note()
    part.again()


def _note() -> None:
    """Keep, for each text that somebody has written or changed, what the answers write in its place today."""
    kept, own = desk().kept(KEPT), {one.part: one.text for one in reversed(desk().answers(PlanTexts).texts) if one.part and one.text}
    fresh = {name: text for name, text in own.items() if kept.get(name, {}).get("own") != text}
    for part in parts(desk()) if fresh else ():
        if part.name in fresh:
            desk().keep(KEPT, part.name, {"own": fresh[part.name], "generated": part.text.generated})
    for name in kept.keys() - own.keys():
        desk().forget(KEPT, name)


def _edit(what: str, part: str) -> str | None:
    """What somebody wants with the text of a part: edit it, keep their own, or have the generated one again."""
    text = next(one.text for one in parts(desk()) if one.name == part)
    if what == "keep":
        desk().keep(KEPT, part, {"own": text.own, "generated": text.generated})
        desk().tell(PlanTexts.FORM)
        return None
    stored = desk().fresh(PlanTexts).get("texts")
    items = [item for item in (stored.raw if stored else []) or [] if isinstance(item, dict)]
    revision = stored.revision if stored else 0
    if what == "generated":
        _save([item for item in items if item.get("part") != part], revision)
        return None
    if not text.own:
        _save([*(item for item in items if item.get("part") != part), {"_id": part, "part": part, "text": text.generated}], revision)
    item = next((item for item in items if item.get("part") == part), {"_id": part})
    return link_to(f"{PlanTexts.FORM}:texts/{item['_id']}/text").partition("#")[2]


def _save(items: list[dict[str, str]], revision: int) -> None:
    desk().save(PlanTexts, {"texts": Change(items, None, revision)}, EDITOR)


__all__ = ["document"]
