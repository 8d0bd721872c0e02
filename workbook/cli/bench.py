"""`workbook bench serve` measures serving beside its peers; `workbook bench storm` kills kernels while visitors type."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer

_Rounds = Annotated[int | None, typer.Option(min=1, help="How often everything is measured; six when it is not said.")]
_Quick = Annotated[bool, typer.Option("--quick", help="Two rounds with eight visitors: to see that it works.")]
_Minutes = Annotated[float, typer.Option(min=0.1, help="How long the storm lasts.")]
_Visitors = Annotated[int, typer.Option(min=1, help="How many type.")]
_Database = Annotated[str, typer.Option(help="Where the answers are kept: an SQLAlchemy URL; a SQLite file of its own when it is not said.")]
_Write = Annotated[bool, typer.Option("--write", help="Put the table into benchmarks/README.md.")]

bench = typer.Typer(no_args_is_help=True, help="Measure on this machine.", rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.add_typer(bench, name="bench")


@bench.command("serve")
def serve(rounds: _Rounds = None, quick: _Quick = False, write: _Write = False) -> None:
    """Measure arrivals, memory, loading and answering beside stock Voilà, Panel and Streamlit; print the table."""
    _run("serve", *(["--rounds", str(rounds)] if rounds else []), *(["--quick"] if quick else []), write=write)


@bench.command("storm")
def storm(minutes: _Minutes = 5, visitors: _Visitors = 30, database: _Database = "", write: _Write = False) -> None:
    """Let visitors type while kernels and servers are killed; print what was lost."""
    _run("storm", "--minutes", str(minutes), "--visitors", str(visitors), "--database", database, write=write)


def _run(*words: str, write: bool) -> None:
    from workbook.cli import Refused
    from workbook.server.places import PACKAGE

    root = PACKAGE.parent
    if not (root / "benchmarks" / "__main__.py").is_file():
        msg = "The benchmarks stand in the project's own folder and not in the installed package. Run this from a checkout."
        raise Refused(msg)
    told = subprocess.run([sys.executable, "-m", "benchmarks", *words, *([] if write else ["--no-write"])], cwd=root, check=False)
    if told.returncode:
        msg = "The benchmark did not come to its end. What went wrong stands above."
        raise Refused(msg)
