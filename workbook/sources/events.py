"""Google Analytics 4 as raw events: the BigQuery export, as Parquet or JSON lines.

A row of this export is an event (a page seen, a scroll, a purchase), and a visit is what one browser (`user_pseudo_id`) did under one session
number (`ga_session_id`). So events become visits, and purchases become order lines. Events without these two (visitors who gave no consent)
belong to no visit: they are left out and counted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb

from workbook.sources.archive import gunzip, is_xlsx, unzip
from workbook.sources.canonical import TABLES
from workbook.sources.coerce import KEYS
from workbook.sources.connection import literal, name
from workbook.sources.kinds import kind_of
from workbook.sources.lines import Line, Lines
from workbook.sources.money import scale_sql
from workbook.sources.reading import Reading, preview_of
from workbook.sources.refusal import Unreadable
from workbook.sources.remarks import counted

_CAMPAIGN = {"campaign_name": "VARCHAR", "source": "VARCHAR", "medium": "VARCHAR"}
_NUMBERS = {"string_value": "VARCHAR", "int_value": "BIGINT", "float_value": "DOUBLE", "double_value": "DOUBLE"}
SHAPE: dict[str, object] = {
    "event_date": "VARCHAR", "event_timestamp": "BIGINT", "event_name": "VARCHAR", "event_value_in_usd": "DOUBLE",
    "user_pseudo_id": "VARCHAR", "user_id": "VARCHAR", "event_params": [{"key": "VARCHAR", "value": _NUMBERS}],
    "device": {"category": "VARCHAR"}, "geo": {"country": "VARCHAR", "region": "VARCHAR"},
    "collected_traffic_source": {"manual_campaign_name": "VARCHAR", "manual_source": "VARCHAR", "manual_medium": "VARCHAR"},
    "session_traffic_source_last_click": {
        "manual_campaign": _CAMPAIGN, "google_ads_campaign": {"campaign_name": "VARCHAR"},
        "cross_channel_campaign": {**_CAMPAIGN, "default_channel_group": "VARCHAR", "primary_channel_group": "VARCHAR"},
    },
    "ecommerce": {"purchase_revenue": "DOUBLE", "transaction_id": "VARCHAR"},
    "items": [{"item_id": "VARCHAR", "item_name": "VARCHAR", "quantity": "BIGINT", "price": "DOUBLE", "item_revenue": "DOUBLE"}],
}  # fmt: skip
"""What is read of an event, in the words of the export; everything else in it stays unread."""
NEEDED = ("event_name", "event_timestamp", "user_pseudo_id", "event_params")


def event_files(path: Path, folder: Path) -> list[Path]:
    """The Parquet or JSON-lines files of an event export, unpacked where needed; none when it is something else."""
    kind = kind_of(path)
    if kind == "gzip":
        inner = gunzip(path, folder) if _packed_events(path) else None
        return [inner] if inner else []
    if kind == "zip":
        return [] if is_xlsx(path) else _members(path, folder)
    return [path] if kind == "parquet" or _is_json(path) else []


def events_reading(db: duckdb.DuckDBPyConnection, shown: str, files: Sequence[Path], target: Path) -> Reading:
    """Visits and orders from event files."""
    parquet = [path for path in files if kind_of(path) == "parquet"]
    if parquet and len(parquet) < len(files):
        message = f"`{shown}` mixes Parquet files with others. Export the events in one format, and choose these files."
        raise Unreadable(message)
    broken = _from_parquet(db, shown, parquet) if parquet else _from_json(db, shown, files)
    for statement in _statements():
        db.execute(statement)
    tables = _write(db, target)
    counts = _counts(db)
    rows = {table: _one(db, f"SELECT count(*) FROM read_parquet({literal(str(path))})") for table, path in tables.items()}
    currencies = [code for (code,) in db.execute("SELECT DISTINCT currency FROM order_rows WHERE currency IS NOT NULL ORDER BY 1").fetchall()]
    channels = tuple(found for (found,) in db.execute("SELECT DISTINCT channel FROM visit_channels ORDER BY 1 LIMIT 200").fetchall())
    days = db.execute("SELECT CAST(min(started_at) AS DATE), CAST(max(started_at) AS DATE) FROM visit_rows").fetchone()
    return Reading(
        name=shown, source="ga4_events", title="Google Analytics 4 events", table="visits",
        rows_read=counts["all"] - counts["homeless"], rows_skipped=_homeless(counts["homeless"]), rows_refused=broken,
        currency=currencies[0] if len(currencies) == 1 else None, period=(days[0], days[1]) if days and days[0] else None,
        warnings=_warnings(counts, currencies), tables=tables, rows=rows, encoding="parquet" if parquet else "utf-8",
        header=NEEDED, channels=channels, preview=preview_of(tables["visits"]),
    )  # fmt: skip


def _packed_events(path: Path) -> bool:
    import gzip
    import zlib

    try:
        with gzip.open(path) as file:
            head = file.read(1 << 16)
    except (OSError, EOFError, zlib.error):
        return False
    return head.startswith(b"PAR1") or _looks_like_events(head)


def _is_json(path: Path) -> bool:
    with path.open("rb") as file:
        return _looks_like_events(file.read(1 << 16))


def _looks_like_events(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and b'"event_name"' in start and b'"event_timestamp"' in start


def _members(path: Path, folder: Path) -> list[Path]:
    """The event files inside a zip; none as soon as one of its files is something else."""
    inside = folder / "events"
    inside.mkdir(exist_ok=True)
    found = []
    for member in unzip(path, inside):
        try:
            files = event_files(member.path, inside)
        except Unreadable:
            files = []
        if not files:
            return []
        found += files
    return found


def _from_parquet(db: duckdb.DuckDBPyConnection, shown: str, files: Sequence[Path]) -> Lines:
    listed = ", ".join(literal(str(path)) for path in files)
    source = f"read_parquet([{listed}], union_by_name=true)"
    try:
        types = {column: kind for column, kind, *_ in db.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    except duckdb.Error as error:
        message = f"`{shown}` is a damaged or unfinished Parquet file. Export it again."
        raise Unreadable(message) from error
    missing = [column for column in NEEDED if column not in types]
    if missing:
        message = (
            f"`{shown}` must be the event export of Google Analytics 4 when it is a Parquet file; it has no {', '.join(missing)}. "
            "Export other tables as CSV."
        )
        raise Unreadable(message)
    parts = ", ".join(f"{literal(column)}: {_plain_list(column, types[column])}" for column in SHAPE if column in types)
    try:
        db.execute(
            "CREATE OR REPLACE TEMP TABLE events AS SELECT row_number() OVER () AS _n, "
            f"json_transform(to_json({{{parts}}}), {literal(json.dumps(SHAPE))}) AS e FROM {source}"
        )
    except duckdb.Error as error:
        message = f"`{shown}` is a damaged or unfinished Parquet file. Export it again."
        raise Unreadable(message) from error
    return Lines()


def _plain_list(column: str, kind: str) -> str:
    """Older exports wrap each list as `{list: [{element: …}]}`."""
    if "element" in kind.split("[", 1)[0] and kind.upper().startswith("STRUCT"):
        return f"list_transform({name(column)}.list, lambda x: x.element)"
    return name(column)


def _from_json(db: duckdb.DuckDBPyConnection, shown: str, files: Sequence[Path]) -> Lines:
    listed = ", ".join(literal(str(path)) for path in files)
    lines = (
        f"SELECT row_number() OVER () AS _n, line FROM read_csv([{listed}], auto_detect=false, header=false, delim='\x01', quote='', escape='', "
        "columns={'line': 'VARCHAR'}, max_line_size=33554432, strict_mode=false)"
    )
    try:
        db.execute(
            "CREATE OR REPLACE TEMP TABLE texts AS "
            f"SELECT *, CASE WHEN json_valid(line) THEN json_type(line) = 'OBJECT' ELSE false END AS good FROM ({lines})"
        )
    except duckdb.Error as error:
        message = f"`{shown}` must hold one JSON object per line, in UTF-8. Export the events again as JSON (newline delimited)."
        raise Unreadable(message) from error
    db.execute(f"CREATE OR REPLACE TEMP TABLE events AS SELECT _n, json_transform(line, {literal(json.dumps(SHAPE))}) AS e FROM texts WHERE good")
    found = db.execute("SELECT _n FROM texts WHERE NOT good ORDER BY _n LIMIT 50").fetchall()
    count = _one(db, "SELECT count(*) FROM texts WHERE NOT good")
    db.execute("DROP TABLE texts")
    return Lines(count, tuple(Line(number, "The line is no JSON object.") for (number,) in found))


@cache
def _statements() -> tuple[str, ...]:
    text = resources.files(__package__ or "workbook.sources").joinpath("events.sql").read_text("utf-8")
    return tuple(statement for statement in text.split(";\n") if statement.strip())


def _write(db: duckdb.DuckDBPyConnection, target: Path) -> dict[str, Path]:
    scale = scale_sql("currency")
    made = {
        "visits": "SELECT *, epoch(started_at) AS started_at_s FROM visit_channels ORDER BY started_at",
        "orders": (
            "SELECT o.* EXCLUDE (visit_id, customer_id) REPLACE (CAST(round(o.revenue * ("
            + scale.replace("currency", "o.currency")
            + ")) AS BIGINT) "
            "AS revenue), customer(o.customer_id) AS customer_id, epoch(o.ordered_at) AS ordered_at_s, v.channel, 'paid' AS status "
            "FROM order_rows o LEFT JOIN visit_channels v USING (visit_id) ORDER BY o.ordered_at, o.order_id, o.line"
        ),
    }
    paths = {}
    for table, query in made.items():
        there = {column for column, *_ in db.execute(f"DESCRIBE {query}").fetchall()}
        columns = ", ".join(
            f"CAST({name(column) if column in there else 'NULL'} AS {kind}) AS {name(column)}"
            for column, kind in TABLES[table].items()
            if column in there or column in KEYS
        )
        path = target / f"{table}.parquet"
        db.execute(f"COPY (SELECT {columns} FROM ({query})) TO {literal(str(path))} (FORMAT parquet, COMPRESSION zstd)")
        paths[table] = path
    if not _one(db, "SELECT count(*) FROM order_rows"):
        paths.pop("orders").unlink()
    return paths


def _one(db: duckdb.DuckDBPyConnection, query: str) -> int:
    row = db.execute(query).fetchone()
    return int(row[0]) if row else 0


def _counts(db: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return {
        "all": _one(db, "SELECT count(*) FROM flat"),
        "homeless": _one(
            db, "SELECT count(*) FROM flat WHERE (visitor IS NULL OR session IS NULL OR us IS NULL) AND (purchase IS NULL OR us IS NULL)"
        ),
        "again": _one(db, "SELECT count(*) FROM purchases WHERE again > 1"),
    }


def _homeless(count: int) -> Lines:
    reason = f"{counted(count)} name no browser or no session (a visitor without consent): they belong to no visit."
    return Lines(count, (Line(0, reason),) if count else ())


def _warnings(counts: dict[str, int], currencies: Sequence[str]) -> tuple[str, ...]:
    said = ["Times are in UTC, as Google writes them. A visit that goes on after midnight stands in two files when each day is a file of its own."]
    if counts["again"]:
        said.append(f"The same purchase was sent more than once: {counted(counts['again'])} left out, the first of each counts.")
    if len(currencies) > 1:
        said.append(f"The amounts are in {', '.join(currencies)}. They are kept apart and never added to each other.")
    return tuple(said)
