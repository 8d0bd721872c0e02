"""The page's style sheets in one file, and its modules in one: a first visit asks for two files instead of sixty.

Each of those requests costs the server some milliseconds, which counts when thirty arrive at once. The modules stay separate files in
`widgets/static/`, and JupyterLab fetches those that it needs. They are joined without a bundler: every import and export in them stands
on a line of its own, in one of four forms, and each module becomes a function that fills an object with what it exports.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from workbook.server.places import STATIC, cache_folder

SCRIPT, SHEET = "joined.js", "joined.css"
CLIENT = "client"
"""The module that begins: what it imports comes before it, and the widgets after it."""

_making = Lock()
_made: set[Path] = set()

_IMPORT = re.compile(r'^import \{ (.+) \} from "\./([\w-]+)\.js";$', re.MULTILINE)
_DECLARED = re.compile(r"^export ((?:async )?function\*?|class|const) (\w+)", re.MULTILINE)
_ARROW = re.compile(r"^export const (\w+) = (?:async )?(?:\([^)]*\)|\w+) =>", re.MULTILINE)
_LISTED = re.compile(r"^export \{ ([\w, ]+) \};$", re.MULTILINE)
_DEFAULT = re.compile(r"^export default ", re.MULTILINE)
_LEFT = re.compile(r"^(?:import|export)\b(?!\().*$", re.MULTILINE)


def sheets() -> tuple[str, ...]:
    """Return the style sheets of a page in their order, as `static/sheets.json` lists them.

    Examples
    --------
    >>> sheets()[:3]
    ('fonts', 'base', 'page')
    """
    return tuple(json.loads((STATIC / "sheets.json").read_text(encoding="utf-8")))


def style() -> str:
    """Return all style sheets of a page as one."""
    return "\n".join((STATIC / f"{name}.css").read_text(encoding="utf-8") for name in sheets())


def script(folder: Path = STATIC) -> str:
    """Return the page's client and every widget's module as one module.

    Raises
    ------
    ValueError
        When a module imports or exports in another form than the four that can be joined.
    """
    widgets = [file.stem for file in sorted(folder.glob("*.js")) if file.stem != "stub" and _DEFAULT.search(file.read_text(encoding="utf-8"))]
    order: dict[str, str] = {}
    for name in (CLIENT, *widgets):
        _add(folder, name, order, ())
    names = list(order)
    _only_functions_come_late(order)
    functions = [_function(name, text, frozenset(names[:place])) for place, (name, text) in enumerate(order.items())]
    return "\n".join(["const from = (globalThis.workbookModules = {});", *functions])


def _add(folder: Path, name: str, order: dict[str, str], above: tuple[str, ...]) -> None:
    """Put a module behind those that it imports; where modules import each other, one of them has to come first."""
    if name not in order and name not in above:
        text = (folder / f"{name}.js").read_text(encoding="utf-8")
        for _, other in _IMPORT.findall(text):
            _add(folder, other, order, (*above, name))
        order[name] = text


def _only_functions_come_late(order: dict[str, str]) -> None:
    """Where modules import each other, the one that stands first gets only functions of the other: anything else is not there yet."""
    names = list(order)
    for place, name in enumerate(names):
        for listed, other in _IMPORT.findall(order[name]):
            ready = {each for kind, each in _DECLARED.findall(order[other]) if "function" in kind} | set(_ARROW.findall(order[other]))
            wanted = {each.split(" as ")[0] for each in listed.split(", ")}
            if other not in names[:place] and not wanted <= ready:
                what = ", ".join(sorted(wanted - ready))
                message = f"{name}.js and {other}.js import each other, and {what} is no function: put it into a module of its own."
                raise ValueError(message)


def _import(found: re.Match[str], before: frozenset[str]) -> str:
    """What is imported from a module that comes later is there when it is called: functions only."""
    names, other = [each.split(" as ") for each in found[1].split(", ")], found[2]
    if other in before:
        return f'const {{ {", ".join(": ".join(each) for each in names)} }} = from["{other}"];'
    return " ".join(f'const {each[-1]} = (...given) => from["{other}"].{each[0]}(...given);' for each in names)


def _function(name: str, text: str, before: frozenset[str]) -> str:
    declared = _DECLARED.findall(text)
    early = [each for kind, each in declared if "function" in kind]  # as in a real module, they are there before it has run
    late = [each for kind, each in declared if "function" not in kind]
    late += [each.strip() for found in _LISTED.findall(text) for each in found.split(",")]
    text = _IMPORT.sub(lambda found: _import(found, before), text)
    text = _LISTED.sub("", _DECLARED.sub(r"\1 \2", _DEFAULT.sub("out.default = ", text)))
    if left := _LEFT.search(text):
        message = f"{name}.js must import and export on lines of their own, in a form that can be joined (got “{left[0]}”)."
        raise ValueError(message)
    opening = f'(() => {{\nconst out = (from["{name}"] = {{ {", ".join(early)} }});'
    return f"{opening}\n{text}\nObject.assign(out, {{ {', '.join(late)} }});\n}})();"


def joined(name: str, version: str) -> Path:
    """Return the file with everything in it, made once for each version of the static files.

    A browser asks for both files at once, and each request has its own thread: one makes them, the others wait.

    Parameters
    ----------
    name : str
        `SCRIPT` or `SHEET`.
    version : str
        `files.static_version()`.
    """
    file = cache_folder() / f"{version}-{name}"
    with _making:
        if file not in _made or not file.is_file():  # another server of this machine may have swept it away
            _make(file, _script_or_client() if name == SCRIPT else style())
            _made.add(file)
    return file


def _make(file: Path, text: str) -> None:
    half = file.with_name(f"{file.name}.{os.getpid()}")
    half.write_text(text, encoding="utf-8")
    half.replace(file)
    for old in _others(file):
        old.unlink(missing_ok=True)


def _script_or_client() -> str:
    """Everything as one module; where that cannot be, the client alone, which fetches the others."""
    try:
        return script()
    except ValueError:
        logging.getLogger(__name__).exception("The modules are sent one by one.")
        return f'import "./{CLIENT}.js";\n'


def _others(file: Path) -> Iterator[Path]:
    """The files of earlier versions."""
    ending = file.name.split("-", 1)[1]
    return (other for other in file.parent.glob(f"*-{ending}") if other != file)
