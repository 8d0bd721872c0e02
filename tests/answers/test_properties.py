import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.answers.check import Checked, check
from workbook.answers.fields import Option, Spec
from workbook.answers.locale import CURRENCIES, LANGUAGES, Locale
from workbook.answers.numerals import plain
from workbook.answers.parse import Parsed, parse

from .forms import Plan

OPTIONS = (Option("a", "A"), Option("b", "B"))
KINDS = ["text", "long_text", "number", "count", "money", "rate", "date", "one_of", "many_of", "yes_no"]
SPECS = st.sampled_from([Spec(kind, "Monthly budget", unit="days" if kind == "number" else "", options=OPTIONS) for kind in KINDS])
LOCALES = st.builds(Locale, st.sampled_from(sorted(LANGUAGES)), st.sampled_from(sorted(CURRENCIES)))
NUMBERISH = st.text(st.sampled_from("0123456789.,' -+()%€$kmMioEUR\u00a0\u202f٫٬٣３万/:e?"), max_size=14)
KEYS = st.sampled_from(["_id", "target", "due", "ctr", "aov", "worst", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | NUMBERISH,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


@settings(max_examples=400, deadline=None)
@given(SPECS, st.one_of(st.text(), NUMBERISH, JSON), LOCALES)
def test_any_text_is_read_or_answered(spec, raw, locale):
    parsed = parse(spec, raw, locale)
    assert isinstance(parsed, Parsed)
    assert parsed.value is None or parsed.error is None


@settings(max_examples=200, deadline=None)
@given(NUMBERISH, st.sampled_from(["number", "count", "money", "rate"]), LOCALES)
def test_every_choice_is_read_in_one_way(raw, kind, locale):
    for choice in parse(Spec(kind, "Budget"), raw, locale).choices:
        assert not parse(Spec(kind, "Budget"), choice.raw, locale).choices


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(amount=AMOUNTS, kind=st.sampled_from(["number", "money"]))
def test_a_spelled_number_reads_back(language, kind, amount):
    locale = Locale(language)
    assert parse(Spec(kind, "Budget"), locale.spell(amount), locale).value == float(amount)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(amount=AMOUNTS, currency=st.sampled_from(sorted(CURRENCIES)))
def test_a_written_amount_is_never_misread(language, currency, amount):
    locale = Locale(language, currency)
    parsed = parse(Spec("money", "Budget"), locale.money(amount, 2), locale)
    assert parsed.value == float(amount)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(number=st.integers(-(10**9), 10**9), kind=st.sampled_from(["number", "money", "count"]))
def test_a_written_whole_number_reads_back_or_is_asked(language, kind, number):
    locale = Locale(language)
    parsed = parse(Spec(kind, "Budget"), locale.count(number), locale)
    readings = [parse(Spec(kind, "Budget"), choice.raw, locale).value for choice in parsed.choices] or [parsed.value]
    assert number in readings


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(share=st.integers(0, 10_000))
def test_a_written_share_reads_back(language, share):
    locale = Locale(language)
    assert parse(Spec("rate", "Share", unit="%"), locale.rate(share / 10_000, 2), locale).value == share / 10_000


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(day=st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_a_written_day_reads_back(language, day):
    locale = Locale(language)
    assert parse(Spec("date", "Start"), locale.date(day), locale).value == day


@given(st.text())
def test_plain_text_is_plain_already(text):
    assert plain(plain(text)) == plain(text)


@settings(max_examples=300, deadline=None)
@given(st.one_of(JSON, st.fixed_dictionaries({"owner": JSON, "budget": JSON, "kinds": JSON, "goals": JSON, "factors": JSON, "sure": JSON})), LOCALES)
def test_any_json_is_checked(raws, locale):
    checked = check(Plan, raws, locale)
    assert isinstance(checked, Checked)
    assert json.dumps(checked.values, allow_nan=False)
    assert checked.complete == (not checked.errors)
