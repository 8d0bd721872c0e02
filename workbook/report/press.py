"""The press: a program of its own that draws charts and sets pages, and ends when the job is done.

The two engines (V8 behind the charts, Typst behind the pages) take some hundred megabytes and threads of their own. Neither belongs into
the process that answers a visitor: there it would stay for as long as the page is open. The program is started for one job, gets it as
JSON on its standard input, and writes what it made, as JSON, to its standard output. It reads no other module of the workbook, so that it
starts quickly, and it reaches no network.
"""

from __future__ import annotations

import base64
import json
import sys
from typing import Any

SHARP = 2.4
"""Pixels of a PNG for each unit of a drawing: sharp on paper too."""


def charts(job: dict[str, Any]) -> dict[str, Any]:
    """Vega-Lite specifications as SVG."""
    import vl_convert

    vl_convert.register_font_directory(job["fonts"])
    return {"svg": [vl_convert.vegalite_to_svg(spec) for spec in job["specs"]]}


def pictures(job: dict[str, Any]) -> dict[str, Any]:
    """SVG as PNG, for formats that hold no SVG."""
    import vl_convert

    vl_convert.register_font_directory(job["fonts"])
    return {"png": [_packed(vl_convert.svg_to_png(svg, scale=SHARP)) for svg in job["svg"]]}


def pages(job: dict[str, Any]) -> dict[str, Any]:
    """A template with its data as PDF (tagged, PDF/UA-1), or as SVG page by page."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=job["folders"])
    data = {**job["data"], "families": sorted(fonts.families())}
    told = {"plan": json.dumps(data, ensure_ascii=False)}
    compiler = typst.Compiler(input=job["template"].encode(), root=job["fonts"], font_paths=fonts, sys_inputs=told)
    if job["format"] == "pdf":
        made: Any = [compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)]
    else:
        made = compiler.compile(format="svg")
        made = made if isinstance(made, list) else [made]
    return {"made": [_packed(one) for one in made]}


def _packed(data: bytes) -> str:
    return base64.b64encode(data).decode()


def main() -> None:
    """Read one job (JSON) from standard input, do it, and write what came out (JSON) to standard output."""
    job = json.loads(sys.stdin.buffer.read())
    done = {"charts": charts, "pictures": pictures, "pages": pages}[job["job"]](job)
    sys.stdout.buffer.write(json.dumps(done).encode())


if __name__ == "__main__":
    main()
