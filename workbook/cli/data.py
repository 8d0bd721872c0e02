"""Data at the command line: look at an export before it is used, and make the sample files.

workbook data read report.csv orders.xlsx --decimal , --json
workbook data make --seed 1 --out data/samples
"""

from __future__ import annotations

import json
import secrets
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbook.cli import Refused
from workbook.sources.defused import harmless

if TYPE_CHECKING:
    from workbook.sources import Reading

_SHOWN = 10
_PREVIEWED = 3
_EXAMPLES = {"currency": "EUR"}
"""What an answer looks like where a question offers no choices."""


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(no_args_is_help=True, help="Look at export files, and make the sample files.")
    group.command("read")(read)
    group.command("make")(make)
    app.add_typer(group, name="data")


def read(
    files: Annotated[list[Path], typer.Argument(help="Export files: CSV, TSV, XLSX, zip or gzip, in any encoding.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list, for another program.")] = False,
    decimal: Annotated[str, typer.Option(help="The decimal mark, where a file leaves it open: . or ,")] = "",
    date_order: Annotated[str, typer.Option(help="What 03/04/2026 is, where a file leaves it open: dmy (3 April) or mdy (4 March).")] = "",
    currency: Annotated[str, typer.Option(help="The currency of amounts that name none, as a code: EUR")] = "",
    table: Annotated[str, typer.Option(help="For a file of unknown shape: its table, such as orders, promotion, email or visits_daily.")] = "",
    column: Annotated[list[str] | None, typer.Option(help="For a file of unknown shape: order_id=Ref, once per column.")] = None,
    out: Annotated[Path | None, typer.Option(help="Keep the tables (Parquet) in this folder.")] = None,
    salt: Annotated[
        str,
        typer.Option(
            envvar="WORKBOOK_SALT",
            help="The secret under which persons become fingerprints; without one, tables that are kept get a random one.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Say what is in export files: the table, the rows read, left out and refused, and the totals that control them.

    Exit status 1 when no file could be read.

    Example: workbook data read "Campaign report.csv" --currency EUR
    """
    answers: dict[str, Any] = {key: value for key, value in {"decimal": decimal, "date_order": date_order, "currency": currency}.items() if value}
    if table or column:
        answers["columns"] = {"table": table, "columns": dict(_pair(text) for text in column or [])}
    salt = salt or (secrets.token_hex(16) if out else "")  # what is kept must not be undone with a salt that everybody can read
    with tempfile.TemporaryDirectory() as scratch:
        told = [_told(path, answers, out or Path(scratch), salt, keep=out is not None) for path in files]
    if as_json:
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n\n".join(_prose(item) for item in told) + "\n")
    if not any(item.get("rows_read") for item in told):
        message = "No file could be read."
        raise Refused(message)


def _pair(text: str) -> tuple[str, str]:
    key, mark, title = text.partition("=")
    if not mark:
        message = f"--column must be like order_id=Ref (got `{text}`)."
        raise Refused(message)
    return key.strip(), title.strip()


def make(
    seed: Annotated[int, typer.Option(help="The same seed makes the same files.")] = 1,
    out: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("data/samples"),
) -> None:
    """Make the sample files of the three companies from the simulated market.

    Example: workbook data make --seed 1 --out data/samples
    """
    from workbook.market import write_samples

    try:
        written = write_samples(out, seed=seed)
    except OSError as error:
        message = f"The samples could not be written to `{out}` ({error.strerror}). Name a folder that you may write to with --out."
        raise Refused(message) from error
    for path in written:
        typer.echo(path)


def _told(path: Path, answers: dict[str, Any], folder: Path, salt: str, *, keep: bool) -> dict[str, Any]:
    from workbook.sources import Unreadable, read

    try:
        reading = read(path, workbook_salt=salt or "workbook", answers=answers, folder=folder)
    except Unreadable as refusal:
        return {"file": str(path), "error": str(refusal)}
    summary = reading.summary()
    if not keep:  # the tables and the lists of lines go with the temporary folder
        summary["tables"] = dict.fromkeys(summary["tables"])
        for kind in ("rows_skipped", "rows_refused"):
            summary[kind]["file"] = None
    return {"file": str(path), **summary, "preview": _preview(reading)}


def _preview(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """The first rows of each table; of a file that still asks something, its own. Amounts are in minor units, as they are kept."""
    from workbook.sources.reading import preview_of

    frames = {table: preview_of(path, _PREVIEWED) for table, path in reading.tables.items()} or {"": reading.preview.head(_PREVIEWED)}
    return {table: json.loads(frame.to_json(orient="records", date_format="iso", force_ascii=False)) for table, frame in frames.items()}


def _first_rows(told: dict[str, Any]) -> list[str]:
    """The preview in lines as wide as they need to be; what would be a formula in a spreadsheet is defused."""
    lines = []
    for table, rows in told["preview"].items():
        if rows:
            shown = [" | ".join("" if cell is None else harmless(str(cell)) for cell in row.values()) for row in rows]
            lines += [f"  First rows{f' of {table}' if table else ''}: {' | '.join(rows[0])}", *(f"    {line}" for line in shown)]
    return lines


def _prose(told: dict[str, Any]) -> str:
    if "error" in told:
        return f"{told['file']}\n  Not read: {told['error']}"
    lines = [told["file"], f"  {told['title']}" + (f" → table {told['table']}" if told["table"] else "")]
    if told["rows"]:
        each = ", ".join(f"{count:,} {table}" for table, count in told["rows"].items()) if len(told["rows"]) > 1 else ""
        lines.append(f"  Rows read: {told['rows_read']:,}" + (f" ({each})" if each else ""))
    if told["period"]:
        lines.append(f"  Period: {told['period'][0]} to {told['period'][1]}")
    if told["currency"]:
        lines.append(f"  Currency: {told['currency']}")
    lines += _left_out("Skipped", told["rows_skipped"]) + _left_out("Refused", told["rows_refused"])
    lines += _controls(told["totals"], told["currency"])
    lines += [f"  Note: {warning}" for warning in told["warnings"]]
    for question in told["questions"]:
        lines += [f"  Question: {question['text']}", *_choices(question, told["header"])]
    lines += _first_rows(told)
    if not told["tables"]:
        lines.append("  Nothing was read yet: answer the question.")
    return "\n".join(lines)


def _choices(question: dict[str, Any], header: list[str]) -> list[str]:
    """How the question is answered at the command line."""
    if question["key"] == "columns":
        return [f"    Its columns: {', '.join(header)}", "    --table orders --column order_id=… --column ordered_at=… and so on"]
    option = f"--{question['key'].replace('_', '-')}"
    if not question["choices"]:
        return [f"    Answer with {option} {_EXAMPLES.get(question['key'], '…')}"]
    return [f"    {option} {choice['value']}   {choice['label']}" for choice in question["choices"]]


def _left_out(title: str, rows: dict[str, Any]) -> list[str]:
    """The lines with their reasons; neighbours with the same reason share a line."""
    if not rows["count"]:
        return []
    spans: list[tuple[int, int, str, str]] = []
    for row in rows["first"]:
        first, last, part, reason = spans[-1] if spans else (0, -1, "", "")
        if (part, reason) == (row["part"], row["reason"]) and last + 1 == row["line"]:
            spans[-1] = (first, row["line"], part, reason)
        else:
            spans.append((row["line"], row["line"], row["part"], row["reason"]))
    shown = [f"    {_where(first, last, part)}: {reason}" for first, last, part, reason in spans[:_SHOWN]]
    listed = sum(last - first + 1 for first, last, _, _ in spans[:_SHOWN])
    more = [f"    and {rows['count'] - listed:,} more"] if rows["count"] > listed else []
    return [f"  {title}: {rows['count']:,}", *shown, *more]


def _where(first: int, last: int, part: str) -> str:
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    return f"{lines} of {part}" if part else lines


def _controls(totals: list[dict[str, Any]], currency: str | None) -> list[str]:
    """Which of the file's own totals the rows add up to, and which not."""
    agreeing = [control for control in totals if control["agrees"]]
    listed = ", ".join(f"{control['column']} {_amount(control, 'stated', currency)}" for control in agreeing)
    said = [f"  Control: the rows add up to the file's own totals ({listed})."] if agreeing else []
    for control in totals:
        if not control["agrees"]:
            stated, found = _amount(control, "stated", currency), _amount(control, "found", currency)
            said.append(
                f"  Control: {control['column']} does not agree: the file states {stated} (line {control['line']}), the rows add up to {found}."
            )
    return said


def _amount(control: dict[str, Any], key: str, currency: str | None) -> str:
    from workbook.sources.money import digits

    places = digits(currency) if control["money"] else 2
    text = f"{control[key] / (10**places if control['money'] else 1):,.{places}f}"
    return text if control["money"] else text.removesuffix(".00")
