"""What each answer tells the browser to allow: our own files and nothing else, no script written into a page, no frame on a foreign site.

A page's scripts are files of this server. The few that stand in a page are known by the hash of their text, which is taken from the
templates: what somebody slips into a page has another one. Charts are drawn by Vega's interpreter, so that no code is ever made from text.

A page that shows a widget which the slim client does not know is loaded again as `?whole`, with Jupyter's own client. That one makes code from text
(`requirejs`, schemas, mathematics), so it gets a looser policy. The workbook's own notebooks have no such page: only a server that was told to serve
another folder gives it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Any

from tornado.web import OutputTransform

from workbook.server.places import TEMPLATES

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "workbook",
}

POLICY = {
    "default-src": "'self'",
    "script-src": "'self' blob:",  # a widget's few own lines arrive over the websocket and are imported as a blob
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}


@cache
def inline_hashes() -> tuple[str, ...]:
    """Return the hashes of the scripts that stand in our templates, as a policy names them.

    Examples
    --------
    >>> all(source.startswith("'sha256-") for source in inline_hashes())
    True
    """
    texts = (text for file in sorted(TEMPLATES.glob("*.html")) for text in _INLINE.findall(file.read_text(encoding="utf-8")))
    return tuple(dict.fromkeys(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts))


@cache
def policy(*, whole: bool) -> str:
    """Return the content security policy of a page.

    Parameters
    ----------
    whole : bool
        Whether it is drawn by Jupyter's own client.

    Examples
    --------
    >>> "unsafe-eval" in policy(whole=False), "unsafe-eval" in policy(whole=True)
    (False, True)
    """
    scripts = " ".join([POLICY["script-src"], *inline_hashes()]) if not whole else f"{POLICY['script-src']} 'unsafe-inline' 'unsafe-eval'"
    return "; ".join(f"{name} {value}" for name, value in (POLICY | {"script-src": scripts}).items())


class SafeHeaders(OutputTransform):
    """Puts the headers on each answer, whichever handler gave it.

    Parameters
    ----------
    request : HTTPServerRequest
        What is answered.
    any_widgets : bool
        Whether pages of this server may show widgets that need Jupyter's own client.
    """

    def __init__(self, request: Any, *, any_widgets: bool = False) -> None:
        self._whole = any_widgets and "whole" in request.query_arguments and request.path.endswith(".ipynb")
        local = request.host_name in {"localhost", "127.0.0.1", "::1"}
        self._trusted = request.protocol == "https" or local

    def transform_first_chunk(self, status_code: int, headers: Any, chunk: bytes, finishing: bool) -> tuple[int, Any, bytes]:
        """Set the headers; browsers heed an opener policy only where nobody can have changed it on the way."""
        for name, value in ALWAYS.items():
            headers[name] = value
        headers["Content-Security-Policy"] = policy(whole=self._whole)
        if self._trusted:
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
        return status_code, headers, chunk
