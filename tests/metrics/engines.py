"""The same rows in every engine, and every calculation over rows by name; each gives a small pandas frame."""

import contextlib
import datetime
import os
import shutil
import subprocess
import warnings
from pathlib import Path

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl

from workbook.market import simulate
from workbook.metrics import attention, baskets, lifetime_holdout, repeat, rfm, search
from workbook.metrics.ab_test_data import count, values
from workbook.metrics.attribution import attribute
from workbook.metrics.basket_sets import larger_sets
from workbook.metrics.bg_nbd import BgNbd
from workbook.metrics.cohorts import cohorts
from workbook.metrics.decide_evidence import evidence
from workbook.metrics.enquiries import enquiries
from workbook.metrics.journey_paths import frequent
from workbook.metrics.journeys import conversions, journeys
from workbook.metrics.kpi import kpis
from workbook.metrics.kpi_window import sales_cycle, window, within
from workbook.metrics.lifetime_summary import customer_summary
from workbook.metrics.linked import linked
from workbook.metrics.precision import precision
from workbook.metrics.prepost import daily
from workbook.metrics.purchases import purchases
from workbook.metrics.response import response
from workbook.metrics.revenue import revenue_by_period
from workbook.metrics.tables import lazy, small, with_margin

DAYS = 42
_SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"
"""A Java that lives for a minute does best when it compiles little."""
TABLES = ("search", "promotion", "visits", "enquiries", "orders")


def rows(folder: Path) -> dict[str, Path]:
    """Six weeks of the tea company as Parquet files, with the blanks that real files have."""
    found = simulate("tea", seed=5, days=DAYS).tables
    found["visits"] = found["visits"].assign(
        visitor_id=found["visits"]["visitor_id"].mask(found["visits"].index % 50 == 7),
        channel=found["visits"]["channel"].mask(found["visits"].index % 40 == 3),
    )
    for name in TABLES:
        found[name].to_parquet(folder / f"{name}.parquet", index=False)
    return {name: folder / f"{name}.parquet" for name in TABLES}


def in_pandas(paths):
    return {name: pd.read_parquet(path) for name, path in paths.items()}


def in_duckdb(paths):
    database = duckdb.connect()
    return {name: database.read_parquet(str(path)) for name, path in paths.items()}


def in_polars(paths):
    return {name: pl.scan_parquet(path) for name, path in paths.items()}


def in_spark(session):
    return lambda paths: {name: session.read.parquet(str(path)) for name, path in paths.items()}


