"""What the server and its kernels write down: what happened, where it failed, and nothing about anybody.

A line is text, or JSON with `--log-format json`. A failure is told with its kind and the lines of code that led to it. What an exception says in its
own words may quote an answer, so these words are left out as soon as others than oneself use the workbook; `WORKBOOK_LOG_DETAILS=1`
brings them back while one looks for a fault.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, TextIO

FORMAT, DETAILS = "WORKBOOK_LOG_FORMAT", "WORKBOOK_LOG_DETAILS"
"""The environment in which kernels hear how to write."""

FACTS = ("event", "page", "kernel", "why", "seconds", "status", "method", "address", "place", "free")
"""What a record may say besides its message."""

_CODE_LINE = re.compile(r"(File |Cell |-+> ?\d+ |\s+\d+ |\s+File )")
_KEY = re.compile(r"(workbook/open/)[^\s)]+")
_QUERY = re.compile(r"\?[^\s)]+")
_FROM_WHERE = re.compile(r" \((\d+\.\d+\.\d+\.\d+|[0-9a-fA-F:]*:[0-9a-fA-F:]+)\)")


def details() -> bool:
    """Return whether the words of exceptions may stand in the log."""
    return os.environ.get(DETAILS, "1") == "1"


def failure(error: BaseException, *, words: bool) -> str:
    """Return an exception with the code that led to it, and with what came before it.

    Parameters
    ----------
    error : BaseException
        What was raised.
    words : bool
        Whether to quote what it says: it may quote an answer.

    Examples
    --------
    >>> failure(ValueError("Ann earns 1,000"), words=False)
    'ValueError'
    """
    return "\n".join(_told(error, words, set()))


def _told(error: BaseException, words: bool, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _told(before, words, seen)
        yield "which led to:"
    yield from _frames(error.__traceback__)
    kind = type(error).__qualname__
    yield f"{kind}: {error}" if words else kind


def _frames(tb: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(tb):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        if frame.line:
            yield f"    {frame.line}"


def without_words(told: str) -> str:
    r"""Return a traceback that is text already without the words of its exceptions: only its lines of code are left.

    Examples
    --------
    >>> without_words('Cell In[1], line 1\n----> 1 int(x)\n\nValueError: Ann earns 1,000')
    'Cell In[1], line 1\n----> 1 int(x)'
    """
    return "\n".join(line for line in told.splitlines() if _CODE_LINE.match(line))


class Lines(logging.Formatter):
    """A record as a line of text, or as a line of JSON.

    Parameters
    ----------
    as_json : bool
        One JSON object a line, for programs that collect logs.
    words : bool
        Whether exceptions are quoted.
    """

    def __init__(self, *, as_json: bool, words: bool) -> None:
        super().__init__()
        self._json, self._words = as_json, words

    def format(self, record: logging.LogRecord) -> str:
        """One record as a line: a JSON object, or time, level and message; what may be personal is taken out."""
        facts = {name: getattr(record, name) for name in FACTS if hasattr(record, name)}
        error = record.exc_info[1] if record.exc_info else None
        told = failure(error, words=self._words) if error else str(getattr(record, "told", ""))
        if told and not error and not self._words:
            told = without_words(told)
        message = _scrubbed(record.getMessage(), words=self._words)
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        if self._json:
            line = {"time": when, "level": record.levelname.lower(), "from": record.name, "message": message, **facts}
            return json.dumps(line | ({"traceback": told} if told else {}), ensure_ascii=False, default=str)
        more = " ".join(f"{name}={value}" for name, value in facts.items())
        return "\n".join(filter(None, [f"{when} {record.levelname.lower()}: {_one_line(message)} {more}".rstrip(), told]))


def _scrubbed(message: str, *, words: bool) -> str:
    """Leave out keys, and where others than oneself come, whence they came and what they asked for."""
    message = _KEY.sub(r"\1…", message)
    return message if words else _FROM_WHERE.sub("", _QUERY.sub("?…", message))


def _one_line(message: str) -> str:
    """A message of several lines must not look like several messages, and none may steer the terminal that shows it."""
    shown = "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in message)
    return shown.replace("\n", "\n    ")


def handler(stream: TextIO | None = None) -> logging.Handler:
    """Return a handler that writes as `WORKBOOK_LOG_FORMAT` and `WORKBOOK_LOG_DETAILS` say."""
    writing = logging.StreamHandler(stream)
    writing.addFilter(_ours_or_important)
    writing.setFormatter(Lines(as_json=os.environ.get(FORMAT) == "json", words=details()))
    return writing


def _ours_or_important(record: logging.LogRecord) -> bool:
    """Other libraries are heard when something is wrong; what we say ourselves always is."""
    return record.levelno >= logging.WARNING or (record.levelno >= logging.INFO and record.name.split(".")[0] == "workbook")


def set_up(more: logging.Handler | None = None) -> None:
    """Let this process's log be written to its error output, one way for all loggers.

    Parameters
    ----------
    more : logging.Handler, optional
        What else hears of each record.
    """
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    for new in filter(None, (handler(sys.stderr), more)):
        root.addHandler(new)
    root.setLevel(logging.WARNING)
    logging.getLogger("workbook").setLevel(logging.INFO if os.environ.get(FORMAT) == "json" else logging.WARNING)


def quiet(app: Any) -> None:
    """Let an application's own logger write like all others."""
    app.log.handlers.clear()
    app.log.propagate = True
