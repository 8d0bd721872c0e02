import csv
import gzip
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.pages.filled import save
from tests.pages.seen import headline, part, slips, texts
from workbook.answers.analysis import Decisions, Reading
from workbook.answers.files import Files
from workbook.answers.start import Setup
from workbook.pages import analysis, files, loading, plan
from workbook.sources import collect
from workbook.widgets import Refused

EXPORTS = Path(__file__).parent.parent / "fixtures" / "exports"
REFUSED = {"orders_header_only.csv"}
READABLE = sorted(path.name for path in EXPORTS.iterdir() if path.suffix in {".csv", ".xlsx", ".zip"} and path.name not in REFUSED)
ORDERS = {"order_id": "Ref", "ordered_at": "When", "customer_id": "Who", "revenue": "Worth"}


def press(page, label):
    part(page, "Actions")._pressed({"label": label})


def decided(page):
    return [figure["value"] for figure in part(page, "Result").finding["figures"]]


def take(desk, name, more=b""):
    """Upload a copy of an export, with `more` below its last line; its id and what is said."""
    folder = desk.folder / "uploads"
    folder.mkdir(exist_ok=True)
    copy = Path(shutil.copy(EXPORTS / name, folder / name))
    copy.write_bytes(copy.read_bytes() + more)
    said = files.take(copy, name)
    return list(files.readings())[-1], said


@pytest.mark.parametrize("id", ["../../other", "{home}/files/other", "..", "", "."])
def test_only_a_loaded_file_is_taken_out(desk, tmp_path, id):
    """The id comes from a browser: it must not lead to anybody's folder."""
    number, _ = take(desk, READABLE[0])
    other = tmp_path / "home" / "files" / "other"
    other.mkdir()
    part(analysis.load(), "Readings")._heard({"type": "remove", "id": id.format(home=tmp_path / "home")})
    assert other.is_dir()
    assert list(files.readings()) == [number]
    assert next(iter(files.readings()[number].tables.values()), desk.folder).exists()


@pytest.mark.parametrize(("company", "name"), [("tea", "Hollin Tea"), ("pumps", "Varde Pumps"), ("soda", "Brunelka")])
def test_a_sample_loads_and_shows(desk, company, name):
    pages = [loading.load(), analysis.channels(), analysis.customers(), analysis.decisions()]
    press(pages[0], f"Load the sample of {name}")
    assert part(pages[0], "Actions").said == "5 files loaded."
    assert [text for page in pages for text in slips(page)] == []
    assert len(part(pages[1], "TableView").table["rows"]) > 2


def test_a_sample_loads_once(desk):
    page = loading.load()
    press(page, "Load the sample of Hollin Tea")
    press(page, "Load the sample of Hollin Tea")
    assert part(page, "Actions").said == "They are loaded already."
    assert len(part(page, "Readings").files) == 5


def test_what_was_loaded_stays(desk):
    press(loading.load(), "Load the sample of Hollin Tea")
    before = part(loading.load(), "Readings").files
    assert part(loading.load(), "Readings").files == before


def test_proposals_become_answers(desk):
    press(loading.load(), "Load the sample of Hollin Tea")
    page = analysis.decisions()
    press(page, "Take over these proposals")
    decisions = desk.answers(Decisions).decisions
    assert [d.channel for d in decisions] == [figure["label"] for figure in part(page, "Result").finding["figures"]]
    assert {path.split("/")[-1] for path in desk.checked(Decisions).missing} == {"owner"}


def test_proposals_leave_what_was_written(desk):
    press(loading.load(), "Load the sample of Hollin Tea")
    own = {"_id": "p1", "channel": "affiliates ", "decision": "stop", "reason": "We know why."}
    save(desk, Decisions, decisions=[own, {"_id": "x"}])
    page = analysis.decisions()
    press(page, "Take over these proposals")
    first, *added = desk.answers(Decisions).decisions
    assert (first.channel, first.decision, first.reason) == ("affiliates", "stop", "We know why.")
    assert "Affiliates" not in [d.channel for d in added]
    assert len({d["_id"] for d in desk.stored(Decisions)["decisions"].raw}) == len(added) + 1
    assert part(page, "Actions").said.endswith("One channel stood there already and keeps what you wrote.")
    press(page, "Take over these proposals")
    assert part(page, "Actions").said == "Every channel stands in the form already: nothing was changed."


