from tests.pages.filled import save
from tests.pages.seen import headline, part, slips, texts
from workbook.answers.enquiries import EnquiryReading
from workbook.answers.handover import Handover
from workbook.pages.handover import handover
from workbook.report.handover import handover as section

WHOLE = {"happens": "yes", "who": "Nora", "hours": "4", "knows": "Question and page", "back": "Enquiry list"}


def test_gaps_are_named(desk):
    page = handover()
    assert headline(page) == "Nothing is handed over yet"
    save(desk, Handover, events={"enquiry_form": WHOLE, "telephone": {"happens": "yes", "who": "Nora"}, "repeat": {"happens": "no"}})
    assert headline(page) == "1 of 2 events has a gap"
    assert "Call from the site: no time limit, no information is handed over, no way back into the figures." in texts(page)
    assert slips(page) == []


def test_a_gap_leads_to_its_field(desk):
    save(desk, Handover, events={"telephone": {"happens": "yes", "hours": "2"}})
    wrong = dict(desk.checked(Handover).errors)
    assert {"events/telephone/who", "events/telephone/knows", "events/telephone/back"} <= set(wrong)
    assert "events/telephone/hours" not in wrong


def test_a_slower_time_than_promised_is_told(desk):
    save(desk, Handover, events={"enquiry_form": {**WHOLE, "hours": "24"}}, own=[{"_id": "o", "event": "A tasting is booked", **own()}])
    save(desk, EnquiryReading, promise="4")
    assert "Enquiry by form or e-mail: 24 hours here, while the analysis measures enquiries by 4 hours." in texts(handover())
    assert "A tasting is booked" in str(section(desk))


def own():
    return {"who": "Ida", "hours": "1", "knows": "Name", "back": "List"}


def test_one_for_all_needs_a_deputy(desk):
    save(desk, Handover, events=dict.fromkeys(("enquiry_form", "telephone", "complaint"), WHOLE))
    page = handover()
    assert "Nora takes up 3 of 3: name a deputy for holidays and illness." in texts(page)
    assert part(page, "TableView").table["total"] == 3
