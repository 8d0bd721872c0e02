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


def on_data(show: Callable[[], None], missing: Notice, *views: View, models: tuple[type[Answers], ...] = ()) -> None:
    """Draw `views` by `show` and again after each change of the files, of how they are read, or of one of `models`.

    What the tables do not allow is said in `missing`, in a sentence, and the views are cleared so that nothing old stands there. In the
    app this waits until somebody looks (see `seeing`); what `show` keeps for the plan is worked out all the same (see `standing`).
    """
    depends: tuple[type[Answers], ...] = (Reading, Files, Setup, *models)

    def attempt() -> None:
        missing.clear()
        safely(tell, *views)()

    def tell() -> None:
        try:
            show()
        except (MixedCurrencies, MissingColumns) as problem:
            links = {"Choose one currency": link_to(f"{Files.FORM}:currency")} if isinstance(problem, MixedCurrencies) else {}
            missing.show(str(problem), tone="warn", links=links)
            for view in views:
                view.clear()

    part = Part(attempt, missing, *views)
    standing().models.update(depends)
    if lazy():
        standing().add(part, depends)
    else:
        forms = {files.CHANGED, *(model.FORM for model in depends)}
        desk().on_saved(lambda saved: part.again() if saved in forms else None)
