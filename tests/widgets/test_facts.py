from workbook.widgets import Catalogue, Facts


def test_facts_are_replaced():
    facts = Facts("About A", ["Tea."], ["Since 1987."])
    facts.show("About B", ("Pumps.",))
    assert (facts.title, facts.facts, facts.more) == ("About B", ["Pumps."], [])


def test_card_is_filled_in():
    card = Catalogue([{"id": "seo", "title": "SEO", "values": {"term": "long"}}]).items[0]
    assert (card["values"], card["tags"], card["lead"]) == ({"term": ["long"]}, [], "")


def test_option_may_be_a_word():
    shown = Catalogue([], [{"name": "term", "label": "Term", "options": ["long"]}]).filters[0]
    assert shown["options"] == [{"value": "long", "label": "long"}]