@contextlib.contextmanager
def spark():
    """One small Spark on this machine, which listens to nobody else; its own remark about pandas 3 is not ours."""
    os.environ.setdefault("JAVA_HOME", java_home())
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["PYSPARK_SUBMIT_ARGS"] = f'--driver-java-options "{_SHORT_LIVED}" pyspark-shell'
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        quick = {
            "spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.memory": "600m",
            "spark.sql.shuffle.partitions": "1", "spark.sql.session.timeZone": "UTC", "spark.sql.adaptive.enabled": "false",
            "spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN", "spark.ui.showConsoleProgress": "false",
            "spark.sql.parquet.inferTimestampNTZ.enabled": "true", "spark.sql.execution.arrow.pyspark.enabled": "false",
        }  # fmt: skip
        builder = SparkSession.builder.master("local[1]").appName("engines")
        for key, value in quick.items():
            builder = builder.config(key, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        try:
            yield session
        finally:
            session.stop()


def java_home() -> str:
    """Where Java is, from the program on the path."""
    told = subprocess.run([shutil.which("java") or "java", "-XshowSettings:properties", "-version"], capture_output=True, text=True, check=True)
    return next(line.split("=", 1)[1].strip() for line in told.stderr.splitlines() if "java.home" in line)


def _nameless(orders):
    """The orders, of which those of some products do not say where they came from."""
    frame = lazy(orders)
    return frame.with_columns(channel=nw.when(nw.col("quantity") == 1).then(nw.lit(None, nw.String)).otherwise(nw.col("channel")))


def _figures(**numbers):
    return pd.DataFrame({"figure": list(numbers), "value": [float(number) for number in numbers.values()]})


def _kpis(by):
    def calculate(t):
        found = kpis(promotion=t["promotion"], visits=t["visits"], enquiries=t["enquiries"], orders=t["orders"], by=by)
        return pd.concat([found.table, found.total.to_frame().T], ignore_index=True)

    return calculate


def _repeat(t):
    found = repeat.repeat_rate(t["orders"], days=14)
    return _figures(customers=found.customers, rate=found.rate.value, low=found.rate.low, within=found.within.value, young=found.too_young)


def _attention(t):
    names = ("visits", "enquiries", "promotion", "search", "orders")
    found = attention.attention(**{name: t[name] for name in names})
    return pd.concat([one.table.assign(measure=name) for name, one in found.items()], ignore_index=True)


def _attribution(counted, **more):
    def calculate(t):
        found = attribute(t["visits"], t["enquiries" if counted == "enquiries" else "orders"], counted, **more)
        told = _figures(found=found.found, reached=found.reached, single=found.single, touches=found.touches, days=found.days)
        return pd.concat([found.credits, told, found.met.rename("met").reset_index()], ignore_index=True)

    return calculate


def _paths(t):
    with journeys(t["visits"], conversions(t["orders"], "orders")) as found:
        return frequent(found)


def _search(t):
    found = t["search"]
    parts = [search.by_query(found, ["hollin"]), search.by_page(found), search.by_query_and_page(found), search.brand_split(found, ["hollin"])]
    return pd.concat(parts, ignore_index=True)


def _baskets(t):
    found = baskets.baskets(t["orders"], least=5)
    return pd.concat([found.pairs, _figures(baskets=found.baskets, several=found.several, compared=found.compared)], ignore_index=True)


def _experiment(t):
    found = count(t["visits"], t["orders"], "landing_page", "/", "/green-tea")
    return pd.concat([values(t["visits"], "landing_page"), pd.DataFrame([vars(found.a), vars(found.b)]).select_dtypes("number")], ignore_index=True)


def _enquiries(t):
    found = enquiries(t["enquiries"])
    named = {"total": found.total, "channel": found.channels, "topic": found.topics, "hour": found.hours}
    return pd.concat([part.assign(part=name) for name, part in named.items()], ignore_index=True)


def _response(t):
    found = response(t["enquiries"])
    told = {"in_time": found.in_time, "later": found.later, "groups": (found.groups,)}
    told |= {name: (i.value, i.low, i.high) for name, i in {"difference": found.difference, "within": found.within, "lost": found.lost}.items()}
    return pd.concat([found.classes, _figures(**{f"{name}{n}": v for name, values in told.items() for n, v in enumerate(values)})], ignore_index=True)


def _within(t, start):
    """Two weeks and a channel of each table, the orders three days later."""
    w = window((start, start + datetime.timedelta(days=13)), 3, None, channel="Paid Search", currency="EUR")
    clocks = {"promotion": "date", "visits": "started_at", "enquiries": "created_at", "orders": "ordered_at"}
    days = {"promotion": w.spent, "visits": w.spent, "enquiries": w.sold, "orders": w.sold}
    return kpis(**{name: within(t[name], when, days[name], w) for name, when in clocks.items()}, by=("channel", "date")).table


def _cycle(t):
    """How long buyers take, and how many days the searches span."""
    cycle = sales_cycle(t["visits"], t["orders"])
    return _figures(median=cycle.median, p90=cycle.p90, buyers=cycle.buyers, days=search.days(t["search"]))


def _sets(t):
    return larger_sets(t["orders"], baskets.baskets(t["orders"], least=3))


def _held_out(t):
    """What customers were foretold by a model and did: the fit itself wants more customers than six weeks have."""
    bought = purchases(t["orders"])
    cut, model = bought.last_day - 14, BgNbd(0.5, 4.0, 0.8, 2.5, 0.0, 0.0, 0.0)
    told = lifetime_holdout._each(bought, customer_summary(bought, until=cut), cut, 2.0, model)
    return pd.concat([told, lifetime_holdout._over_time(bought, model, bought.last_day - DAYS + 1, cut)], ignore_index=True)


CALCULATIONS = {
    "KPI by channel": _kpis(("channel",)),
    "KPI by day and campaign": _kpis(("date", "channel", "campaign")),
    "KPI with a margin rate": lambda t: kpis(orders=with_margin(search.need(t["orders"], "orders", ["revenue"]), 0.4)).table,
    "evidence for decisions": lambda t: pd.DataFrame([vars(one) for one in evidence(t["promotion"], t["orders"])]),
    "evidence where orders name no channel": lambda t: pd.DataFrame([vars(one) for one in evidence(t["promotion"], _nameless(t["orders"]))]),
    "revenue by week": lambda t: revenue_by_period(t["orders"], "week"),
    "repeat rate": _repeat,
    "attention": _attention,
    "attribution of new customers": _attribution("customers"),
    "attribution of orders, a chain of order 3": _attribution("orders", order=3, days=10),
    "attribution of enquiries": _attribution("enquiries"),
    "frequent journeys": _paths,
    "cohorts by week": lambda t: cohorts(purchases(t["orders"]), "week").cells,
    "RFM": lambda t: rfm.rfm(purchases(t["orders"])),
    "customers for lifetime value": lambda t: customer_summary(purchases(t["orders"])),
    "baskets": _baskets,
    "search": _search,
    "a change in the search": lambda t: daily(t["search"], pages=["https://hollin-tea.example/journal/cold-brew"]),
    "linked sources": lambda t: linked(**{name: t[name] for name in TABLES}).table,
    "precision of the traffic": lambda t: precision(linked(**{name: t[name] for name in TABLES})),
    "an experiment by landing page": _experiment,
    "enquiries": _enquiries,
    "the price of a slow answer": _response,
    "a window with a lag": lambda t: _within(t, datetime.date(2026, 5, 4)),
    "a window without rows": lambda t: _within(t, datetime.date(2020, 1, 1)),
    "how long buyers take": _cycle,
    "larger sets of products": _sets,
    "a hold-out of the customers": _held_out,
    "purchases, line by line": lambda t: small(purchases(t["orders"]).lines.select("customer_id", "order_id", "_at", "_day", "revenue", "margin")),
}


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame as it can be compared: numbers as floats, the rest as words, rows in one order."""
    kept = {}
    for name in frame.columns:
        column = frame[name].infer_objects()
        if pd.api.types.is_bool_dtype(column) or pd.api.types.is_numeric_dtype(column):
            kept[name] = column.astype("Float64").astype(float)
        else:
            kept[name] = column.map(_word)
    words = [name for name in kept if kept[name].dtype == object or str(kept[name].dtype) == "str"]
    made = pd.DataFrame({name: column.to_numpy() for name, column in kept.items()})
    ordered = [*words, *(name for name in made.columns if name not in words)]
    return made.assign(**{name: made[name].round(9) for name in made.columns if name not in words}).sort_values(ordered, ignore_index=True)


def _word(value: object) -> str:
    if isinstance(value, (tuple, list)):
        return " + ".join(map(str, value))
    if pd.isna(value):
        return "blank"
    if isinstance(value, datetime.date):
        return f"{pd.Timestamp(value):%Y-%m-%d %H:%M:%S}"
    try:
        return str(round(float(value), 6))
    except (TypeError, ValueError):
        return str(value)
