"""How the loaded files are brought together: one name per channel, one currency at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from workbook.answers.fields import Answers, Item, Option, group, one_of, text


class ChannelName(Item):
    """A name that stands in a file, and the channel that it means."""

    found: str | None = text("Name in the files", dont_know=False)
    shown: str | None = text("Counts as", dont_know=False)


class Files(Answers):
    """What the files call differently, and what cannot be added up."""

    FORM: ClassVar[str] = "analysis.files"
    TITLE: ClassVar[str] = "One name per channel, one currency at a time"
    KEPT: ClassVar[str] = "file"

    @classmethod
    def done_by(cls, kept: Mapping[str, Any]) -> bool:
        """Data are loaded once a file gives tables; nothing else need be said.

        >>> [Files.done_by({"1": {"summary": {"tables": tables}}}) for tables in ({}, {"orders": "orders.parquet"})]
        [False, True]
        """
        return any(one.get("summary", {}).get("tables") for one in kept.values())

    currency: str | None = one_of(
        "Look at one currency only",
        lambda: _currencies(),
        hint="Needed only where your files hold several. Amounts of different currencies are never added. Blank: all files.",
        optional=True,
        dont_know=False,
    )
    names: tuple[ChannelName, ...] = group(
        "Channels that count as another",
        ChannelName,
        item_label="Name",
        hint="Known spellings are brought together already, as the table shows. Say here what should count differently.",
        why="Cost under `cpc` and orders under `Paid Search` give two channels, both with wrong ratios.",
        optional=True,
        max_items=60,
    )


def _currencies() -> list[Option]:
    from workbook.answers.locale import CURRENCIES

    return [Option(code, label) for code, label in CURRENCIES.items()]
