"""Answers read back in words: every kind of field, and whatever else stands in an old or damaged store."""

from workbook.answers.fields import Answers, Item, Row, grid, group, many_of, number, one_of, text
from workbook.answers.readable import UNKNOWN, readable


class Person(Item):
    name: str | None = text("Name")
    age: float | None = number("Age", unit="years")


class Asked(Answers):
    FORM = "test.readable"
    word: str | None = text("Word")
    deal: str | None = one_of("Deal", {"pilot": "A pilot", "all": "All of it"})
    ways: tuple[str, ...] = many_of("Ways", {"a": "By mail", "b": "By phone"})
    people: tuple[Person, ...] = group("People", Person, item_label="Person")
    scores: dict[str, object] = grid("Scores", rows=[Row("site", "The site")], columns={"now": number("Now"), "goal": number("Goal")})


def test_each_kind_is_said_in_words():
    raws = {
        "word": "x", "deal": "pilot", "ways": ["a", "b"], "people": [{"_id": "1", "name": "Ada", "age": "36"}, {"_id": "2"}],
        "scores": {"site": {"now": "2", "goal": "3"}},
    }  # fmt: skip
    told = dict(readable(Asked, raws))
    assert told == {
        "Word": ("x",),
        "Deal": ("A pilot",),
        "Ways": ("By mail, By phone",),
        "People": ("Ada", "Age: 36 years"),
        "Scores": ("The site: 2 / 3",),
    }


def test_what_is_blank_is_left_out_and_not_knowing_is_an_answer():
    assert readable(Asked, {"word": "?", "deal": "", "ways": []}) == [("Word", (UNKNOWN,))]


def test_shapes_that_do_not_fit_are_passed_over():
    assert readable(Asked, {"word": 5, "deal": ["x"], "ways": "a", "people": "none", "scores": [1]}) == [("Deal", ("x",)), ("Ways", ("By mail",))]
