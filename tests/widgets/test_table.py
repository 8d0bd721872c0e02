import datetime as dt

import pandas as pd
import pytest

from tests.widgets.recorded import recorded, say
from workbook.answers.locale import Locale
from workbook.widgets import Column, TableView
from workbook.widgets.cells import columns_of, plain, written

FRAME = pd.DataFrame({"channel": ["=cmd()", "SEO"], "cost": [1234.5, None], "rate": [0.125, 0.5], "day": pd.to_datetime(["2026-09-30", None])})
COLUMNS = {"channel": Column("Channel"), "cost": Column("Cost", "money"), "rate": Column("Rate", "rate"), "day": Column("Day", "date")}


def shown(locale: str = "en_GB") -> TableView:
    view = TableView(Locale(locale))
    view.show(FRAME, title="Costs", columns=COLUMNS)
    return view


def fetched(view: TableView, kind: str) -> bytes:
    sent = recorded(view)
    say(view, type=kind)
    offer = sent[-1][0]
    say(view, type="more", name=offer["name"], offset=0)
    return sent[-1][1][0]


def test_values_follow_the_locale():
    assert shown("de_DE").table["rows"][0][2] == "12,5\xa0%"


def test_blank_is_a_dash():
    assert shown().table["rows"][1][1] == "–"


def test_keys_are_plain_values():
    assert shown().table["keys"] == [["=cmd()", 1234.5, 0.125, "2026-09-30"], ["SEO", None, 0.5, None]]


def test_unknown_column_is_named():
    with pytest.raises(ValueError, match="got clicks"):
        TableView().show(FRAME, columns={"clicks": Column("Clicks", "count")})


def test_argument_is_not_changed():
    before = FRAME.copy()
    shown()
    pd.testing.assert_frame_equal(FRAME, before)


def test_csv_has_mark_and_no_formula():
    lines = fetched(shown(), "csv").decode("utf-8").splitlines()
    assert lines[:2] == ["\ufeffChannel,Cost,Rate,Day", "'=cmd(),1234.5,0.125,2026-09-30"]


def test_csv_of_comma_locale():
    assert fetched(shown("de_DE"), "csv").decode("utf-8").splitlines()[1].split(";")[1] == "1234,5"


def test_negative_number_stays_a_number():
    view = TableView()
    view.show(pd.DataFrame({"profit": [-5.5]}), columns={"profit": Column("Profit", "money")})
    assert fetched(view, "csv").decode("utf-8-sig").splitlines()[1] == "-5.5"


def test_xlsx_keeps_types():
    import io

    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(fetched(shown(), "xlsx"))).active
    row = [cell.value for cell in sheet[2]]
    assert row[:3] == ["=cmd()", 1234.5, 0.125]
    assert sheet["A2"].data_type == "s"
    assert row[3].date() == dt.date(2026, 9, 30)


def test_large_table_is_cut_for_the_page():
    view = TableView()
    view.show(pd.DataFrame({"n": range(2500)}))
    assert (len(view.table["rows"]), view.table["total"]) == (2000, 2500)


def test_kinds_are_guessed():
    kinds = [c.kind for c in columns_of(FRAME).values()]
    assert kinds == ["text", "number", "number", "date"]


def test_label_alone_keeps_the_guess():
    assert columns_of(FRAME, {"cost": "Spent"})["cost"] == Column("Spent", "number")


def test_missing_and_infinite_are_blank():
    assert [written(v, Column("x", "number"), Locale()) for v in (pd.NA, float("nan"), float("inf"), pd.NaT)] == ["–"] * 4


def test_time_of_day_is_kept_in_text():
    assert plain(dt.datetime(2026, 9, 30, 14, 2), Column("At")) == "2026-09-30 14:02:00"