def test_no_channel_stops_before_its_planned_budget(desk):
    press(loading.load(), "Load the sample of Hollin Tea")
    page = analysis.decisions()
    before = decided(page)
    save(desk, Reading, planned_cost="1,000,000")
    assert "Stop" in before
    assert "Stop" not in decided(page)
    save(desk, Setup, language="en_US", currency="JPY")
    assert decided(analysis.decisions()) == before
    assert "The planned test budget is in JPY" in part(analysis.decisions(), "Notice").text


def test_findings_reach_the_plan(desk):
    save(desk, Setup, company="tea")
    pages = (analysis.channels(), analysis.customers(), analysis.decisions())
    press(loading.load(), "Load the sample of Hollin Tea")
    assert set(desk.kept("finding")) == {"channels", "customers", "decisions"}
    assert any("All channels together" in text for text in texts(plan.document()))
    assert pages


def test_findings_leave_with_the_files(desk):
    pages = (analysis.channels(), analysis.customers(), analysis.decisions())
    press(loading.load(), "Load the sample of Hollin Tea")
    for number in list(files.readings()):
        files.remove(number)
    assert desk.kept("finding") == {}
    assert [part(page, "Notice").text == "" for page in pages] == [False] * 3


def test_the_funnel_follows_channels_that_were_seen(desk):
    press(loading.load(), "Load the sample of Hollin Tea")
    page = analysis.channels()
    funnel = [shown for shown in page.parts if type(shown).__name__ == "ChartView"][-1]
    counts = {row[0]: row[1] for row in funnel.table["rows"]}
    assert int(counts["Visits"].replace(",", "")) <= int(counts["Clicks"].replace(",", ""))


@pytest.mark.parametrize("name", READABLE)
def test_exports_show(desk, name):
    page = loading.load()
    number, said = take(desk, name)
    assert said
    assert [file["id"] for file in part(page, "Readings").files] == [number]
    assert slips(page) == []


@pytest.mark.parametrize("name", READABLE)
def test_exports_can_be_analysed(desk, name):
    take(desk, name)
    pages = (analysis.channels(), analysis.customers(), analysis.decisions())
    unnamed = any(reading.currency is None for reading in files.readings().values())  # then amounts carry the sign for "no currency"
    assert [text for page in pages for text in slips(page) if not (unnamed and "¤" in text)] == []


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_exports_of_no_use_are_refused(desk, name):
    with pytest.raises(Refused, match=r"[.]$"):
        take(desk, name)
    assert files.readings() == {}


def test_a_file_is_taken_out(desk):
    page = loading.load()
    number, _ = take(desk, "shopify.csv")
    part(page, "Readings")._heard({"type": "remove", "id": number})
    assert part(page, "Readings").files == []
    assert not list((desk.folder / "uploads").iterdir())
    assert files.tables().orders is None


def test_a_sample_is_taken_out_and_its_file_stays(desk):
    page = loading.load()
    press(page, "Load the sample of Hollin Tea")
    number, reading = next(iter(files.readings().items()))
    files.remove(number)
    assert len(files.readings()) == 4
    press(page, "Load the sample of Hollin Tea")
    assert reading.name in {again.name for again in files.readings().values()}


def test_the_same_file_counts_once(desk):
    take(desk, "shopify.csv")
    with pytest.raises(Refused, match=r"“shopify\.csv” is loaded already"):
        take(desk, "shopify.csv")
    assert len(files.readings()) == 1


def test_taking_out_nothing_is_quiet(desk):
    files.remove("gone")
    assert files.readings() == {}


