import pytest

from workbook.answers.fields import Spec
from workbook.answers.locale import Locale
from workbook.answers.parse import parse

EN, DE, FR, CH, IN = (Locale(code) for code in ("en_GB", "de_DE", "fr_FR", "de_CH", "en_IN"))
MONEY = Spec("money", "Monthly budget", ge=0)
COUNT = Spec("count", "Visits", unit="visits a month", ge=0)
RATE = Spec("rate", "Click rate", unit="%", ge=0, le=1, unusual=(None, 0.2))
NUMBER = Spec("number", "Lead time", unit="days")
MARGIN = Spec("rate", "Margin rate", unit="%", ge=0, le=1, unusual=(0.02, 0.9))
WAIT = Spec("number", "Waiting time", unit="hours", gt=0)
KINDS = {"wait": WAIT, "money": MONEY, "count": COUNT, "rate": RATE, "number": NUMBER}

ONE_MEANING = [
    ("money", "500", 500),
    ("money", "1,5", 1.5),
    ("money", "1.5", 1.5),
    ("money", ".5", 0.5),
    ("money", "1 000,50", 1000.5),
    ("money", "1'000.50", 1000.5),
    ("money", "1’000.50", 1000.5),
    ("money", "1.000,50", 1000.5),
    ("money", "1,000.50", 1000.5),
    ("money", "1.234.567", 1234567),
    ("money", "1,23,456", 123456),
    ("money", "12,34,567.8", 1234567.8),
    ("money", "1234.567", 1234.567),
    ("money", "0.123", 0.123),
    ("money", "€ 500", 500),
    ("money", "500 EUR", 500),
    ("money", "eur500", 500),
    ("money", "500,- €", 500),
    ("money", "500.–", 500),
    ("money", "1.2k", 1200),
    ("money", "12 k€", 12000),
    ("money", "3 Mio", 3e6),
    ("money", "3 Mio. €", 3e6),
    ("money", "2m", 2e6),
    ("money", "1,5 Mrd", 1.5e9),
    ("money", "2 lakh", 2e5),
    ("money", "1\u00a0000", 1000),
    ("money", "1\u202f000", 1000),
    ("money", "1\u2009000", 1000),
    ("money", "1E+05", 1e5),
    ("money", "\ufeff500\u200e", 500),
    ("number", "−5", -5),
    ("number", "(500)", -500),
    ("number", "- 3,5 days", -3.5),
    ("number", "３０", 30),
    ("number", "３．５", 3.5),
    ("number", "٣٫٥", 3.5),
    ("number", "١٬٢٣٤", 1234),
    ("number", "30 days", 30),
    ("number", "1 day", 1),
    ("number", "3万", 30000),
    ("count", "1 200", 1200),
    ("count", "1200 visits", 1200),
    ("count", "1.2k visits a month", 1200),
    ("rate", "12", 0.12),
    ("rate", "12 %", 0.12),
    ("rate", "12,5%", 0.125),
    ("rate", "12.5 percent", 0.125),
    ("rate", "0.5 %", 0.005),
    ("rate", "%12", 0.12),
    ("rate", "0", 0.0),
    ("rate", "0.8", 0.008),
    ("rate", "0,12", 0.0012),
    ("wait", "2 days", 48),
    ("wait", "30 min.", 0.5),
    ("wait", "1 week", 168),
    ("wait", "48h", 48),
]


@pytest.mark.parametrize("locale", [EN, DE, FR, CH, IN], ids=lambda locale: locale.language)
@pytest.mark.parametrize(("kind", "raw", "value"), ONE_MEANING)
def test_one_meaning_in_every_locale(kind, raw, value, locale):
    parsed = parse(KINDS[kind], raw, locale)
    assert (parsed.value, parsed.error) == (value, None)


@pytest.mark.parametrize("kind", ["money", "number", "rate"])
@pytest.mark.parametrize("locale", [EN, DE, FR, CH, IN], ids=lambda locale: locale.language)
def test_a_point_before_three_digits_is_asked(kind, locale):
    parsed = parse(KINDS[kind], "1.234", locale)
    assert (parsed.value, parsed.message.level, len(parsed.choices)) == (None, "question", 2)


