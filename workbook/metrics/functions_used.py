"""What the medium is used for: functions in use, wanted, and not needed.

Most companies use two or three of the eight and want the rest. Wanting all of them at once is no strategy: each wanted function needs a goal,
somebody who does it, and money, so the list is worth more when it is short.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbook.answers.finding import Figure, Finding

if TYPE_CHECKING:
    from workbook.answers.locale import Locale

MANY = 4
"""From so many wanted functions on, a plan for one period is hardly kept."""


def finding(names: Mapping[str, str], signs: Mapping[str, str], uses: Mapping[str, str], locale: Locale) -> Finding:
    """`names` and `signs` by function id; `uses` by id: "use", "want" or "need_not" (absent = not answered).

    >>> from workbook.answers.locale import Locale
    >>> finding({"brand": "Brand", "sales": "Sales"}, {}, {"brand": "want", "sales": "use"}, Locale()).headline
    '1 of 2 functions is in use, 1 is wanted'
    """
    used, wanted = ([k for k in names if uses.get(k) == kind] for kind in ("use", "want"))
    if not uses:
        return Finding(headline="Nothing is answered yet", next_step="Say for each function whether it is in use, wanted or not needed.")
    are = "is" if len(used) == 1 else "are"
    wants = f"{locale.count(len(wanted))} {'is' if len(wanted) == 1 else 'are'} wanted" if wanted else "none is wanted"
    return Finding(
        headline=f"{locale.count(len(used))} of {locale.count(len(names))} functions {are} in use, {wants}",
        tone="warn" if len(wanted) >= MANY else "neutral",
        figures=(Figure("In use", locale.count(len(used)), _list(names, used)), Figure("Wanted", locale.count(len(wanted)), _list(names, wanted))),
        points=tuple(f"{names[k]}, wanted. How you would see that it works: {signs[k]}" for k in wanted if k in signs),
        means="A wanted function becomes real when it has a goal with a number, a person and a budget.",
        means_not="More functions are not better marketing: what nobody needs is left out, with the reason.",
        next_step=_next(wanted),
    )


def _next(wanted: Sequence[str]) -> str:
    if len(wanted) >= MANY:
        return f"{len(wanted)} new functions at once are rarely kept up. Choose the two that your customers would miss most, and give each a goal."
    if wanted:
        return "Give each wanted function a goal in the strategy chapter."
    return "Ask a customer which of the functions they miss."


def _list(names: Mapping[str, str], keys: Sequence[str]) -> str:
    return ", ".join(names[k] for k in keys)
