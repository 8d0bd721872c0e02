"""A small room, and what its server tells about itself: who waits, who comes in, health, figures, the log."""

import asyncio
import json
import urllib.parse

import nbformat
import pytest

from tests.browser.running import App
from tests.server.guest import Guest, ended
from tests.server.kernels import soon

ANSWER = "Ann & Søn <script>earn()</script> 1,000"
SAYS = f"""import logging
from workbook.pages.here import desk
desk().keep("try", "mine", bytes.fromhex("{ANSWER.encode().hex()}").decode())
try:
    int(desk().kept("try")["mine"])
except ValueError:
    logging.getLogger("workbook").exception("A callback failed.")
int(desk().kept("try")["mine"])"""


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("full")
    (folder / "notebooks").mkdir()
    for name, code in (("01_one.ipynb", "1"), ("02_two.ipynb", "2"), ("03_fails.ipynb", SAYS)):
        cells = [nbformat.v4.new_markdown_cell(f"# {name[3:6].capitalize()}"), nbformat.v4.new_code_cell(code)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "notebooks" / name)
    options = ("--visitors", "each", "--room", "3", "--pages", "2", "--unused-after", "60", "--log-format", "json", "--proxy")
    running = App(folder / "home", folder / "notebooks", more={"WORKBOOK_METRICS_TOKEN": "let-me-read"}, options=options).start()
    yield running
    running.stop()


@pytest.fixture
def guest(app):
    """A new visitor each time; what they have open is closed in the end."""
    guests = []

    def come():
        guests.append(Guest(app))
        guests[-1].opened = []
        return guests[-1]

    yield come
    for one in guests:
        for kernel in one.opened:
            one.close(kernel)
    assert soon(lambda: not app.kernels(), 20)


def sit(guest, page="01_one.ipynb"):
    """Open a page for good; its kernel."""
    kernel = guest.open(page)
    guest.opened.append(kernel)
    return kernel


@pytest.fixture
def full(guest):
    """Three visitors who fill the room."""
    inside = [guest() for _ in range(3)]
    for one in inside:
        sit(one)
    return inside


def place(guest):
    return json.loads(guest.ask("workbook/waiting/02_two.ipynb").body)


