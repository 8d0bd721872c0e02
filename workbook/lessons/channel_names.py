"""One name per channel, whatever the platform calls it.

Google Analytics says "Paid Search", a UTM parameter says `google / cpc`, a CRM says `PAID_SEARCH`. Compared under their own names, cost stands in
one row and orders in another, and every ratio is wrong. So known spellings are brought to one name; the person can change what a name counts as,
and the files themselves stay as they are. A channel of the catalogue is known again by the same names, so that a media plan and the figures meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from workbook.lessons.channels import channels
from workbook.lessons.files import Lesson, read

_PAID = re.compile(r"(cp[cmv]|ppc|paid.*|.*paid)")


class _Declared(Lesson):
    """Names as they are shown with their other names, the second halves of "source / medium", social networks, and the catalogue's channels."""

    names: dict[str, tuple[str, ...]]
    mediums: dict[str, tuple[str, ...]]
    social: tuple[str, ...]
    catalogue: dict[str, tuple[str, ...]]


def plain(name: str | None) -> str:
    """A name however it was typed, for comparing.

    >>> plain("Paid_Search "), plain(None)
    ('paid search', '')
    """
    return " ".join(re.sub(r"[_+-]", " ", name or "").casefold().split())


def channel_id(name: str | None) -> str | None:
    """The catalogue's id of a channel by any of its names; `None` when it is not known.

    >>> channel_id("google / cpc"), channel_id("Search advertisements (auction)"), channel_id("The weather"), channel_id(None)
    ('search_ads', 'search_ads', None, None)
    """
    ids = _ids()
    return ids.get(plain(name)) or ids.get(plain(shown_as(name or "")))


def shown_as(found: str) -> str:
    """The name under which a channel is shown; a name that is not known stays as it is.

    >>> shown_as("google / cpc"), shown_as("PAID_SEARCH"), shown_as("facebook / paid"), shown_as("Our own club")
    ('Paid Search', 'Paid Search', 'Paid Social', 'Our own club')
    """
    known = _aliases().get(plain(found))
    if known:
        return known
    source, slash, medium = (part.strip().casefold() for part in found.partition("/"))
    if slash:
        return _by_medium(source, medium) or found
    label, colon, rest = (part.strip() for part in found.partition(":"))
    if colon and label.casefold() in ("organic", "referral", "source", "utm"):  # WooCommerce: "Organic: Google", "Source: newsletter"
        return _of_shop(label.casefold(), rest) or found
    return found


def is_channel(text: str) -> bool:
    """Whether a text is a known name of a channel.

    >>> is_channel("newsletter"), is_channel("google / cpc"), is_channel("Green tea")
    (True, True, False)
    """
    return shown_as(text) != text or text in _declared().names


def names(found: Iterable[str], own: Mapping[str, str]) -> dict[str, str]:
    """What each name that was found counts as, where that is another one: the person's own choice first, then what is known.

    >>> names(["cpc", "Direct", "Club"], {"Club": "Referral"})
    {'cpc': 'Paid Search', 'Club': 'Referral'}
    """
    told = {plain(name): shown for name, shown in own.items()}
    wanted = {name: told.get(plain(name)) or shown_as(name) for name in found}
    return {name: shown for name, shown in wanted.items() if shown != name}


def _by_medium(source: str, medium: str) -> str:
    if source in _declared().social or source.removesuffix(".com") in _declared().social:
        return "Paid Social" if _PAID.fullmatch(medium) else "Organic Social"
    return next((name for name, mediums in _declared().mediums.items() if medium in mediums), "")


def _of_shop(label: str, rest: str) -> str:
    if label == "organic":
        return "Organic Search"
    if label == "referral":
        return "Organic Social" if plain(rest).removesuffix(".com") in _declared().social else "Referral"
    return _aliases().get(plain(rest), "")


def _declared() -> _Declared:
    found: _Declared = read("channel_names", _Declared)
    return found


@cache
def _aliases() -> Mapping[str, str]:
    return {plain(alias): name for name, aliases in _declared().names.items() for alias in (name, *aliases)}


@cache
def _ids() -> Mapping[str, str]:
    """The catalogue's ids by every name of theirs, without those that the files' names lead to."""
    named = {plain(name): id for id, names in _declared().catalogue.items() for name in names}
    return named | {plain(name): channel.id for channel in channels() for name in (channel.id, channel.name)}
