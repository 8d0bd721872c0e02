# ruff: noqa: E501 (the lines of an export are as long as they are)
"""Shops, mailing tools, CRMs and traffic counters beside Google's and Meta's: their exports with the quirks of each, in their true encodings."""

import json

import duckdb
import pytest

from workbook.sources import Tables, collect


def said(reading):
    return " ".join(reading.warnings)


def test_woocommerce(given, rows):
    head = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n"
    lines = '2026-07-01 09:30:00,101,$10.00,completed,Anna Example,new,"1× Lamp, large, 2× Bulb",3,,10,Organic: Google\n2026-07-01 10:30:00,102,$5.00,on-hold,,,1× Bulb,1,,5,Direct\n'
    reading = given(head + lines, currency="USD")
    got = rows(reading)
    assert got[["order_id", "product", "quantity", "revenue", "status"]].to_numpy().tolist() == [
        ["101", "Lamp, large", 1, 333, "paid"], ["101", "Bulb", 2, 667, "paid"], ["102", "Bulb", 1, 500, "pending"],
    ]  # fmt: skip
    assert "spread evenly over the pieces (1 row)" in said(reading)
    assert "Anna" not in got.to_csv()


AMAZON = "amazon-order-id\tpurchase-date\torder-status\tsales-channel\tproduct-name\tsku\titem-status\tquantity\tcurrency\titem-price\titem-promotion-discount\n"


def test_amazon_has_no_quotes_and_whole_prices(given, rows):
    lines = '1-1\t2026-07-01T09:30:00+00:00\tShipped\tAmazon.de\t15" pan\tP1\tShipped\t2\tEUR\t20.00\t1.00\n1-1\t2026-07-01T09:30:00+00:00\tShipped\tAmazon.de\t"Pot\tP2\tShipped\t1\tEUR\t9.00\t\n1-2\t2026-07-02T09:30:00+00:00\tCancelled\tAmazon.de\tPot\tP2\tCancelled\t0\t\t\t\n1-3\tnever\tShipped\tAmazon.de\tPot\tP2\tShipped\t1\tEUR\t9.00\t\n'
    reading = given(AMAZON + lines, "orders.txt")
    got = rows(reading)
    assert got[["product", "line", "revenue", "status"]].fillna(-1).to_numpy().tolist() == [
        ['15" pan', 1, 1900, "paid"], ['"Pot', 2, 900, "paid"], ["Pot", 1, -1, "cancelled"],
    ]  # fmt: skip
    assert [line.line for line in reading.rows_refused] == [5]


def test_taobao_in_gbk(given, rows):
    head = "订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝总数量\n"
    lines = '="2026070100001",茶客,88.00,10.00,98.00,98.00,交易成功,2026-07-01 09:30:00,2026-07-01 09:31:00,龙井茶,2\n1.0E+18,客二,39.00,0.00,39.00,0.00,交易关闭,2026-07-01 19:30:00,,玻璃茶壶,1\n="3",客三,39.00,0,39.00,39.00,"买家已付款,等待卖家发货",2026-07-01 20:30:00,,茶壶,1\n="4",客四,39.00,0,39.00,0,等待买家付款,2026-07-01 20:40:00,,茶壶,1\n'
    reading = given((head + lines).encode("gbk"), "ExportOrderList.csv")
    got = rows(reading)
    assert (reading.source, reading.currency, reading.encoding) == ("taobao", "CNY", "gb18030")
    assert got[["order_id", "revenue", "status"]].to_numpy().tolist() == [
        ["2026070100001", 8800, "paid"], ["1.0E+18", 3900, "cancelled"], ["3", 3900, "paid"], ["4", 3900, "pending"],
    ]  # fmt: skip
    assert "damaged the numbers of orders or customers in 1 row" in said(reading)
    assert got.customer_id.str.startswith("p_").all()


def test_baidu_tuiguang_with_its_total(given, rows):
    lines = '日期,账户,推广计划,展现,点击,消费,点击率,平均点击价格\n2026-07-01,茶行,品牌,"1,200",60,75.50,5.00%,1.26\n2026-07-02,茶行,品牌,1100,50,70.50,4.55%,1.41\n合计,--,--,2300,110,146.00,4.78%,1.33\n'
    reading = given(lines.encode("gbk"), "report.csv")
    assert (reading.currency, rows(reading).cost.tolist(), rows(reading).impressions.tolist()) == ("CNY", [7550, 7050], [1200, 1100])
    assert [(control.column, control.agrees) for control in reading.totals] == [("cost", True), ("impressions", True), ("clicks", True)]


