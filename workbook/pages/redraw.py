"""When a view of the loaded files is drawn: when it is seen, and again whenever a file comes or goes or an answer that it depends on changes."""

from __future__ import annotations

from collections.abc import Callable

from workbook.answers.analysis import Reading
from workbook.answers.chapters import link_to
from workbook.answers.fields import Answers
from workbook.answers.files import Files
from workbook.answers.start import Setup
from workbook.metrics.kpi import MixedCurrencies
from workbook.metrics.tables import MissingColumns
from workbook.pages import files
from workbook.pages.here import View, desk, safely
from workbook.pages.seeing import Part, lazy
from workbook.pages.standing import standing
from workbook.widgets import Notice

LOAD = "06_analysis.ipynb#load"
"""Where files are loaded, with the columns that others lack."""


class Missing(ValueError):
    """Something that a page needs is not there yet; the text says what, `link` where it is given."""

    def __init__(self, text: str, link: str) -> None:
        super().__init__(text)
        self.link = link


def on_data(show: Callable[[], None], missing: Notice, *views: View, models: tuple[type[Answers], ...] = ()) -> None:
    """Draw `views` by `show` and again after each change of the files, of how they are read, or of one of `models`.

    What the tables do not allow is said in `missing`, in a sentence, and the views are cleared so that nothing old stands there. In the
    app this waits until somebody looks (see `seeing`); what `show` keeps for the plan is worked out all the same (see `standing`).
    """
    depends: tuple[type[Answers], ...] = (Reading, Files, Setup, *models)
    part = Part(or_missing(show, missing, *views), missing, *views)
    standing().models.update(depends)
    if lazy():
        standing().add(part, depends)
    else:
        forms = {files.CHANGED, *(model.FORM for model in depends)}
        desk().on_saved(lambda saved: part.again() if saved in forms else None)


def on_files(show: Callable[[], None], missing: Notice, *views: View, models: tuple[type[Answers], ...]) -> None:
    """Draw `views` by `show` and again after each change of the files or of `models`, as `on_data` does; nothing of it is kept for the plan."""
    forms = {files.CHANGED, *(model.FORM for model in models)}
    part = Part(or_missing(show, missing, *views), missing, *views)
    desk().on_saved(lambda saved: part.again() if saved in forms else None)


def or_missing(show: Callable[[], None], missing: Notice, *views: View) -> Callable[[], None]:
    """Return `show`, made safe: what answers or tables do not allow is said in `missing`, and the views are cleared of what is old."""

    def attempt() -> None:
        missing.clear()
        safely(tell, *views)()

    def tell() -> None:
        try:
            show()
        except (Missing, MixedCurrencies, MissingColumns) as problem:
            missing.show(str(problem), tone="warn", links=_where_given(problem))
            for view in views:
                view.clear()

    return attempt


def _where_given(problem: Exception) -> dict[str, str]:
    """The step, or the very field, in which what is missing is given."""
    if isinstance(problem, MixedCurrencies):
        return {"Choose one currency": link_to(f"{Files.FORM}:currency")}
    return {"Go there": getattr(problem, "link", LOAD)}
