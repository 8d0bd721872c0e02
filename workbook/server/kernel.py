"""Start one page's Python process.

Jupyter's format checkers bring `rfc3987_syntax`, and importing it builds a large grammar: 5 to 8 seconds for every
page that draws a chart. Nothing in the workbook checks such addresses, so the module is told to be absent.

ipykernel turns what is written to the terminal into messages for the page. What went wrong is for the server's log, so the
log gets a line of its own before.
"""

from __future__ import annotations

import logging
import os
import sys

from workbook.server import logs


def main() -> None:
    """Run ipykernel with the arguments of the command line."""
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # an import of it now fails, as if not installed
    logging.getLogger().addHandler(logs.handler(os.fdopen(os.dup(2), "w", buffering=1)))
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()


if __name__ == "__main__":
    main()
