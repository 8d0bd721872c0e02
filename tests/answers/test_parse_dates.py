import datetime as dt

import pytest

from workbook.answers.fields import Spec
from workbook.answers.locale import LANGUAGES, Locale
from workbook.answers.parse import parse

LAUNCH = Spec("date", "Launch date")
DAY = dt.date(2026, 9, 30)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "raw", ["2026-09-30", "2026/9/30", "30.9.2026", "30. 9. 2026", "30/09/2026", "09/30/2026", "30 September 2026", "Sep 30, 2026",
            "30th of sept 2026", "2026年9月30日", "２０２６-０９-３０", "30.9.26", "September 30 2026"]
)  # fmt: skip
def test_one_meaning_in_every_language(language, raw):
    assert parse(LAUNCH, raw, Locale(language)).value == DAY


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("month", range(1, 13))
def test_a_written_date_reads_back(language, month):
    day = dt.date(2026, month, 11)
    locale = Locale(language)
    parsed = parse(LAUNCH, locale.date(day), locale)
    assert (parsed.value, parsed.understood) == (day, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbooks_own_days_are_not_shown_back(language):
    assert parse(LAUNCH, "2027-02-04", Locale(language)).understood is None
    assert parse(LAUNCH, "2027-2-4", Locale(language)).understood


@pytest.mark.parametrize(
    ("language", "raw", "value", "understood"),
    [
        ("fr_FR", "03/04/2026", dt.date(2026, 4, 3), "Understood as 3 April 2026"),
        ("en_US", "3.4.2026", dt.date(2026, 4, 3), "Understood as April 3, 2026"),
        ("de_DE", "3.4.26", dt.date(2026, 4, 3), "Understood as 3 April 2026"),
        ("nl_NL", "03-04-2026", dt.date(2026, 4, 3), "Understood as 3 April 2026"),
        ("en_GB", "29/02/2028", dt.date(2028, 2, 29), "Understood as 29 February 2028"),
        ("de_DE", "3. März 2026", dt.date(2026, 3, 3), "Understood as 3 March 2026"),
        ("fr_FR", "1er août 2026", dt.date(2026, 8, 1), "Understood as 1 August 2026"),
        ("en_GB", "1/1/85", dt.date(1985, 1, 1), "Understood as 1 January 1985"),
    ],
)
def test_the_locale_decides_and_shows(language, raw, value, understood):
    parsed = parse(LAUNCH, raw, Locale(language))
    assert parsed.value == value
    assert parsed.understood in (understood, None if language == "de_DE" and "März" in raw else understood)


@pytest.mark.parametrize(("language", "days"), [("en_GB", ["1 March 2027", "3 January 2027"]), ("en_US", ["January 3, 2027", "March 1, 2027"])])
def test_two_orders_are_asked_about_in_english(language, days):
    parsed = parse(LAUNCH, "1/3/2027", Locale(language))
    assert (parsed.value, parsed.message.level, [choice.label for choice in parsed.choices]) == (None, "question", days)
    assert all(parse(LAUNCH, choice.raw, Locale(language)).value for choice in parsed.choices)


EXAMPLE = "such as 30 September 2026"


@pytest.mark.parametrize(
    ("raw", "error"),
    [
        ("30 February 2026", f"30 February 2026 does not exist. Enter the launch date as a day, {EXAMPLE}"),
        ("31/04/2026", f"31 April 2026 does not exist. Enter the launch date as a day, {EXAMPLE}"),
        ("29/02/2026", f"29 February 2026 does not exist. Enter the launch date as a day, {EXAMPLE}"),
        ("13.13.2026", f"2026-13-13 does not exist. Enter the launch date as a day, {EXAMPLE}"),
        ("0000-01-01", f"1 January 0 does not exist. Enter the launch date as a day, {EXAMPLE}"),
        ("March 2027", f"Enter the launch date with its day, {EXAMPLE}"),
        ("Easter", f"Enter the launch date as a day, {EXAMPLE}"),
        ("tomorrow", f"Enter the launch date as a day, {EXAMPLE}"),
        ("30.9.", f"Enter the launch date with its year, {EXAMPLE}"),
        ("30 September", f"Enter the launch date with its year, {EXAMPLE}"),
        ("in September 2026", f"Enter the launch date as a day, {EXAMPLE}"),
        ("2026", f"Enter the launch date as a day, {EXAMPLE}"),
        ("9" * 100_000, f"Enter the launch date as a day, {EXAMPLE}"),
    ],
)
def test_errors_say_what_to_do(raw, error):
    parsed = parse(LAUNCH, raw, Locale())
    assert (parsed.value, parsed.error) == (None, error)


def test_a_far_year_is_asked_about():
    parsed = parse(LAUNCH, "1 May 1820", Locale())
    assert (parsed.value, parsed.warning) == (dt.date(1820, 5, 1), "Is this right? Launch date is in the year 1820.")
