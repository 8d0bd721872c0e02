"""What is to be known about some of the rows that were read: declared with the format, counted here, said with the file.

What holds for a whole table (equal rows, columns that nothing fits, figures that a platform claims for itself) is said once the table stands.
A share of impressions that is only known as "less than 10%" is no number to add up or to average; a result that is no purchase is no conversion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from workbook.sources.coerce import BOUND
from workbook.sources.connection import literal, name
from workbook.sources.formats import Match, Remark
from workbook.sources.money import digits

_DAILY = ("promotion", "visits_daily", "search", "search_daily")
"""Tables whose rows are sums of a day; an order or a visit may well be of the first of a month."""
_NAMED = 12
"""Columns without use that are named; of more it is said how many."""


def remarks_on(db: duckdb.DuckDBPyConnection, source: str, match: Match) -> tuple[str, ...]:
    """The sentences that hold for rows of `source` (typed rows of one table), each with the number of rows."""
    wanted = (*match.format.remarks, *_bounds(match))
    if not wanted:
        return ()
    counts = ", ".join(f"count(*) FILTER ({remark.when})" for remark in wanted)
    found = db.execute(f"SELECT {counts} FROM {source} WHERE _skip IS NULL AND _reason IS NULL").fetchone() or ()
    return tuple(remark.say.replace("{rows}", counted(count)) for remark, count in zip(wanted, found, strict=True) if count)


def remarks_on_statuses(db: duckdb.DuckDBPyConnection, words: str, match: Match) -> Iterator[str]:
    """The words for an order's status that say nothing known here: their rows count as sold, which only the person can judge.

    `words` is a SELECT of the status of each row, as the file writes it. It is asked once per word, not once per row.
    """
    if not has_own_statuses(match):
        return
    query = (
        f"WITH met AS (SELECT word, count(*) AS times FROM ({words}) AS told(word) WHERE word IS NOT NULL GROUP BY 1) "
        "SELECT left(word, 40), times FROM met WHERE NOT known_status(word) ORDER BY 2 DESC, 1"
    )
    found = db.execute(query).fetchall()
    if found:
        listed = ", ".join(f"`{word}` ({counted(rows)})" for word, rows in found[:_NAMED])
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        told = "Not known as a status of an order, and counted as sold"
        yield f"{told}: {listed}{more}. Where that is wrong, take these rows out and load the file again."


def has_own_statuses(match: Match) -> bool:
    """Whether orders say how they stand in anybody's words; a platform's words are known."""
    anybody = match.format.free or match.format.source == "mapped"
    return match.format.table == "orders" and anybody and "status" in match.positions


def remarks_on_table(db: duckdb.DuckDBPyConnection, target: Path, match: Match, header: Sequence[str]) -> tuple[str, ...]:
    """What to know about the finished table in `target`: what the platform claims, which columns nothing fits, which rows stand there twice."""
    rows = f"read_parquet({literal(str(target))})"
    there = [str(column) for column, *_ in db.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()]
    return (
        *_claims(db, rows, match, there),
        *_unused(match, header),
        *_repeated(db, rows, match, there),
        *_untimed(db, rows, match),
        *_firsts(db, rows, match),
    )


def _claims(db: duckdb.DuckDBPyConnection, rows: str, match: Match, there: Sequence[str]) -> Iterator[str]:
    for column, say in match.format.claims.items():
        if column in there and db.execute(f"SELECT 1 FROM {rows} WHERE {name(column)} > 0 LIMIT 1").fetchone():
            yield say


def _unused(match: Match, header: Sequence[str]) -> Iterator[str]:
    """The columns of a file of anybody's making that are not used; where no channel is known, it may be one of them."""
    used = set(match.positions.values())
    left = [title for number, title in enumerate(header) if title and number not in used] if match.format.free else []
    if not left:
        return
    listed = ", ".join(f"`{title}`" for title in left[:_NAMED]) + (f" and {len(left) - _NAMED} more" if len(left) > _NAMED else "")
    said = f"Columns that nothing here fits, and that were not read: {listed}."
    known = {"channel", "origin"} & set(match.positions)
    yield said if known else f"{said} If one of them says where an order or enquiry came from, call it `Channel` and load the file again."


