"""A step of a calculation that is carried out once, inside the engine, because several results come of it.

A lazy frame is a recipe: asked three times, it is cooked three times. Where the step is costly it is held, in the engine's own way, until the results
are there: a temporary table in DuckDB (it spills to disk), a cached frame in Spark, a frame in memory elsewhere.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import narwhals as nw

_numbers = itertools.count(1)


@contextmanager
def held(frame: nw.LazyFrame[Any]) -> Iterator[nw.LazyFrame[Any]]:
    """The same rows, worked out once and let go afterwards.

    >>> import duckdb
    >>> with held(nw.from_native(duckdb.sql("SELECT 1 AS a"))) as kept:
    ...     kept.collect("pandas").to_native().a.tolist()
    [1]
    """
    native, release = _hold(frame)
    try:
        yield nw.from_native(native).lazy()
    finally:
        release()


def _hold(frame: nw.LazyFrame[Any]) -> tuple[Any, Callable[[], object]]:
    kind = frame.implementation
    if kind.is_duckdb():
        return _table(frame.to_native())
    if kind.is_pyspark():
        cached = frame.to_native().cache()
        return cached, cached.unpersist
    return frame.collect().to_native(), lambda: None


def _table(relation: Any) -> tuple[Any, Callable[[], object]]:
    """A temporary table beside the relation, in the same connection (which the relation alone knows)."""
    name = f"held_{next(_numbers)}"
    relation.query("source", f"CREATE TEMP TABLE {name} AS FROM source")
    return relation.query("source", f"FROM {name}"), lambda: relation.query("source", f"DROP TABLE {name}")
