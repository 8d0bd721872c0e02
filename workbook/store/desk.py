"""A desk: one visitor's open workbook, with everything a page needs to ask, to keep and to read answers.

A page asks the desk for typed answers and never for the database. Checked answers are remembered until they change; what
depends on a form is told by `on_saved`.
"""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from workbook.answers.chapters import CHAPTERS
from workbook.answers.check import Checked, State, check
from workbook.answers.fields import Answers
from workbook.answers.locale import CURRENCIES, LANGUAGES, Locale
from workbook.store.errors import Conflict, StoreError
from workbook.store.opening import make_folder, open_store
from workbook.store.place import MYSELF, home
from workbook.store.records import Change, Saved, Stored, WorkbookInfo
from workbook.store.store import Store

SETUP = "start.setup"
TRIES = 3
"""How often a list is edited anew on top of what another tab wrote meanwhile."""
Items = list[dict[str, Any]]
Form = TypeVar("Form", bound=Answers)
_log = logging.getLogger(__name__)


def open_desk(database: str | None = None, visitor: str | None = None) -> Desk:
    """The visitor's current workbook; the server says which database and visitor by `WORKBOOK_DATABASE` and `WORKBOOK_VISITOR`."""
    store = open_store(database)
    return Desk(store, store.current(visitor or os.environ.get("WORKBOOK_VISITOR") or MYSELF))