def test_baidu_tongji(given, rows):
    lines = "来源类型,浏览量（PV）,访客数（UV）,访问次数,IP数,跳出率,平均访问时长,转化次数\n直接访问,1200,300,330,280,45.20%,00:03:12,12\n合计,1200,300,330,280,45.2%,00:03:12,12\n"
    got = rows(given(lines.encode("gbk"), "tongji.csv"))
    assert got[["visits", "visitors", "engaged_visits", "duration_s"]].to_numpy().tolist() == [[330, 300, 181, 63_360]]


def test_matomo_in_utf16(given, rows):
    lines = "label\tnb_uniq_visitors\tnb_visits\tnb_actions\tbounce_count\tbounce_rate\tavg_time_on_site\trevenue\nDirect Entry\t100\t120\t300\t120\t100%\t00:22:49\t$13,361.11\nSearch Engines\t80\t90\t200\t10\t11%\t1 min 5s\t$0\n"
    got = rows(given(lines.encode("utf-16"), "export.csv", currency="USD"))
    assert got[["visits", "engaged_visits", "duration_s", "revenue"]].to_numpy().tolist() == [[120, 0, 164_280, 1_336_111], [90, 80, 5850, 0]]


def test_a_label_that_names_no_channel_is_asked(given):
    assert given("label,nb_visits,nb_actions\nGermany,10,20\nFrance,5,6\n").source == "unknown"


def test_a_report_of_several_titled_tables(given, rows):
    text = "Hollin Tea - July 2026\n\nVisits Summary\nName,Value\nVisits,210\nUsers,20\n\nChannel Type\nChannel Type,Visits,Actions,Bounce Rate\nSearch Engines,90,200,11%\n,,,\nPage URLs\nlabel,nb_visits,nb_hits\n/a,10,20\n/b,5,6\n"
    reading = given(text.encode("utf-16"), "report.csv")
    assert reading.rows == {"visits_channels": 1, "visits_pages": 2}
    assert rows(reading, "visits_pages").page_views.tolist() == [20, 6]
    assert "`report.csv, table 1`" in said(reading)


MAILCHIMP = "Title,Subject,List,Send Date,Total Recipients,Successful Deliveries,Soft Bounces,Hard Bounces,Unique Opens,Open Rate,Unique Clicks,Click Rate,Unsubscribes,Total Orders,Total Revenue\n"


@pytest.mark.parametrize(
    "text",
    [
        MAILCHIMP + 'July,Hello,All,"Jul 01, 2026 10:00 am","1,020","1,000",15,5,330,33.0%,51,5.1%,4,7,290.10\n',
        'Email Campaign Report\n\nTitle:,July\nSubject Line:,Hello\nDelivery Date/Time:,"Wed, Jul 01, 2026 10:00 am"\n\nOverall Stats\n\nTotal Recipients:,"1,020"\nSuccessful Deliveries:,"1,000"\nBounces:,20 (2.0%)\nRecipients Who Opened:,330 (33.0%)\nRecipients Who Clicked:,51 (5.1%)\nTotal Unsubs:,4\n\nClicks by URL\n\nURL,Total Clicks,Unique Clicks\nhttps://a.example/,60,40\n',
        "Campaign Name,Tags,Subject,List,Send Time,Total Recipients,Unique Placed Order,Placed Order Rate,Revenue,Unique Opens,Open Rate,Total Opens,Unique Clicks,Click Rate,Unsubscribes,Bounces\nJuly,,Hello,All,2026-07-01 10:00:00,1020,7,0.7%,290.10,330,33%,500,51,5.1%,4,20\n",
    ],
    ids=["mailchimp", "mailchimp report", "klaviyo"],
)
def test_mailings(given, rows, text):
    reading = given(text, currency="USD")
    columns = ["campaign", "channel", "recipients", "delivered", "bounces", "opens", "clicks", "unsubscribes"]
    assert reading.table == "email"
    assert rows(reading)[columns].to_numpy().tolist() == [["July", "Email", 1020, 1000, 20, 330, 51, 4]]
    assert str(reading.period[0]) == "2026-07-01"


