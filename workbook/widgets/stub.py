"""The few lines a widget carries to the browser: they fetch the real module once from the server of the page.

A page with ten widgets would otherwise hold ten copies of their code in its state. The address contains a hash of the
content of `static/`, so browsers may keep the files for ever and still see a change at once.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
"""The folder of modules and style sheets that the server serves at `workbook/static/<hash>/`."""


@cache
def static_hash() -> str:
    """Return a short hash over the names and contents of the static files.

    Returns
    -------
    str
        Twelve hexadecimal digits.

    Examples
    --------
    >>> len(static_hash())
    12
    """
    digest = hashlib.sha256()
    for path in sorted(p for p in STATIC.rglob("*") if p.is_file()):
        digest.update(path.relative_to(STATIC).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def sheets() -> tuple[str, ...]:
    """Return the style sheets that widgets need wherever they stand, in their order; `static/sheets.json` lists all there are.

    Examples
    --------
    >>> sheets()[:2]
    ('fonts', 'base')
    """
    listed = json.loads((STATIC / "sheets.json").read_text(encoding="utf-8"))
    return tuple(name for name, where in listed.items() if where == "everywhere")


def stub(name: str) -> str:
    """Return the `_esm` of a widget: it imports `workbook/static/<hash>/<name>.js` from the server of the page.

    Parameters
    ----------
    name : str
        The module's name without its ending, as in `static/form.js`. Where it is missing, the page says so.

    Examples
    --------
    >>> "import(" in stub("form")
    True
    """
    text = (STATIC / "stub.js").read_text(encoding="utf-8")
    return text.replace("HASH", static_hash()).replace("SHEETS", json.dumps([f"{sheet}.css" for sheet in sheets()])).replace("NAME", name)
