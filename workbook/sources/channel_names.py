"""One name per channel, whatever the platform calls it.

Google Analytics says "Paid Search", a UTM parameter says `google / cpc`, a CRM says `PAID_SEARCH`. Compared under their own names, cost stands in
one row and orders in another, and every ratio is wrong. So known spellings are brought to one name; the person can change what a name counts as,
and the files themselves stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

_PAID = re.compile(r"(cp[cmv]|ppc|paid.*|.*paid)")


def shown_as(found: str) -> str:
    """The name under which a channel is shown; a name that is not known stays as it is.

    >>> shown_as("google / cpc"), shown_as("PAID_SEARCH"), shown_as("facebook / paid"), shown_as("Our own club")
    ('Paid Search', 'Paid Search', 'Paid Social', 'Our own club')
    """
    known = _aliases().get(_plain(found))
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
    return shown_as(text) != text or text in _declared()["names"]


def names(found: Iterable[str], own: Mapping[str, str]) -> dict[str, str]:
    """What each name that was found counts as, where that is another one: the person's own choice first, then what is known.

    >>> names(["cpc", "Direct", "Club"], {"Club": "Referral"})
    {'cpc': 'Paid Search', 'Club': 'Referral'}
    """
    told = {_plain(name): shown for name, shown in own.items()}
    wanted = {name: told.get(_plain(name)) or shown_as(name) for name in found}
    return {name: shown for name, shown in wanted.items() if shown != name}


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[_+-]", " ", name).casefold().split())


def _by_medium(source: str, medium: str) -> str:
    if source in _declared()["social"] or source.removesuffix(".com") in _declared()["social"]:
        return "Paid Social" if _PAID.fullmatch(medium) else "Organic Social"
    return next((name for name, mediums in _declared()["mediums"].items() if medium in mediums), "")


def _of_shop(label: str, rest: str) -> str:
    if label == "organic":
        return "Organic Search"
    if label == "referral":
        return "Organic Social" if _plain(rest).removesuffix(".com") in _declared()["social"] else "Referral"
    return _aliases().get(_plain(rest), "")


@cache
def _declared() -> Mapping[str, Any]:
    found: dict[str, Any] = yaml.safe_load(resources.files(__package__ or "workbook.sources").joinpath("channel_names.yaml").read_text("utf-8"))
    return found


@cache
def _aliases() -> Mapping[str, str]:
    return {_plain(str(alias)): name for name, aliases in _declared()["names"].items() for alias in (name, *aliases)}