TWO_MEANINGS = [  # kind, raw, locale, the value that is taken; None = asked
    ("count", "1.234", EN, 1234),
    ("count", "1.234", DE, 1234),
    ("count", "1,234", EN, 1234),
    ("count", "1,234", DE, 1234),
    ("count", "1.000", DE, 1000),
    ("count", "1,000", EN, 1000),
    ("count", "1.000", EN, None),
    ("count", "1,000", DE, None),
    ("count", "1,000", FR, None),
    ("money", "1,234", EN, 1234),
    ("money", "100,000", IN, 100000),
    ("money", "1,234", DE, None),
    ("money", "1,234", FR, None),
    ("money", "1,234", CH, None),
    ("money", "100.000", DE, None),
    ("money", "1.234k", EN, None),
    ("number", "1,234", EN, None),
    ("number", "1,234", DE, None),
    ("rate", "1,234", EN, None),
    ("rate", "1,234 %", DE, None),
]


@pytest.mark.parametrize(("kind", "raw", "locale", "value"), TWO_MEANINGS)
def test_two_meanings_are_decided_or_asked(kind, raw, locale, value):
    parsed = parse(KINDS[kind], raw, locale)
    assert parsed.value == value
    assert bool(parsed.choices) == (value is None)


@pytest.mark.parametrize(("kind", "raw", "locale", "value"), [case for case in TWO_MEANINGS if case[3] is not None])
def test_a_decided_meaning_is_shown_back(kind, raw, locale, value):
    assert parse(KINDS[kind], raw, locale).understood.startswith(f"Understood as {locale.count(value)}")


@pytest.mark.parametrize("locale", [EN, DE, FR, CH, IN], ids=lambda locale: locale.language)
@pytest.mark.parametrize(
    ("kind", "raw", "values"),
    [
        ("money", "1.234", [1.234, 1234]),
        ("number", "-1.234", [-1.234, -1234]),
        ("rate", "1.234", [0.01234, None]),  # 1 234 % is above the limit: the choice says so in its turn
        ("rate", "0.123 %", []),
        ("money", "1.234k", []),
    ],
)
def test_a_choice_is_read_in_one_way(kind, raw, values, locale):
    chosen = [parse(KINDS[kind], choice.raw, locale) for choice in parse(KINDS[kind], raw, locale).choices]
    assert not any(parsed.choices for parsed in chosen)
    assert not values or [parsed.value for parsed in chosen] == values


def test_a_share_is_asked_about_where_only_it_is_usual():
    asked = parse(MARGIN, "0.45", EN)
    assert [parse(MARGIN, choice.raw, EN).value for choice in asked.choices] == [0.0045, 0.45]


def test_a_share_is_asked_about_without_a_verb_that_may_not_fit():
    asked = parse(Spec("rate", "Enquiries that become an order", ge=0, le=1, unusual=(0.01, 0.9)), "0.4", EN)
    assert asked.error == "“0.4” can mean 0.4% or 40%. Choose what you mean for the enquiries that become an order"


@pytest.mark.parametrize("raw", ["€ 3.500,-", "3.500,--", "3,500.-", "3.500.-"])
def test_no_cents_leave_one_meaning(raw):
    assert parse(MONEY, raw, DE).value == 3500


def test_a_question_names_both_readings():
    labels = [choice.label for choice in parse(MONEY, "1.234", DE).choices]
    assert labels == ["1,234 EUR: between 1 and 2", "1.234 EUR: 1 thousand 234"]


@pytest.mark.parametrize(
    ("spec", "raw", "locale", "understood"),
    [
        (MONEY, "1 000,50", EN, "Understood as 1,000.50 EUR"),
        (MONEY, "1.2k", DE, "Understood as 1.200 EUR"),
        (MONEY, "0.12345", EN, None),
        (MONEY, "€ 500", EN, None),
        (MONEY, "€1,000.50", EN, None),
        (MONEY, "1000000", EN, None),
        (MONEY, "٥", EN, "Understood as 5 EUR"),
        (RATE, "12,5 %", EN, "Understood as 12.5%"),
        (RATE, "12.5", EN, None),
        (RATE, "1", EN, "Understood as 1%"),
        (RATE, "0.8", EN, "Understood as 0.8%"),
        (WAIT, "2 days", EN, "Understood as 48 hours"),
        (WAIT, "20 minutes", EN, "Understood as 0.3333 hours"),
        (NUMBER, "1,5", EN, "Understood as 1.5 days"),
        (NUMBER, "30 days", EN, None),
        (NUMBER, "(5)", EN, "Understood as −5 days"),
        (COUNT, "007", EN, "Understood as 7 visits a month"),
    ],
)
def test_shown_back_where_the_form_differs(spec, raw, locale, understood):
    assert parse(spec, raw, locale).understood == understood


