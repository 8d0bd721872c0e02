"""What each answer about the deal says for and against each business model.

The answers are those of the business-model form; the typical order value is put into one of three bands first. The points are
conventions of this workbook (3 strong, 1 weak, negative: speaks against), meant to be argued about.
"""

from __future__ import annotations

from workbook.metrics.business_model import Sign

SMALL_ORDER, LARGE_ORDER = 200.0, 3000.0
"""Below the first, few people hesitate long; above the second, hardly anybody buys without talking to someone (EUR or USD; a rule of thumb)."""


def value_band(order_value: float | None, small: float = SMALL_ORDER, large: float = LARGE_ORDER) -> str | None:
    """The band of a typical order value: "small", "middle" or "large"; `None` when it is not known.

    >>> value_band(40), value_band(900), value_band(25_000), value_band(None)
    ('small', 'middle', 'large', None)
    """
    if order_value is None:
        return None
    return "small" if order_value < small else "middle" if order_value < large else "large"


def _sign(question: str, answer: str, direct: float, enquiry: float, brand: float, because: str) -> Sign:
    return Sign(question, answer, {"direct": direct, "enquiry": enquiry, "brand": brand}, because)


SIGNS: tuple[Sign, ...] = (
    _sign("order_value", "small", 2, -2, 1, "A small amount is paid without a conversation, and would not pay for one."),
    _sign("order_value", "middle", 1, 1, 0, "The amount can be paid online, but many buyers ask first."),
    _sign("order_value", "large", -2, 3, 0, "A large amount needs trust, and the margin pays for a conversation."),
    _sign("advice", "none", 3, -2, 1, "The product explains itself."),
    _sign("advice", "some", 1, 1, 0, "Buyers have a question or two; a good page or a chat answers them."),
    _sign("advice", "much", -3, 3, 0, "Each customer needs advice before the right product is known."),
    _sign("deciders", "one", 2, 0, 1, "One person decides alone and can buy at once."),
    _sign("deciders", "household", 1, 0, 1, "A household decides together, without a formal offer."),
    _sign("deciders", "committee", -2, 3, 0, "Several people in an organisation decide; they need an offer on paper."),
    _sign("decision_time", "minutes", 2, -2, 1, "The decision takes minutes: every extra step loses the buyer."),
    _sign("decision_time", "days", 1, 1, 0, "The decision takes days: a reminder helps."),
    _sign("decision_time", "weeks", -1, 2, 0, "The decision takes weeks: somebody has to stay in touch."),
    _sign("decision_time", "months", -2, 3, 0, "The decision takes months: the contact matters more than the click."),
    _sign("shippable", "yes", 2, 0, 0, "The product can be delivered from an online order."),
    _sign("shippable", "partly", 1, 1, 0, "Only part of the range can be delivered from an online order."),
    _sign("shippable", "no", -3, 2, 1, "The product cannot be delivered from an online order."),
    _sign("price_public", "yes", 2, 0, 0, "One price for all can stand on the page."),
    _sign("price_public", "from", 0, 1, 0, "A starting price invites a question."),
    _sign("price_public", "no", -3, 3, 0, "Each offer is calculated, so there is nothing to put in a basket."),
    _sign("retail", "own", 1, 1, -2, "The product is bought from the company itself, so attention must lead to its own door."),
    _sign("retail", "dealers", -1, 1, 1, "Dealers sell the product; a direct shop would compete with them."),
    _sign("retail", "everywhere", -1, -2, 3, "The product stands in shops across the country, where it will be bought."),
    _sign("brand_known", "unknown", 1, 1, -3, "Hardly anybody knows the brand yet; a marketplace or a search brings the first buyers."),
    _sign("brand_known", "niche", 1, 1, 0, "The brand is known in its field and is searched for."),
    _sign("brand_known", "national", 0, 0, 3, "Most people know the brand: being remembered at the shelf is worth most."),
    _sign("repeat", "once", 0, 1, 0, "A customer buys once: each sale must be won anew."),
    _sign("repeat", "yearly", 1, 1, 0, "A customer comes back about once a year and can be reminded."),
    _sign("repeat", "often", 2, -1, 1, "A customer buys again and again: ordering must be easy."),
)
