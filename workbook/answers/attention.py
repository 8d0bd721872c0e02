"""Data analysis, attention: which measure is looked at, by day or by week, of which channel."""

from __future__ import annotations

from typing import ClassVar

from workbook.answers.fields import Answers, one_of, text

MEASURES = {
    "visits": "Visits",
    "page_views": "Page views",
    "enquiries": "Enquiries",
    "clicks": "Ad clicks",
    "impressions": "Ad impressions",
    "search_clicks": "Search clicks",
    "search_impressions": "Search impressions",
}
GRAINS = {"day": "By day", "week": "By week"}


class Attention(Answers):
    """What is drawn. Blank: visits, by day, of all channels."""

    FORM: ClassVar[str] = "analysis.attention"
    TITLE: ClassVar[str] = "What to look at"

    measure: str | None = one_of("Measure", MEASURES, optional=True, dont_know=False)
    every: str | None = one_of("Day or week", GRAINS, hint="By week the pattern of the week falls away.", optional=True, dont_know=False)
    channel: str | None = text(
        "Only this channel", hint="As in your files, such as Paid Search. Blank: all.", optional=True, dont_know=False, width="m"
    )
