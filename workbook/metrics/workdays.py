"""Working days: what stands between two dates once weekends and holidays are taken out.

"Three weeks" in December are not fifteen days of work. A plan that counts calendar days promises what nobody will be there to do.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

LONGEST_CLOSURE = 366
"""Days of one closure that are looked at: a longer one is a slip of the pen."""


@dataclass(frozen=True)
class Calendar:
    """The days on which work is done. `week` is how many days a week from Monday on; `closed` are spans (first, last) without work.

    >>> spring = Calendar(5, ((datetime.date(2027, 3, 26), datetime.date(2027, 3, 29)),))
    >>> spring.last_day(datetime.date(2027, 3, 25), 2)
    datetime.date(2027, 3, 30)
    """

    week: int = 5
    closed: tuple[tuple[datetime.date, datetime.date], ...] = ()
    _days: np.busdaycalendar = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        mask = [day < self.week for day in range(7)]
        object.__setattr__(self, "_days", np.busdaycalendar(weekmask=mask, holidays=sorted(_each_day(self.closed))))

    def works(self, day: datetime.date) -> bool:
        """Whether work is done on a day.

        >>> Calendar().works(datetime.date(2027, 3, 6))
        False
        """
        return bool(np.is_busday(day, busdaycal=self._days))

    def from_day(self, day: datetime.date) -> datetime.date:
        """The day itself, or the next one on which work is done."""
        return self._moved(day, 0, "forward")

    def until_day(self, day: datetime.date) -> datetime.date:
        """The day itself, or the last one before it on which work is done."""
        return self._moved(day, 0, "backward")

    def after(self, day: datetime.date) -> datetime.date:
        """The first working day after a day.

        >>> Calendar().after(datetime.date(2027, 3, 5))
        datetime.date(2027, 3, 8)
        """
        return self._moved(day + datetime.timedelta(days=1), 0, "forward")

    def last_day(self, first: datetime.date, days: int) -> datetime.date:
        """The last day of so much work that begins on `first` (or on the first working day after it)."""
        return self._moved(first, max(days, 1) - 1, "forward")

    def first_day(self, last: datetime.date, days: int) -> datetime.date:
        """The first day of so much work that must be done by `last`.

        >>> Calendar().first_day(datetime.date(2027, 3, 8), 2)
        datetime.date(2027, 3, 5)
        """
        return self._moved(last, 1 - max(days, 1), "backward")

    def between(self, first: datetime.date, last: datetime.date) -> int:
        """Working days from `first` to `last`, both included; 0 when `last` lies before.

        >>> Calendar().between(datetime.date(2027, 3, 1), datetime.date(2027, 3, 5))
        5
        """
        return max(0, int(np.busday_count(first, last + datetime.timedelta(days=1), busdaycal=self._days)))

    def within(self, first: datetime.date, last: datetime.date) -> list[datetime.date]:
        """The working days from `first` to `last`, both included."""
        every = np.arange(np.datetime64(first), np.datetime64(last) + 1)
        return [day.item() for day in every[np.is_busday(every, busdaycal=self._days)]]

    def _moved(self, day: datetime.date, days: int, roll: str) -> datetime.date:
        moved: datetime.date = np.busday_offset(day, days, roll=roll, busdaycal=self._days).item()  # type: ignore[call-overload]
        return moved


def monday(day: datetime.date) -> datetime.date:
    """The Monday of a day's week, by ISO 8601.

    >>> monday(datetime.date(2027, 1, 1))
    datetime.date(2026, 12, 28)
    """
    return day - datetime.timedelta(days=day.weekday())


def _each_day(spans: Iterable[tuple[datetime.date, datetime.date]]) -> set[datetime.date]:
    return {first + datetime.timedelta(days=n) for first, last in spans for n in range(min((last - first).days + 1, LONGEST_CLOSURE))}
