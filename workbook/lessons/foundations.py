"""Foundations: the seven parts of the work with their levels of maturity, and the eight functions of the medium.

Online marketing is carried by several kinds of work at once, and is as strong as the weakest of them: visitors who find no reason to ask are
lost, enquiries that nobody answers too. The levels describe what can be seen, so that two people arrive at the same one.
"""

from __future__ import annotations

from workbook.lessons.files import Id, Lesson, Line, Note, read


class Module(Lesson):
    """One part of the work. `levels` describe maturity 0 to 4, `next_step` is how to rise from a low one."""

    id: Id
    title: Line
    short: Line
    why: Note
    levels: tuple[Line, Line, Line, Line, Line]
    next_step: Note


class Function(Lesson):
    """One thing that the medium can do for a company; `sign` is by what one sees that it does."""

    id: Id
    title: Line
    what: Note
    sign: Note


class _Foundations(Lesson):
    modules: tuple[Module, ...]
    functions: tuple[Function, ...]


def modules() -> tuple[Module, ...]:
    """The parts of the work, in the order in which they build on each other.

    >>> len(modules())
    7
    """
    found: _Foundations = read("foundations", _Foundations)
    return found.modules


def functions() -> tuple[Function, ...]:
    """The functions of the medium.

    >>> len(functions())
    8
    """
    found: _Foundations = read("foundations", _Foundations)
    return found.functions
