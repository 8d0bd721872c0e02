import datetime as dt
import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from workbook.answers.locale import CURRENCIES, LANGUAGES, Locale

NBSP, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("language", "number", "money", "rate"),
    [
        ("en_GB", "1,234.5", "€12.50", "12%"),
        ("de_DE", "1.234,5", f"12,50{NBSP}€", f"12{NBSP}%"),
        ("fr_FR", f"1{NARROW}234,5", f"12,50{NBSP}€", f"12{NBSP}%"),
        ("de_CH", "1’234.5", f"EUR{NBSP}12.50", "12%"),
        ("tr_TR", "1.234,5", "€12,50", "%12"),
        ("zh_CN", "1,234.5", "€12.50", "12%"),
    ],
)
def test_each_language_writes_its_way(language, number, money, rate):
    locale = Locale(language)
    assert (locale.number(1234.5), locale.money(12.5), locale.rate(0.12)) == (number, money, rate)


@pytest.mark.parametrize(("language", "label"), LANGUAGES.items())
def test_language_labels_show_their_marks(language, label):
    shown = 1234567.89 if language.endswith("_IN") else 1234.56
    assert label.startswith(Locale(language).number(shown, 2).replace(NBSP, " ").replace(NARROW, " ") + " (")


@pytest.mark.parametrize("currency", CURRENCIES)
def test_every_currency_can_be_written(currency):
    assert "1,235" in Locale("en_GB", currency).money(1234.5)


@pytest.mark.parametrize("blank", [None, math.nan, math.inf, pd.NA, np.float64("nan"), Decimal("NaN"), "text"])
def test_what_is_no_number_is_a_dash(blank):
    locale = Locale()
    assert {locale.number(blank), locale.count(blank), locale.money(blank), locale.rate(blank)} == {"–"}


def test_no_day_is_a_dash():
    assert (Locale().date(None), Locale().day(pd.NaT)) == ("–", "–")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (Locale().money(99.5), "€99.50"),
        (Locale().money(-999.5), "−€1,000"),
        (Locale().rate(-0.125), "−12.5%"),
        (Locale().spell(-2.5), "-2.5"),
        (Locale().money(1000.5), "€1,001"),
        (Locale().money(1000.5, 2), "€1,000.50"),
        (Locale("ja_JP", "JPY").money(500.4), "￥500"),
        (Locale().number(0.003456), "0.00346"),
        (Locale().number(-0.001, 1), "0.0"),
        (Locale().count(np.int64(1200)), "1,200"),
        (Locale().number(np.float32(0.5)), "0.5"),
        (Locale().rate(0.1234), "12.3%"),
        (Locale().rate(0.00345), "0.345%"),
        (Locale().rate(0.5, 2), "50.00%"),
        (Locale().number(2.5, 0), "3"),
        (Locale("de_DE").date(dt.date(2026, 3, 3)), "3 March 2026"),
        (Locale("de_DE").weekday(dt.date(2026, 3, 3)), "Tuesday 3 March 2026"),
        (Locale("en_US").day(dt.date(2026, 9, 30)), "Sep 30"),
    ],
)
def test_decimals_follow_the_size(written, expected):
    assert written == expected


def test_unknown_language_is_refused_with_a_hint():
    with pytest.raises(ValueError, match="`language` must be a code such as en_GB"):
        Locale("xx_YY")


def test_unknown_currency_is_refused_with_a_hint():
    with pytest.raises(ValueError, match="`currency` must be an ISO code"):
        Locale("en_GB", "BTC")


def test_sentences_follow_the_way_of_writing():
    said = Locale("de_DE").prose("Printers for 80,000 euros, 4.8 on average; WCAG 2.2 asks for 1.4.3.")
    assert said == "Printers for 80.000 euros, 4,8 on average; WCAG 2.2 asks for 1.4.3."
    assert all(Locale("de_DE").prose(example) == example for example in LANGUAGES.values())
    assert Locale("en_GB").prose("80,000") == "80,000"