def _repeated(db: duckdb.DuckDBPyConnection, rows: str, match: Match, there: Sequence[str]) -> Iterator[str]:
    """Rows of orders that are equal in all that was read; a line number counts only where the file gives one."""
    if match.format.table != "orders" or match.format.prepare or "order_id" not in match.positions:
        return
    if "line" in match.positions and not _has_twins(db, rows):
        return
    left_out = {"ordered_at_s", "unit_price", *(() if "line" in match.positions else ("line",))}
    key = ", ".join(name(column) for column in there if column not in left_out)
    told = "count(*) - 1 AS more, any_value(revenue) AS revenue, any_value(currency) AS currency"
    equal = f"SELECT {told} FROM {rows} GROUP BY hash({key}) HAVING count(*) > 1"  # eight bytes a row, however many columns are compared
    found = db.execute(f"SELECT sum(more), sum(more * revenue), min(currency), max(currency) FROM ({equal})").fetchone()
    if found is None or not found[0]:
        return
    more, amount, code, other = int(found[0]), int(found[1] or 0), found[2], found[3]
    worth = f" ({amount / 10 ** digits(code):,.{digits(code)}f} {code})" if code and code == other else ""
    repeats, are = ("repeats", "It is") if more == 1 else ("repeat", "They are")
    yield (
        f"{counted(more)}{worth} {repeats} another row in everything that was read of it. {are} kept and counted, since an order can hold two equal "
        "lines; where the file holds an order twice, take the second one out and load the file again."
    )


def _has_twins(db: duckdb.DuckDBPyConnection, rows: str) -> bool:
    """Whether an order has a line number twice: where none has, no row repeats another, and the other columns need not be compared."""
    found = db.execute(f"SELECT (SELECT count(*) FROM {rows}) > (SELECT count(*) FROM (SELECT DISTINCT hash(order_id, line) FROM {rows}))").fetchone()
    return bool(found and found[0])


def _untimed(db: duckdb.DuckDBPyConnection, rows: str, match: Match) -> Iterator[str]:
    """Enquiries that were answered, nobody knows how quickly: a day without its time, or an answer that stands before its enquiry."""
    if match.format.table != "enquiries" or "answered_at" not in match.positions or "first_response_s" in match.positions:
        return
    found = db.execute(f"SELECT count(*) FROM {rows} WHERE answered AND first_response_s IS NULL").fetchone()
    if found and found[0]:
        yield f"Without a time of day, or with the answer before the enquiry: {counted(found[0])}. Counted as answered; how quickly is not known."


def _firsts(db: duckdb.DuckDBPyConnection, rows: str, match: Match) -> Iterator[str]:
    """Sums of days that are all dated the first of a month, in more than one month. The first other day ends the search."""
    if match.format.table not in _DAILY or db.execute(f"SELECT 1 FROM {rows} WHERE day(date) <> 1 LIMIT 1").fetchone():
        return
    months = db.execute(f"SELECT count(DISTINCT date) FROM {rows}").fetchone()
    if months and months[0] > 1:
        yield (
            "Every row is dated the first of a month, as sums of months are. Over whole months the figures are right; by day or week they are not, "
            "because each month stands on one day. Where these are sums of months, export the report by day and load it in place of this file."
        )


def counted(rows: int) -> str:
    """A number of rows in words.

    >>> counted(1), counted(1200)
    ('1 row', '1,200 rows')
    """
    return "1 row" if rows == 1 else f"{rows:,} rows"


def _bounds(match: Match) -> list[Remark]:
    return [
        Remark(
            f"{name(column.name + BOUND)} IS NOT NULL",
            f"`{column.name.replace('_', ' ')}` is only known as a bound, such as less than 10%, in {{rows}}: kept as a bound, never as the number.",
        )
        for column in match.format.columns
        if column.kind == "rate" and column.name in match.positions
    ]
