"""The workshop for a unique selling proposition: four tests, and words that say nothing."""

from __future__ import annotations

from workbook.lessons.files import Id, Lesson, Line, Note, read


class UspTest(Lesson):
    """One test of the sentence. `levels` describe 0 to 2, `mend` is how to raise it."""

    id: Id
    question: Line
    why: Note
    levels: tuple[Line, Line, Line]
    mend: Note


class _Workshop(Lesson):
    empty_words: tuple[Line, ...]
    tests: tuple[UspTest, ...]


def usp_tests() -> tuple[UspTest, ...]:
    """The four tests.

    >>> [test.id for test in usp_tests()]
    ['specific', 'provable', 'different', 'matters']
    """
    found: _Workshop = read("usp", _Workshop)
    return found.tests


def empty_words() -> tuple[str, ...]:
    """Words that every company uses of itself."""
    found: _Workshop = read("usp", _Workshop)
    return found.empty_words