def figures(app, **headers):
    told = Guest(app).ask("metrics", **headers)
    lines = [line.rsplit(" ", 1) for line in told.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


def test_full_room_keeps_a_place_in_the_line(app, guest, full):
    first, second = guest(), guest()
    asked = first.ask("02_two.ipynb")
    assert asked.status == 503
    assert asked.headers["Retry-After"] == "5"
    assert asked.url.endswith("/02_two.ipynb")
    assert "You are next." in asked.text
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in asked.text
    assert "You are number 2 in the line." in second.ask("02_two.ipynb").text
    full[0].close(full[0].opened.pop())
    assert (place(second), place(first)) == ({"place": 2, "free": False}, {"place": 1, "free": True})
    assert second.ask("02_two.ipynb").status == 503
    assert sit(first, "02_two.ipynb")
    assert place(second) == {"place": 1, "free": False}
    full[1].close(full[1].opened.pop())
    assert sit(second, "02_two.ipynb")


def test_the_line_is_for_pages_that_are_there(app, guest):
    """Whoever waits for a hundred pages that there are not keeps nobody out."""
    first = guest()
    first.ask("00_nothing.ipynb")
    assert {first.ask(f"workbook/waiting/{number}.ipynb").status for number in range(20)} == {404}
    assert sit(guest(), "02_two.ipynb")


def test_health_says_when_the_room_is_full(app, guest):
    assert json.loads(Guest(app).ask("healthz").body) == {"well": True, "database": True, "room": True, "warm": True}
    for one in [guest() for _ in range(3)]:
        sit(one)
    answer = Guest(app).ask("healthz")
    assert answer.status == 503
    assert json.loads(answer.body)["room"] is False
    assert Guest(app).ask("healthz/live").status == 200


def test_many_tabs_do_not_fill_the_room(app, guest):
    ann = guest()
    one, two = sit(ann), sit(ann, "02_two.ipynb")
    asked = ann.ask("01_one.ipynb")
    assert asked.status == 429
    assert "You have 2 pages open" in asked.text
    assert "Two, open since" in asked.text
    answer = ann.ask(f"workbook/close/{one}", ann.token | {"next": "01_one.ipynb"})
    assert answer.status == 200
    ann.opened = [answer.kernel, two]


def test_going_on_takes_no_second_place(app, guest, full):
    ann = full[0]
    kernel = ann.opened[0]
    ann.seen(kernel)

    async def move():
        line = await ann.connected(kernel)
        await asyncio.sleep(5)  # the server looks who is there
        there = await asyncio.to_thread(ann.ask, "02_two.ipynb", Cookie=f"{ann.told()['Cookie']}; workbook-leaving={kernel}")
        await ended(line)
        return there

    there = asyncio.run(move())
    assert there.kernel
    ann.opened.append(there.kernel)


def test_figures_for_prometheus(app, guest):
    sit(guest())
    told = figures(app)
    assert told["workbook_kernels"] == 1
    assert told["workbook_places"] == 3
    assert told["workbook_kernels_pss_bytes"] > 1e6
    assert told["workbook_server_rss_bytes"] > 1e7
    assert told['workbook_arrivals_total{outcome="opened"}'] >= 1
    assert soon(lambda: figures(app)["workbook_ready_seconds_count"] >= 1, 30)
    assert told["workbook_kernel_start_seconds_count"] >= 1


def test_figures_are_for_this_machine_and_for_the_token(app):
    behind = {"X_Forwarded_For": "10.0.0.7"}
    assert Guest(app).ask("metrics", **behind).status == 404
    assert Guest(app).ask("metrics", Host="workbook.example").status == 404
    assert Guest(app).ask("metrics", Authorization="Bearer let-me-in", **behind).status == 404
    assert Guest(app).ask("metrics", Authorization="Bearer let-me-read", **behind).status == 200


def test_a_dead_kernel_makes_room(app, guest):
    died = figures(app)["workbook_kernels_died_total"]
    sit(guest())
    assert soon(app.kernels)
    app.kernels()[0].kill()
    assert soon(lambda: figures(app)["workbook_kernels_died_total"] == died + 1)


def logged(app):
    """The whole lines of the log; the last one may still be written."""
    return [json.loads(line) for line in app.log.split("\n")[:-1] if line.startswith("{")]


def failures(app):
    return [line for line in logged(app) if "traceback" in line and "ValueError" in line["message"] + line["traceback"]]


def test_log_tells_what_happened_and_about_nobody(app, guest):
    ann = guest()
    kernel = sit(ann, "03_fails.ipynb?name=" + urllib.parse.quote(ANSWER))
    assert "could not be prepared" in ann.seen(kernel)
    ann.ask("workbook/mine")
    link = ann.ask("workbook/mine").text.split("/workbook/open/")[1].split('"')[0]
    assert soon(lambda: len(failures(app)) >= 2)  # the cell's, and what the kernel itself wrote
    assert {"arrival", "kernel started"} <= {line["message"] for line in logged(app)}
    for secret in ("1,000", "Søn", "earn()", "name=", "let-me-read", link, ann.cookies["workbook-visitor"].value, kernel, "127.0.0.1 "):
        assert secret not in app.log.split("\n", 1)[1]


def test_behind_https_the_cookie_is_for_https_alone(app):
    told = Guest(app).ask("01_one.ipynb", follow=False, X_Forwarded_Proto="https").headers.get_all("Set-Cookie")
    assert all("secure" in cookie.lower() for cookie in told)
    assert any(cookie.startswith("__Host-workbook-visitor") for cookie in told)  # no neighbour of the same domain can plant one


def test_who_came_before_https_keeps_their_place(app):
    ann = Guest(app)
    ann.ask("00_nothing.ipynb")
    links = [ann.ask("workbook/mine", **told) for told in ({}, {"X_Forwarded_Proto": "https"})]
    before, after = (page.text.split("/workbook/open/")[1].split('"')[0] for page in links)
    assert before == after
    assert any(cookie.startswith("__Host-workbook-visitor") for cookie in links[1].headers.get_all("Set-Cookie"))
