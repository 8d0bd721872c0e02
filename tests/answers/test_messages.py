import pytest

from workbook.answers import messages
from workbook.answers.fields import Row, Spec


@pytest.mark.parametrize(
    ("kind", "label", "sentence"),
    [
        ("money", "Monthly budget", "Enter the monthly budget"),
        ("text", "SEO agency", "Enter the SEO agency"),
        ("number", "K factor", "Enter the K factor"),
        ("text", "Your USP", "Enter your USP"),
        ("rate", "Click rate (CTR)", "Enter the click rate (CTR)"),
        ("text", "The goal in one sentence", "Enter the goal in one sentence"),
        ("text", "E-mail address", "Enter the e-mail address"),
        ("text", "Google Ads account", "Enter the Google Ads account"),
        ("text", "Name", "Enter the name"),
        ("text", "What do you sell?", "Answer “What do you sell?”"),
        ("date", "Reached by", "Fill in “Reached by”"),
        ("date", "The plan starts on", "Fill in “The plan starts on”"),
        ("one_of", "Plan type", "Choose the plan type"),
        ("many_of", "Channels", "Choose the channels"),
        ("one_of", "Measured by", "Choose an answer for “Measured by”"),
        ("yes_no", "Membership", "Choose yes or no for the membership"),
        ("yes_no", "Do you sell online?", "Answer “Do you sell online?”"),
        ("grid", "Scorecard", "Fill in the scorecard"),
        ("grid", "Score the rivals by the same list", "Fill in “Score the rivals by the same list”"),
        ("number", "Score", "Enter the score"),
    ],
)
def test_what_to_do_about_a_blank(kind, label, sentence):
    assert messages.missing(Spec(kind, label)) == sentence


def test_a_noun_overrides_the_label():
    spec = Spec("money", "Spent on media each month", noun="monthly media spending")
    assert (messages.missing(spec), messages.name(spec)) == ("Enter the monthly media spending", "Monthly media spending")


@pytest.mark.parametrize(
    ("row", "columns", "sentence"),
    [
        (Row("aov", "Order value"), ["Worst", "Best"], "Enter the order value (worst)"),
        (Row("ctr", "Click rate (CTR)"), ["Worst", "Best"], "Enter the click rate (CTR, worst)"),
        (Row("aov", "Order value"), ["Worst"], "Enter the order value"),
        (Row("online", "Are rivals online?"), ["Score"], "Answer “Are rivals online?”"),
        (Row("online", "Are rivals online?"), ["Score", "Weight"], "Answer “Are rivals online?” (score)"),
    ],
)
def test_a_cell_names_its_row(row, columns, sentence):
    specs = tuple(Spec("number", label, name=label) for label in columns)
    assert messages.missing(messages.cell(row, specs[0], Spec("grid", "Table", columns=specs))) == sentence


def test_no_sentence_begs_or_blames():
    from pathlib import Path

    source = Path(messages.__file__).read_text(encoding="utf-8").casefold()
    assert not [word for word in ("please", "invalid", "oops", "required") if word in source]
