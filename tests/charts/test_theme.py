import pytest

from workbook.answers.locale import LANGUAGES
from workbook.charts.d3_locale import d3_locale
from workbook.charts.theme import config


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words(language: str) -> None:
    words = d3_locale(language, "EUR")
    assert [len(words["time"][k]) for k in ("days", "shortDays", "months", "shortMonths")] == [7, 7, 12, 12]
    assert words["number"]["decimal"] != words["number"]["thousands"]


def test_lakhs_are_grouped_by_two() -> None:
    assert d3_locale("en_IN", "INR")["number"]["grouping"][:3] == [3, 2, 2]


def test_week_begins_on_sunday_for_d3() -> None:
    assert d3_locale("en_GB", "GBP")["time"]["days"][0] == "Sunday"


def test_themes_have_the_same_styles() -> None:
    light, dark = config("light"), config("dark")
    assert light["style"].keys() == dark["style"].keys()
    assert light.keys() == dark.keys()
