"""Charts drawn for paper: Vega-Lite to SVG and PNG, with the workbook's own fonts and without a browser or a network.

The first drawing of a process costs most of a second (the engine starts), each further one less than a fifth; what was drawn once is
remembered, so that the preview and the files share it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).with_name("fonts")
"""The fonts of the PDF and of the charts; their licences stand beside them."""
SHARP = 2.4
"""Pixels of a PNG for each unit of the drawing: sharp on paper too."""


@lru_cache(maxsize=32)
def svg(spec: str) -> str:
    """A Vega-Lite specification (JSON) as SVG; its texts stay texts."""
    return str(_engine().vegalite_to_svg(spec))


@lru_cache(maxsize=16)
def png(spec: str) -> bytes:
    """A Vega-Lite specification (JSON) as PNG, for formats that hold no SVG."""
    return bytes(_engine().svg_to_png(svg(spec), scale=SHARP))


@cache
def _engine() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert
