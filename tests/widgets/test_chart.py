import altair as alt
import pandas as pd
import pytest

from workbook.answers.locale import Locale
from workbook.charts import Picture
from workbook.charts.picture import Heading
from workbook.widgets import ChartView, Column

TABLE = pd.DataFrame({"channel": ["SEO", "E-mail"], "visits": [1200, 300]})


def bars(table: pd.DataFrame = TABLE) -> alt.Chart:
    return alt.Chart(table).mark_bar().encode(x="visits:Q", y="channel:N")


def test_picture_brings_its_words():
    view = ChartView()
    view.show(Picture(bars(), "SEO leads", "1 200 of 1 500 visits.", TABLE))
    assert view.words == {"title": "SEO leads", "summary": "1 200 of 1 500 visits.", "note": ""}
    assert view.table["rows"][0] == ["SEO", "1,200"]


def test_picture_names_its_columns():
    view = ChartView()
    table = TABLE.assign(cost=[900.0, 80.0], swing=0)
    view.show(
        Picture(bars(), "SEO leads", "", table, {"channel": Heading("Channel"), "cost": Heading("Cost a month", "money"), "gone": Heading("Gone")})
    )
    assert view.table["rows"][0] == ["SEO", "€900"]
    assert [column["label"] for column in view.table["columns"]] == ["Channel", "Cost a month"]


def test_named_words_replace_the_picture():
    view = ChartView()
    view.show(Picture(bars(), "SEO leads", "", TABLE), title="Mine", columns={"visits": Column("Visits", "count")})
    assert (view.words["title"], view.table["columns"]) == ("Mine", [{"label": "Visits", "numeric": True}])


def test_picture_without_chart_shows_words():
    view = ChartView()
    view.show(bars())
    view.show(Picture(None, "Effect", "No score yet."))
    assert (view.spec, view.words["summary"]) == ({}, "No score yet.")


def test_data_is_in_the_specification():
    view = ChartView()
    view.show(bars())
    assert next(iter(view.spec["datasets"].values()))[0] == {"channel": "SEO", "visits": 1200}


def test_axes_follow_the_locale():
    view = ChartView(Locale("de_DE"))
    view.show(bars())
    assert view.spec["config"]["locale"]["number"]["decimal"] == ","


def test_plain_chart_gets_the_theme():
    view = ChartView()
    view.show(bars())
    assert "accent" in view.spec["config"]["style"]


def test_too_many_rows_are_refused():
    with alt.data_transformers.disable_max_rows(), pytest.raises(ValueError, match="5000 rows"):
        ChartView().show(bars(pd.DataFrame({"channel": ["a"] * 6000, "visits": range(6000)})))


def test_clear_takes_everything_away():
    view = ChartView()
    view.show(bars(), title="Seen", table=TABLE)
    view.clear("Enter a budget.")
    assert (view.spec, view.words, view.table, view.empty) == ({}, {}, {}, "Enter a budget.")
