"""Every term can be looked up, in the reader's way of writing."""

from tests.pages.seen import part
from workbook import lessons
from workbook.answers.locale import Locale
from workbook.pages import cards, start


def test_every_term_has_its_card(desk):
    looked = part(start.words(), "Catalogue")
    assert [card["title"] for card in looked.items] == [term.term for term in lessons.glossary()]
    chapters = {option["label"]: option["value"] for option in looked.filters[0]["options"]}
    assert (chapters["Strategy"], chapters["Data analysis"]) == ("2", "6")
    assert all(card["values"]["chapter"][0] in chapters.values() for card in looked.items)


def test_a_ratio_says_what_it_is_divided_by():
    card = next(card for card in cards.word_cards(Locale()) if card["id"] == "word-answer_rate")
    formula, by = card["attributes"]
    assert (formula["label"], formula["value"]) == ("Formula", "answered ÷ enquiries")
    assert (by["label"], by["value"]) == ("Divided by", "all enquiries of the period")


def test_numbers_in_words_are_the_readers():
    german = {card["id"]: card for card in cards.word_cards(Locale("de_DE", "EUR"))}
    assert "0,7" in german["word-adstock"]["sections"][0]["points"][0]
