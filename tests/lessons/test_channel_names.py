"""One list of names leads from any spelling to the channel of the figures and of the catalogue."""

import pytest

from workbook.lessons import channels
from workbook.lessons.channel_names import _aliases, _declared, channel_id, shown_as


def test_the_catalogue_is_named_by_its_ids():
    assert set(_declared().catalogue) <= {channel.id for channel in channels()}


def test_every_name_means_one_channel():
    names = [alias for aliases in _declared().names.values() for alias in aliases]
    assert [name for name in names if shown_as(name) != _aliases()[name.casefold().replace("_", " ").replace("-", " ").replace("+", " ")]] == []


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("google / cpc", "search_ads"), ("Bing Ads", "search_ads"), ("google organic", "seo"), ("facebook / paid", "social"), ("Mailing", "email"),
        ("Paid other", "portal_ads"), ("partner", "affiliate"), ("TikTok", "short_video"), ("Organic Video", "short_video"),
        ("amazon ads", "marketplace_ads"), ("creators", "influencers"), ("text_messages", "sms"), ("Direct", None), ("", None),
    ],
)  # fmt: skip
def test_known_again_in_the_catalogue(typed, id):
    assert channel_id(typed) == id
