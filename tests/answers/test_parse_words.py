import pytest

from workbook.answers.fields import Option, Spec
from workbook.answers.locale import Locale
from workbook.answers.parse import parse

EN = Locale()
NAME = Spec("text", "Company name", max_length=20)
STORY = Spec("long_text", "Story", max_length=100)
PLAN = Spec("one_of", "Plan type", options=(Option("sales", "Sales plan"), Option("brand", "Brand plan")))
CHANNELS = Spec("many_of", "Channels", options=(Option("seo", "SEO"), Option("ads", "Search ads"), Option("mail", "E-mail")), dont_know=False)
ASKS = Spec("yes_no", "Do customers ask before they buy?")


@pytest.mark.parametrize(
    ("spec", "raw", "value"),
    [
        (NAME, "  Green Leaf \n", "Green Leaf"),
        (NAME, "Green\x00\x1b Leaf\ud800", "Green Leaf"),
        (NAME, "Green\tLeaf\r\nTea", "Green Leaf Tea"),
        (NAME, "绿叶 🍃", "绿叶 🍃"),
        (NAME, "\u200b", "\u200b"),
        (NAME, "x" * 20, "x" * 20),
        (STORY, "one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        (PLAN, "sales", "sales"),
        (PLAN, "brand plan", "brand"),
        (CHANNELS, ["mail", "seo", "mail", ""], ("seo", "mail")),
        (CHANNELS, ("ads",), ("ads",)),
        (ASKS, "yes", True),
        (ASKS, "No", False),
        (ASKS, False, False),
    ],
)
def test_values(spec, raw, value):
    assert parse(spec, raw, EN).value == value


@pytest.mark.parametrize("spec", [NAME, STORY, PLAN, ASKS, Spec("money", "Budget"), Spec("date", "Start")])
@pytest.mark.parametrize("raw", [None, "", "  ", "\n\t\u00a0"])
def test_blank_is_neither_value_nor_error(spec, raw):
    parsed = parse(spec, raw, EN)
    assert (parsed.value, parsed.error, parsed.unknown) == (None, None, False)


@pytest.mark.parametrize("raw", [[], "", None, [""], [" "]])
def test_no_choice_is_blank(raw):
    assert parse(CHANNELS, raw, EN).value is None


@pytest.mark.parametrize("spec", [NAME, STORY, PLAN, ASKS, Spec("count", "Visits"), Spec("date", "Start")])
@pytest.mark.parametrize("raw", ["?", " ? ", "I do not know yet", "i don't know yet."])
def test_not_knowing_is_an_answer(spec, raw):
    parsed = parse(spec, raw, EN)
    assert (parsed.unknown, parsed.value, parsed.error) == (True, None, None)


def test_not_knowing_must_be_offered():
    assert parse(Spec("count", "Visits", dont_know=False), "?", EN).error == "Enter the visits as a whole number, such as 20"


@pytest.mark.parametrize(
    ("spec", "raw", "error"),
    [
        (NAME, "x" * 21, "Company name must be 20 characters or less (it has 21)"),
        (STORY, "x" * 10_000_000, "Story must be 100 characters or less (it has 10,000,000)"),
        (NAME, 5, "Enter the company name again: what was stored is not an answer to it"),
        (NAME, {"a": 1}, "Enter the company name again: what was stored is not an answer to it"),
        (PLAN, "salse plan", "Choose the plan type from the list: “salse plan” is not in it. The nearest is “Sales plan”"),
        (PLAN, "z" * 90, f"Choose the plan type from the list: “{'z' * 39}…” is not in it"),
        (CHANNELS, ["seo", "tv"], "Choose the channels from the list: “tv” is not in it"),
        (CHANNELS, "seo", "Enter the channels again: what was stored is not an answer to it"),
        (CHANNELS, [["seo"]], "Enter the channels again: what was stored is not an answer to it"),
        (ASKS, "maybe", "Answer “Do customers ask before they buy?” with yes or no (got “maybe”)"),
    ],
)
def test_errors_say_what_to_do(spec, raw, error):
    assert parse(spec, raw, EN).error == error


def test_options_may_come_from_a_catalogue():
    spec = Spec("one_of", "Channel", options_from=lambda: [Option("seo", "SEO")])
    assert parse(spec, "SEO", EN).value == "seo"


def test_groups_are_for_check():
    with pytest.raises(ValueError, match="Give groups and grids to `check`"):
        parse(Spec("group", "Goals"), "x", EN)
