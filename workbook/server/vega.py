"""The drawing library of the charts, made once per machine from what vl-convert carries: no network, no build step."""

from __future__ import annotations

import os
import threading
from importlib.metadata import version
from pathlib import Path

import vl_convert

from workbook.server.places import cache_folder

_making = threading.Lock()
_SNIPPET = "window.workbookVega = { embed: vegaEmbed, vega, vegaLite };"
_EXPORTS = "\nexport const { embed, vega, vegaLite } = window.workbookVega;\n"


def vega_module() -> Path:
    """Return the file of an ES module that exports `embed`, `vega` and `vegaLite`; making it takes a few seconds once.

    Returns
    -------
    Path
        In the cache folder, named after vl-convert's version.
    """
    file = cache_folder() / f"vega-{version('vl-convert-python')}.js"
    with _making:
        if not file.is_file():
            half = file.with_suffix(f".{os.getpid()}")
            half.write_text(vl_convert.javascript_bundle(_SNIPPET) + _EXPORTS, encoding="utf-8")
            half.replace(file)
    return file