def test_a_question_is_answered(desk):
    page = loading.load()
    number, said = take(desk, "orders_open_dates.csv")
    assert "answer the question" in said
    (question,) = [q for q in part(page, "Readings").files[0]["questions"] if q["key"] == "date_order"]
    part(page, "Readings")._heard({"type": "answer", "id": number, "key": "date_order", "value": question["choices"][0]["value"]})
    assert [q["key"] for q in part(page, "Readings").files[0]["questions"] if q["key"] == "date_order"] == []
    assert files.tables().orders is not None


def test_the_preview_shows_whole_units(desk):
    page = loading.load()
    number, _ = take(desk, "unknown_shape.csv")
    files.again(number, files.COLUMNS, "orders")
    files.again(number, files.COLUMNS, ORDERS)
    files.again(number, "currency", "EUR")
    shown = part(page, "Readings").files[0]["previews"][0]
    assert shown["rows"][0][shown["columns"].index("revenue")] == "€12.50"
    files.again(number, "currency", "KWD")
    shown = part(page, "Readings").files[0]["previews"][0]
    assert shown["rows"][0][shown["columns"].index("revenue")].endswith("12.500")


def test_an_answer_is_remembered_for_the_next_file(desk):
    page = loading.load()
    number, _ = take(desk, "orders_open_dates.csv")
    files.again(number, "date_order", "dmy")
    second, _ = take(desk, "orders_open_dates.csv", more=b"\n")
    shown = part(page, "Readings").files[-1]
    assert shown["warnings"][0].startswith("Read as last time: day first")
    assert "date_order" in [question["key"] for question in shown["questions"]]
    day = files.readings()[second].period[0]
    files.again(second, "date_order", "mdy")
    assert files.readings()[second].period[0] != day
    assert not any("last time" in text for text in part(page, "Readings").files[-1]["warnings"])


def test_a_remembered_answer_settles_only_what_is_asked(desk, tmp_path):
    for name, amount in (("first.csv", "2.50"), ("second.csv", "£2.50")):
        (tmp_path / name).write_text(f"Order ID,Order date,Quantity,Price\n1,2026-07-01,1,{amount}\n", "utf-8")
        files.take(tmp_path / name, name)
        if name == "first.csv":
            files.again(next(iter(files.readings())), "currency", "EUR")
    assert [reading.currency for reading in files.readings().values()] == ["EUR", "GBP"]


def taken(tmp_path, name, text):
    (tmp_path / name).write_text(text, "utf-8")
    files.take(tmp_path / name, name)


def test_overlapping_orders_are_told(desk, tmp_path):
    page = loading.load()
    head = "Order ID,Order date,Status,Quantity,Price\n"
    taken(tmp_path, "spring.csv", f"{head}1,2026-02-01,paid,1,€2.50\n2,2026-03-31,pending,1,€9.00\n")
    taken(tmp_path, "winter.csv", f"{head}1,2026-02-01,paid,1,€2.50\n2,2026-03-31,paid,1,€8.00\n3,2026-04-01,paid,1,€1.00\n")
    taken(tmp_path, "may.csv", f"{head}9,2026-05-01,paid,1,€2.50\n")
    told = [" ".join(file["warnings"]) for file in part(page, "Readings").files]
    assert "2 orders stand in both. Each counts once, as “winter.csv” tells it. 1 of them have changed since." in told[0]
    assert ["overlap" in text for text in told] == [True, True, False]


def test_two_platforms_do_not_overlap(desk, tmp_path):
    page = loading.load()
    taken(tmp_path, "google.csv", "Day,Campaign,Currency code,Cost,Clicks\n2026-07-01,Brand,EUR,10.00,5\n")
    taken(tmp_path, "meta.csv", "Day,Campaign name,Amount spent (EUR),Link clicks,Impressions\n2026-07-01,Brand,10.00,5,100\n")
    assert not any("overlap" in text for file in part(page, "Readings").files for text in file["warnings"])
    taken(tmp_path, "google2.csv", "Day,Campaign,Currency code,Cost,Clicks\n2026-07-01,Brand,EUR,11.00,5\n2026-07-02,Brand,EUR,11.00,5\n")
    assert ["overlap" in " ".join(file["warnings"]) for file in part(page, "Readings").files] == [True, False, True]


