"""The plan on the page: its pages as they will be printed, its text to read and to edit, and the files to take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from workbook.answers.chapters import link_to
from workbook.answers.plan_texts import PlanTexts
from workbook.pages import analysis, seeing, standing
from workbook.pages.here import desk, safely
from workbook.pages.seeing import beside, soon
from workbook.report import FORMATS, export, sample
from workbook.report.plan import Part, composed, parts
from workbook.report.texts import KEPT, Text, own_texts
from workbook.store.errors import StoreError
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
        made = export(desk(), form)
        _taken(form)
        return f"marketing-plan.{form}", FORMATS[form], made

    return Download(label, make)


def _taken(form: str) -> None:
    """Note the first download: the step is done then, whether or not anything was told in one's own words. The file matters more than the note."""
    with suppress(StoreError):
        if not desk().kept(PlanTexts.KEPT):
            desk().keep(PlanTexts.KEPT, "plan", form)
            desk().tell(PlanTexts.KEPT)


def _changed(form: str, part: seeing.Part) -> None:
    if form == PlanTexts.KEPT:
        return
    if form == PlanTexts.FORM:
        _note()
    part.again()


def _note() -> None:
    """Keep, for each text that somebody has written or changed, what the answers write in its place today; put aside what was taken away."""
    kept, own = desk().kept(KEPT), own_texts(desk())
    fresh = {name: text for name, text in own.items() if kept.get(name, {}).get("own") != text}
    for part in parts(desk()) if fresh else ():
        if part.name in fresh:
            desk().keep(KEPT, part.name, {**kept.get(part.name, {}), "own": fresh[part.name], "generated": part.text.generated})
    for name in kept.keys() - own.keys():
        _put_aside(name, kept[name])


def _put_aside(part: str, was: Mapping[str, str]) -> None:
    """Keep a text that was taken away, so that it can be had back; one that was opened for editing and never changed is no loss."""
    text = was.get("own", "")
    lost = text if text != was.get("generated") else ""
    if lost or was.get("before"):
        desk().keep(KEPT, part, {"before": lost or was["before"]})
    else:
        desk().forget(KEPT, part)


def _edit(what: str, part: str) -> str | None:
    """What somebody wants with the text of a part: edit it, keep their own, have the generated one again, or their own back after that."""
    text = next(one.text for one in parts(desk()) if one.name == part)
    if what == "keep":
        desk().keep(KEPT, part, {**desk().kept(KEPT).get(part, {}), "own": text.own, "generated": text.generated})
        desk().tell(PlanTexts.FORM)
    elif what == "generated":
        _remember(part, text)
        desk().edit(PlanTexts, "texts", lambda items: _others(items, part), EDITOR)
    elif what == "back" and text.before:
        _write(part, text.before)
    elif what == "edit":
        return _place(part, text)
    return None


def _remember(part: str, text: Text) -> None:
    """Keep a text that nobody has noted yet, from a file of another workbook, before it is taken away."""
    was = desk().kept(KEPT).get(part, {})
    if was.get("own") != text.own:
        desk().keep(KEPT, part, {**was, "own": text.own, "generated": ""})


def _place(part: str, text: Text) -> str:
    """Where the text of a part is edited; a part that the answers write begins with what they write."""
    if not text.own:
        _write(part, text.generated)
    stored = desk().stored(PlanTexts).get("texts")
    item = next((item for item in (stored.raw if stored else []) if item.get("part") == part and item.get("text")), {"_id": part})
    return link_to(f"{PlanTexts.FORM}:texts/{item['_id']}/text").partition("#")[2]


def _write(part: str, text: str) -> None:
    """Put a text for a part into the form, in place of what stands there."""
    desk().edit(PlanTexts, "texts", lambda items: [*_others(items, part), {"_id": part, "part": part, "text": text}], EDITOR)


def _others(items: list[dict[str, str]], part: str) -> list[dict[str, str]]:
    return [item for item in items if item.get("part") != part]


__all__ = ["document"]
