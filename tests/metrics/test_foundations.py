from workbook.answers.locale import Locale
from workbook.charts import foundations as drawing
from workbook.metrics import functions_used, levers, maturity

LOCALE = Locale("en_GB", "EUR")
MONTH = levers.Month(1000, 0.5, 0.08, 0.25, 40, 0.5, interest=0.5)


def test_bought_visit_pays_from_its_interest_on():
    fair = levers.Month(1000, 0.2, 0.08, 0.25, 40, 0.5, interest=0.5)
    assert (fair.worth_bought, fair.interest_needed) == (0.2, 0.5)
    assert levers.finding(fair, LOCALE).tone == "good"
    assert levers.finding(MONTH, LOCALE).tone == "bad"


def test_share_is_never_more_than_all():
    eager = levers.Month(100, 0.1, 0.8, 0.5, 10, 0.5)
    assert levers.levers(eager).orders.tolist() == [40, 80, 50, 80]


def test_two_levers_that_leave_the_same_are_both_named():
    even, capped = (drawing.levers(month, LOCALE).title for month in (MONTH, levers.Month(100, 0.1, 0.8, 0.5, 10, 0.5)))
    assert even.startswith("“Twice the enquiries per visit” or “Twice the orders per enquiry” leaves most")
    assert capped.startswith("“Twice the orders per enquiry” leaves most")


def part(title, level):
    return maturity.Part(title, title, level, ("none", "some", "half", "much", "all"), f"raise {title}")


def test_weakest_link_is_named_with_its_step():
    found = maturity.finding([part("Site", 3), part("Data", 0), part("Team", None)], LOCALE)
    assert (found.headline, found.tone, found.next_step) == ("Weakest link: “Data”, at level 0 of 4", "bad", "raise Data")


def test_even_parts_have_no_weakest():
    assert maturity.finding([part("Site", 2), part("Data", 2)], LOCALE).headline == "All parts stand at level 2"


def test_wanting_everything_is_a_warning():
    names = {str(n): str(n) for n in range(8)}
    assert functions_used.finding(names, {}, dict.fromkeys(names, "want"), LOCALE).tone == "warn"