def test_mailings_stand_among_the_channels(given):
    mails = given(MAILCHIMP + 'July,Hello,All,"Jul 01, 2026 10:00 am",1020,1000,15,5,330,33.0%,51,5.1%,4,7,290.10\n', currency="EUR")
    ads = given("Day,Campaign,Currency code,Cost,Impr.,Clicks\n2026-07-01,Brand,EUR,10.00,100,5\n", "ads.csv")
    both = collect(Tables.of([mails, ads]).promotion.select("channel", "clicks", "cost")).sort_values("channel")
    assert both.astype(object).fillna(-1).to_numpy().tolist() == [["Email", 51, -1], ["Paid Search", 5, 1000]]
    assert Tables.of([mails]).promotion is not None


def test_hubspot_deals_and_contacts(given, rows):
    head = "Record ID,Deal Name,Deal Stage,Amount,Deal owner,Close Date,Create Date,Original Source,Associated Contact IDs\n"
    lines = "901,Anna - deal,closedwon,1200.50,Bo,2026-07-03 10:00,2026-06-01 09:00,ORGANIC_SEARCH,51\n902,Cy,closedlost,,Bo,2026-07-04 10:00,2026-06-02 09:00,OFFLINE,52\n903,D,4711,99,Bo,,2026-06-02 09:00,PAID_SEARCH,\n904,E,Closed Won,,Bo,2026-07-04 10:00,2026-06-02 09:00,,53\n"
    deals = given(head + lines, "deals.csv", currency="EUR")
    assert rows(deals)[["revenue", "status"]].fillna(-1).to_numpy().tolist() == [
        [120_050, "paid"],
        [-1, "cancelled"],
        [9900, "pending"],
        [-1, "paid"],
    ]
    assert "Won deals without an amount" in said(deals)
    assert "only a number" in said(deals)
    contacts = given(
        "Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,Create Date,Original Source\n51,Anna,Example,anna@example.com,+491712345678,customer,2026-05-01 10:00,Organic Search\n52,Bo,Ex,bo@example.com,,lead,2026-05-02,Paid Search\n",
        "contacts.csv",
    )
    assert rows(contacts)[["customer_id", "qualified"]].to_numpy().tolist() == [["51", True], ["52", False]]
    assert "nna" not in rows(contacts).to_csv() + rows(deals).to_csv()


def test_results_of_different_kinds_are_not_added(given, rows):
    head = "Day,Campaign name,Amount spent (EUR),Impressions,Results,Result indicator,Reporting starts,Reporting ends\n"
    lines = "2026-07-01,a,10.00,100,5,actions:offsite_conversion.fb_pixel_purchase,2026-07-01,2026-07-31\n2026-07-01,b,10.00,100,90,actions:link_click,2026-07-01,2026-07-31\n"
    reading = given(head + lines, "meta.csv")
    assert rows(reading).conversions.fillna(-1).tolist() == [5, -1]
    assert "were left out, because results of different kinds cannot be added (1 row)" in said(reading)
    assert "several days at once" in said(reading)


def test_bounds_stay_bounds(load, rows):
    reading = load("google_ads_excel.csv")
    shares = rows(reading)[["impression_share", "impression_share_bound"]]
    assert shares.astype(object).fillna("").to_numpy().tolist() == [[0.9, ">"], [pytest.approx(0.412), ""], [0.9, ">"], [0.1, "<"], ["", ""]]
    assert "only known as a bound, such as less than 10%, in 3 rows" in said(reading)


def value(key, **kind):
    return {"key": key, "value": kind}


def event(name, at, user="u1", session=11, more=(), **fields):
    params = [*([value("ga_session_id", int_value=str(session))] if session else []), *more]
    start = 1_782_898_200_000_000
    return {
        "event_date": "20260701",
        "event_timestamp": str(start + at),
        "event_name": name,
        "user_pseudo_id": user,
        "event_params": params,
        **fields,
    }


PAID = {
    "cross_channel_campaign": {"default_channel_group": "Paid Search", "source": "google", "medium": "cpc"},
    "google_ads_campaign": {"campaign_name": "Brand"},
}
SALE = [value("transaction_id", string_value="A1"), value("currency", string_value="EUR")]
ITEMS = [{"item_name": "Tea", "quantity": "2", "price": 9.0}, {"item_name": "Box", "quantity": "1", "price": 27.0}]
EVENTS = [
    event("page_view", 1000, more=[value("page_location", string_value="https://x.example/tea?email=a@b.c")], session_traffic_source_last_click=PAID),
    event("user_engagement", 5_000_000, more=[value("engagement_time_msec", int_value="4200"), value("session_engaged", string_value="1")]),
    event("purchase", 9_000_000, more=SALE, ecommerce={"purchase_revenue": 45.0, "transaction_id": "A1"}, items=ITEMS, user_id="anna@example.com"),
    event("purchase", 9_900_000, more=SALE, ecommerce={"purchase_revenue": 45.0, "transaction_id": "A1"}),
    event("page_view", 0, user=None, session=None),
    event("page_view", 7000, user="u2", session=12, more=[value("source", string_value="newsletter"), value("medium", string_value="email")]),
]