def test_a_later_order_wins_and_a_currency_is_chosen(desk, tmp_path):
    head = "Order ID,Order date,Status,Channel,Amount,Currency\n"
    taken(tmp_path, "new.csv", f"{head}1,2026-02-01,paid,cpc,8.00,EUR\n2,2026-03-01,paid,Club,5.00,USD\n")
    taken(tmp_path, "old.csv", f"{head}1,2026-02-01,pending,cpc,9.00,EUR\n")
    save(desk, Files, currency="EUR", names=[{"_id": "a", "found": "Club", "shown": "Referral"}])
    orders = collect(files.tables().orders)
    assert orders[["revenue", "status", "channel"]].to_numpy().tolist() == [[800, "paid", "Paid Search"]]
    save(desk, Files, currency="USD")
    assert collect(files.tables().orders).channel.tolist() == ["Referral"]
    page = loading.load()
    assert sorted(row[0] for row in part(page, "TableView").table["rows"]) == ["Club", "cpc"]


def test_an_answer_nobody_offered_is_refused(desk):
    number, _ = take(desk, "orders_open_dates.csv")
    with pytest.raises(Refused, match="must be one of"):
        files.again(number, "date_order", "ymd")


def test_a_file_of_unknown_shape_is_mapped(desk):
    page = loading.load()
    number, _ = take(desk, "unknown_shape.csv")
    (asked,) = part(page, "Readings").files[0]["questions"]
    assert (asked["key"], asked["table"], asked["columns"]) == (files.COLUMNS, "orders", ["Ref", "When", "Who", "Worth"])
    assert asked["proposal"] == ORDERS
    assert asked["tried"] == ["Tried on the first 2 rows: all would be read."]
    assert part(page, "Readings").files[0]["previews"][0]["rows"][0] == ["a1", "2026-07-01", "k1", "12.50"]
    files.again(number, files.COLUMNS, asked["proposal"])
    assert files.readings()[number].rows_read > 0
    assert files.tables().orders is not None


def test_columns_are_tried_before_they_are_used(desk):
    page = loading.load()
    number, _ = take(desk, "unknown_shape.csv")
    part(page, "Readings")._heard({"type": "answer", "id": number, "key": "try", "value": {**ORDERS, "ordered_at": "Who"}})
    (asked,) = part(page, "Readings").files[0]["questions"]
    assert asked["tried"] == [
        "Tried on the first 2 rows: 2 would be refused.",
        *(f'Line {n}: `Who` must be a date (got "k{n - 1}").' for n in (2, 3)),
    ]
    assert files.readings()[number].tables == {}
    files.again(number, files.COLUMNS, "enquiries")
    (asked,) = part(page, "Readings").files[0]["questions"]
    assert (asked["table"], asked["proposal"]["created_at"]) == ("enquiries", "When")


def test_columns_are_remembered_and_can_be_mended(desk):
    page = loading.load()
    number, _ = take(desk, "unknown_shape.csv")
    files.again(number, files.COLUMNS, {**ORDERS, "product": "Who"})
    (asked, *_) = (q for q in part(page, "Readings").files[0]["questions"] if q["key"] == files.COLUMNS)
    assert (asked["folded"], asked["proposal"]["product"]) == (True, "Who")
    second, said = take(desk, "unknown_shape.csv", b"\na3,2026-07-03,k3,7.00\n")
    assert "3 rows read" in said
    assert "the same columns of orders" in files.readings()[second].warnings[0]
    files.again(second, files.COLUMNS, ORDERS)
    assert files.readings()[second].rows_read == 3


