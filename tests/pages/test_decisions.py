import datetime

from tests.pages.filled import save
from tests.pages.seen import part, slips, texts
from workbook.answers.analysis import Decisions
from workbook.answers.promotion import MediaPlan
from workbook.answers.strategy import Budget
from workbook.pages import decisions, findings, search, tests
from workbook.report import export
from workbook.report import plan as write
from workbook.report.decisions import moved
from workbook.report.markdown import to_markdown
from workbook.report.sample import TAKEN


def test_a_finding_is_taken_over_with_day_and_figure(desk):
    findings.keep("search", "4 queries stand in striking distance.")
    page = decisions.decisions()
    listed = page.parts[5]
    assert listed.labels == ["Take over: Search"]
    before = datetime.date.today()
    listed._pressed({"label": "Take over: Search"})
    assert listed.said == "Added as decision 1: say below what changes, why, and who carries it out."
    (made,) = desk.answers(Decisions).decisions
    assert (made.channel, made.figure) == ("Search", "4 queries stand in striking distance.")
    assert made.decided_on in (before, datetime.date.today())
    assert made.review > made.decided_on
    assert listed.labels == []
    assert slips(page) == []


def test_a_decision_stays_and_its_figure_is_compared(desk):
    findings.keep("search", "4 queries stand in striking distance.")
    page = decisions.decisions()
    decisions.take("search")
    assert moved(desk) == ()
    findings.keep("search", "2 queries stand in striking distance.")
    (changed,) = moved(desk)
    assert (changed.then, changed.now) == ("4 queries stand in striking distance.", "2 queries stand in striking distance.")
    assert desk.answers(Decisions).decisions[0].figure == changed.then
    told = texts(page)
    assert "The figure behind one decision has changed since" in told
    assert "taken over, the figure has changed since" in told
    for document in (to_markdown(write(desk)), _words(desk)):
        assert "It was: 4 queries stand in striking distance. Now: 2 queries stand in striking distance." in document
    findings.keep("search", "")
    assert moved(desk)[0].now == ""


def test_a_taken_finding_can_be_taken_again(desk):
    findings.keep("search", "4 queries.")
    decisions.take("search")
    findings.keep("search", "2 queries.")
    decisions.take("search")
    first, second = desk.answers(Decisions).decisions
    assert (first.figure, second.figure) == ("4 queries.", "2 queries.")
    assert set(desk.kept(TAKEN)) == {made.id for made in (first, second)}


def test_what_is_gone_cannot_be_taken(desk):
    assert decisions.take("search").startswith("This finding is gone")


def test_a_removed_decision_opens_its_finding_again(desk):
    findings.keep("search", "4 queries.")
    page = decisions.decisions()
    decisions.take("search")
    save(desk, Decisions, decisions=[])
    assert page.parts[5].labels == ["Take over: Search"]


def test_a_stopped_channel_in_the_media_plan_is_named(tea):
    stopped = {"_id": "d1", "channel": "Paid Search", "decision": "stop", "reason": "It loses.", "figure": "0.6 back", "decided_on": "2026-01-01"}
    lines = [{"_id": "l", "channel": "search_ads", "budget": "700", "cpc": "0.5"}, {"_id": "m", "channel": "email", "budget": "300", "cpc": "0.2"}]
    save(tea, Decisions, decisions=[stopped | {"owner": "Ana", "review": "2026-02-01"}])
    save(tea, MediaPlan, lines=lines)
    save(tea, Budget, media_monthly="1000")
    said = "“Paid Search” is to be stopped, and Search advertisements (auction) still holds 70% of the media plan."
    assert said in texts(decisions.decisions())
    assert said in "\n".join(texts(decisions.decisions()))
    text = to_markdown(write(tea)).split("## Points to watch")[1]
    assert "still holds 70% of the media plan" in text
    assert "was to be looked at again on 1 February 2026" in text


def test_orders_that_differ_are_named(tea):
    save(tea, MediaPlan, lines=[{"_id": "l", "channel": "email", "budget": "10", "cpc": "0.2"}])
    text = to_markdown(write(tea))
    assert "Orders a month: 360 by the goals, 216 by the forecast, 1 by the media plan." in text
    assert "Media budget a month:" in text


def test_the_plan_shows_a_decision_with_day_reason_and_owner(tea):
    text = to_markdown(write(tea)).split("What was decided")[1]
    for words in (
        "15 November 2027",
        "Search advertisements (auction): go on as planned",
        "30 of 41 orders",
        "1.8 in margin per 1 spent",
        "The nephew",
        "15 February 2028",
    ):
        assert words in text


def test_every_result_says_what_it_does_not_mean(tea):
    pages = (search.search(), tests.tests(), decisions.decisions())
    shown = [part.finding for page in pages for part in page.parts if getattr(part, "finding", None)]
    assert len(shown) >= 4
    assert [finding["headline"] for finding in shown if not (finding["means"] and finding["means_not"])] == []


def test_a_search_console_zip_says_what_it_cannot_tell(desk):
    from tests.pages.test_loading import take

    take(desk, "search_console_en.zip")
    page = search.search()
    told = " ".join(texts(page))
    assert "Which pages share a query cannot be told" in told
    assert slips(page) == []


def test_orders_without_a_margin_lead_to_where_it_is_entered(desk):
    from tests.pages.test_loading import take

    take(desk, "orders.xlsx")
    take(desk, "google_ads_utf8.csv")
    told = part(decisions.decisions(), "Notice")
    assert (told.text.endswith("the order files have no margin."), [link["href"] for link in told.links]) == (True, ["06_analysis.ipynb#channels"])


def test_search_without_files_asks_for_them(desk):
    assert "There is no search file yet" in part(search.search(), "Notice").text


def _words(desk):
    import io

    import docx

    file = docx.Document(io.BytesIO(export(desk, "docx")))
    return "\n".join(p.text for p in file.paragraphs)