@pytest.mark.parametrize(
    ("spec", "raw", "error"),
    [
        (MONEY, "five", "Enter the monthly budget as a number, such as 500"),
        (MONEY, "1.2.3", "Enter the monthly budget as a number, such as 500"),
        (MONEY, "1 2", "Enter the monthly budget as a number, such as 500"),
        (MONEY, "500-700", "Enter the monthly budget as a number, such as 500"),
        (MONEY, "about 500", "Enter the monthly budget as a number, such as 500"),
        (MONEY, "12 %", "Enter the monthly budget as a number, such as 500"),
        (MONEY, "500 per year", "Enter the monthly budget as a number, such as 500"),
        (MONEY, "10²", "Enter the monthly budget as a number, such as 500"),
        (MONEY, "½", "Enter the monthly budget as a number, such as 500"),
        (MONEY, "nan", "Enter the monthly budget as a number, such as 500"),
        (MONEY, "9" * 5000, "Enter the monthly budget as a number, such as 500"),
        (MONEY, "1e99", "Monthly budget must be smaller than 1,000,000,000,000,000"),
        (MONEY, "-5", "Monthly budget must be 0 or more"),
        (MONEY, "$ 500", "Enter the monthly budget in EUR, the workbook's currency (got “$ 500”): convert it first"),
        (COUNT, "1.5", "Visits must be a whole number, such as 20"),
        (COUNT, "-1", "Visits must be 0 or more"),
        (COUNT, "5 EUR", "Enter the visits as a whole number, such as 20"),
        (RATE, "150", "Click rate must be between 0% and 100%"),
        (RATE, "2k", "Enter the click rate as a percentage, such as 12%"),
        (WAIT, "soon", "Enter the waiting time in hours, such as 48"),
        (Spec("number", "Work", unit="h"), "2 days", "Enter the work in hours, such as 8"),
        (NUMBER, "soon", "Enter the lead time as a number, such as 2.5"),
        (Spec("number", "Price", gt=0), "0", "Price must be more than 0"),
        (Spec("number", "Score", gt=0, le=10), "11", "Score must be more than 0 and 10 or less"),
        (Spec("money", "How much can you spend?", ge=0), "-1", "“How much can you spend?” must be 0 or more"),
        (Spec("money", "Cost per click", gt=0, ge=0), "0", "Cost per click must be more than 0"),
        (Spec("count", "Score", ge=0, le=5), "4.5", "Score must be a whole number, such as 5"),
        (Spec("money", "SEO budget", le=5000), "6000", "SEO budget must be €5,000 or less"),
    ],
)
def test_errors_say_what_to_do(spec, raw, error):
    parsed = parse(spec, raw, EN)
    assert (parsed.value, parsed.error) == (None, error)


def test_unusual_is_a_warning_with_a_value():
    parsed = parse(RATE, "60 %", EN)
    assert (parsed.value, parsed.message.level, parsed.warning) == (0.6, "warning", "Is this right? Click rate is usually 20% or less.")


def test_billion_depends_on_the_language():
    assert (parse(MONEY, "2 billion", EN).value, parse(MONEY, "2 Billion", DE).value) == (2e9, None)


def test_the_workbook_currency_is_accepted_among_dollars():
    assert parse(MONEY, "$ 500", Locale("en_US", "CAD")).value == 500


def test_a_number_from_a_file_is_a_number():
    assert [parse(NUMBER, raw, DE).value for raw in (3, 1.5, 1.234, -2)] == [3, 1.5, 1.234, -2]


@pytest.mark.parametrize("raw", [True, float("nan"), float("inf"), [], {}, ["5"], object()])
def test_other_shapes_get_a_sentence(raw):
    assert parse(MONEY, raw, EN).error
