"""Lessons are data files: a teacher edits YAML, and the file is checked the moment it is read.

A mistake in a file (a level forgotten, a rate above 1, a text too long for the page) is reported with the file's name
and the place in it, before a trainee sees it. Each file is read once and kept.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

import pydantic
import yaml

DATA = Path(__file__).parent / "data"
"""The folder of the lesson files."""

Id = Annotated[str, pydantic.StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Line = Annotated[str, pydantic.StringConstraints(min_length=2, max_length=200)]
Note = Annotated[str, pydantic.StringConstraints(min_length=8, max_length=420)]
Prose = Annotated[str, pydantic.StringConstraints(min_length=20, max_length=900)]
Scale5 = Annotated[int, pydantic.Field(ge=1, le=5)]
Scale3 = Annotated[int, pydantic.Field(ge=0, le=3)]
CurriculumId = Annotated[str, pydantic.StringConstraints(pattern=r"^\d{1,2}(\.\d{1,2})?$")]

_T = TypeVar("_T")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is about ten times as fast


class _Once(_Loader):  # type: ignore[misc, valid-type]
    """A loader to which a key that stands twice is a mistake: YAML itself would keep the last one and say nothing."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                msg = f"the key `{key}` stands twice"
                raise yaml.constructor.ConstructorError(None, None, msg, node.start_mark)
        return super().construct_mapping(node, deep)


class LessonError(ValueError):
    """A lesson file that does not say what it must say; the text names the file and the place."""


class Lesson(pydantic.BaseModel):
    """What every piece of a lesson shares: frozen, and no key that nobody reads."""

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def parse(text: str, kind: type[_T], name: str) -> _T:
    """Read YAML text as `kind`; `name` is the file's name for the message.

    Raises
    ------
    LessonError
        When the text is not YAML, or does not have the shape of `kind`.

    Examples
    --------
    >>> parse("[1, 2]", tuple[int, ...], "numbers.yaml")
    (1, 2)
    >>> parse("{a: 1, a: 2}", dict[str, int], "numbers.yaml")
    Traceback (most recent call last):
    ...
    workbook.lessons.files.LessonError: `numbers.yaml` must be YAML (got: the key `a` stands twice
      in "<unicode string>", line 1, column 1). Put quotes around a text that contains a colon.
    """
    try:
        data: Any = yaml.load(text, Loader=_Once)
        return pydantic.TypeAdapter(kind).validate_python(data)
    except yaml.YAMLError as problem:
        msg = f"`{name}` must be YAML (got: {problem}). Put quotes around a text that contains a colon."
        raise LessonError(msg) from problem
    except pydantic.ValidationError as problem:
        places = "; ".join(f"at {'/'.join(map(str, e['loc']))}: {e['msg']}" for e in problem.errors()[:5])
        msg = f"`{name}` has {problem.error_count()} thing(s) to correct: {places}."
        raise LessonError(msg) from problem


@cache
def read(name: str, kind: Any) -> Any:
    """Read `data/<name>.yaml` as `kind`, once."""
    return parse((DATA / f"{name}.yaml").read_text("utf-8"), kind, f"{name}.yaml")


def one(items: tuple[Any, ...], wanted: str, what: str) -> Any:
    """The item whose `id` is `wanted`, or an error that lists the valid choices."""
    for item in items:
        if item.id == wanted:
            return item
    choices = ", ".join(item.id for item in items)
    msg = f"`{what}` must be one of {choices} (got {wanted!r})."
    raise LessonError(msg)