class Desk:
    """One visitor's open workbook."""

    def __init__(self, store: Store, workbook: WorkbookInfo) -> None:
        self.store = store
        self.workbook = workbook
        self._stored: dict[str, dict[str, Stored]] = {}
        self._checked: dict[type[Answers], Checked[Any]] = {}
        self._callbacks: list[Callable[[str], None]] = []
        self._tab = secrets.token_hex(4)

    @property
    def locale(self) -> Locale:
        """How numbers, dates and money are written: from the start page, British English and euros until then."""
        setup = self._fields(SETUP)
        return Locale(language=_chosen(setup, "language", LANGUAGES, "en_GB"), currency=_chosen(setup, "currency", CURRENCIES, "EUR"))

    @property
    def folder(self) -> Path:
        """The folder of this workbook's uploads and tables, made when asked for."""
        place = home() / "files" / self.workbook.id
        make_folder(place)
        return place

    def stored(self, model: type[Answers]) -> dict[str, Stored]:
        """The current answers of a form as they were typed, with their revisions."""
        return dict(self._fields(model.FORM))

    def checked(self, model: type[Form]) -> Checked[Form]:
        """The answers of a form, typed, with what is missing or wrong."""
        if model not in self._checked:
            self._checked[model] = check(model, self._raws(model), self.locale)
        return self._checked[model]

    def answers(self, model: type[Form]) -> Form:
        """The typed answers of a form; what is not right yet is blank."""
        return self.checked(model).answers

    def save(self, model: type[Answers], changes: Mapping[str, Change], writer: str) -> Saved:
        """Keep what was typed, with the values understood, and tell whoever depends on this form.

        Raises
        ------
        StoreError
            When it could not be kept: the message is a sentence for the trainee, and nothing of these changes is in the store.
        """
        if strangers := set(changes) - set(model.specs()):
            message = f"The form “{model.TITLE or model.FORM}” has no question “{min(strangers)[:40]}”. Reload the page to see the questions it has."
            raise StoreError(message)
        raws = self._raws(model) | {name: change.raw for name, change in changes.items()}
        values = check(model, raws, self.locale).values
        typed = {name: replace(change, value=values.get(name)) for name, change in changes.items()}
        saved = self.store.save(self.workbook, model.FORM, typed, writer)
        if saved.changed or saved.conflicts:
            self._forget(model.FORM)
            self.tell(model.FORM)
        return saved

    def put(self, model: type[Answers], raws: Mapping[str, Any], writer: str) -> Saved:
        """Keep texts over whatever stands there now, as somebody does who has just seen it: a sample, a proposal, a list brought in."""
        known = self.fresh(model)
        return self.save(model, {name: Change(raw, None, known[name].revision if name in known else 0) for name, raw in raws.items()}, writer)

    def edit(self, model: type[Answers], field: str, change: Callable[[Items], Items], writer: str) -> Saved:
        """Change a list (a group's items) as it stands at this moment, in whatever tab it was written.

        `change` gets the items and returns the new ones. When another tab writes between the reading and the writing, it is asked again with what
        stands there then, so that neither loses anything. The revision's writer is `writer`, a slash and this desk: the same button in two tabs is
        two writers.

        Raises
        ------
        Conflict
            When others kept writing: the message says which question it was, and nothing was changed.
        """
        for _ in range(TRIES):
            stored = self.fresh(model).get(field)
            there = stored.raw if stored and isinstance(stored.raw, list) else []
            wanted = change([dict(item) for item in there if isinstance(item, dict)])
            saved = self.save(model, {field: Change(wanted, None, stored.revision if stored else 0)}, f"{writer}/{self._tab}")
            if field not in saved.conflicts:
                return saved
        message = f"“{model.specs()[field].label}” was changed in another tab at the same moment. Look at what stands there now, then do it again."
        raise Conflict(message)

    def fresh(self, model: type[Answers]) -> dict[str, Stored]:
        """What stands in the store at this moment, for whoever is about to write on top of it: another tab may have changed it since."""
        self.refresh(model)
        return self.stored(model)

    def refresh(self, form: str | type[Answers]) -> bool:
        """Look whether another tab or page has changed this form since it was read here; if so, tell whoever depends on it."""
        name = form if isinstance(form, str) else form.FORM
        return self._notice(name, self.store.answers(self.workbook, name))

    def keep(self, kind: str, name: str, payload: object) -> None:
        """Keep something that is no answer (JSON): a finding, a column mapping, the tries at an exercise."""
        self.store.keep(self.workbook, kind, name, payload)

    def kept(self, kind: str) -> dict[str, Any]:
        """Everything kept of one kind, by name, the oldest first."""
        return self.store.kept(self.workbook, kind)

    def forget(self, kind: str, name: str) -> None:
        """Remove what was kept; nothing happens when it is not there."""
        self.store.forget(self.workbook, kind, name)

    def on_saved(self, callback: Callable[[str], None]) -> Callable[[], None]:
        """Call `callback(form_id)` after each change of a form; what comes back ends that."""
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Whoever begins to listen inside the block is forgotten after it."""
        before = list(self._callbacks)
        try:
            yield
        finally:
            self._callbacks[:] = before

    def state(self, model: type[Answers]) -> State:
        """`not_started`, `in_progress` or `completed`; what is kept beside the answers may do the work of a form (`Answers.KEPT`)."""
        checked = self.checked(model)
        done = model.KEPT and checked.complete and model.done_by(self.kept(model.KEPT))
        return "completed" if done else checked.state

    def progress(self) -> dict[str, State]:
        """The state of each form of each chapter, by form; what other tabs have changed is noticed."""
        everything = self.store.all(self.workbook)
        models = [model for chapter in CHAPTERS for step in chapter.steps for model in step.forms]
        for form in (SETUP, *(model.FORM for model in models)):
            self._notice(form, everything.get(form, {}))
        return {model.FORM: self.state(model) for model in models}

    def _fields(self, form: str) -> dict[str, Stored]:
        if form not in self._stored:
            self._stored[form] = self.store.answers(self.workbook, form)
        return self._stored[form]

    def _raws(self, model: type[Answers]) -> dict[str, Any]:
        return {name: stored.raw for name, stored in self._fields(model.FORM).items()}

    def _notice(self, form: str, now: dict[str, Stored]) -> bool:
        """Take over what the store has; whether it differs from what was known here."""
        before = self._stored.get(form)
        if before == now:
            return False
        self._forget(form)
        self._stored[form] = now
        if before is not None:
            self.tell(form)
        return before is not None

    def _forget(self, form: str) -> None:
        """Another language or currency reads every number anew, so the set-up forgets all."""
        self._stored.pop(form, None)
        for model in [model for model in self._checked if form in {model.FORM, SETUP}]:
            del self._checked[model]

    def tell(self, form: str) -> None:
        """Tell whoever listens that a form, or what is kept beside the answers, has changed."""
        for callback in tuple(self._callbacks):
            try:
                callback(form)
            except Exception:  # the answer is kept; one listener's fault must not hide that, nor keep the others from hearing
                _log.exception("A listener failed after %s was saved", form)


def _chosen(setup: Mapping[str, Stored], name: str, choices: Mapping[str, str], default: str) -> str:
    raw = setup[name].raw if name in setup else None
    return raw if isinstance(raw, str) and raw in choices else default