@pytest.mark.parametrize("kind", ["json", "parquet"])
def test_ga4_events_become_visits_and_orders(given, rows, tmp_path, kind):
    text = "\n".join(map(json.dumps, EVENTS))
    (tmp_path / "e.json").write_text(text, "utf-8")
    if kind == "parquet":
        with duckdb.connect() as db:
            source = f"read_json('{tmp_path / 'e.json'}', format='newline_delimited')"
            db.execute(f"COPY (SELECT * FROM {source}) TO '{tmp_path / 'e.parquet'}' (FORMAT parquet)")
        reading = given((tmp_path / "e.parquet").read_bytes(), "events.parquet")
    else:
        reading = given(text + "\n{broken\n", "events.json")
        assert [line.line for line in reading.rows_refused] == [7]
    columns = ["visit_id", "channel", "campaign", "landing_page", "page_views", "duration_s", "engaged"]
    assert rows(reading, "visits")[columns].fillna("").to_numpy().tolist() == [
        ["u1.11", "Paid Search", "Brand", "/tea", 1, 4.2, True], ["u2.12", "newsletter / email", "", "", 1, 0.0, False],
    ]  # fmt: skip
    assert rows(reading, "orders")[["order_id", "line", "revenue", "channel"]].to_numpy().tolist() == [
        ["A1", 1, 1800, "Paid Search"],
        ["A1", 2, 2700, "Paid Search"],
    ]
    assert (reading.rows_read, len(reading.rows_skipped)) == (5, 1)
    assert "anna" not in rows(reading, "orders").to_csv()


def test_a_parquet_file_of_something_else_says_what_it_lacks(given, tmp_path):
    with duckdb.connect() as db:
        db.execute(f"COPY (SELECT 1 AS a) TO '{tmp_path / 'a.parquet'}' (FORMAT parquet)")
    with pytest.raises(ValueError, match="it has no event_name"):
        given((tmp_path / "a.parquet").read_bytes(), "a.parquet")


def test_later_orders_replace_earlier_ones(given):
    head = "Order ID,Order date,Status,Quantity,Price\n"
    later = given(head + "1,2026-02-01,paid,1,2.00\n2,2026-04-01,paid,1,9.00\n", currency="EUR")
    earlier = given(head + "1,2026-02-01,pending,1,2.50\n1,2026-02-01,pending,1,4.00\n", currency="EUR")
    for order in ([earlier, later], [later, earlier]):
        assert sorted(collect(Tables.of(order).orders).revenue) == [200, 900]


def test_names_and_currencies(given):
    reading = given("Order ID,Order date,Channel,Amount,Currency\n1,2026-02-01,google / cpc,2.00,EUR\n2,2026-04-01,Club,9.00,USD\n")
    assert reading.channels == ("Club", "google / cpc")
    made = Tables.of([reading], names={"google / cpc": "Paid Search"}, currency="EUR")
    assert collect(made.orders).channel.tolist() == ["Paid Search"]


def test_a_total_without_a_label_is_a_control_and_no_row(given, rows):
    head = "Campaign name,Day,Amount spent (EUR),Impressions,Reach,Link clicks\n"
    reading = given(f"{head},,30.00,300,120,30\na,2026-07-01,10.00,100,90,10\nb,2026-07-01,15.00,200,90,20\n", "meta.csv")
    assert (reading.rows_read, len(reading.rows_skipped), len(reading.rows_refused)) == (2, 1, 0)
    assert {control.column: control.agrees for control in reading.totals} == {"cost": False, "impressions": True, "clicks": True}
    assert "differ from the sum of its rows in: cost. Rows may be missing." in said(reading)
    twice = given(f"{head},,10.00,100,90,10\na,2026-07-01,10.00,100,90,10\na,2026-07-01,10.00,100,90,10\n", "meta.csv")
    assert "Rows may stand there twice." in said(twice)
