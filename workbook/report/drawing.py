"""Charts drawn for paper: Vega-Lite to SVG and PNG, with the workbook's own fonts and without a browser or a network.

The press (`press.py`) draws all charts that are asked for together, which costs most of a second however few they are; what was drawn
once is remembered, so that the preview, the pages and the files share it.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbook.report.document import Document, Picture

FONTS = Path(__file__).with_name("fonts")
"""The fonts of the PDF and of the charts; their licences stand beside them."""
PATIENCE = 120
"""Seconds after which a job of the press is given up."""
KEPT = 64
"""Drawings that are remembered."""


class PressError(RuntimeError):
    """What the press could not do."""


def press(job: str, **more: Any) -> dict[str, Any]:
    """Have the press do one job; see `press.py`.

    Raises
    ------
    PressError
        When it did not end well; the message is what it said.
    """
    order = json.dumps({"job": job, "fonts": str(FONTS), **more}, ensure_ascii=False).encode()
    done = subprocess.run([sys.executable, "-I", str(Path(__file__).with_name("press.py"))], input=order, capture_output=True, timeout=PATIENCE)
    if done.returncode:
        message = f"The press must end with 0 (got {done.returncode}) at the job “{job}”: {done.stderr.decode(errors='replace')[-2000:]}"
        raise PressError(message)
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def drawn(document: Document) -> Document:
    """The same document, its charts drawn: all that are not remembered in one go."""
    draw(block.spec for block in document.blocks if isinstance(block, Picture))
    return document


def draw(specs: Iterable[str]) -> None:
    """Draw what is not remembered yet."""
    missing = [spec for spec in dict.fromkeys(specs) if spec not in _remembered()]
    if missing:
        made = press("charts", specs=missing)["svg"]
        _remember(dict(zip(missing, made, strict=True)))


def svg(spec: str) -> str:
    """A Vega-Lite specification (JSON) as SVG; its texts stay texts."""
    draw([spec])
    return _remembered()[spec]


@lru_cache(maxsize=16)
def png(spec: str) -> bytes:
    """A Vega-Lite specification (JSON) as PNG, for formats that hold no SVG."""
    return base64.b64decode(press("pictures", svg=[svg(spec)])["png"][0])


@lru_cache(maxsize=1)
def _remembered() -> dict[str, str]:
    return {}


def _remember(made: dict[str, str]) -> None:
    """Keep drawings, and let the oldest go."""
    kept = _remembered()
    kept.update(made)
    for spec in list(kept)[: max(0, len(kept) - KEPT)]:
        kept.pop(spec, None)
