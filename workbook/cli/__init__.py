"""The command line: `workbook serve`, `workbook lab`, `workbook export`, `workbook data read`.

Exit status: 0 done, 1 it could not be done (the sentence on stderr says why), 2 the command was written wrong.
Each module here holds the commands of one room; imports of heavy rooms happen inside the commands.
"""

from __future__ import annotations

import sys

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__, rich_markup_mode=None, pretty_exceptions_enable=False)


class Refused(Exception):
    """What was asked cannot be done; the message is a full sentence for the person at the terminal."""


def main() -> None:
    """Run the command line; a refusal is a sentence on stderr and exit status 1, never a traceback."""
    from workbook.cli import bench, data, serve, workbooks

    serve.register(app)
    workbooks.register(app)
    data.register(app)
    bench.register(app)
    try:
        app()
    except Refused as refusal:
        sys.stderr.write(f"workbook: {refusal}\n")
        sys.exit(1)
