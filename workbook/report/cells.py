"""Figures as they are read, with the number behind them: a spreadsheet can only add up what it gets as a number."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbook.answers.locale import Locale, finite
from workbook.report.document import Cell, Kind

OPEN = "still open"
"""What stands where an answer is missing."""


@dataclass(frozen=True)
class Cells:
    """Writes figures for one reader.

    >>> Cells(Locale()).money(1250), Cells(Locale()).count(None).text
    (Cell(text='€1,250', value=1250.0, kind='money', digits=0), 'still open')
    """

    locale: Locale
    otherwise: str = OPEN

    def money(self, x: Any, digits: int | None = None) -> Cell:
        """An amount in the workbook's currency."""
        return self._cell(self.locale.money(x, digits), x, "money")

    def moneys(self, xs: Iterable[Any]) -> tuple[Cell, ...]:
        """Amounts that stand in one column, or in one row of the same thing: all with cents or all without.

        >>> [cell.text for cell in Cells(Locale()).moneys([38, 42.5])]
        ['€38.00', '€42.50']
        """
        known = tuple(xs)
        digits = self.locale.cents(known)
        return tuple(self.money(x, digits) for x in known)

    def rates(self, xs: Iterable[Any]) -> tuple[Cell, ...]:
        """Shares that stand beside each other, with the same decimals.

        >>> [cell.text for cell in Cells(Locale()).rates([0.016, 0.02])]
        ['1.6%', '2.0%']
        """
        known = tuple(xs)
        digits = max((self.rate(x).digits for x in known), default=0)
        return tuple(self.rate(x, digits) for x in known)

    def count(self, x: Any) -> Cell:
        """A number of things."""
        return self._cell(self.locale.count(x), x, "count")

    def number(self, x: Any, digits: int | None = None) -> Cell:
        """Any number."""
        return self._cell(self.locale.number(x, digits), x, "number")

    def rate(self, x: Any, digits: int | None = None) -> Cell:
        """A share, 0.12 for 12 %."""
        return self._cell(self.locale.rate(x, digits), x, "rate")

    def date(self, day: datetime.date | None) -> Cell:
        """A day."""
        return Cell(self.locale.date(day), day, "date") if day else Cell(self.otherwise)

    def read(self, text: str) -> Cell:
        r"""A figure that was written by the same locale, with its number; what is more than one number stays a text.

        >>> Cells(Locale("de_DE")).read("12.345\xa0€").value, Cells(Locale()).read("6 months").kind
        (12345.0, 'text')
        """
        figures = re.sub(rf"[^0-9{re.escape(self.locale.decimal_mark)}]", "", text).replace(self.locale.decimal_mark, ".")
        if not re.fullmatch(r"\d+(\.\d+)?", figures):
            return Cell(text)
        size, digits = float(figures) * (-1 if text.lstrip()[:1] in "-−" or "-" in text else 1), len(figures.partition(".")[2])
        tries: tuple[Cell, ...] = (
            self._cell(self.locale.money(size, digits), size, "money"),
            self._cell(self.locale.rate(size / 100, digits), size / 100, "rate"),
            self._cell(self.locale.number(size, digits), size, "number" if digits else "count"),
        )
        return next((one for one in tries if one.text == text), Cell(text))

    def _cell(self, text: str, x: Any, kind: Kind) -> Cell:
        known = finite(x)
        if known is None:
            return Cell(self.otherwise)
        decimals = text.rpartition(self.locale.decimal_mark)
        digits = len(re.sub(r"\D", "", decimals[2])) if decimals[1] else 0
        return Cell(text, float(known), kind, digits)
