"""The site's sales force: how well a page finds, helps, persuades and wins the visitor, point by point."""

from __future__ import annotations

from typing import Any, ClassVar

from workbook.answers.fields import Answers, Option, Row, count, grid, one_of, text

_SCORE = (Option("0", "0"), Option("1", "1"), Option("2", "2"), Option("3", "3"), Option("na", "n/a", "Does not apply to this site"))


class Checklist(Answers):
    """The own site, 0 to 3 per item, with what was seen."""

    FORM: ClassVar[str] = "sales_force.checklist"
    TITLE: ClassVar[str] = "Checklist"

    site: str | None = text("Which site or page?", hint="Its address, or its name if it has none yet.", width="l", dont_know=False)
    items: dict[str, dict[str, Any]] = grid(
        "Score each point as a visitor would see it",
        hint="0 missing, 1 weak, 2 sound, 3 as good as it gets. Write down what you saw: a score without evidence convinces nobody.",
        rows=lambda: _rows(levels=True),
        columns={
            "score": one_of("Score", _SCORE),
            "evidence": text("Evidence", optional=True, dont_know=False, width="l", max_length=1000),
        },
    )


class Rivals(Answers):
    """Up to three rivals by the same list."""

    FORM: ClassVar[str] = "sales_force.rivals"
    TITLE: ClassVar[str] = "Rivals"

    rival_a: str | None = text("First rival", dont_know=False, hint="Its name or address.")
    rival_b: str | None = text("Second rival", optional=True, dont_know=False)
    rival_c: str | None = text("Third rival", optional=True, dont_know=False)
    items: dict[str, dict[str, Any]] = grid(
        "Score the rivals by the same list",
        hint="0 to 3, as for your own site. Leave blank what you could not see.",
        rows=lambda: _rows(levels=False),
        columns={
            "a": count("First", le=3, width="xs", optional=True),
            "b": count("Second", le=3, width="xs", optional=True),
            "c": count("Third", le=3, width="xs", optional=True),
        },
    )


def _rows(*, levels: bool) -> list[Row]:
    from workbook import lessons

    return [
        Row(
            item.id,
            item.title,
            hint=item.evidence if levels else "",
            why=item.why if levels else "",
            group=lessons.GROUPS[item.group],
            levels=item.levels if levels else (),
        )
        for item in lessons.checklist()
    ]
