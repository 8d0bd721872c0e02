"""The form: a trainee's answers on a page, checked while they are given and kept at once.

One widget stands for a whole form. Its state is what the form asks (`schema`), what was typed (`raws`, word for word),
which revision of each answer that is, and what there is to say about it (`messages`). The browser draws native controls
and sends what changes; what an answer means is decided here, by the same typed model that the plan and the calculations use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from workbook.answers.also import also
from workbook.answers.check import Checked
from workbook.answers.fields import Answers
from workbook.answers.schema import offering
from workbook.answers.schema import schema as schema_of
from workbook.lessons.uses import changed_paths
from workbook.store.desk import Desk
from workbook.store.errors import StoreError
from workbook.store.records import Change, Saved, Stored
from workbook.widgets.awaited import Awaited, lazy
from workbook.widgets.guard import Alerting, guard, guarded
from workbook.widgets.island import Island, drawn_by
from workbook.widgets.received import clean

Choices = Callable[[], Mapping[str, Mapping[str, str]]]
NOT_SAVED = "Not saved: {reason} Your text is kept in this browser, and saving is tried again."
UNKNOWN = "something went wrong on our side."


class Form(Awaited, Alerting, Island):
    """A form over one model, kept by a desk.

    Parameters
    ----------
    model : type[Answers]
        The questions.
    desk : Desk
        The visitor's open workbook.
    choices : callable, optional
        What some of its fields offer, where that depends on the workbook: see `answers.schema.offering`.
    """

    _esm = drawn_by("form")

    form = traitlets.Unicode().tag(sync=True)
    schema = traitlets.Dict().tag(sync=True)
    raws = traitlets.Dict().tag(sync=True)
    revisions = traitlets.Dict().tag(sync=True)
    messages = traitlets.Dict().tag(sync=True)
    state = traitlets.Unicode("not_started").tag(sync=True)
    saved_at = traitlets.Unicode().tag(sync=True)
    also: traitlets.List = traitlets.List().tag(sync=True)  # what else the last change changes: [{"label", "href"}]
    workbook = traitlets.Unicode().tag(sync=True)  # drafts in the browser belong to one workbook
    read_only = traitlets.Bool(False).tag(sync=True)

    def __init__(self, model: type[Answers], desk: Desk, choices: Choices = dict) -> None:
        self.model = model
        self._choices = choices
        self.desk = desk
        self._callbacks: list[Callable[[Any], object]] = []
        info = desk.workbook
        told = {"state": desk.state(model), "awaited": True} if lazy() else self._all()
        super().__init__(form=model.FORM, workbook=info.id, read_only=info.read_only, **told)
        self.on_msg(self._receive)
        if not self.schema:
            self.when_seen(self._open)
        desk.on_saved(self._on_saved)

    @property
    def checked(self) -> Checked[Any]:
        """The answers with everything there is to say about them."""
        return self.desk.checked(self.model)

    @property
    def answers(self) -> Any:
        """The typed answers; what is not right yet is blank."""
        return self.checked.answers

    def on_change(self, callback: Callable[[Any], object]) -> Callable[[], None]:
        """Call `callback(answers)` now and after each saved change; what comes back ends that."""
        self._callbacks.append(callback)
        self._call(callback)
        return lambda: self._callbacks.remove(callback)

    def _open(self) -> None:
        """Somebody looks: tell the questions and the answers."""
        with self.hold_sync():
            for name, value in self._all().items():
                self.set_trait(name, value)
            self.forget_seen(self._open)

    def _all(self) -> dict[str, Any]:
        return {"schema": offering(schema_of(self.model, self.desk.locale), self._choices()), **self._standing()}

    def _standing(self) -> dict[str, Any]:
        """Everything about the answers that the browser is told, as the desk has it now."""
        stored, checked = self.desk.stored(self.model), self.checked
        newest = max((one.at for one in stored.values()), default=None)
        return {
            "raws": {name: one.raw for name, one in stored.items()},
            "revisions": {name: one.revision for name, one in stored.items()},
            "messages": messages_of(checked),
            "state": self.desk.state(self.model),
            "saved_at": newest.isoformat() if newest else "",
        }

    def _call(self, callback: Callable[[Any], object]) -> None:
        with guard(self):
            callback(self.answers)

    @guarded
    def _on_saved(self, form_id: str) -> None:
        """Another form, page or message changed answers: show them here, and tell whoever calculates with them."""
        if form_id != self.model.FORM:
            if self.model.KEPT:  # what is kept beside the answers may have come or gone
                self.set_trait("state", self.desk.state(self.model))
            return
        self._show()
        for callback in tuple(self._callbacks):
            self._call(callback)

    def _show(self) -> None:
        with self.hold_sync():
            self.set_trait("alert", "")
            for name, value in (self._standing() if self.schema else {"state": self.desk.state(self.model)}).items():
                self.set_trait(name, value)

    @guarded
    def _receive(self, _: object, content: Any, __: object) -> None:
        kind = content.get("type") if isinstance(content, dict) else None
        if kind == "look":
            self.desk.refresh(self.model)
        elif kind in ("save", "continue"):
            self._save(content)

    def _save(self, content: Mapping[str, Any]) -> None:
        """Keep what was sent and answer; whatever fails, the browser hears that its text is not saved."""
        seq = content.get("seq", 0)
        try:
            saved = self._keep(content)
            self.send(self._acknowledged(seq, saved, verdict=content["type"] == "continue"))
        except StoreError as error:
            self.send({"type": "not_saved", "seq": seq, "text": NOT_SAVED.format(reason=_lower(str(error)))})
        except Exception:
            self.send({"type": "not_saved", "seq": seq, "text": NOT_SAVED.format(reason=UNKNOWN)})
            raise

    def _keep(self, content: Mapping[str, Any]) -> Saved | None:
        specs, bases = self.model.specs(), _dict(content.get("bases"))
        given = {name: raw for name, raw in _dict(content.get("changes")).items() if name in specs}
        changes = {name: Change(clean(specs[name], raw), base=_whole(bases.get(name))) for name, raw in given.items()}
        if not changes:
            return None
        before = {name: stored.raw for name, stored in self.desk.stored(self.model).items()}
        saved = self.desk.save(self.model, changes, writer=str(content.get("tab") or "page")[:60])
        self._tell_also(before, {name: change.raw for name, change in changes.items() if name not in saved.conflicts})
        return saved

    def _tell_also(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Say what else an answer changes that stood there and is another one now; a first answer changes nothing that was there."""
        changed = changed_paths(before, after)
        if changed:
            self.also = also(self.model.FORM, changed)

    def _acknowledged(self, seq: int, saved: Saved | None, *, verdict: bool) -> dict[str, Any]:
        standing = self._standing()
        return {
            "type": "saved",
            "seq": seq,
            "at": saved.at.isoformat() if saved else standing["saved_at"],
            "revisions": dict(saved.revisions) if saved else {},
            "conflicts": {name: _as_json(stored) for name, stored in saved.conflicts.items()} if saved else {},
            "messages": standing["messages"],
            "state": standing["state"],
            "verdict": verdict,
        }


def messages_of(checked: Checked[Any]) -> dict[str, dict[str, Any]]:
    """Everything there is to say, by path, what blocks first and in reading order; the browser shows errors after Continue."""
    said = checked.on_continue()
    order = dict.fromkeys([*(path for path, _ in checked.errors), *said])
    return {path: said[path].as_dict() for path in order}


def _as_json(stored: Stored) -> dict[str, Any]:
    return {"raw": stored.raw, "revision": stored.revision, "at": stored.at.isoformat(), "writer": stored.writer}


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