def test_files_without_titles_are_asked_about_each_time(desk, tmp_path):
    """A list of costs looks like a list of orders where nothing has a title: what was said of one is proposed for the other, not taken."""
    page = loading.load()
    taken(tmp_path, "july.txt", "1,2026-07-01,k1,12.50\n2,2026-07-02,k2,9.00\n")
    (first,) = files.readings()
    columns = {
        "order_id": "Column 1 (whole number)",
        "ordered_at": "Column 2 (date)",
        "customer_id": "Column 3 (text)",
        "revenue": "Column 4 (number)",
    }
    files.again(first, files.COLUMNS, "orders")
    files.again(first, files.COLUMNS, columns)
    taken(tmp_path, "costs.txt", "7,2026-07-01,brand,2.50\n8,2026-07-02,kinds,3.00\n")
    (asked,) = part(page, "Readings").files[-1]["questions"]
    assert list(files.readings().values())[-1].tables == {}
    assert (asked["table"], asked["proposal"], asked["folded"]) == ("orders", columns, False)
    assert "how you read the last file with such columns" in asked["text"]


@pytest.mark.parametrize("name", ["unknown_shape.csv", "unknown_shape.csv.gz", "unknown_shape.zip", "unknown_shape.xlsx"])
def test_columns_are_tried_on_any_file_without_reading_it_again(desk, tmp_path, monkeypatch, name):
    page = loading.load()
    files.take(packed(tmp_path, name), name)
    (asked,) = part(page, "Readings").files[0]["questions"]
    assert asked["tried"] == ["Tried on the first 2 rows: all would be read."]
    monkeypatch.setattr("workbook.pages.columns.read", None)
    monkeypatch.setattr("workbook.pages.columns.start_of", None)
    assert loading.load().parts[2].files[0]["questions"][0]["tried"] == asked["tried"]


def packed(folder, name):
    """The export of unknown shape under this name, packed as the name says."""
    rows = (EXPORTS / "unknown_shape.csv").read_bytes()
    path = folder / name
    if name.endswith(".gz"):
        path.write_bytes(gzip.compress(rows))
    elif name.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("inside.csv", rows)
    elif name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        for row in csv.reader(rows.decode().splitlines()):
            book.active.append(row)
        book.save(path)
    else:
        path.write_bytes(rows)
    return path


def test_orders_without_quantity_have_repeat_customers_too(desk):
    number, _ = take(desk, "unknown_shape.csv")
    files.again(number, files.COLUMNS, "orders")
    files.again(number, files.COLUMNS, ORDERS)
    files.again(number, "currency", "EUR")
    page = analysis.customers()
    assert part(page, "Notice").text == ""
    assert "bought more than once" in headline(page)


def test_a_mapping_that_lacks_a_column_says_which(desk):
    page = loading.load()
    number, _ = take(desk, "unknown_shape.csv")
    files.again(number, files.COLUMNS, "orders")
    part(page, "Readings")._heard({"type": "answer", "id": number, "key": files.COLUMNS, "value": {"order_id": "Ref"}})
    assert part(page, "Readings").alert.startswith("The table orders needs a column for ordered_at")


def test_what_is_no_table_is_refused(desk, tmp_path):
    (tmp_path / "song.csv").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(Refused, match="song"):
        files.take(tmp_path / "song.csv", "song.csv")
    assert files.readings() == {}


def test_empty_pages_lead_to_loading(desk):
    for page in (analysis.channels(), analysis.customers(), analysis.decisions()):
        assert [link["href"] for link in part(page, "Notice").links] == ["06_analysis.ipynb#load"]


def test_proposals_need_data(desk):
    page = analysis.decisions()
    press(page, "Take over these proposals")
    assert part(page, "Actions").said == "There is no proposal yet: load the data first."


def test_files_of_two_currencies_are_not_added(desk):
    take(desk, "google_ads_de.csv")
    take(desk, "google_ads_utf8.csv")
    page = analysis.channels()
    assert slips(page) == []
    assert texts(page)
